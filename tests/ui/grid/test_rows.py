"""Rows: inserted, removed, moved, duplicated, dragged; goals likewise."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from hfgoals.forms import hebei_project
from hfgoals.layout.flow import endless
from hfgoals.model.address import Address
from hfgoals.model.edits import applied
from hfgoals.model.values import AnnualPlan, Book
from tests.forms import examples
from tests.ui.grid.conftest import Hands
from ui.document import Document
from ui.grid import row_edits
from ui.grid.geometry import Board
from ui.grid.table_editor import TableEditor

Key = Qt.Key
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def ids(hands: Hands) -> list[str]:
    return [row.id for row in hands.project.indicators]


def test_insert_below_keeps_the_levels_and_takes_the_row_in_hand(hands: Hands) -> None:
    hands.take(hands.cell(4, "target"))
    hands.key(Key.Key_Insert, ALT)
    assert len(hands.project.indicators) == 9
    row = hands.row(5)
    assert (row.level1, row.level2, row.name) == ("产出指标", "质量指标", "")
    assert hands.here == hands.cell(5, "name")
    hands.document.undo()
    assert len(hands.project.indicators) == 8


def test_insert_above(hands: Hands) -> None:
    before = ids(hands)
    hands.take(hands.cell(3, "name"))
    hands.key(Key.Key_Insert, ALT | SHIFT)
    assert ids(hands)[3:] == before[2:]
    assert hands.row(3).level2 == "质量指标"


def test_tab_behind_the_last_cell_begins_a_row(hands: Hands) -> None:
    hands.take(hands.cell(8, "basis"))
    hands.key(Key.Key_Tab)
    assert len(hands.project.indicators) == 9
    assert hands.row(9).level1 == "满意度指标"
    assert hands.here == hands.cell(9, "name")


def test_the_handle_below_adds_a_row(hands: Hands) -> None:
    gutters = hands.table.gutter()
    assert gutters is not None
    (gutter,) = gutters.all
    assert gutter.add_rect is not None
    hands.table.scroll_to(gutter.add_rect)
    spot = hands.table.viewing.pixels(gutter.add_rect).center()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(hands.table.viewport(), Qt.MouseButton.LeftButton, none, spot)
    assert len(hands.project.indicators) == 9


def test_rows_are_removed_together_and_come_back(hands: Hands) -> None:
    before = ids(hands)
    hands.take(hands.cell(2, "name"))
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Delete, ALT)
    assert ids(hands) == [before[0], *before[3:]]
    assert hands.here == hands.cell(2, "name")
    hands.document.undo()
    assert ids(hands) == before


def test_the_last_row_removed_leaves_a_blank_one(blank: Hands) -> None:
    blank.key(Key.Key_End, CONTROL)
    blank.type("x")
    blank.key(Key.Key_Return)
    assert len(blank.project.indicators) == 1
    blank.key(Key.Key_Delete, ALT)
    assert blank.project.indicators == ()
    blank.type("y")
    blank.key(Key.Key_Return)
    assert blank.row(1).basis == "y"


def test_rows_change_places_with_the_cell_in_hand(hands: Hands) -> None:
    before = ids(hands)
    cell = hands.cell(3, "target")
    hands.take(cell)
    hands.key(Key.Key_Up, ALT | SHIFT)
    assert ids(hands)[1:3] == [before[2], before[1]]
    assert hands.here == cell
    hands.key(Key.Key_Down, ALT | SHIFT)
    assert ids(hands) == before


def test_a_row_is_duplicated_below(hands: Hands) -> None:
    hands.take(hands.cell(2, "description"))
    hands.key(Key.Key_D, CONTROL | SHIFT)
    assert hands.row(3).name == hands.row(2).name
    assert hands.row(3).id != hands.row(2).id
    assert hands.here == hands.cell(3, "description")


def test_commands_follow_the_cell_in_hand(hands: Hands) -> None:
    above, below, duplicate, remove, up, down = hands.table.row_commands
    hands.take(hands.field("budget"))
    assert not any(action.isEnabled() for action in hands.table.row_commands)
    hands.take(hands.cell(1, "name"))
    assert above.isEnabled()
    assert below.isEnabled()
    assert duplicate.isEnabled()
    assert remove.isEnabled()
    assert not up.isEnabled()
    assert down.isEnabled()


def test_goals_are_added_moved_and_removed(hands: Hands) -> None:
    first, second = hands.project.goals
    _, below, _, remove, up, _ = hands.table.row_commands
    hands.take(Address("goal", second.id, "text"))
    up.trigger()
    assert [goal.id for goal in hands.project.goals] == [second.id, first.id]
    below.trigger()
    assert len(hands.project.goals) == 3
    hands.type("第二个目标")
    hands.key(Key.Key_Return)
    assert hands.project.goals[1].text == "第二个目标"
    hands.take(Address("goal", second.id, "text"))
    remove.trigger()
    assert second.id not in [goal.id for goal in hands.project.goals]


def test_a_row_is_dragged_by_its_number(hands: Hands) -> None:
    before = ids(hands)
    table, gutters = hands.table, hands.table.gutter()
    assert gutters is not None
    (gutter,) = gutters.all
    table.scroll_to(gutter.rect(gutter.rows[5]))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    start = table.viewing.pixels(gutter.rect(gutter.rows[1])).center()
    end = table.viewing.pixels(gutter.rect(gutter.rows[4])).bottomLeft() + QPoint(4, -2)
    QTest.mousePress(table.viewport(), left, none, start)
    QTest.mouseMove(table.viewport(), end)
    QTest.mouseRelease(table.viewport(), left, none, end)
    assert ids(hands) == [before[0], *before[2:5], before[1], *before[5:]]


def test_the_menu_of_a_row_takes_the_row_in_hand(hands: Hands) -> None:
    table, gutters = hands.table, hands.table.gutter()
    assert gutters is not None
    (gutter,) = gutters.all
    spot = table.viewing.pixels(gutter.rect(gutter.rows[2])).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, table.viewport().mapToGlobal(spot)
    )
    QApplication.sendEvent(table.viewport(), event)
    (menu,) = [each for each in table.findChildren(QMenu) if each.isVisible()]
    assert hands.here is not None
    assert hands.here.row == hands.row(3).id
    menu.close()


def test_a_file_opened_to_read_only_refuses_quietly(tmp_path: Path, qtbot: QtBot) -> None:
    owner = Document.create(tmp_path / "b.hfg", examples.book())
    reader = Document.open(tmp_path / "b.hfg")
    table = TableEditor(reader)
    qtbot.addWidget(table)
    table.show()
    table.setFocus()
    hands = Hands(table, reader)
    try:
        assert reader.read_only
        before = reader.book
        hands.type("1")
        hands.key(Key.Key_F2)
        hands.key(Key.Key_Delete)
        assert reader.book == before
        assert not hands.editing
        assert hands.refusals
        assert not any(action.isEnabled() for action in table.row_commands)
    finally:
        reader.close()
        owner.close()


PROJECT = examples.platform_project()
BOOK = Book(examples.UNIT, (AnnualPlan(year=2023, projects=(PROJECT,)),))
SHEET = hebei_project.compose(examples.UNIT, BOOK.years[0], PROJECT, 1)
BOARD = Board(SHEET, endless(SHEET))
ROWS = [row.id for row in PROJECT.indicators]


@given(st.integers(0, 7), st.integers(1, 8), st.integers(0, 8))
def test_carried_rows_stand_before_where_they_were_dropped(first: int, count: int, at: int) -> None:
    chosen = ROWS[first : first + count]
    proposal = row_edits.carry(BOOK, BOARD, "indicator", chosen, at)
    after = [row.id for row in applied(BOOK, proposal.edits).years[0].projects[0].indicators]
    assert sorted(after) == sorted(ROWS)
    assert [row for row in after if row not in chosen] == [row for row in ROWS if row not in chosen]
    start = after.index(chosen[0])
    assert after[start : start + len(chosen)] == chosen
    assert after[:start] == [row for row in ROWS[:at] if row not in chosen]


def test_enter_after_tabs_on_the_last_row_begins_a_row_under_the_first(hands: Hands) -> None:
    for path, tabs in (("level1", 5), ("name", 3), ("description", 1)):
        count = len(hands.project.indicators)
        hands.take(hands.cell(count, path))
        for _ in range(tabs):
            hands.key(Key.Key_Tab)
        assert hands.here == hands.cell(count, "basis" if tabs > 1 else "target")
        hands.key(Key.Key_Return)
        assert len(hands.project.indicators) == count + 1
        assert hands.here == hands.cell(count + 1, path)


def test_a_row_filled_in_with_tabs_is_followed_by_the_next(hands: Hands) -> None:
    count = len(hands.project.indicators)
    hands.take(hands.cell(count, "level1"))
    for number in range(6):
        hands.type(f"甲{number}")
        hands.key(Key.Key_Tab if number < 5 else Key.Key_Return)
    finished = hands.row(count)
    assert finished.level1 == "甲0"
    assert finished.basis == "甲5"
    assert hands.here == hands.cell(count + 1, "level1")
    hands.type("乙")
    hands.key(Key.Key_Return)
    assert hands.row(count) == finished
    assert hands.row(count + 1).level1 == "乙"


def test_enter_after_tabs_goes_to_the_very_next_row_of_a_merged_level(hands: Hands) -> None:
    hands.take(hands.cell(1, "level1"))
    for _ in range(5):
        hands.key(Key.Key_Tab)
    assert hands.here == hands.cell(1, "basis")
    hands.key(Key.Key_Return)
    assert hands.here == hands.cell(2, "level1")


def test_enter_alone_makes_no_row(hands: Hands) -> None:
    count = len(hands.project.indicators)
    hands.take(hands.cell(count, "target"))
    hands.key(Key.Key_Return)
    hands.type("80%")
    hands.key(Key.Key_Return)
    assert len(hands.project.indicators) == count


def test_tabs_across_a_new_row_begin_there(hands: Hands) -> None:
    count = len(hands.project.indicators)
    hands.take(hands.cell(count, "target"))
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Tab)
    first = hands.here
    assert first is not None
    assert first.row == hands.row(count + 1).id
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Return)
    assert hands.here == hands.cell(count + 2, first.path)
