"""What a complaint of SQLite's means to the user: broken, not ours, or only out of reach now."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from hfgoals.store import open_file, opening
from hfgoals.store.faults import reading_trouble, writing_trouble
from hfgoals.trouble import CannotWrite, Damaged, NotOurs, Trouble
from tests.store.journals import journal_at

PATH = Path("甲.hfg")


def _complaint(code: int | None) -> sqlite3.Error:
    error = sqlite3.OperationalError("said")
    if code is not None:
        error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, Trouble),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, Trouble),
        (sqlite3.SQLITE_IOERR_READ, Trouble),
        (sqlite3.SQLITE_CANTOPEN, Trouble),
        (sqlite3.SQLITE_PERM, Trouble),
        (sqlite3.SQLITE_INTERRUPT, NotOurs),
        (sqlite3.SQLITE_CORRUPT, Damaged),
        (sqlite3.SQLITE_NOTADB, Damaged),
        (None, Damaged),
    ],
)
def test_a_file_that_cannot_be_read(code: int | None, kind: type[Trouble]) -> None:
    trouble = reading_trouble(_complaint(code), PATH)
    assert type(trouble) is kind
    assert PATH.name in trouble.what


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_BUSY, "占用"),
        (sqlite3.SQLITE_LOCKED, "占用"),
        (sqlite3.SQLITE_FULL, "满"),
        (sqlite3.SQLITE_IOERR_WRITE, "磁盘"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "写保护"),
        (sqlite3.SQLITE_TOOBIG, "长"),
        (sqlite3.SQLITE_NOMEM, "内存"),
        (None, "said"),
    ],
)
def test_a_step_that_cannot_be_written(code: int | None, word: str) -> None:
    trouble = writing_trouble(_complaint(code), PATH)
    assert type(trouble) is CannotWrite
    assert word in trouble.what
    assert trouble.safe
    assert trouble.advice


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CORRUPT_INDEX, sqlite3.SQLITE_NOTADB])
def test_a_step_into_a_broken_file(code: int) -> None:
    assert type(writing_trouble(_complaint(code), PATH)) is Damaged


def test_what_cannot_be_put_aside_stays_and_locks_nobody_out(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal_at(saved).write_bytes(b"my notes")

    def refused(_found: Path) -> Path:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "put_aside", refused)
        with pytest.raises(Trouble) as caught:
            open_file(saved)
    assert journal_at(saved).name in str(caught.value)
    assert journal_at(saved).read_bytes() == b"my notes"
    with open_file(saved) as store:
        assert not store.read_only
        assert store.put_aside
