"""Copy, paste, clear and fill."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hfgoals.model.address import Address
from hfgoals.model.money import Money
from tests.ui.grid.conftest import Hands
from ui.grid.pasting import parse_block

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_a_range_is_copied_with_its_merged_levels(hands: Hands) -> None:
    hands.take(hands.cell(2, "level2"))
    hands.key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_C, CONTROL)
    assert parse_block(QApplication.clipboard().text()) == [
        ["数量指标", "办公空间改造数量"],
        ["质量指标", "设备验收合格率"],
    ]


def test_a_single_text_is_copied_as_it_is(hands: Hands) -> None:
    hands.take(hands.field("purpose"))
    hands.key(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == hands.project.purpose


def test_a_block_grows_the_table_in_one_step(hands: Hands) -> None:
    before = hands.project
    hands.take(hands.cell(8, "name"))
    hands.paste('甲\t甲描述\t≥1个\t依据一\r\n乙\t乙描述\t≥2个\t依据二\r\n丙\t"两\n行"\t≥3个\r\n')
    assert len(hands.project.indicators) == 10
    row = hands.row(9)
    assert (row.level1, row.level2, row.name) == ("满意度指标", "服务对象满意度指标", "乙")
    assert hands.row(10).description == "两\n行"
    assert hands.row(8).basis == "依据一"
    assert hands.document.undo_name == "粘贴"
    hands.document.undo()
    assert hands.project == before


def test_a_merged_level_from_excel_continues_downward(hands: Hands) -> None:
    hands.take(hands.cell(7, "level1"))
    hands.paste("产出指标\t数量指标\t甲\r\n\t\t乙\r\n\t质量指标\t丙\r\n")
    levels = [(row.level1, row.level2, row.name) for row in hands.project.indicators[6:]]
    assert levels == [
        ("产出指标", "数量指标", "甲"),
        ("产出指标", "数量指标", "乙"),
        ("产出指标", "质量指标", "丙"),
    ]


def test_a_whole_table_with_its_headings_fills_a_blank_form(blank: Hands) -> None:
    blank.key(Key.Key_End, CONTROL)
    blank.key(Key.Key_Home)
    head = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\r\n"
    blank.paste(head + "产出指标\t数量指标\t编发期数\t全年编发期数\t≥48期\t工作计划\r\n")
    (row,) = blank.project.indicators
    assert (row.level1, row.name, row.target.text) == ("产出指标", "编发期数", "≥48期")
    assert blank.here == blank.cell(1, "level1")


def test_a_refused_value_stops_the_whole_block(hands: Hands) -> None:
    before = hands.project
    hands.take(hands.field("budget"))
    hands.paste("10\t许多\t2\r\n")
    assert hands.project == before
    assert len(hands.refusals) == 1
    assert "财政资金" in hands.refusals[0]
    assert hands.document.undo_name is None


def test_a_row_of_percents_fills_the_plan(hands: Hands) -> None:
    hands.take(hands.field("plan.march"))
    hands.paste("25%\t50%\t75%\t100%\r\n")
    assert [str(share) for share in hands.project.plan] == ["25", "50", "75", "100"]


def test_a_block_too_wide_is_refused(hands: Hands) -> None:
    before = hands.project
    hands.take(hands.cell(1, "target"))
    hands.paste("1\t2\t3\r\n")
    assert hands.project == before
    assert hands.refusals


def test_one_value_fills_a_range(hands: Hands) -> None:
    hands.take(hands.cell(2, "basis"))
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Down, SHIFT)
    hands.paste("合同")
    assert [row.basis for row in hands.project.indicators[1:4]] == ["合同"] * 3
    assert hands.row(5).basis != "合同"


def test_long_text_with_line_breaks_is_one_text_in_its_own_field(hands: Hands) -> None:
    hands.take(hands.field("purpose"))
    hands.paste("第一段\n第二段")
    assert hands.project.purpose == "第一段\n第二段"


def test_delete_clears_the_range_in_one_step(hands: Hands) -> None:
    before = hands.project
    hands.take(hands.field("budget"))
    hands.key(Key.Key_Delete)
    assert hands.project.budget is None
    hands.document.undo()
    hands.take(hands.cell(3, "name"))
    hands.key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Backspace)
    assert [(row.name, row.description) for row in hands.project.indicators[2:4]] == [("", "")] * 2
    hands.document.undo()
    assert hands.project == before


def test_cut_copies_and_clears(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    hands.key(Key.Key_X, CONTROL)
    assert QApplication.clipboard().text() == "315.00"
    assert hands.project.budget is None
    hands.take(hands.field("other"))
    hands.key(Key.Key_V, CONTROL)
    assert hands.project.other == Money(315_000_000)


def test_fill_down_repeats_the_top(hands: Hands) -> None:
    hands.take(hands.cell(2, "target"))
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_D, CONTROL)
    assert {row.target.text for row in hands.project.indicators[1:4]} == {"≤593平方米"}
    hands.document.undo()
    hands.take(hands.cell(2, "target"))
    hands.key(Key.Key_D, CONTROL)
    assert hands.row(2).target.text == "4项"


def test_all_is_the_indicator_table(hands: Hands) -> None:
    hands.take(hands.field("code"))
    hands.key(Key.Key_A, CONTROL)
    hands.key(Key.Key_C, CONTROL)
    block = parse_block(QApplication.clipboard().text())
    assert len(block) == 8
    assert {len(row) for row in block} == {6}


def test_sub_numbered_lines_are_pasted_into_the_goal_above(hands: Hands) -> None:
    (first, *_) = hands.project.goals
    hands.take(Address("goal", first.id, "text"))
    hands.paste("1.保障运转\n（1）采编\n（2）播发\n2.提升服务")
    texts = [goal.text for goal in hands.project.goals]
    assert texts[:2] == ["保障运转\n（1）采编\n（2）播发", "提升服务"]
    assert not any("（1）" in text for text in texts[1:])
