from __future__ import annotations

import pytest

from hfgoals.forms.return_reply import DONE, OPEN, ReplyLine, compose
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet
from hfgoals.layout.styles import STYLES
from tests.forms.examples import UNIT, plan

LINES = (
    ReplyLine("指标值偏低", "1.甲项目\n绩效指标第2行“指标值”", "已改为 ≥95%", done=True),
    ReplyLine("请盖章", "", "", done=False),
)


def _rows(sheet: Sheet) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in sheet.rows]
    for cell in sheet.cells:
        rows[cell.row].append(cell.text)
    return rows


def _reply(*lines: ReplyLine) -> Sheet:
    return compose(UNIT, plan(), lines, "2023年7月5日")


def test_every_remark_is_told_with_what_was_done_in_its_order() -> None:
    rows = _rows(_reply(*LINES))
    first = rows.index(["1", "指标值偏低", "1.甲项目\n绩效指标第2行“指标值”", "已改为 ≥95%", DONE])
    assert rows[first + 1] == ["2", "请盖章", "", "", OPEN]
    assert any(DONE + "1条" in text and OPEN + "1条" in text for row in rows for text in row)


def test_it_has_the_head_and_room_for_the_seal() -> None:
    sheet = _reply(*LINES)
    text = "\n".join(cell.text for cell in sheet.cells)
    for wanted in ("整改情况回复", "2023年7月5日", UNIT.name, "单位公章", "单位负责人"):
        assert wanted in text
    assert sum(sheet.columns) == pytest.approx(sheet.paper.inner_width)
    assert {cell.style for cell in sheet.cells} <= set(STYLES)


def test_without_remarks_it_says_so() -> None:
    assert any("没有退回意见" in cell.text for cell in _reply().cells)


def test_long_replies_repeat_their_heading_on_every_page() -> None:
    lines = [ReplyLine("意见" * 60, f"{n}.甲项目", "已改" * 60, done=True) for n in range(40)]
    sheet = _reply(*lines)
    assert len(flow([sheet])) > 2
    assert len([row for row in sheet.rows if row.heading]) == 1
