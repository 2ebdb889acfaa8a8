"""Where a program that is carried on a stick keeps what is its user's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hfgoals import paths

_FOLDERS = (paths.settings_folder, paths.backup_folder, paths.log_folder)


@pytest.fixture(params=["windows", "bundle"])
def program(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder with the launcher: as unpacked on Windows, and as PyInstaller makes it."""
    folder = tmp_path / "U盘 甲" / "绩效目标填报"
    folder.mkdir(parents=True)
    if request.param == "windows":
        (folder / "app").mkdir()
        (folder / "hfg.exe").touch()
        monkeypatch.setattr(paths, "_root", lambda: folder / "app")
        monkeypatch.setattr(sys, "executable", str(folder / "python" / "python.exe"))
    else:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(folder / "hfgoals"))
    return folder


def test_with_the_marker_everything_is_beside_the_program(program: Path) -> None:
    (program / paths.PORTABLE).touch()
    kept = [find() for find in _FOLDERS]
    assert len(set(kept)) == len(_FOLDERS)
    assert all(each.is_dir() and each.parent.parent == program for each in kept)


def test_without_it_nothing_is(program: Path) -> None:
    assert not any(find().is_relative_to(program) for find in _FOLDERS)
    assert paths.portable_folder() is None


def test_a_folder_of_that_name_is_no_marker(program: Path) -> None:
    (program / paths.PORTABLE).mkdir()
    assert paths.portable_folder() is None


def test_a_checkout_is_never_carried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / paths.PORTABLE).touch()
    monkeypatch.setattr(paths, "_root", lambda: tmp_path)
    assert paths.program_folder() is None
    assert paths.portable_folder() is None
