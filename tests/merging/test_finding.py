"""Which files are sources."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hfgoals.merging.finding import look_through, told_apart
from hfgoals.trouble import Cancelled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.hfg", "a/c.XLSX", "a/b.hfg", "照片.jpg", "a/x.pdf", ".藏.hfg", "~$b.xlsx"):
        path = tmp_path / "收到" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "收到" / ".git").mkdir()
    (tmp_path / "收到" / ".git" / "d.hfg").write_bytes(b"x")
    return tmp_path / "收到"


def test_what_is_there_and_what_was_passed_over(folder: Path) -> None:
    looked = look_through([folder], [])
    assert [each.name for each in looked.found] == ["a/b.hfg", "a/c.XLSX", "b.hfg"]
    assert sorted(path.name for path in looked.others) == ["x.pdf", "照片.jpg"]


def test_each_once_and_never_the_workbook_itself(folder: Path) -> None:
    own = folder / "b.hfg"
    found = look_through([folder / "a" / "b.hfg", folder, folder], [own]).found
    assert [each.path.name for each in found] == ["b.hfg", "c.XLSX"]
    assert own not in [each.path for each in found]


def test_files_named_by_hand_are_taken_whatever_they_are(folder: Path) -> None:
    given = [folder / "照片.jpg", folder / ".藏.hfg", folder / "没有.hfg"]
    assert [each.path for each in look_through(given, []).found] == given


def test_those_of_one_name_are_told_apart(folder: Path) -> None:
    found = look_through([folder / "b.hfg", folder / "a" / "b.hfg"], []).found
    assert [each.name for each in found] == ["b.hfg", "b.hfg"]
    assert [each.name for each in told_apart(found)] == [str(each.path) for each in found]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (each,) = look_through([tmp_path], []).found
    assert each.empty_folder


def test_the_search_can_be_stopped(folder: Path) -> None:
    told: list[int] = []

    def report(found: int, _: int) -> None:
        told.append(found)
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        look_through([folder], [], report)
    assert len(told) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links want rights on Windows")
def test_a_link_is_the_file_it_points_to(folder: Path) -> None:
    link = folder / "again.hfg"
    link.symlink_to(folder / "b.hfg")
    assert len(look_through([folder / "b.hfg", link], []).found) == 1
