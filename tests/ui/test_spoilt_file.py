"""The open file is spoilt while the window is behind others: it is said on coming back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.store import create
from tests.store.test_spoilt import spoil
from tests.store.workbooks import small_book
from ui.main_window import MainWindow
from ui.memory import Memory


def test_it_is_said_and_a_copy_is_offered(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    path = tmp_path / "甲.hfg"
    create(path, small_book()).close()
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert window.open_path(path)
    window.notice.hide()
    qtbot.waitUntil(window.isActiveWindow)
    spoil(path)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    qtbot.waitUntil(window.notice.isVisible)
    assert path.name in window.notice.text
    assert window.notice.property("role") == "bar-error"
    window.close()
