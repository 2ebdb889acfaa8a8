"""Ranges by mouse, jumps by keys, other forms, the list's model."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hfgoals.forms import hebei_overall
from hfgoals.layout.sheet import Sheet
from hfgoals.model.address import Address
from tests.ui.grid.conftest import Hands
from tests.ui.scrolling import assert_goes_by_lines_and_pages
from ui.grid.offers import Offer
from ui.grid.popup import OfferModel
from ui.grid.table_editor import TableEditor

Key = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def taken(hands: Hands) -> list[str]:
    return [place.address.path for place in hands.table._selection.places]


def test_a_drag_takes_a_range(hands: Hands) -> None:
    hands.table.scroll_to(hands.table.board().of(hands.cell(4, "target")).rect)  # type: ignore[union-attr]
    viewport = hands.table.viewport()
    start, end = hands.spot(hands.cell(3, "name")), hands.spot(hands.cell(4, "description"))
    QTest.mousePress(viewport, LEFT, NONE, start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, NONE, end)
    assert taken(hands) == ["name", "description"] * 2
    QTest.mouseMove(viewport, start)
    assert taken(hands) == ["name", "description"] * 2


def test_the_wheel_goes_by_lines(hands: Hands) -> None:
    hands.table.resize(1040, 300)
    assert_goes_by_lines_and_pages(hands.table)


def test_shift_and_a_click_extend_the_range(hands: Hands) -> None:
    hands.click(hands.cell(3, "name"))
    spot = hands.spot(hands.cell(5, "name"))
    QTest.mouseClick(hands.table.viewport(), LEFT, SHIFT, spot)
    assert taken(hands) == ["name"] * 3


def test_a_click_beside_the_form_changes_nothing(hands: Hands) -> None:
    hands.click(hands.cell(3, "name"))
    QTest.mouseClick(hands.table.viewport(), LEFT, NONE, QPoint(3, 3))
    assert hands.here == hands.cell(3, "name")


def test_jumps(hands: Hands) -> None:
    hands.take(hands.cell(3, "description"))
    hands.key(Key.Key_Home)
    assert hands.here == hands.cell(3, "level1")
    hands.key(Key.Key_End)
    assert hands.here == hands.cell(3, "basis")
    hands.key(Key.Key_Home, CONTROL)
    assert hands.here == hands.field("code")
    hands.key(Key.Key_End, CONTROL)
    assert hands.here == hands.cell(8, "basis")
    hands.key(Key.Key_Up, CONTROL)
    assert hands.here == hands.cell(1, "basis")


def test_pages_go_down_to_the_end_and_back(hands: Hands) -> None:
    hands.take(hands.field("code"))
    for _ in range(6):
        hands.key(Key.Key_PageDown)
    assert hands.here == hands.cell(8, "basis")
    for _ in range(6):
        hands.key(Key.Key_PageUp)
    assert hands.here == hands.field("code")


def test_the_cell_in_hand_is_in_view(hands: Hands) -> None:
    hands.table.resize(800, 300)
    for number in range(1, 9):
        address = hands.cell(number, "basis")
        hands.take(address)
        place = hands.table.board().of(address)  # type: ignore[union-attr]
        assert place is not None
        assert hands.table.viewport().rect().contains(hands.table.viewing.pixels(place.rect))


def test_another_form_is_shown_and_edited(hands: Hands, qtbot: QtBot) -> None:
    document = hands.document

    def overall() -> Sheet | None:
        plan = document.plan
        return None if plan is None else hebei_overall.compose(document.book.unit, plan)

    table = TableEditor(document, compose=overall)
    qtbot.addWidget(table)
    table.show()
    other = Hands(table, document)
    plan = document.plan
    assert plan is not None
    goal = Address("subgoal", plan.overall.subgoals[0].id, "goal")
    other.take(goal)
    other.type("x")
    other.key(Key.Key_Return)
    assert other.text(goal) == "x"


def test_the_list_is_a_proper_model(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    model = OfferModel(owner)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, owner
    )
    model.take((Offer("甲", note="乙", aside="丙"), Offer("丁", ticked=True)))
    model.take(())
    assert tester.model() is model
    assert model.rowCount() == 0
