"""The page of the overall target, by key and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, Remove, SetText, text_at
from hfgoals.model.values import AnnualPlan, Book, Overall, SubGoal
from tests.ui.overall.conftest import overall_book
from ui.document import Document
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import AmountField, LineField
from ui.kit.plain import PlainLabel
from ui.kit.row_stack import RowStack
from ui.overall.page import OverallPage
from ui.overall.subgoal_card import SubGoalCard

GOAL = Address("plan", "y1", "overall.goal")
BASIC = Address("plan", "y1", "overall.funds.basic")
PROJECT = Address("plan", "y1", "overall.funds.project")


def editor(page: OverallPage, address: Address) -> GrowingText | LineField:
    return next(each.editor for each in page.column.bindings() if each.address == address)


def compose(field: QWidget, text: str) -> None:
    """Write as an input method does: QTest's keys know Latin letters only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def card(page: OverallPage, row_id: str) -> SubGoalCard:
    found = page.column.row_widget(row_id)
    assert isinstance(found, SubGoalCard)
    return found


def ids(stack: RowStack) -> list[str]:
    return [widget.row_id for widget in stack.widgets]


def subgoal_ids(document: Document) -> list[str]:
    assert document.plan is not None
    return [each.id for each in document.plan.overall.subgoals]


def shown_texts(page: QWidget) -> list[str]:
    return [each.text() for each in page.findChildren(PlainLabel) if each.isVisible()]


# ------------------------------------------------------------------ typing


def test_typing_reaches_the_workbook_within_a_moment(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    field = editor(page, GOAL)
    page.show_address(GOAL)
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "abc")
    assert text_at(document.book, GOAL) == "保障融媒体中心正常运行。"
    qtbot.waitUntil(lambda: text_at(document.book, GOAL).endswith("abc"))
    assert field.hasFocus()
    assert document.undo_name == "修改总体绩效目标"


