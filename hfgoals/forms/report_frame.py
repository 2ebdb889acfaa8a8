"""What reports have in common: the head with unit and date, and room for names and the seal."""

from __future__ import annotations

from hfgoals.forms.draft import Draft
from hfgoals.layout.sheet import Row
from hfgoals.model.values import AnnualPlan, Unit

LEFT, RIGHT = 0.0, 172.0
"""The edges of a report's rows, in mm."""
HEAD_EDGE, NAME_EDGE, SEAL_EDGE = 114.0, 60.0, 130.0
"""Further edges that head and signatures need of the Draft."""
_SEAL_ROOM = 11.0
BLANK_DATE = "　　年　　月　　日"


def head(draft: Draft, title: str, unit: Unit, told: str) -> None:
    """The title, below it the unit at the left and what is told (a date) at the right."""
    draft.text(draft.row(Row(keep_with_next=True)), (LEFT, RIGHT), title, "title")
    caption = draft.row(Row(keep_with_next=True))
    draft.text(caption, (LEFT, HEAD_EDGE), f"{unit.code}{unit.name}", "caption")
    draft.text(caption, (HEAD_EDGE, RIGHT), told, "caption-right")


def section(draft: Draft, text: str) -> None:
    """A heading within the report."""
    draft.text(draft.row(Row(keep_with_next=True)), (LEFT, RIGHT), text, "section")


def signatures(draft: Draft, plan: AnnualPlan) -> None:
    """The names, and room for the seal."""
    draft.gap(5.0, keep_with_next=True)
    names = plan.signatures
    lines = (
        (f"填报人：{names.preparer}", f"财务负责人：{names.finance_head}"),
        (f"单位负责人：{names.unit_head}", f"日期：{BLANK_DATE}"),
    )
    for line in lines:
        at = draft.row(Row(least=_SEAL_ROOM, keep_with_next=line is lines[0]))
        for text, span in zip(line, ((LEFT, NAME_EDGE), (NAME_EDGE, SEAL_EDGE)), strict=True):
            draft.text(at, span, text, "signature")
        if line is lines[0]:
            draft.text(at, (SEAL_EDGE, RIGHT), "（单位公章）", "signature", rows=len(lines))
