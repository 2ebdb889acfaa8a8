"""When a step cannot be written: a clear Trouble, nothing torn, and the step can be repeated."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hfgoals.store import Store, connection, create, open_file, placing, verify
from hfgoals.trouble import CannotWrite
from tests.store.workbooks import names, small_book, step


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)


def _raw(store: Store) -> sqlite3.Connection:
    raw = store._connection
    assert raw is not None
    return raw


def test_a_full_disk(saved: Path) -> None:
    with open_file(saved) as store:
        _, changes = step(store.book, "长" * 60_000, rows=3)
        raw = _raw(store)
        raw.set_authorizer(None)
        raw.execute("PRAGMA max_page_count=1")  # SQLite then says that the disk is full
        with pytest.raises(CannotWrite, match="满"):
            store.write(changes)
        assert verify(saved).ok
        store.write(changes)
    with open_file(saved) as store:
        assert names(store.book, 3) == {"长" * 60_000}


def test_the_file_is_gone_and_comes_back(saved: Path, tmp_path: Path) -> None:
    """A stick that is pulled out and put back in."""
    with open_file(saved) as store:
        after, changes = step(store.book, "改")
        saved.rename(tmp_path / "away")
        for _ in range(2):
            with pytest.raises(CannotWrite, match="移"):
                store.write(changes)
        assert not saved.exists()
        with pytest.raises(CannotWrite):
            store.save_copy(tmp_path / "b.hfg")
        (tmp_path / "away").rename(saved)
        store.write(changes)
    with open_file(saved) as store:
        assert store.book == after
    assert list(tmp_path.iterdir()) == [saved]


def test_the_whole_folder_is_gone_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    path = folder / "a.hfg"
    with create(path, small_book()) as store:
        after, changes = step(store.book, "改")
        folder.rename(tmp_path / "away")
        with pytest.raises(CannotWrite):
            store.write(changes)
        with pytest.raises(CannotWrite):
            store.write(changes)
        (tmp_path / "away").rename(folder)
        store.write(changes)
    with open_file(path) as store:
        assert store.book == after


def test_another_file_in_its_place_is_not_written_to(saved: Path, tmp_path: Path) -> None:
    with open_file(saved) as store:
        after, changes = step(store.book, "改")
        store.write(changes)
        _, changes = step(after, "再改")
        create(tmp_path / "other.hfg", small_book()).close()
        (tmp_path / "other.hfg").replace(saved)
        content = saved.read_bytes()
        for _ in range(3):
            with pytest.raises(CannotWrite):
                store.write(changes)
        with pytest.raises(CannotWrite, match="另一个文件"):
            store.save_copy(tmp_path / "副本.hfg")
        assert saved.read_bytes() == content


def test_another_program_has_the_database(saved: Path) -> None:
    with open_file(saved) as store, closing(sqlite3.connect(saved)) as other:
        after, changes = step(store.book, "改")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CannotWrite, match="占用"):
            store.write(changes)
        with pytest.raises(CannotWrite, match="占用"):
            store.save_copy(saved.with_name("副本.hfg"))
        other.rollback()
        store.write(changes)
    with open_file(saved) as store:
        assert store.book == after


def test_another_program_changed_the_file(saved: Path) -> None:
    with open_file(saved) as store:
        with closing(sqlite3.connect(saved)) as other, other:
            other.execute("UPDATE meta SET value = '0:0' WHERE key = 'seal'")
        with pytest.raises(CannotWrite, match="别的程序"):
            store.write(step(store.book, "改")[1])


class _LosesTheAnswer:
    """A connection whose COMMIT reaches the disk but reports a failure."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def execute(self, statement: str, *values: Any) -> Any:
        done = self._real.execute(statement, *values)
        if statement == "COMMIT":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def test_a_commit_that_reports_failure_but_holds(saved: Path) -> None:
    with open_file(saved) as store:
        middle, first = step(store.book, "一")
        after, second = step(middle, "二")
        store._connection = _LosesTheAnswer(_raw(store))  # type: ignore[assignment]
        with pytest.raises(CannotWrite):
            store.write(first)
        store.write(first)
        store.write(second)
    with open_file(saved) as store:
        assert store.book == after


def test_a_text_that_cannot_be_stored_changes_nothing(saved: Path) -> None:
    with open_file(saved) as store:
        with pytest.raises(CannotWrite, match="长"):
            store.put_setting("x", "长" * 25_000_000)
        store.put_setting("x", "短")
    assert verify(saved).ok


def test_a_closed_store_refuses(saved: Path) -> None:
    store = open_file(saved)
    store.close()
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.write(step(store.book, "改")[1])
    with pytest.raises(ValueError, match="closed"):
        store.save_copy(saved.with_name("副本.hfg"))
    assert list(saved.parent.iterdir()) == [saved]


class TestNewFiles:
    """`create` and `save_copy`: whole or not at all, and nobody's file is overwritten."""

    def test_an_existing_file_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "a.hfg"
        path.write_bytes(b"somebody's")
        with pytest.raises(CannotWrite, match="已经存在"):
            create(path, small_book())
        with create(tmp_path / "b.hfg", small_book()) as store:
            with pytest.raises(CannotWrite, match="已经存在"):
                store.save_copy(path)
            assert path.read_bytes() == b"somebody's"
            store.save_copy(path, replace=True)
        assert verify(path).ok

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CannotWrite, match="文件夹"):
            create(tmp_path / "无" / "a.hfg", small_book())
        with create(tmp_path / "b.hfg", small_book()) as store, pytest.raises(CannotWrite):
            store.save_copy(tmp_path / "无" / "a.hfg")

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
    @pytest.mark.parametrize("at", ["made_durable", "move_to_free"])
    def test_nothing_half_written_stays(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, code: int
    ) -> None:
        def fails(*_: object) -> None:
            raise OSError(code, "failed")

        monkeypatch.setattr(placing, at, fails)
        with pytest.raises(CannotWrite):
            create(tmp_path / "a.hfg", small_book())
        assert list(tmp_path.iterdir()) == []

    def test_a_disk_without_links(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def unknown(*_: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr("os.link", unknown)
        create(tmp_path / "a.hfg", small_book()).close()
        assert verify(tmp_path / "a.hfg").ok
        assert [path.name for path in tmp_path.iterdir()] == ["a.hfg"]

    def test_a_copy_holds_all_that_was_saved(self, saved: Path, tmp_path: Path) -> None:
        with open_file(saved) as store:
            after, changes = step(store.book, "改", rows=5)
            store.write(changes)
            store.put_setting("place", 3)
            store.save_copy(tmp_path / "副本.hfg")
            store.write(step(after, "再改")[1])
        with open_file(tmp_path / "副本.hfg") as copy:
            assert copy.book == after
            assert copy.setting("place") == 3

    def test_a_journal_left_by_an_earlier_file_of_that_name(self, tmp_path: Path) -> None:
        path, book = tmp_path / "a.hfg", small_book()
        create(path, book).close()
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("PRAGMA cache_size=1")
            writer.execute("UPDATE record SET content = content || content || content")
            journal = Path(f"{path}-journal").read_bytes()
            writer.execute("ROLLBACK")
        path.unlink()
        Path(f"{path}-journal").write_bytes(journal)
        new = small_book(projects=5)
        with create(path, new) as store:
            assert store.book == new
