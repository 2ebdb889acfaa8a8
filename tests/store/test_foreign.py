"""Files of another kind, missing or cut short: one Trouble, and the file stays as it is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hfgoals.store import create, open_file, verify
from hfgoals.trouble import CannotWrite, Damaged, FileMissing, NotOurs, Trouble
from tests.store.workbooks import small_book


def _refused(path: Path, kind: type[Trouble]) -> None:
    with pytest.raises(kind) as caught:
        open_file(path)
    assert path.name in caught.value.what
    assert [other for other in path.parent.iterdir() if other != path] == []


def test_missing(tmp_path: Path) -> None:
    for path in (tmp_path / "无.hfg", tmp_path / "无" / "无.hfg"):
        with pytest.raises(FileMissing):
            open_file(path)
        with pytest.raises(FileMissing):
            verify(path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_and_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "夹.hfg").mkdir()
    _refused(tmp_path / "夹.hfg", NotOurs)
    (tmp_path / "夹.hfg").rmdir()
    os.mkfifo(tmp_path / "管.hfg")
    _refused(tmp_path / "管.hfg", NotOurs)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"HFGL", "绩效目标".encode(), b"SQLite format 3\0", bytes(range(256)) * 40],
)
def test_files_of_another_kind(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "文.hfg"
    path.write_bytes(content)
    _refused(path, NotOurs)
    with pytest.raises(NotOurs):
        verify(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_another_programs_sqlite_file(tmp_path: Path, journal: str) -> None:
    path = tmp_path / "他.hfg"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("CREATE TABLE record (id, content)")
    content = path.read_bytes()
    _refused(path, NotOurs)
    assert path.read_bytes() == content


def test_cut_short_anywhere(saved: Path) -> None:
    content = saved.read_bytes()
    for length in (1, 15, 50, 99, 100, 101, 512, 4095, 4096, 4097, 8192, len(content) - 1):
        saved.write_bytes(content[:length])
        _refused(saved, NotOurs if length < 100 else Damaged)


def test_longer_than_it_should_be(saved: Path) -> None:
    """What is behind the end means nothing to SQLite: no reason to refuse the data."""
    with open_file(saved) as store:
        book = store.book
    content = saved.read_bytes()
    for extra in (1, 4096, 5000):
        saved.write_bytes(content + b"\xaa" * extra)
        with open_file(saved) as store:
            assert store.book == book


def test_names_that_no_disk_takes(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 300 + ".hfg")
    with pytest.raises(Trouble):
        open_file(path)
    with pytest.raises(CannotWrite):
        create(path, small_book())


@pytest.mark.parametrize("name", ["a?b#c%20.hfg", "空 格&中文.hfg", "-x'\".hfg", "𠮷👩🏽‍💻.hfg"])
def test_any_name_works(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    book = small_book()
    create(path, book).close()
    with open_file(path) as store:
        assert store.book == book
    assert list(tmp_path.iterdir()) == [path]
