"""A command that is not offered says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

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
