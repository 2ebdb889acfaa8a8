"""A command that is not offered says why; a page's commands are lent to a menu, not their keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from hfgoals.store import create
from tests.forms.examples import book
from ui.main_window import MainWindow
from ui.memory import Memory


def test_the_reason_stands_over_a_command_that_is_not_offered(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    action = window.actions_by_name["gather_sources"]
    menus = window.menuBar().findChildren(QMenu)
    (menu,) = [each for each in menus if action in each.actions()]
    menu.popup(window.rect().center())
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_: shown.append(text))
    for name in ("gather_sources", "new_book"):
        at = menu.actionGeometry(window.actions_by_name[name]).center()
        QApplication.sendEvent(menu, QHelpEvent(QHelpEvent.Type.ToolTip, at, at))
    assert shown == [action.toolTip()]
    assert "工作簿" in shown[0]
    menu.close()
    window.close()


def test_keys_of_the_page_stay_with_the_page(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    create(tmp_path / "甲.hfg", book()).close()
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert window.open_path(tmp_path / "甲.hfg")
    assert window.workspace is not None
    bar = window.menuBar()
    (menu,) = [each for each in bar.findChildren(QMenu) if each.title() == "表格和条目"]
    menu.popup(window.rect().center())
    assert set(window.workspace.commands) <= set(menu.actions())
    menu.close()
    qtbot.waitUntil(lambda: not menu.actions())
    before = window.document.book
    bar.setFocus()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        # Of the native window, as the system sends it: shortcuts are looked for as well.
        QTest.keyClick(window.windowHandle(), key)
    assert window.document.book == before
    window.close()


def test_a_command_chosen_in_the_pages_menu_is_done(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    create(tmp_path / "甲.hfg", book()).close()
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    assert window.open_path(tmp_path / "甲.hfg")
    (menu,) = [
        each for each in window.menuBar().findChildren(QMenu) if each.title() == "表格和条目"
    ]
    menu.popup(window.rect().center())
    (copy,) = [each for each in menu.actions() if each.text() == "复制项目"]
    count = len(window.document.book.years[0].projects)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(copy).center())
    assert len(window.document.book.years[0].projects) == count + 1
    window.close()
