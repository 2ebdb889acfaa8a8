"""What a further start was given, in the windows of the running program."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from hfgoals.sample import sample_book
from hfgoals.store import create
from tests.pace import PATIENCE
from ui.instance import channel
from ui.instance.answering import Reception
from ui.instance.asking import handed_over
from ui.instance.showing import Windows
from ui.instance.talking import Talk
from ui.main_window import MainWindow
from ui.windows import close_all, holding, on_screen


@pytest.fixture
def other(tmp_path: Path) -> Path:
    create(tmp_path / "乙.hfg", sample_book()).close()
    return tmp_path / "乙.hfg"


class _Heard(Windows):
    """Remembers what it has shown."""

    def __init__(self, first: MainWindow, further: Callable[[], MainWindow]) -> None:
        super().__init__(first, further)
        self.done: list[Path | None] = []

    def show(self, path: Path | None) -> None:
        super().show(path)
        self.done.append(path)


@pytest.fixture
def windows(window: MainWindow, qtbot: QtBot) -> Iterator[_Heard]:
    """As the program has them, heard from outside."""
    for left in on_screen():
        # Of a test that failed.
        left.setVisible(left is window)
    made: list[MainWindow] = []

    def one_more() -> MainWindow:
        made.append(MainWindow(window.memory, opening=True))
        qtbot.addWidget(made[-1])
        return made[-1]

    shown = _Heard(window, one_more)
    ear = channel.listen()
    assert ear is not None
    talk = Talk(ear)
    reception = Reception(talk, shown)
    yield shown
    talk.close()
    reception.deleteLater()
    for each in made:
        each.close()


def _started(path: Path | None, qtbot: QtBot) -> bool:
    """A further start, as another process does it."""
    told: list[bool] = []
    start = threading.Thread(target=lambda: told.append(handed_over(path, PATIENCE)))
    start.start()
    qtbot.waitUntil(lambda: bool(told))
    start.join()
    return told[0]


def _wait_for(path: Path, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: holding(path) is not None)
    found = holding(path)
    assert isinstance(found, MainWindow)
    return found


def test_a_file_that_is_open_comes_to_the_front(
    windows: Windows, window: MainWindow, qtbot: QtBot
) -> None:
    path = window.document.session.path
    window.showMinimized()
    assert _started(path, qtbot)
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert on_screen() == [window]
    assert not window.document.read_only


def test_a_link_to_it_is_the_same_file(
    windows: _Heard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    link = tmp_path / "链接.hfg"
    link.symlink_to(window.document.session.path)
    assert _started(link, qtbot)
    qtbot.waitUntil(lambda: bool(windows.done))
    assert on_screen() == [window]


def test_another_file_gets_a_window_of_its_own(
    windows: Windows, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    before = window.document.session.path
    assert _started(other, qtbot)
    second = _wait_for(other, qtbot)
    assert second is not window
    assert window.document.session.path == before
    assert not second.document.read_only
    assert second.geometry().topLeft() != window.geometry().topLeft()
    assert second.memory is window.memory


def test_a_window_at_its_start_page_takes_it(
    windows: Windows, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    assert window.close_book()
    assert _started(other, qtbot)
    assert _wait_for(other, qtbot) is window
    assert on_screen() == [window]


def test_a_window_that_was_closed_is_used_again(
    windows: Windows, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    first = window.document.session.path
    assert _started(other, qtbot)
    second = _wait_for(other, qtbot)
    assert window.close()
    assert _started(first, qtbot)
    assert _wait_for(first, qtbot) is window
    assert set(on_screen()) == {window, second}


def test_no_file_shows_the_window(windows: Windows, window: MainWindow, qtbot: QtBot) -> None:
    window.showMinimized()
    assert _started(None, qtbot)
    qtbot.waitUntil(lambda: not window.isMinimized())


def test_a_dialog_is_not_worked_around(
    windows: Windows, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    """Another file is left to the start itself; the one that is open comes to the front."""
    box = QMessageBox(window)
    box.open()
    try:
        assert not _started(other, qtbot)
        assert _started(window.document.session.path, qtbot)
        assert holding(other) is None
        assert box.isVisible()
    finally:
        box.close()


def test_a_file_that_is_about_to_be_opened_is_not_opened_twice(
    windows: _Heard, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    assert window.close_book()
    window.awaited = other
    assert _started(other, qtbot)
    qtbot.waitUntil(lambda: bool(windows.done))
    assert window.workspace is None
    window.begin(other)
    assert holding(other) is window


def test_opening_by_the_menu_what_another_window_has(
    windows: Windows, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    assert _started(other, qtbot)
    second = _wait_for(other, qtbot)
    first = window.document.session.path
    assert window.open_path(other)
    assert window.document.session.path == first
    assert second.document.session.path == other


def test_leaving_the_program_closes_every_window(
    windows: Windows, window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    assert _started(other, qtbot)
    _wait_for(other, qtbot)
    close_all()
    assert on_screen() == []


def test_a_file_that_is_gone_is_told_of_in_the_window(
    windows: Windows, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    from tests.ui.modal import answer

    told: list[str] = []
    answer(QMessageBox, lambda box: (told.append(box.text()), box.reject()))
    assert _started(tmp_path / "没有.hfg", qtbot)
    qtbot.waitUntil(lambda: bool(told))
    assert "没有.hfg" in told[0]
