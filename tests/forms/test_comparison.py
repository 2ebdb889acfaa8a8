from __future__ import annotations

import pytest

from hfgoals.forms.change_log import LoggedLine
from hfgoals.forms.change_log import compose as compose_log
from hfgoals.forms.comparison import ComparedLine, compose
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet
from hfgoals.layout.styles import STYLES
from tests.forms.examples import UNIT, plan

LINES = (
    ComparedLine(
        "部门整体绩效目标", "部门整体绩效目标", "总体绩效目标", "原来的目标", "调整后的目标"
    ),
    ComparedLine("p1", "甲项目", "绩效指标第2行\n指标值", "≥90%", "≥95%"),
    ComparedLine("p1", "甲项目", "预算数", "30.00", "28.00"),
)


def _rows(sheet: Sheet) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in sheet.rows]
    for cell in sheet.cells:
        rows[cell.row].append(cell.text)
    return rows


def _compared(*lines: ComparedLine) -> Sheet:
    reasons = {"p1": "财政资金压减", "p2": "另一个原因"}
    return compose(UNIT, plan(), ("一上报送稿", "调整稿"), lines, reasons, "2023年7月5日")


def test_lines_stand_under_their_home_and_the_reason_follows_them() -> None:
    rows = _rows(_compared(*LINES))
    project = rows.index(["甲项目"])
    assert rows[project + 1] == ["2", "绩效指标第2行\n指标值", "≥90%", "≥95%"]
    assert rows[project + 2] == ["3", "预算数", "30.00", "28.00"]
    assert rows[project + 3] == ["调整原因", "财政资金压减"]
    overall = rows.index(["部门整体绩效目标"])
    assert rows[overall + 2] == ["调整原因", ""], "room to write where no reason is given"


def test_two_projects_of_one_name_are_two_tables_with_a_reason_each() -> None:
    other = ComparedLine("p2", "甲项目", "预算数", "10.00", "9.00")
    rows = _rows(_compared(*LINES, other))
    assert rows.count(["甲项目"]) == 2
    assert rows.count(["调整原因", "财政资金压减"]) == 1
    assert rows.count(["调整原因", "另一个原因"]) == 1
    assert any("共3个表，4处不同" in row for row in rows)


def test_it_names_both_states_and_has_room_for_the_seal() -> None:
    sheet = _compared(*LINES)
    text = "\n".join(cell.text for cell in sheet.cells)
    for wanted in ("一上报送稿", "调整稿", "2023年7月5日", UNIT.name, "单位公章", "单位负责人"):
        assert wanted in text
    assert sum(sheet.columns) == pytest.approx(sheet.paper.inner_width)
    assert {cell.style for cell in sheet.cells} <= set(STYLES)


def test_without_a_difference_it_says_so() -> None:
    assert any("没有调整" in cell.text for cell in _compared().cells)


def test_long_tables_repeat_their_heading_on_every_page() -> None:
    lines = [
        ComparedLine("p1", "甲项目", f"第{n}行", "原来的内容。" * 30, "现在" * 60)
        for n in range(40)
    ]
    pages = flow([_compared(*lines)])
    assert len(pages) > 2
    for sheet in (_compared(*lines), compose_log(UNIT, _logged(60), "2023年7月5日")):
        heading = [row for row in sheet.rows if row.heading]
        assert len(heading) == 1


def _logged(count: int) -> list[LoggedLine]:
    return [
        LoggedLine(f"2023-07-05\n10:{n:02d}", "修改指标值", "甲项目", "≥90%", "≥95%")
        for n in range(count)
    ]


def test_the_log_keeps_the_order_given() -> None:
    lines = _logged(5)
    rows = _rows(compose_log(UNIT, lines, "2023年7月5日"))
    assert [row[0] for row in rows if row and row[0].startswith("2023-07")] == [
        line.when for line in lines
    ]
