"""What lies beside a file: a journal of ours is played back, SQLite never meets anything else."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hfgoals.store import create, open_file, snapshot, verify
from hfgoals.store.beside import check_beside
from hfgoals.trouble import NotOurs
from tests.store.journals import MAGIC, deletes, interrupted, journal_at, super_record
from tests.store.workbooks import small_book, step

PAGE = 4096


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Another file of the user."""
    path = tmp_path / "别处" / "工资表.xls"
    path.parent.mkdir()
    path.write_bytes(b"years of work\0and more")
    return path


def _all_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): b"link" if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def _refused(path: Path) -> None:
    """Every way in refuses, names what lies there, and leaves all files as they are."""
    before = _all_of(path.parent)
    for way in (verify, open_file, lambda path: open_file(path, read_only=True)):
        with pytest.raises(NotOurs) as caught:
            way(path)
        assert f"{path.name}-" in caught.value.what
        assert caught.value.safe
        assert caught.value.advice
        assert _all_of(path.parent) == before


def test_a_journal_that_deletes_is_refused(saved: Path, victim: Path) -> None:
    deletes(saved, victim)
    _refused(saved)
    assert victim.read_bytes().startswith(b"years")


@pytest.mark.parametrize(
    "before",
    [b"", b"\0" * 28, b"\0" * 512, MAGIC + b"\0" * 504, b"x" * 5000, bytes(PAGE)],
    ids=["alone", "short", "zeros", "header", "text", "page"],
)
def test_wherever_the_record_begins(saved: Path, victim: Path, before: bytes) -> None:
    """Padded to a sector, behind an empty header, with no header at all."""
    journal_at(saved).write_bytes(before + super_record(victim))
    _refused(saved)


@pytest.mark.parametrize("changed", [(-16, 4), (-12, 4), (-40, 4)])
def test_a_record_that_sqlite_might_not_take_is_refused_too(
    saved: Path, victim: Path, changed: tuple[int, int]
) -> None:
    crafted = bytearray(deletes(saved, victim))
    at, length = changed
    crafted[at : at + length] = bytes(length)
    journal_at(saved).write_bytes(crafted)
    _refused(saved)


def test_magic_alone_at_the_end_is_refused(saved: Path) -> None:
    journal_at(saved).write_bytes(bytes(8) + MAGIC)
    _refused(saved)


def test_magic_elsewhere_is_a_header(saved: Path) -> None:
    """A long step has several headers: they are our own."""
    book, _ = interrupted(saved)
    content = journal_at(saved).read_bytes()
    assert content.count(MAGIC) > 1
    with open_file(saved) as store:
        assert store.book == book
    assert list(saved.parent.iterdir()) == [saved]


def _symbolic(journal: Path, victim: Path) -> None:
    journal.symlink_to(victim)


def _dangling(journal: Path, victim: Path) -> None:
    journal.symlink_to(victim.with_name("还没有.txt"))


def _hard(journal: Path, victim: Path) -> None:
    os.link(victim, journal)


def _folder(journal: Path, _victim: Path) -> None:
    journal.mkdir()


def _pipe(journal: Path, _victim: Path) -> None:
    os.mkfifo(journal)


def _to_an_empty_file(journal: Path, victim: Path) -> None:
    victim.write_bytes(b"")
    journal.symlink_to(victim)


def _to_zeros(journal: Path, victim: Path) -> None:
    """SQLite would not play it back but write its own over it at the next step."""
    victim.write_bytes(bytes(9000))
    journal.symlink_to(victim)


@pytest.mark.parametrize(
    "put", [_symbolic, _dangling, _hard, _folder, _pipe, _to_an_empty_file, _to_zeros]
)
@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_what_is_no_plain_file_is_refused(
    saved: Path, victim: Path, put: Callable[[Path, Path], None], ending: str
) -> None:
    put(Path(f"{saved}{ending}"), victim)
    _refused(saved)


def test_a_device_is_refused(saved: Path) -> None:
    journal_at(saved).symlink_to("/dev/zero")
    _refused(saved)


def test_a_hard_link_to_a_good_journal_is_refused(saved: Path, tmp_path: Path) -> None:
    interrupted(saved)
    os.link(journal_at(saved), tmp_path / "另一个名字")
    _refused(saved)


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
@pytest.mark.parametrize("content", [b"", b"x" * 40])
def test_another_programs_log_is_refused(saved: Path, ending: str, content: bytes) -> None:
    Path(f"{saved}{ending}").write_bytes(content)
    _refused(saved)


