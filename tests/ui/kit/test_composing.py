"""Composing over a selection, in each kind of text field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import text_at
from tests.forms import examples
from ui.document import Document
from ui.kit.binding import Binding
from ui.kit.composing import give_up, is_composing, settle
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import LineField

Editor = QLineEdit | QTextEdit | QPlainTextEdit
KINDS = (QLineEdit, QPlainTextEdit, QTextEdit, LineField, GrowingText)
OLD = "𠮷旧的文本"


class Fields:
    """A field under test and another one to go to."""

    def __init__(self, kind: type[Editor], window: QWidget) -> None:
        self.window = window
        self.editor = kind()
        self.other = QLineEdit()
        column = QVBoxLayout(window)
        column.addWidget(self.editor)
        column.addWidget(self.other)
        self.put(OLD)

    def put(self, text: str) -> None:
        put = getattr(self.editor, "setPlainText", None) or self.editor.setText  # type: ignore[union-attr]
        put(text)

    @property
    def text(self) -> str:
        if isinstance(self.editor, QLineEdit):
            return self.editor.text()
        return self.editor.toPlainText()

    @property
    def selected(self) -> str:
        if isinstance(self.editor, QLineEdit):
            return self.editor.selectedText()
        return self.editor.textCursor().selectedText()

    def compose(self, preedit: str = "", commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.editor, event)


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def fields(request: pytest.FixtureRequest, qtbot: QtBot) -> Fields:
    window = QWidget()
    qtbot.addWidget(window)
    made = Fields(request.param, window)
    window.show()
    window.activateWindow()
    made.editor.setFocus()
    qtbot.waitUntil(made.editor.hasFocus)
    made.editor.selectAll()
    return made


def test_a_given_up_composition_gives_back_what_it_replaced(fields: Fields) -> None:
    for preedit in ("x", "xi", "x"):
        fields.compose(preedit)
    assert fields.text == ""
    assert is_composing(fields.editor)
    fields.compose()
    assert (fields.text, fields.selected) == (OLD, OLD)
    assert not is_composing(fields.editor)


def test_a_commit_takes_its_place(fields: Fields) -> None:
    fields.compose("xinwen")
    fields.compose(commit="新闻")
    fields.compose()
    assert fields.text == "新闻"


def test_a_commit_without_composing_takes_its_place(fields: Fields) -> None:
    fields.compose(commit="。")
    fields.compose(commit="，")
    assert fields.text == "。，"


def test_a_part_comes_back_where_it_was(fields: Fields) -> None:
    if isinstance(fields.editor, QLineEdit):
        fields.editor.setSelection(2, 2)
    else:
        cursor = fields.editor.textCursor()
        cursor.setPosition(2)
        cursor.setPosition(4, cursor.MoveMode.KeepAnchor)
        fields.editor.setTextCursor(cursor)
    part = fields.selected
    assert part == "旧的"
    fields.compose("x")
    fields.compose()
    assert (fields.text, fields.selected) == (OLD, part)


@pytest.mark.parametrize("end", [settle, give_up])
def test_what_no_input_method_ends_is_given_up(fields: Fields, end: object) -> None:
    fields.compose("xinwen")
    assert callable(end)
    end(fields.editor)
    assert fields.text == OLD
    assert not is_composing(fields.editor)


def test_a_focus_that_goes_while_composing_leaves_the_old_text(fields: Fields) -> None:
    fields.compose("xinwen")
    fields.other.setFocus()
    assert fields.text == OLD
    assert not is_composing(fields.editor)
    fields.editor.setFocus()
    fields.compose("x")
    fields.compose(commit="新")
    assert "新" in fields.text


def test_a_field_that_goes_while_composing_troubles_nobody(fields: Fields) -> None:
    fields.compose("xinwen")
    fields.editor.deleteLater()
    QApplication.sendPostedEvents()
    fields.other.setFocus()
    QApplication.sendEvent(fields.other, QInputMethodEvent("x", []))
    assert is_composing(fields.other)


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    made = Document.create(tmp_path / "book.hfg", examples.book())
    yield made
    made.close()


@pytest.mark.parametrize("kind", [LineField, GrowingText])
def test_a_field_of_the_workbook_is_never_blank_in_between(
    kind: type[LineField | GrowingText], document: Document, qtbot: QtBot
) -> None:
    plan = document.plan
    assert plan is not None
    subgoal = plan.overall.subgoals[0]
    address, beside = (Address("subgoal", subgoal.id, path) for path in ("title", "goal"))
    titles: list[str] = []
    document.changed.connect(lambda step: titles.append(text_at(step.after, address)))
    field, clock = kind(), LineField()
    for each in (field, clock):
        qtbot.addWidget(each)
    binding, ticking = Binding(document, address, field), Binding(document, beside, clock)
    for each in (binding, ticking):
        each.refresh(subgoal)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    QApplication.sendEvent(field, QInputMethodEvent("xinwen", []))
    assert field.text() == ""
    # What is typed elsewhere later is taken in; so this field's time to be taken in has come, too.
    clock.setText("later")
    qtbot.waitUntil(lambda: text_at(document.book, beside) == "later")
    assert titles == [subgoal.title]
    QApplication.sendEvent(field, QInputMethodEvent())
    binding.flush()
    QApplication.sendEvent(field, QInputMethodEvent("xinwen", []))
    binding.flush()
    assert (field.text(), titles) == (subgoal.title, [subgoal.title])
    committed = QInputMethodEvent()
    committed.setCommitString("新闻")
    QApplication.sendEvent(field, committed)
    binding.flush()
    assert text_at(document.book, address) == "新闻"
