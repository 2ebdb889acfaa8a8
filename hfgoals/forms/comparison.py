"""绩效目标调整前后对照表: what differs between two states of a year, project by project.

With a reason for each project it is the annex of an application to adjust targets (调整申请).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from hfgoals.forms.draft import Draft
from hfgoals.forms.report_frame import HEAD_EDGE, LEFT, RIGHT, head, section, signatures
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.values import AnnualPlan, Unit

ID: Final = "comparison"
TITLE: Final = "绩效目标调整前后对照表"
_EDGES = (LEFT, 11.0, 48.0, 60.0, 110.0, HEAD_EDGE, 130.0, RIGHT)
_COLUMNS: Final = ((LEFT, 11.0), (11.0, 48.0), (48.0, 110.0), (110.0, RIGHT))
_WHOLE: Final = (LEFT, RIGHT)
_STATES, _LISTED = 1, 2
_ROW = 8.5
_NOTHING: Final = "两个状态的内容相同，没有调整。"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One field as the table shows it; everything in Chinese."""

    about: str
    """What reasons are given by: two projects may share their name."""
    home: str
    """The project, or 部门整体绩效目标."""
    place: str
    before: str
    after: str


def compose(
    unit: Unit,
    plan: AnnualPlan,
    states: tuple[str, str],
    lines: Sequence[ComparedLine],
    reasons: Mapping[str, str],
    made_on: str,
) -> Sheet:
    """The table of one year; ``states`` names both states, ``reasons`` why, by what lines
    are about. Blank reasons leave room to write.
    """
    draft = Draft(_EDGES)
    head(draft, f"{plan.year}年{TITLE}", unit, f"制表日期：{made_on}")
    for label, text in zip(("调整前", "调整后"), states, strict=True):
        at = draft.row(Row(table=_STATES, least=_ROW))
        draft.text(at, (LEFT, 48.0), label, "label")
        draft.text(at, (48.0, RIGHT), text, "value")
    tables = {line.about for line in lines}
    section(draft, f"共{len(tables)}个表，{len(lines)}处不同")
    _table(draft, lines, reasons)
    signatures(draft, plan)
    return draft.sheet(ID, TITLE, owner=plan.id)


def _table(draft: Draft, lines: Sequence[ComparedLine], reasons: Mapping[str, str]) -> None:
    at = draft.row(Row(table=_LISTED, heading=True, keep_with_next=True, least=_ROW))
    for span, label in zip(_COLUMNS, ("序号", "位置", "调整前", "调整后"), strict=True):
        draft.text(at, span, label, "head")
    if not lines:
        draft.text(draft.row(Row(table=_LISTED, least=_ROW)), _WHOLE, _NOTHING, "value")
    number = 0
    for about, group in groupby(lines, lambda line: line.about):
        told = list(group)
        at = draft.row(Row(table=_LISTED, keep_with_next=True, least=7.0))
        draft.text(at, _WHOLE, told[0].home, "group")
        for line in told:
            number += 1
            at = draft.row(Row(table=_LISTED, least=_ROW))
            draft.count(at, _COLUMNS[0], number)
            for span, text in zip(_COLUMNS[1:], (line.place, line.before, line.after), strict=True):
                draft.text(at, span, text, "value")
        at = draft.row(Row(table=_LISTED, least=_ROW))
        draft.text(at, (LEFT, 48.0), "调整原因", "label")
        draft.text(at, (48.0, RIGHT), reasons.get(about, ""), "value")
