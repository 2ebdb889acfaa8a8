"""The file is written over by others while it is open, with its seal left as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hfgoals.app import Session
from hfgoals.store import open_file, verify
from hfgoals.trouble import Damaged
from tests.store.workbooks import step


def spoil(path: Path) -> None:
    """As a failing disk does, or a program that writes over the wrong sector."""
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(data.index("完成数量2".encode()))
        file.write("完成数星".encode())
    _later(path)


def _later(path: Path) -> None:
    # Disks that keep time by two seconds may not tell of a change within them.
    now = path.stat().st_mtime_ns
    os.utime(path, ns=(now, now + 2_000_000_000))


def test_it_is_noticed_when_asked(saved: Path) -> None:
    with open_file(saved) as store:
        store.check()
        spoil(saved)
        for _ in range(2):
            with pytest.raises(Damaged):
                store.check()


def test_what_was_only_touched_is_no_matter(saved: Path) -> None:
    with open_file(saved) as store:
        _later(saved)
        store.check()
        store.write(step(store.book, "改")[1])
        store.check()
        store.put_setting("place", 1)
        store.check()
    assert verify(saved).ok


def test_nothing_is_written_on_top(saved: Path) -> None:
    with open_file(saved) as store:
        spoil(saved)
        spoilt = saved.read_bytes()
        with pytest.raises(Damaged):
            store.write(step(store.book, "改")[1])
        assert saved.read_bytes() == spoilt


def test_nothing_spoilt_comes_into_a_copy(saved: Path, tmp_path: Path) -> None:
    with open_file(saved) as store:
        spoil(saved)
        book = store.book
        with suppress(Damaged):
            store.save_copy(tmp_path / "副本.hfg")
    if (tmp_path / "副本.hfg").exists():
        # SQLite had read those pages before.
        with open_file(tmp_path / "副本.hfg") as copy:
            assert copy.book == book


def test_a_copy_made_of_spoilt_pages_is_none(saved: Path, tmp_path: Path) -> None:
    with open_file(saved) as store:
        spoil(saved)
        with pytest.raises(Damaged):
            store.write(step(store.book, "改")[1])
        # The connection is made anew: what it reads now is what is there.
        with pytest.raises(Damaged):
            store.save_copy(tmp_path / "副本.hfg")
        assert not (tmp_path / "副本.hfg").exists()


@pytest.mark.parametrize("spoil", [spoil, _later], ids=["spoilt", "touched"])
def test_a_copy_of_what_is_in_hand_is_had_all_the_same(
    spoil: Callable[[Path], None], saved: Path, tmp_path: Path
) -> None:
    session = Session.open(saved)
    spoil(saved)
    session.save_copy(tmp_path / "副本.hfg")
    with open_file(tmp_path / "副本.hfg") as copy:
        assert copy.book == session.book
    session.close()


def test_a_step_that_is_not_saved_yet_is_no_damage(saved: Path) -> None:
    with open_file(saved) as store, open_file(saved, read_only=True) as reader:
        _later(saved)
        store.write(step(store.book, "改")[1])
        reader.check()
