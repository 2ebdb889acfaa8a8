"""What is shipped, and that two builds give the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from hfgoals.version import VERSION
from installer.building import staging
from installer.setup.words import SetupTrouble

ROOT = Path(__file__).resolve().parents[3]
DATE = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some files, one of which may be run."""
    top = tmp_path / "绩效目标填报"
    (top / "files").mkdir(parents=True)
    (top / "files" / "b.py").write_text("b", "utf-8")
    (top / "files" / "一.txt").write_text("一", "utf-8")
    (top / "a").write_text("a", "utf-8")
    (top / "a").chmod(0o700)
    return top


def test_the_version_is_the_programs() -> None:
    assert staging.version(ROOT) == VERSION


def test_all_that_the_program_needs_is_shipped_and_nothing_else() -> None:
    shipped = {path.as_posix() for path in staging.program_files(ROOT)}
    for name in ("hfgoals/__main__.py", "ui/launch.py", "docs/manual/manual.md", "LICENSE"):
        assert name in shipped
    assert any(name.startswith("resources/fonts/") for name in shipped)
    assert not any(name.startswith(("tests/", "installer/", ".")) for name in shipped)
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in shipped)


def test_the_pictures_of_the_manual_are_shipped_with_it() -> None:
    """F1 shows no others than the installed program has beside its text."""
    shipped = {ROOT / path for path in staging.program_files(ROOT)}
    text = (ROOT / "docs/manual/manual.md").read_text("utf-8")
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert len(pictures) > 2
    for name in pictures:
        assert (ROOT / "docs/manual" / name).resolve() in shipped, name


def test_what_lies_about_in_the_folders_is_not_shipped(tmp_path: Path) -> None:
    for name in (
        "hfgoals/a.py",
        "hfgoals/__pycache__/a.pyc",
        "resources/我的.hfg",
        "ui/.b.py",
        "docs/manual/.a",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "LICENSE").touch()
    shipped = [path.as_posix() for path in staging.program_files(tmp_path)]
    assert shipped == ["LICENSE", "hfgoals/a.py"]


def test_the_date_is_what_was_asked_for_or_the_last_commits() -> None:
    assert staging.source_date(ROOT, {"SOURCE_DATE_EPOCH": str(DATE)}) == DATE
    assert staging.source_date(ROOT, {"SOURCE_DATE_EPOCH": "0"}) > 0, "a zip begins in 1980"


def test_without_a_date_nothing_is_built(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    with pytest.raises(SetupTrouble):
        staging.source_date(tmp_path, {})


def test_pruning_leaves_no_empty_folders(folder: Path) -> None:
    staging.prune(folder, lambda name: name == "a")
    assert [path.name for path in folder.rglob("*")] == ["a"]


def test_settling_gives_all_one_date_and_plain_permissions(folder: Path) -> None:
    (folder / "files" / "b.py").chmod(0o666)
    staging.settle(folder, DATE)
    assert {path.stat().st_mtime for path in (folder, *folder.rglob("*"))} == {DATE}
    assert (folder / "files" / "b.py").stat().st_mode & 0o777 == 0o644
    assert (folder / "a").stat().st_mode & 0o777 == 0o755


def test_the_same_files_make_the_same_zip_whenever_they_were_written(folder: Path) -> None:
    first, second = folder.parent / "1.zip", folder.parent / "2.zip"
    staging.zipped(folder, first, DATE)
    for path in folder.rglob("*"):
        os.utime(path, (DATE + 5000, DATE + 5000))
    staging.zipped(folder, second, DATE)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert archive.namelist() == [
            "绩效目标填报/a",
            "绩效目标填报/files/b.py",
            "绩效目标填报/files/一.txt",
        ]
        assert archive.testzip() is None
