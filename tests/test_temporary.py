"""Temporary folders go, also when somebody holds a file of them for a moment, or for long."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hfgoals import temporary
from hfgoals.temporary import made_folder, removed, temporary_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files of its own, in a run of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    temporary.clear_earlier.cache_clear()
    yield tmp_path
    temporary.clear_earlier.cache_clear()


def _holding(times: int) -> Callable[[Path], None]:
    """A scanner that lets go at the so-manieth try."""
    tries = iter(range(times))
    remove = shutil.rmtree

    def rmtree(folder: Path) -> None:
        if next(tries, None) is not None:
            raise PermissionError(13, "in use")
        remove(folder)

    return rmtree


def test_it_is_gone_after_the_body(place: Path) -> None:
    def fail() -> None:
        with temporary_folder() as folder:
            (folder / "a").write_text("x")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(("times", "gone"), [(1, True), (4, True), (100, False)])
def test_a_scanner_holds_a_file(
    times: int, gone: bool, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", _holding(times))
        with temporary_folder() as folder:
            (folder / "a").write_text("x")
    assert folder.exists() != gone


def test_what_is_gone_already_is_removed(place: Path) -> None:
    assert removed(place / "nothing")


def test_a_later_run_takes_away_what_was_left(place: Path) -> None:
    old, new, link = place / "hfgoals-old", place / "hfgoals-new", place / "hfgoals-link"
    others = place / "other-old"
    for folder in (old, new, others):
        folder.mkdir()
        (folder / "copy.hfg").write_text("x")
    link.symlink_to(others)
    long_ago = time.time() - 8 * 24 * 3600
    for folder in (old, others):
        os.utime(folder, (long_ago, long_ago))
    os.utime(link, (long_ago, long_ago), follow_symlinks=False)
    made = made_folder()
    assert {each.name for each in place.iterdir()} == {
        *("hfgoals-new", "hfgoals-link", "other-old"),
        made.name,
    }
    assert (others / "copy.hfg").exists()


def test_what_a_killed_export_streamed_is_taken_away(place: Path) -> None:
    old, new, other = (place / name for name in ("openpyxl.old", "openpyxl.new", "other.old"))
    (place / "openpyxl.folder").mkdir()
    for file in (old, new, other):
        file.write_text("<sheetData>")
    long_ago = time.time() - 8 * 24 * 3600
    for each in (old, other, place / "openpyxl.folder"):
        os.utime(each, (long_ago, long_ago))
    temporary.clear_earlier()
    assert {each.name for each in place.iterdir()} == {
        *("openpyxl.new", "other.old", "openpyxl.folder"),
    }
