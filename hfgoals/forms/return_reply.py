"""整改情况回复: what the bureau sent back, and what was done about each remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hfgoals.forms.draft import Draft
from hfgoals.forms.report_frame import (
    HEAD_EDGE,
    LEFT,
    NAME_EDGE,
    RIGHT,
    SEAL_EDGE,
    head,
    section,
    signatures,
)
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.values import AnnualPlan, Unit

ID: Final = "return_reply"
TITLE: Final = "整改情况回复"
DONE: Final = "已整改"
OPEN: Final = "未整改"
_EDGES: Final = (LEFT, 11.0, NAME_EDGE, 64.0, 100.0, HEAD_EDGE, SEAL_EDGE, 154.0, RIGHT)
_COLUMNS: Final = ((LEFT, 11.0), (11.0, 64.0), (64.0, 100.0), (100.0, 154.0), (154.0, RIGHT))
_HEADS: Final = ("序号", "退回意见", "位置", "整改情况", "状态")
_TABLE, _ROW = 1, 8.5
_NOTHING: Final = "没有退回意见。"


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One remark as the table shows it; everything in Chinese."""

    remark: str
    place: str
    answer: str
    done: bool


def compose(unit: Unit, plan: AnnualPlan, lines: Sequence[ReplyLine], made_on: str) -> Sheet:
    """The table of one year, its lines in the order given; blank answers leave room to write."""
    draft = Draft(_EDGES)
    head(draft, f"{plan.year}年绩效目标{TITLE}", unit, f"制表日期：{made_on}")
    done = sum(line.done for line in lines)
    section(draft, f"共{len(lines)}条，{DONE}{done}条，{OPEN}{len(lines) - done}条")
    at = draft.row(Row(table=_TABLE, heading=True, keep_with_next=True, least=_ROW))
    for span, label in zip(_COLUMNS, _HEADS, strict=True):
        draft.text(at, span, label, "head")
    if not lines:
        draft.text(draft.row(Row(table=_TABLE, least=_ROW)), (LEFT, RIGHT), _NOTHING, "value")
    for number, line in enumerate(lines, 1):
        at = draft.row(Row(table=_TABLE, least=_ROW))
        draft.count(at, _COLUMNS[0], number)
        texts = (line.remark, line.place, line.answer)
        for span, text in zip(_COLUMNS[1:4], texts, strict=True):
            draft.text(at, span, text, "value")
        draft.text(at, _COLUMNS[4], DONE if line.done else OPEN, "value-center")
    signatures(draft, plan)
    return draft.sheet(ID, TITLE, owner=plan.id)
