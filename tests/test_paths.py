"""Where things live: in the user's folders, or beside a program that is carried about."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hfgoals import paths

FOLDERS = [paths.settings_folder, paths.backup_folder, paths.log_folder]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a program of its own."""
    folder = tmp_path / "优盘 1" / "绩效目标填报"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(folder / "hfg.exe"))
    return folder


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_program_that_is_carried_about_keeps_all_beside_itself(
    folder: Callable[[], Path], program: Path
) -> None:
    (program / paths.PORTABLE).write_text("说明", "utf-8")
    assert folder().parent == program / "data"
    assert folder().is_dir()


@pytest.mark.parametrize("folder", FOLDERS)
def test_one_that_is_installed_keeps_nothing_there(
    folder: Callable[[], Path], program: Path
) -> None:
    assert program not in folder().parents
    assert not any(program.iterdir())


def test_each_has_a_folder_of_its_own(program: Path) -> None:
    (program / paths.PORTABLE).touch()
    assert len({folder() for folder in FOLDERS}) == len(FOLDERS)