def test_a_log_does_not_change_what_a_file_says(saved: Path) -> None:
    """SQLite takes a log for the latest content, though the file's header says rollback journal."""
    other = saved.with_name("other.hfg")
    shutil.copyfile(saved, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("DELETE FROM record")
        shutil.copyfile(f"{other}-wal", f"{saved}-wal")
    for left in saved.parent.glob("other*"):
        left.unlink()
    _refused(saved)


@pytest.mark.parametrize("size", [40 << 30, 16 << 20])
def test_a_journal_beyond_all_measure_is_refused(saved: Path, size: int) -> None:
    interrupted(saved)
    os.truncate(journal_at(saved), size)
    content = saved.read_bytes()
    for way in (verify, open_file):
        with pytest.raises(NotOurs):
            way(saved)
    assert saved.read_bytes() == content
    assert journal_at(saved).stat().st_size == size


def test_a_workbook_beyond_all_measure_is_refused(saved: Path) -> None:
    os.truncate(saved, 40 << 30)
    for way in (verify, open_file):
        with pytest.raises(NotOurs):
            way(saved)


@pytest.mark.parametrize(("at", "value"), [(16, 1 << 30), (24, 512), (24, 65536)])
def test_a_journal_of_another_file_is_refused(saved: Path, at: int, value: int) -> None:
    """It would make the file as long as the other, or cut it into other pages."""
    interrupted(saved)
    content = bytearray(journal_at(saved).read_bytes())
    content[at : at + 4] = value.to_bytes(4, "big")
    journal_at(saved).write_bytes(content)
    _refused(saved)


@pytest.mark.parametrize("left", [b"", b"\0", bytes(5000), MAGIC[:5]])
def test_a_journal_that_a_power_cut_left_unfinished_locks_nobody_out(
    saved: Path, left: bytes
) -> None:
    """Its first page never reached the disk, so the workbook was not touched yet."""
    journal_at(saved).write_bytes(left)
    assert verify(saved).ok
    with open_file(saved) as store:
        assert not store.read_only
        after, changes = step(store.book, "改")
        store.write(changes)
    assert list(saved.parent.iterdir()) == [saved]
    with open_file(saved) as store:
        assert store.book == after


def test_a_journal_cut_anywhere_locks_nobody_out(saved: Path) -> None:
    """Of a journal that the disk did not take whole, nothing was needed."""
    with open_file(saved) as store:
        book = store.book
    sound = saved.read_bytes()
    interrupted(saved)
    journal = journal_at(saved).read_bytes()
    for length in (1, 7, 8, 27, 28, 100, 511, 512, 513, 4607, 4616, len(journal) - 1):
        saved.write_bytes(sound)
        journal_at(saved).write_bytes(journal[:length])
        with open_file(saved) as store:
            assert not store.read_only
            assert store.book == book


def test_a_link_to_a_workbook_has_its_journal_where_the_workbook_is(
    saved: Path, tmp_path: Path, victim: Path
) -> None:
    link = tmp_path / "链接" / "链接.hfg"
    link.parent.mkdir()
    link.symlink_to(saved)
    book, _ = interrupted(saved)
    with open_file(link, read_only=True) as store:
        assert store.book == book
    with open_file(link) as store:
        assert store.book == book
        assert not store.read_only
    deletes(saved, victim)
    for way in (verify, open_file):
        with pytest.raises(NotOurs):
            way(link)
    assert victim.exists()


def test_a_link_put_there_while_the_file_is_open(saved: Path, victim: Path) -> None:
    with open_file(saved) as store:
        after, changes = step(store.book, "改")
        journal_at(saved).symlink_to(victim)
        with pytest.raises(NotOurs):
            store.write(changes)
        assert victim.read_bytes().startswith(b"years")
        journal_at(saved).unlink()
        store.write(changes)
    with open_file(saved) as store:
        assert store.book == after


def test_a_journal_that_is_exchanged_while_it_is_copied(
    saved: Path, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is what lies in the private copy."""
    interrupted(saved)

    def exchanged(path: Path) -> None:
        check_beside(path)
        with journal_at(saved).open("ab") as file:
            file.write(super_record(victim))

    monkeypatch.setattr(snapshot, "check_beside", exchanged)
    with pytest.raises(NotOurs):
        open_file(saved)
    assert victim.exists()


def test_a_new_file_is_not_given_what_an_earlier_one_left(tmp_path: Path, victim: Path) -> None:
    path = tmp_path / "新.hfg"
    for ending in ("-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").symlink_to(victim)
    book = small_book()
    with create(path, book) as store:
        store.write(step(book, "改")[1])
    assert verify(path).ok
    assert victim.read_bytes().startswith(b"years")
    assert len([each for each in tmp_path.iterdir() if "旧" in each.name]) == 3


def test_a_journal_of_ours_that_was_never_synced_is_not_called_somebody_s(saved: Path) -> None:
    """Killed before the first sync of a step: SQLite writes the magic last."""
    interrupted(saved)
    saved.write_bytes(_whole(saved))
    journal = journal_at(saved)
    journal.write_bytes(bytes(12) + journal.read_bytes()[12:])
    assert verify(saved).beside == ""
    with open_file(saved) as store:
        assert store.put_aside == ""
        store.write(step(store.book, "改")[1])
    assert verify(saved).ok
    assert list(saved.parent.iterdir()) == [saved]


def _whole(path: Path) -> bytes:
    """The file as it was before its step was broken off."""
    with open_file(path, read_only=True) as store:
        return store.whole()


@pytest.mark.parametrize("content", [b"x", b"my notes", "会议纪要\n".encode() * 500, b"x" * 5000])
def test_somebody_s_file_of_that_name_is_put_aside_and_told(saved: Path, content: bytes) -> None:
    journal = journal_at(saved)
    journal.write_bytes(content)
    report = verify(saved)
    assert (report.ok, report.beside) == (True, journal.name)
    with open_file(saved, read_only=True) as store:
        assert store.put_aside == ""
    assert journal.read_bytes() == content
    with open_file(saved) as store:
        (kept,) = saved.parent.glob(f"{journal.name}-旧-*")
        assert kept.name in store.put_aside
        store.write(step(store.book, "改")[1])
    assert kept.read_bytes() == content
    with open_file(saved) as store:
        assert store.put_aside == ""
    assert verify(saved).beside == ""
