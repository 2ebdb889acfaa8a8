"""Fields for text and amounts by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.card import FieldBox
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import AmountField, LineField
from ui.kit.plain import plain_tip


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QMainWindow:
    """A window that counts how often undo and redo are asked for."""
    made = QMainWindow()
    made.asked = []  # type: ignore[attr-defined]
    for name, key in (("undo", "Ctrl+Z"), ("redo", "Ctrl+Y")):
        action = QAction(name, made)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, name=name: made.asked.append(name))  # type: ignore[attr-defined]
        made.addAction(action)
    qtbot.addWidget(made)
    made.resize(500, 300)
    return made


@pytest.mark.parametrize("field_type", [GrowingText, LineField, AmountField])
def test_undo_and_redo_are_the_window_s(
    window: QMainWindow, qtbot: QtBot, field_type: type[GrowingText | LineField]
) -> None:
    field = field_type()
    window.setCentralWidget(field)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.asked == ["undo", "redo"]  # type: ignore[attr-defined]
    assert field.text() == "12"


def test_a_text_grows_and_shrinks_with_its_lines(window: QMainWindow, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field = GrowingText(least_lines=1)
    column.addWidget(field)
    column.addStretch(1)
    window.setCentralWidget(page)
    window.show()
    low = field.height()
    for _ in range(5):
        qtbot.keyClicks(field, "a")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    high = field.height()
    assert high > low * 3
    assert field.verticalScrollBar().maximum() == 0
    field.show_text("很长的一段文字" * 60)
    QApplication.processEvents()
    assert field.verticalScrollBar().maximum() == 0
    assert field.height() > high
    field.show_text("")
    assert field.height() == low


def test_another_text_leaves_the_caret_where_it_was(qapp: QApplication) -> None:
    field = GrowingText()
    field.show_text("𠮷一二三四五")
    cursor = QTextCursor(field.document())
    cursor.setPosition(6)
    field.setTextCursor(cursor)
    field.show_text("𠮷新一二三四五")
    assert field.text() == "𠮷新一二三四五"
    assert field.textCursor().position() == 7
    field.show_text("𠮷新一二三四五六")
    assert field.textCursor().position() == 7


@pytest.mark.parametrize(
    ("old", "new"), [("", "甲"), ("甲", ""), ("𠮷𠮷", "𠮷"), ("a\nb", "a\n\nb"), ("aa", "aaa")]
)
def test_any_text_follows_any_other(qapp: QApplication, old: str, new: str) -> None:
    field = GrowingText()
    field.show_text(old)
    field.show_text(new)
    assert field.text() == new


def test_showing_a_text_is_no_edit(qapp: QApplication) -> None:
    told: list[str] = []
    for field in (GrowingText(), LineField()):
        field.edited.connect(lambda: told.append("edited"))
        field.show_text("文字")
    assert told == []


def test_the_wheel_scrolls_the_page_and_not_the_field(window: QMainWindow, qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    page = QWidget()
    column = QVBoxLayout(page)
    fields = [GrowingText(least_lines=6) for _ in range(6)]
    for field in fields:
        column.addWidget(field)
    area.setWidget(page)
    window.setCentralWidget(area)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    QApplication.processEvents()
    fields[0].setFocus()
    at = fields[0].mapTo(window, QPoint(20, 20))
    QTest.wheelEvent(window.windowHandle(), QPointF(at), QPoint(0, -240))
    assert area.verticalScrollBar().value() > 0


def test_the_caret_stays_in_view_while_a_long_text_is_typed(
    window: QMainWindow, qtbot: QtBot
) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    page = QWidget()
    column = QVBoxLayout(page)
    field = GrowingText()
    column.addWidget(field)
    area.setWidget(page)
    window.setCentralWidget(area)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    QApplication.processEvents()
    field.setFocus()
    for _ in range(30):
        qtbot.keyClick(field, Qt.Key.Key_Return)

    def caret_in_view() -> bool:
        caret = field.viewport().mapTo(area.viewport(), field.cursorRect().center())
        return area.viewport().rect().contains(caret)

    qtbot.waitUntil(caret_in_view)
    assert area.verticalScrollBar().value() > 0


def test_a_tip_is_plain() -> None:
    assert plain_tip("a < b\n<b>粗</b>") == "<qt>a &lt; b<br>&lt;b&gt;粗&lt;/b&gt;</qt>"
    assert plain_tip("") == ""


def test_an_amount_tells_below_what_it_is_understood_as(window: QMainWindow, qtbot: QtBot) -> None:
    field = AmountField()
    box = FieldBox("基本支出", field)
    window.setCentralWidget(box)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "=40+4")
    assert (box.said, box.error) == ("= 44.00 万元", "")
    qtbot.keyClicks(field, "+")
    assert box.said == ""
    field.set_error("这不是金额。")
    assert box.error == "这不是金额。"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert box.said == "= 44.00 万元"
    field.set_error("")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert box.said == ""
