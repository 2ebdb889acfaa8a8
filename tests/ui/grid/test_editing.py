"""Editing in place with real keys, mouse and input method."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.money import Money
from tests.ui.grid.conftest import Hands
from ui.grid.geometry import Rect
from ui.grid.marks import Mark
from ui.kit import tokens

Key = Qt.Key
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def test_typing_replaces_and_enter_goes_down(hands: Hands) -> None:
    hands.take(hands.cell(3, "target"))
    hands.type("98%")
    assert hands.editing
    assert hands.editor.text == "98%"
    hands.key(Key.Key_Return)
    assert not hands.editing
    assert hands.text(hands.cell(3, "target")) == "98%"
    assert hands.here == hands.cell(4, "target")
    assert hands.document.undo_name == "修改指标值"


def test_keys_that_reach_the_table_go_to_the_open_editor(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    QTest.keyClicks(hands.table, "12.5")
    assert hands.editor.text == "12.5"
    QTest.keyClick(hands.table, Key.Key_Return)
    assert hands.project.budget == Money(12_500_000)


def test_what_an_amount_is_understood_as_is_shown_before_it_is_stored(hands: Hands) -> None:
    budget = hands.project.budget
    hands.take(hands.field("budget"))
    hands.type("=40+40")
    assert hands.note.isVisible()
    assert hands.note.text() == "= 80.00 万元"
    assert hands.editor.accessibleDescription() == "= 80.00 万元"
    assert hands.project.budget == budget
    hands.key(Key.Key_Return)
    assert not hands.note.isVisible()
    assert hands.project.budget == Money(80_000_000)
    hands.take(hands.field("budget"))
    assert hands.text(hands.field("budget")) == "80.00"


def test_the_input_method_s_figures_and_units_are_amounts(hands: Hands) -> None:
    hands.take(hands.field("fiscal"))
    hands.type("８０。５万")
    assert hands.note.text() == "= 80.50 万元"
    hands.key(Key.Key_Tab)
    assert hands.project.fiscal == Money(80_500_000)
    hands.type("12.5")
    assert not hands.note.isVisible()
    hands.key(Key.Key_Escape)


def test_a_sum_that_cannot_be_worked_out_stays_open_and_says_why(hands: Hands) -> None:
    before = hands.project.budget
    hands.take(hands.field("budget"))
    hands.type("=40/0")
    assert not hands.note.isVisible()
    hands.key(Key.Key_Return)
    assert hands.editing
    assert "不能除以 0" in hands.note.text()
    for _ in range(2):
        hands.key(Key.Key_Escape)
    assert hands.project.budget == before


def test_a_pasted_block_understands_what_a_cell_does(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    hands.paste("=30+50")
    assert hands.project.budget == Money(80_000_000)
    hands.take(hands.field("plan.march"))
    hands.paste("２５％\t=100/2\t75\t１００")
    assert [str(each) for each in hands.project.plan] == ["25", "50.00", "75", "100"]


def test_f2_edits_at_the_end_and_escape_gives_back(hands: Hands) -> None:
    name = hands.cell(1, "name")
    before = hands.text(name)
    hands.take(name)
    hands.key(Key.Key_F2)
    hands.type("1")
    assert hands.editor.text == f"{before}1"
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_Escape)
    assert not hands.editing
    assert hands.text(name) == before
    assert hands.document.undo_name is None
    assert hands.here == name


def test_tab_takes_the_text_and_moves_on(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    hands.type("12.5")
    hands.key(Key.Key_Tab)
    assert hands.project.budget == Money(12_500_000)
    assert hands.here == hands.field("fiscal")
    hands.key(Key.Key_Backtab)
    assert hands.here == hands.field("budget")


def test_alt_enter_breaks_the_line_where_a_field_has_several(hands: Hands) -> None:
    hands.take(hands.field("purpose"))
    hands.type("a")
    hands.key(Key.Key_Return, ALT)
    hands.type("b")
    hands.key(Key.Key_Return)
    assert hands.project.purpose == "a\nb"
    hands.take(hands.field("code"))
    hands.type("1")
    hands.key(Key.Key_Return, ALT)
    hands.type("2")
    hands.key(Key.Key_Return)
    assert hands.project.code == "12"


def test_a_numbered_goal_is_edited_without_its_number(hands: Hands) -> None:
    goal = hands.project.goals[1]
    address = next(
        place.address
        for place in hands.table.board().places  # type: ignore[union-attr]
        if place.address.row == goal.id
    )
    hands.take(address)
    hands.key(Key.Key_F2)
    assert hands.editor.text == goal.text


def test_a_number_typed_before_a_goal_goes_as_the_field_is_left(hands: Hands) -> None:
    goals = hands.project.goals
    address = Address("goal", goals[1].id, "text")
    hands.take(address)
    hands.type("2.全年刊发")
    assert hands.editor.text == "2.全年刊发"
    hands.key(Key.Key_Return)
    board = hands.table.board()
    assert board is not None
    place = board.of(address)
    assert place is not None
    assert place.box.cell.text == "2.全年刊发"
    hands.take(address)
    hands.key(Key.Key_F2)
    assert hands.editor.text == "全年刊发"
    hands.key(Key.Key_Escape)
    hands.document.undo()
    assert hands.project.goals == goals
    hands.take(address)
    hands.type("1.5万篇")
    hands.key(Key.Key_Return)
    assert hands.text(address) == "1.5万篇"


def test_numbered_lines_pasted_into_a_goal_are_goals_in_one_step(hands: Hands) -> None:
    goals = hands.project.goals
    address = Address("goal", goals[1].id, "text")
    for begin in (False, True):
        hands.take(address)
        if begin:
            # Into the open editor, in place of what stands there.
            hands.key(Key.Key_F2)
            hands.key(Key.Key_A, CONTROL)
        hands.paste("1.甲\n2.乙\n3.丙")
        if begin:
            hands.key(Key.Key_Return)
        assert [each.text for each in hands.project.goals] == [goals[0].text, "甲", "乙", "丙"]
        hands.document.undo()
        assert hands.project.goals == goals


def test_a_merged_cell_edits_all_its_rows_in_one_step(hands: Hands) -> None:
    hands.take(hands.cell(4, "level2"))
    hands.type("x")
    hands.key(Key.Key_Return)
    assert [row.level2 for row in hands.project.indicators[1:5]] == [
        "数量指标",
        "x",
        "x",
        "时效指标",
    ]
    hands.document.undo()
    assert hands.row(3).level2 == hands.row(4).level2 == "质量指标"


def test_control_enter_changes_only_the_row_in_hand(hands: Hands) -> None:
    hands.take(hands.cell(4, "level2"))
    hands.type("x")
    hands.key(Key.Key_Return, CONTROL)
    assert (hands.row(3).level2, hands.row(4).level2) == ("质量指标", "x")


def test_a_new_row_under_a_merged_level_changes_alone(hands: Hands) -> None:
    hands.take(hands.cell(4, "name"))
    hands.table.row_commands[1].trigger()
    assert hands.row(5).level2 == "质量指标"
    hands.take(hands.cell(5, "level2"))
    hands.type("x")
    hands.key(Key.Key_Return)
    assert [row.level2 for row in hands.project.indicators[2:5]] == ["质量指标", "质量指标", "x"]


def test_a_refused_text_stays_with_its_reason(hands: Hands) -> None:
    budget = hands.field("budget")
    hands.take(budget)
    hands.type("三十万")
    hands.key(Key.Key_Return)
    assert hands.editing
    assert hands.editor.text == "三十万"
    assert hands.note.isVisible()
    assert "三十万" in hands.note.text()
    assert hands.here == budget
    hands.key(Key.Key_Escape)
    assert not hands.editing
    assert not hands.note.isVisible()
    assert hands.project.budget == Money(315_000_000)


def test_a_click_elsewhere_takes_the_text(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    hands.type("7")
    hands.click(hands.field("other"))
    assert hands.project.budget == Money(7_000_000)
    assert hands.here == hands.field("other")


def test_a_click_elsewhere_loses_no_refused_text(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    hands.type("7x")
    hands.click(hands.field("other"))
    assert hands.editing
    assert hands.editor.text == "7x"
    assert hands.here == hands.field("budget")


def test_losing_the_focus_takes_the_text_or_keeps_it_visible(hands: Hands, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    line = QLineEdit()
    column.addWidget(line)
    column.addWidget(hands.table)
    window.resize(1040, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands.take(hands.field("budget"))
    hands.type("8")
    line.setFocus()
    assert hands.project.budget == Money(8_000_000)
    hands.take(hands.field("fiscal"))
    hands.type("x")
    line.setFocus()
    assert hands.editing
    assert hands.editor.text == "x"
    assert hands.note.isVisible()
    hands.table.setParent(None)


def test_a_double_click_edits(hands: Hands) -> None:
    hands.double_click(hands.cell(2, "description"))
    assert hands.editing
    assert hands.editor.text == hands.row(2).description


def test_a_double_click_on_the_title_leads_to_the_name(hands: Hands) -> None:
    board = hands.table.board()
    assert board is not None
    box = next(box for box in board.page.boxes if box.cell.style == "title")
    spot = hands.table.viewing.pixels(Rect(box.x, box.y, box.width, box.height)).center()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(hands.table.viewport(), Qt.MouseButton.LeftButton, none, spot)
    assert hands.here == hands.field("name")


def test_pasting_into_the_editor_takes_text_only(hands: Hands) -> None:
    hands.take(hands.field("name"))
    hands.key(Key.Key_F2)
    hands.editor.selectAll()
    data = QMimeData()
    data.setHtml("<b>甲</b><img src='x'>")
    data.setText("<b>甲</b>\x0b乙")
    hands.editor.insertFromMimeData(data)
    hands.key(Key.Key_Return)
    assert hands.project.name == "<b>甲</b>乙"


def test_typing_on_a_blank_form_makes_the_first_rows(blank: Hands) -> None:
    goal = blank.table.board().places[10]  # type: ignore[union-attr]
    assert goal.address.part == "goal"
    for number in range(20):
        if blank.table._selection.address == goal.address:
            break
        assert number < 19
        blank.key(Key.Key_Down)
    assert blank.here is None
    blank.type("保障播出")
    blank.key(Key.Key_Return)
    assert [each.text for each in blank.project.goals] == ["保障播出"]
    blank.key(Key.Key_Home)
    blank.type("产出指标")
    blank.key(Key.Key_Tab)
    assert [each.level1 for each in blank.project.indicators] == ["产出指标"]
    assert blank.here == blank.cell(1, "level2")
    blank.document.undo()
    assert blank.project.indicators == ()


def test_undo_leaves_the_cell_in_hand(hands: Hands) -> None:
    hands.take(hands.cell(3, "target"))
    hands.type("1")
    hands.key(Key.Key_Tab)
    assert hands.here == hands.cell(3, "basis")
    hands.document.undo()
    assert hands.text(hands.cell(3, "target")) == "100%"
    assert hands.here == hands.cell(3, "basis")


def test_a_change_from_elsewhere_leaves_the_editor_open(hands: Hands) -> None:
    hands.take(hands.cell(3, "description"))
    hands.type("new")
    hands.document.apply("别处", [SetText(hands.field("purpose"), "别的用途" * 30)])
    assert hands.editing
    hands.key(Key.Key_Return)
    assert hands.row(3).description == "new"


def test_another_project_takes_the_text_first(hands: Hands) -> None:
    hands.take(hands.cell(3, "description"))
    hands.type("new")
    mine, plan = hands.project.id, hands.document.plan
    assert plan is not None
    hands.document.select_project(plan.projects[0].id)
    assert not hands.editing
    hands.document.select_project(mine)
    assert hands.row(3).description == "new"


def test_a_refused_text_of_another_project_is_told(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    hands.type("7x")
    plan = hands.document.plan
    assert plan is not None
    hands.document.select_project(plan.projects[0].id)
    assert not hands.editing
    assert "7x" in hands.refusals[-1]


def test_zooming_and_scrolling_take_the_editor_along(hands: Hands) -> None:
    address = hands.cell(3, "description")
    hands.take(address)
    hands.key(Key.Key_F2)
    text = hands.editor.text
    hands.table.set_zoom(140)
    hands.table.verticalScrollBar().setValue(150)
    place = hands.table.board().of(address)  # type: ignore[union-attr]
    assert place is not None
    cell = hands.table.viewing.pixels(place.rect)
    assert hands.editor.geometry().topLeft() == cell.topLeft()
    assert hands.editor.width() == cell.width() + 1
    assert hands.editor.text == text


def test_a_text_left_alone_stays_to_the_letter(hands: Hands) -> None:
    purpose = hands.field("purpose")
    hands.document.apply("读入", [SetText(purpose, "甲\u00a0乙\n\n丙 ")])
    hands.take(purpose)
    hands.key(Key.Key_F2)
    hands.key(Key.Key_Return)
    assert hands.project.purpose == "甲\u00a0乙\n\n丙 "
    assert hands.document.undo_name == "读入"


def test_undo_in_the_editor_takes_back_typing_only(hands: Hands) -> None:
    hands.take(hands.field("purpose"))
    hands.key(Key.Key_F2)
    before = hands.editor.text
    hands.type("x")
    pitch = hands.editor.document().size().height()
    for _ in range(3):
        hands.key(Key.Key_Z, CONTROL)
    assert hands.editor.text == before
    assert hands.editor.document().size().height() == pitch


def test_a_text_longer_than_the_window_keeps_its_caret_in_view(hands: Hands) -> None:
    hands.take(hands.cell(8, "description"))
    hands.key(Key.Key_F2)
    hands.compose("很长的一段描述" * 80)
    caret = hands.editor.caret()
    assert 0 <= caret.top() < caret.bottom() <= hands.table.viewport().height()


def test_the_editor_grows_with_its_text(hands: Hands) -> None:
    hands.take(hands.cell(3, "description"))
    hands.key(Key.Key_F2)
    before = hands.editor.height()
    hands.type("长" * 60)
    assert hands.editor.height() > 2 * before


def test_control_and_the_wheel_zoom(hands: Hands) -> None:
    before = hands.table.zoom()
    for turn in (120, -120, -120):
        event = QWheelEvent(
            QPointF(200, 200),
            QPointF(200, 200),
            QPoint(0, 0),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            CONTROL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(hands.table.viewport(), event)
    assert hands.table.zoom() == before - 10


def test_a_tip_never_reads_markup(hands: Hands) -> None:
    address = hands.cell(2, "target")
    hands.table.set_marks({address: Mark("warning", "<b>粗</b>")})
    spot = hands.spot(address)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, hands.table.viewport().mapToGlobal(spot))
    QApplication.sendEvent(hands.table.viewport(), event)
    assert "&lt;b&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_marks_speak_plainly(hands: Hands) -> None:
    hands.table.set_marks({hands.cell(2, "target"): Mark("error", "<b>符号</b>反了")})
    place = hands.table.board().of(hands.cell(2, "target"))  # type: ignore[union-attr]
    assert place is not None
    assert [mark.text for mark in hands.table.marks_at(place)] == ["<b>符号</b>反了"]
    picture = hands.table.grab().toImage()
    corner = hands.table.viewing.pixels(place.rect)
    assert picture.pixelColor(corner.right() - 1, corner.top() + 2).name().upper() == tokens.ERROR


def test_a_reader_of_the_screen_hears_the_cell(hands: Hands) -> None:
    hands.take(hands.cell(3, "target"))
    assert hands.table.accessibleName() == "指标值，第3行：100%"
    assert hands.table.accessibleDescription() == ""
    hands.table.set_marks({hands.cell(3, "target"): Mark("warning", "少一个符号。")})
    heard = QAccessible.queryAccessibleInterface(hands.editor)
    assert heard.text(QAccessible.Text.Name) == "指标值，第3行：100%"
    assert "少一个符号" in heard.text(QAccessible.Text.Description)
    hands.take(hands.cell(2, "target"))
    assert heard.text(QAccessible.Text.Description) == ""


def test_tab_walks_the_cells_as_they_stand_on_paper_and_each_says_which_it_is(
    hands: Hands,
) -> None:
    board = hands.table.board()
    assert board is not None
    last = hands.cell(len(hands.project.indicators), "basis")
    hands.take(hands.field("code"))
    heard: list[str] = []
    places: list[Address] = []
    while len(places) < 200 and last not in places:
        address = hands.here
        assert address is not None
        places.append(address)
        name = QAccessible.queryAccessibleInterface(hands.editor).text(QAccessible.Text.Name)
        assert name.startswith(address.field.label)
        heard.append(name)
        hands.key(Qt.Key.Key_Tab)
    corners = [place.rect for each in places if (place := board.of(each)) is not None]
    assert len(corners) == len(places) > 40
    rows = [round(each.y) for each in corners]
    assert rows == sorted(rows)
    assert len(set(heard)) == len(heard)


def test_zoom_keeps_within_its_bounds(hands: Hands, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hands.table.zoom_changed):
        hands.table.set_zoom(150)
    assert hands.table.zoom() == 150
    hands.table.set_zoom(1000)
    assert hands.table.zoom() == 200
    hands.table.fit_width()
    assert 90 <= hands.table.zoom() <= 130


def test_the_window_keeps_its_undo_keys(hands: Hands) -> None:
    hands.take(hands.cell(3, "target"))
    for key in (Key.Key_Z, Key.Key_Y, Key.Key_S):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, CONTROL)
        QApplication.sendEvent(hands.table, event)
        assert not event.isAccepted()
    assert not hands.editing
