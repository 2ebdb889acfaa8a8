"""What an input method sends: composing, committing, giving up, in a cell in hand and in one open.

These are the events alone; tests/hands has a real input method.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfgoals.model.edits import SetText
from tests.ui.grid.conftest import Hands
from ui.document import Document

Key = Qt.Key


@pytest.fixture(params=["name", "description", "target", "level2"])
def path(request: pytest.FixtureRequest) -> str:
    """Fields with a list of offers and without, of one row and of several."""
    found: str = request.param
    return found


def _another_project(hands: Hands) -> None:
    plan = hands.document.plan
    assert plan is not None
    hands.document.select_project(plan.projects[0].id)


LEAVING: dict[str, Callable[[Hands], object]] = {
    "another cell": lambda hands: hands.click(hands.cell(6, "basis")),
    "Tab": lambda hands: hands.key(Key.Key_Tab),
    "Enter": lambda hands: hands.key(Key.Key_Return),
    "Escape": lambda hands: hands.key(Key.Key_Escape),
    "another project": _another_project,
    "another page": lambda hands: hands.table.hide(),
    "flush": lambda hands: hands.table.commit(),
    "a command": lambda hands: hands.table.row_commands[1].trigger(),
}


def test_the_editor_has_the_focus_before_anything_is_typed(hands: Hands) -> None:
    hands.take(hands.cell(3, "name"))
    assert QGuiApplication.focusObject() is hands.editor
    assert hands.table.hasFocus()
    assert not hands.editing
    assert hands.editor.size().isEmpty()


def test_composing_opens_the_cell_in_hand_without_moving_the_focus(hands: Hands, path: str) -> None:
    address = hands.cell(3, path)
    hands.take(address)
    moved: list[object] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda *both: moved.append(both))
    for preedit in ("新", "新闻"):
        hands.compose(preedit=preedit)
    assert hands.editing
    assert not hands.editor.size().isEmpty()
    hands.compose("新闻")
    hands.compose()
    assert hands.editor.text == "新闻"
    assert moved == []
    hands.key(Key.Key_Return)
    assert hands.text(address) == "新闻"


def test_a_commit_without_composing_loses_no_character(hands: Hands, path: str) -> None:
    address = hands.cell(3, path)
    hands.take(address)
    for character in "，全年":
        hands.compose(character)
    hands.key(Key.Key_Tab)
    assert hands.text(address) == "，全年"


def test_a_composition_given_up_leaves_the_cell_as_it_was(hands: Hands, path: str) -> None:
    address = hands.cell(3, path)
    before = hands.text(address)
    hands.take(address)
    hands.compose(preedit="xin")
    hands.compose()
    assert not hands.editing
    assert hands.text(address) == before
    assert hands.document.undo_name is None
    hands.compose("新")
    hands.key(Key.Key_Return)
    assert hands.text(address) == "新"


@pytest.mark.parametrize("leaving", LEAVING)
def test_a_composition_broken_off_blanks_no_cell(hands: Hands, path: str, leaving: str) -> None:
    address = hands.cell(3, path)
    before = hands.text(address)
    hands.take(address)
    hands.compose(preedit="xinwen")
    LEAVING[leaving](hands)
    assert hands.text(address) == before
    hands.document.undo()
    assert hands.text(address) == before


@pytest.mark.parametrize("leaving", LEAVING)
def test_a_composition_broken_off_in_an_open_cell_keeps_its_text(
    hands: Hands, leaving: str
) -> None:
    address = hands.cell(3, "description")
    before = hands.text(address)
    hands.take(address)
    hands.key(Key.Key_F2)
    hands.editor.selectAll()
    hands.compose(preedit="xinwen")
    LEAVING[leaving](hands)
    assert hands.text(address) == before


def test_what_a_given_up_composition_replaced_comes_back_selected(hands: Hands) -> None:
    address = hands.cell(1, "description")
    hands.take(address)
    hands.key(Key.Key_F2)
    before = hands.editor.text
    for _ in range(3):
        hands.key(Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    hands.compose(preedit="xin")
    assert hands.editor.text == before[:-3]
    hands.compose()
    assert hands.editor.text == before
    assert hands.editor.textCursor().selectedText() == before[-3:]
    hands.compose(preedit="xin")
    hands.compose("新")
    assert hands.editor.text == before[:-3] + "新"


def test_an_offer_taken_while_composing_stands_alone(hands: Hands) -> None:
    address = hands.cell(3, "level2")
    hands.take(address)
    hands.compose(preedit="xinwen")
    popup = hands.popup
    assert popup is not None
    offer = popup.offers.items[0]
    popup.chosen.emit(offer)
    assert hands.text(address) == offer.text


def test_a_row_that_goes_while_it_is_composed_in_takes_the_composition_along(hands: Hands) -> None:
    address = hands.cell(3, "description")
    hands.document.apply("别处", [SetText(address, "旧")])
    hands.take(address)
    hands.compose(preedit="xinwen")
    _another_project(hands)
    assert not hands.editing
    hands.compose()
    assert not hands.editing


def test_a_composition_may_begin_behind_typed_letters(hands: Hands) -> None:
    address = hands.cell(3, "description")
    hands.take(address)
    hands.type("5G")
    hands.compose(preedit="xin")
    hands.compose()
    assert hands.editor.text == "5G"
    hands.compose("新闻")
    hands.key(Key.Key_Return)
    assert hands.text(address) == "5G新闻"


def test_nothing_is_composed_into_a_workbook_that_cannot_be_changed(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.take(hands.cell(3, "name"))
    enabled = Qt.InputMethodQuery.ImEnabled
    assert hands.editor.inputMethodQuery(enabled)
    monkeypatch.setattr(Document, "read_only", property(lambda _: True))
    assert not hands.editor.inputMethodQuery(enabled)


def test_the_input_methods_window_stands_at_the_cell_in_hand(hands: Hands) -> None:
    address = hands.cell(3, "name")
    spot = hands.spot(address)
    hands.take(address)
    caret = hands.editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    shown = caret.translated(hands.editor.mapTo(hands.table.viewport(), caret.topLeft()))
    assert shown.contains(spot)


def test_one_escape_more_gives_the_old_text_back(hands: Hands, path: str) -> None:
    address = hands.cell(3, path)
    before = hands.text(address)
    hands.take(address)
    QTest.keyClick(hands.editor, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert hands.editing
    listed = hands.popup is not None
    hands.key(Key.Key_Escape)
    assert hands.editing is listed
    hands.key(Key.Key_Escape)
    assert not hands.editing
    assert hands.text(address) == before
    assert hands.document.undo_name is None


@pytest.mark.parametrize("leaving", LEAVING)
def test_a_lone_blank_takes_no_texts_place(hands: Hands, path: str, leaving: str) -> None:
    address = hands.cell(3, path)
    before = hands.text(address)
    hands.take(address)
    QTest.keyClick(hands.editor, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    hands.key(Key.Key_Escape)
    LEAVING[leaving](hands)
    assert hands.text(address) == before


def test_a_text_can_still_be_taken_away(hands: Hands) -> None:
    address = hands.cell(3, "description")
    hands.take(address)
    hands.key(Key.Key_F2)
    hands.editor.selectAll()
    hands.key(Key.Key_Backspace)
    hands.key(Key.Key_Return)
    assert hands.text(address) == ""
