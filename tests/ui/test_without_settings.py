"""A home folder that is missing or cannot be written costs comfort: the window opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from hfgoals.paths import keep_out_of_current_folder, log_folder, settings_folder
from hfgoals.profiles import own_profiles
from hfgoals.store import create
from tests.forms.examples import book
from tests.ui.modal import answer
from ui.dialogs.wide.shelf import Shelf
from ui.launch import begin
from ui.main_window import MainWindow
from ui.memory import Memory

ROOT = Path(__file__).parents[2]
BASES = (
    "HOME",
    *(f"XDG_{name}_HOME" for name in ("CONFIG", "CACHE", "DATA", "STATE")),
    "APPDATA",
    "LOCALAPPDATA",
)


@pytest.fixture(params=["a file in its place", "nothing can be made", "no home at all", "a circle"])
def no_home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every folder of the user's is unusable; what they are said to be."""
    (tmp_path / "file").write_text("")
    (tmp_path / "circle").symlink_to("circle")
    places = {
        "a file in its place": tmp_path / "file",
        "nothing can be made": Path("/proc/none"),
        "a circle": tmp_path / "circle" / "home",
    }
    place = str(places.get(request.param, "relative"))
    for name in BASES:
        monkeypatch.setenv(name, place)
    monkeypatch.chdir(tmp_path)
    return place


def _painted(picture: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hfgoals", "--picture", str(picture)],
        cwd=picture.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_program_starts(no_home: str, tmp_path: Path) -> None:
    ended = _painted(tmp_path / "window.png")
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
    assert "意外" not in ended.stderr
    assert (tmp_path / "window.png").stat().st_size > 5_000
    assert {each.name for each in tmp_path.iterdir()} == {"circle", "file", "window.png"}


def test_libraries_keep_nothing_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "relative")
    monkeypatch.setenv("XDG_CACHE_HOME", "./cache")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    keep_out_of_current_folder()
    assert Path(os.environ["HOME"]).is_absolute()
    assert Path(os.environ["XDG_CACHE_HOME"]).is_absolute()
    assert os.environ["XDG_CONFIG_HOME"] == str(tmp_path / "config")


@pytest.mark.parametrize("name", ["hfgoals.log", "crash.log"])
def test_a_log_that_cannot_be_written_is_no_hindrance(name: str, tmp_path: Path) -> None:
    (log_folder() / name).mkdir()
    ended = _painted(tmp_path / "window.png")
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "window.png").exists()


@pytest.fixture
def window(no_home: str, qapp: QApplication, qtbot: QtBot) -> MainWindow:
    made = MainWindow(Memory())
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_said_once_and_calmly(window: MainWindow) -> None:
    begin(window, None)
    assert str(settings_folder()) in window.notice.text
    assert window.notice.property("role") == "bar"


def test_it_is_not_said_where_settings_are_kept(qapp: QApplication, qtbot: QtBot) -> None:
    made = MainWindow(Memory())
    qtbot.addWidget(made)
    begin(made, None)
    assert not made.notice.text


def test_a_workbook_is_opened_and_kept(window: MainWindow, tmp_path: Path) -> None:
    create(tmp_path / "甲.hfg", book()).close()
    begin(window, tmp_path / "甲.hfg")
    assert window.workspace is not None
    assert str(settings_folder()) in window.notice.text
    assert window.memory.recent == [tmp_path / "甲.hfg"]
    assert window.close_book()


def test_the_users_profiles_are_none(no_home: str) -> None:
    assert own_profiles() == ()
    assert Shelf().trouble is None


def test_the_log_folder_that_is_not_there_is_told(window: MainWindow) -> None:
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.informativeText())
        box.accept()

    answer(QMessageBox, read)
    window.actions_by_name["open_logs"].trigger()
    assert str(log_folder()) in told[0]
