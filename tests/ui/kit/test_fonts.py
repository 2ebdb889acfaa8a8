"""One type for all of the window, on desktops that have another for single kinds of widgets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QListView,
    QMenu,
    QMenuBar,
    QMessageBox,
    QStatusBar,
    QTableView,
    QToolTip,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.kit import fonts
from ui.kit.fonts import put_type_on, window_font
from ui.kit.look import put_on
from ui.kit.tokens import WINDOW_POINTS
from ui.main_window import MainWindow

_OF_WINDOWS = (
    "QMenu QMenuBar QMessageBox QTipLabel QStatusBar QAbstractItemView QMdiSubWindowTitleBar"
    " QDockWidgetTitle"
).split()
_MADE: tuple[type[QWidget], ...] = (
    *(QMenu, QMenuBar, QMessageBox, QStatusBar),
    *(QListView, QTreeView, QTableView, QComboBox, QLabel),
)


@pytest.fixture
def other_type(qapp: QApplication) -> Iterator[QFont]:
    """What Windows has told Qt before the program's start."""
    small = QFont("SimSun", 8)
    for kind in _OF_WINDOWS:
        qapp.setFont(small, kind)
    yield small
    put_type_on()


@pytest.mark.parametrize("made", _MADE)
def test_every_kind_of_widget(
    made: type[QWidget], qapp: QApplication, qtbot: QtBot, other_type: QFont
) -> None:
    put_type_on()
    widget = made()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    assert widget.font().pointSizeF() == WINDOW_POINTS
    assert widget.font().family() == window_font().family()


def test_heads_and_tips(qapp: QApplication, qtbot: QtBot, other_type: QFont) -> None:
    put_type_on()
    table = QTableView()
    qtbot.addWidget(table)
    head = table.findChild(QHeaderView)
    assert head is not None
    assert head.font().pointSizeF() == WINDOW_POINTS
    assert QToolTip.font().pointSizeF() == WINDOW_POINTS


def test_windows_has_its_own_chinese_face(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts.sys, "platform", "win32")
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda family: "YaHei" in family)
    assert window_font().family() == "Microsoft YaHei UI"
    assert window_font().pointSizeF() == WINDOW_POINTS
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda family: False)
    assert "YaHei" not in window_font().family()


def test_another_theme_brings_no_other_type(window: MainWindow, other_type: QFont) -> None:
    QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.ThemeChange))
    assert all(QApplication.font(kind) == window_font() for kind in _OF_WINDOWS)


def test_type_is_put_on_behind_all_that_brings_another_back(
    qapp: QApplication, other_type: QFont, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows does with each change of style, style sheet or colour scheme."""
    put_sheet = QApplication.setStyleSheet

    def bring_back(app: QApplication, sheet: str) -> None:
        put_sheet(app, sheet)
        for kind in _OF_WINDOWS:
            QApplication.setFont(other_type, kind)

    monkeypatch.setattr(QApplication, "setStyleSheet", bring_back)
    put_on(qapp)
    assert all(QApplication.font(kind) == window_font() for kind in _OF_WINDOWS)