def test_a_number_typed_before_a_title_goes_as_the_field_is_left(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    row_id = subgoal_ids(document)[0]
    title = Address("subgoal", row_id, "title")
    before = text_at(document.book, title)
    field = editor(page, title)
    assert isinstance(field, LineField)
    page.show_address(title)
    field.selectAll()
    for piece in ("1", "、", "新闻", "宣传"):
        compose(field, piece)
        qtbot.waitUntil(lambda: document.session.saving.state == "saved", timeout=5000)
        qtbot.wait(250)
    assert field.text() == "1、新闻宣传"
    page.show_address(GOAL)
    assert field.text() == "新闻宣传"
    assert text_at(document.book, title) == "新闻宣传"
    document.undo()
    assert text_at(document.book, title) == before


def test_one_stay_in_a_field_is_one_step_and_the_next_stay_another(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    field = editor(page, GOAL)
    page.show_address(GOAL)
    for part in ("一", "二"):
        compose(field, part)
        page.flush()
    page.show_address(BASIC)
    page.show_address(GOAL)
    compose(field, "三")
    page.flush()
    document.undo()
    assert "二" in field.text()
    assert "三" not in field.text()
    document.undo()
    assert field.text() == "保障融媒体中心正常运行。"
    assert document.undo_name is None


def test_undo_and_redo_show_the_text_and_leave_focus_and_caret(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    field = editor(page, GOAL)
    assert isinstance(field, GrowingText)
    page.show_address(GOAL)
    cursor = field.textCursor()
    cursor.setPosition(2)
    field.setTextCursor(cursor)
    compose(field, "县级")
    page.flush()
    assert text_at(document.book, GOAL) == "保障县级融媒体中心正常运行。"
    document.undo()
    assert field.text() == "保障融媒体中心正常运行。"
    assert field.textCursor().position() == 2
    document.redo()
    assert field.text() == "保障县级融媒体中心正常运行。"
    assert field.hasFocus()


def test_a_trailing_line_break_stays_while_typing(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    field = editor(page, GOAL)
    page.show_address(GOAL)
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page.flush()
    assert field.text().endswith("\n")
    qtbot.keyClicks(field, "next")
    page.flush()
    assert text_at(document.book, GOAL) == "保障融媒体中心正常运行。\nnext"


def test_paste_is_plain_and_cleaned(page: OverallPage, document: Document, qtbot: QtBot) -> None:
    field = editor(page, GOAL)
    page.show_address(GOAL)
    QGuiApplication.clipboard().setText("<b>粗</b>\x0b第二行\x07\u00a0完 𠮷")
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.show_address(BASIC)
    assert text_at(document.book, GOAL) == "<b>粗</b>\n第二行\u00a0完 𠮷"
    assert field.text() == "<b>粗</b>\n第二行\u00a0完 𠮷"


def test_text_out_of_a_pdf_is_pasted_as_it_is_read(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    field = editor(page, GOAL)
    page.show_address(GOAL)
    QGuiApplication.clipboard().setText(
        "围绕中⼼、服务⼤局，全⾯加强新闻舆论⼯作，提⾼融\n媒体中⼼的传播⼒。\n\uf06e 加强管理。"
    )
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.show_address(BASIC)
    assert text_at(document.book, GOAL) == (
        "围绕中心、服务大局，全面加强新闻舆论工作，提高融媒体中心的传播力。\n加强管理。"
    )


def test_a_change_elsewhere_shows_in_the_field(page: OverallPage, document: Document) -> None:
    document.apply("修改", [SetText(GOAL, "新的\n文字")])
    assert editor(page, GOAL).text() == "新的\n文字"


# ------------------------------------------------------------------ amounts


def test_an_amount_is_taken_on_enter_and_the_sum_follows(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    field = editor(page, BASIC)
    assert isinstance(field, AmountField)
    page.show_address(BASIC)
    field.selectAll()
    qtbot.keyClicks(field, "1,200")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert text_at(document.book, BASIC) == "1200.00"
    assert field.text() == "1200.00"
    assert "1675.00" in shown_texts(page)
    assert editor(page, PROJECT).hasFocus()


def test_what_is_no_amount_stays_with_a_reason_until_mended(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    field = editor(page, BASIC)
    page.show_address(BASIC)
    field.selectAll()
    qtbot.keyClicks(field, "5a")
    page.show_address(GOAL)
    assert field.text() == "5a"
    assert field.property("invalid") is True
    reasons = [text for text in shown_texts(page) if "5a" in text]
    assert len(reasons) == 1
    assert text_at(document.book, BASIC) == "530.25"
    page.show_address(BASIC)
    field.selectAll()
    qtbot.keyClicks(field, "6")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") is False
    assert text_at(document.book, BASIC) == "6.00"
    assert not [text for text in shown_texts(page) if "5a" in text]


def test_escape_brings_the_amount_back(page: OverallPage, document: Document, qtbot: QtBot) -> None:
    field = editor(page, BASIC)
    page.show_address(BASIC)
    field.selectAll()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") is True
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "530.25"
    assert field.property("invalid") is False
    assert document.undo_name is None


def test_project_funds_are_held_against_the_projects(page: OverallPage, document: Document) -> None:
    assert any("475.00" in text and "✓" in text for text in shown_texts(page))
    document.apply("修改", [SetText(PROJECT, "470")])
    said = next(text for text in shown_texts(page) if "475.00" in text)
    assert "5.00" in said
    assert "✓" not in said


# ------------------------------------------------------------------ rows


def test_a_subgoal_is_added_after_the_one_in_hand_and_gets_the_focus(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    page.show_address(Address("subgoal", "s1", "goal"))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_G, keys)
    order = subgoal_ids(document)
    assert [order[0], order[2], order[3]] == ["s1", "s2", "s3"]
    assert ids(page.column.subgoals) == order
    title = card(page, order[1]).title
    assert title.hasFocus()
    qtbot.waitUntil(lambda: not title.visibleRegion().isEmpty())
    qtbot.keyClicks(page.focusWidget(), "new")
    page.flush()
    assert text_at(document.book, Address("subgoal", order[1], "title")) == "new"


def test_move_by_keys_keeps_the_focus(page: OverallPage, document: Document, qtbot: QtBot) -> None:
    page.show_address(Address("subgoal", "s3", "indicators"))
    field = page.focusWidget()
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field, Qt.Key.Key_Up, keys)
    assert subgoal_ids(document) == ["s1", "s3", "s2"]
    assert ids(page.column.subgoals) == ["s1", "s3", "s2"]
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down, keys)
    assert subgoal_ids(document) == ["s1", "s2", "s3"]
    qtbot.keyClick(field, Qt.Key.Key_Down, keys)
    assert subgoal_ids(document) == ["s1", "s2", "s3"]


def test_buttons_move_and_remove_a_card_and_undo_brings_it_back(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    def press(row_id: str, name: str) -> None:
        button = page.column.row_widget(row_id).findChild(QToolButton, name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    press("s1", "down")
    assert subgoal_ids(document) == ["s2", "s1", "s3"]
    press("m2", "up")
    assert ids(page.column.safeguards) == ["m2", "m1"]
    press("s1", "delete")
    assert subgoal_ids(document) == ["s2", "s3"]
    assert page.notice.isVisible()
    assert "分项1" in page.notice.text
    qtbot.mouseClick(page.notice.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert subgoal_ids(document) == ["s2", "s1", "s3"]
    assert card(page, "s1").goal.text() == "目标1"
    assert not page.notice.isVisible()


def test_a_card_is_dragged_by_its_handle(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    for each in page.column.subgoals.widgets:
        assert isinstance(each, SubGoalCard)
        each.fold(True)
    QApplication.processEvents()
    handle = card(page, "s1").handle
    target = card(page, "s3")
    below = handle.mapFromGlobal(target.mapToGlobal(QPoint(30, target.height() - 4)))
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(handle, QPoint(5, 20))
    qtbot.mouseMove(handle, below)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=below)
    assert subgoal_ids(document) == ["s2", "s3", "s1"]
    assert document.undo_name == "调整顺序"


def test_a_drag_of_a_card_is_given_up_with_escape(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    page.show_address(GOAL)
    handle = card(page, "s1").handle
    below = handle.mapFromGlobal(card(page, "s2").mapToGlobal(QPoint(30, 200)))
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(handle, QPoint(5, 20))
    qtbot.mouseMove(handle, below)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=below)
    assert subgoal_ids(document) == ["s1", "s2", "s3"]
    qtbot.keyClicks(page.focusWidget(), "a")
    page.flush()
    assert text_at(document.book, GOAL).startswith("a")


def test_typed_text_is_not_lost_when_a_row_moves_or_goes(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    page.show_address(Address("subgoal", "s1", "goal"))
    qtbot.keyClicks(page.focusWidget(), "xyz")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Delete, keys)
    assert subgoal_ids(document) == ["s2", "s3"]
    document.undo()
    assert "xyz" in card(page, "s1").goal.text()


def test_a_row_that_goes_while_it_is_typed_in_takes_nothing_with_it(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    page.show_address(Address("subgoal", "s1", "goal"))
    qtbot.keyClicks(page.focusWidget(), "xyz")
    document.apply("删除", [Remove("s1")])
    qtbot.wait(300)
    page.flush()
    assert subgoal_ids(document) == ["s2", "s3"]


def test_a_text_that_is_not_itemised_has_no_number(page: OverallPage, document: Document) -> None:
    document.apply("增加", [Insert("y1", SubGoal(id="s0", goal="全文"), 0)])
    numbers = [label.text() for label in page.findChildren(PlainLabel) if label.text()[-1:] == "、"]
    assert sorted(numbers) == ["1、", "2、", "3、"]
    hints = [text for text in shown_texts(card(page, "s0")) if "不编号" in text]
    assert len(hints) == 1
    assert not [text for text in shown_texts(card(page, "s1")) if "不编号" in text]


def test_empty_sections_offer_the_first_row(
    document: Document, page: OverallPage, qtbot: QtBot
) -> None:
    document.apply("删除", [Remove(row) for row in ("s1", "s2", "s3", "m1", "m2")])
    assert not page.column.subgoals.isVisible()
    button = page.column._no_subgoals.state.button
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(subgoal_ids(document)) == 1
    assert page.column.subgoals.isVisible()
    assert not button.isVisible()


# ------------------------------------------------------------------ by keyboard


def test_the_page_hands_its_focus_to_the_overall_text(page: OverallPage) -> None:
    page.setFocus()
    assert editor(page, GOAL).hasFocus()


def test_tab_goes_through_everything_in_reading_order(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    document.apply("移动", [Remove("s2"), Insert("y1", SubGoal(id="s9"), 0)])
    page.show_address(Address("unit", "unit", "code"))
    met = []
    places = {each.editor: each.address for each in page.column.bindings()}
    for _ in range(80):
        widget = page.focusWidget()
        if widget in places:
            address = places[widget]
            if met and address == met[0]:
                break
            met.append(address)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    rows = [address.row for address in met if address.part in ("subgoal", "safeguard")]
    assert rows == ["s9"] * 3 + ["s1"] * 3 + ["s3"] * 3 + ["m1", "m2"]
    assert [address.path for address in met[:5]] == [
        "code", "name", "overall.goal", "overall.funds.basic", "overall.funds.project",
    ]  # fmt: skip
    assert met[-1].path == "signatures.filled_on"
    assert len(met) == len(places)


def test_the_focus_scrolls_into_view(page: OverallPage, qtbot: QtBot) -> None:
    last = Address("plan", "y1", "signatures.filled_on")
    page.show_address(last)
    field = editor(page, last)
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    assert field.hasFocus()


def test_an_address_in_a_folded_card_unfolds_it(page: OverallPage, qtbot: QtBot) -> None:
    card(page, "s2").fold(True)
    assert not card(page, "s2").goal.isVisible()
    page.show_address(Address("subgoal", "s2", "goal"))
    assert card(page, "s2").goal.isVisible()
    assert card(page, "s2").goal.hasFocus()


def test_folding_is_remembered(page: OverallPage) -> None:
    card(page, "s2").fold(True)
    state = page.state()
    card(page, "s2").fold(False)
    page.restore(state)
    assert card(page, "s2").folded
    assert not card(page, "s1").folded


# ------------------------------------------------------------------ years, files


def test_another_year_shows_its_own_texts(page: OverallPage, document: Document) -> None:
    other = AnnualPlan(id="y2", year=2024, overall=Overall(goal="明年"))
    document.apply("新建年度", [Insert("", other)])
    document.select_plan("y2")
    assert editor(page, Address("plan", "y2", "overall.goal")).text() == "明年"
    assert ids(page.column.subgoals) == []
    assert any("2024" in text for text in shown_texts(page))
    document.select_plan("y1")
    assert editor(page, GOAL).text() == "保障融媒体中心正常运行。"
    assert ids(page.column.subgoals) == ["s1", "s2", "s3"]


def test_a_year_that_goes_while_it_is_typed_in_takes_nothing_with_it(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    document.apply("新建年度", [Insert("", AnnualPlan(id="y0", year=2022))])
    page.show_address(GOAL)
    qtbot.keyClicks(page.focusWidget(), "xyz")
    document.apply("删除本年度", [Remove("y1")])
    page.flush()
    assert editor(page, Address("plan", "y0", "overall.goal")).text() == ""
    document.undo()
    document.select_plan("y1")
    assert editor(page, GOAL).text() == "保障融媒体中心正常运行。"


def test_a_book_without_a_year_says_so(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    document = Document.create(tmp_path / "空.hfg", Book())
    page = OverallPage(document)
    qtbot.addWidget(page)
    page.show()
    assert any("还没有年度" in text for text in shown_texts(page))
    assert all(not action.isEnabled() for action in page.commands[2:5])
    page.flush()
    document.close()


def test_a_read_only_file_takes_no_keys(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "只读.hfg"
    first = Document.create(path, overall_book())
    second = Document.open(path)
    assert second.read_only
    page = OverallPage(second)
    qtbot.addWidget(page)
    page.show()
    field = editor(page, GOAL)
    field.setFocus()
    qtbot.keyClicks(field, "x")
    page.flush()
    assert text_at(second.book, GOAL) == "保障融媒体中心正常运行。"
    assert not any(action.isEnabled() for action in page.commands[:5])
    second.close()
    first.close()


def test_cards_are_made_when_they_are_first_looked_at(document: Document, qtbot: QtBot) -> None:
    page = OverallPage(document)
    qtbot.addWidget(page)
    assert ids(page.column.subgoals) == []
    document.apply("删除", [Remove("s1")])
    page.flush()
    page.show()
    assert ids(page.column.subgoals) == ["s2", "s3"]
    assert editor(page, GOAL).text() == "保障融媒体中心正常运行。"


def test_only_the_touched_card_is_refreshed(
    page: OverallPage, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed: list[str] = []
    original = SubGoalCard.refresh

    def refresh(self: SubGoalCard) -> None:
        refreshed.append(self.row_id)
        original(self)

    monkeypatch.setattr(SubGoalCard, "refresh", refresh)
    document.apply("修改", [SetText(Address("subgoal", "s2", "goal"), "改")])
    assert refreshed == ["s2"]


def test_sixty_subgoals(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    document = Document.create(tmp_path / "多.hfg", overall_book(60))
    page = OverallPage(document)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.show()
    QApplication.processEvents()
    document.apply("修改", [SetText(Address("subgoal", "s30", "goal"), "改")])
    assert len(ids(page.column.subgoals)) == 60
    assert editor(page, Address("subgoal", "s30", "goal")).text() == "改"
    document.close()
