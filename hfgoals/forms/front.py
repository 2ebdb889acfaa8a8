"""The pages around the forms of a printed text: cover, 目录 and the leaf before the second part."""

from __future__ import annotations

from collections.abc import Sequence

from hfgoals.forms.draft import Draft
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.values import AnnualPlan, Unit

COVER, CONTENTS, DIVIDER = "cover", "contents", "divider"
_EDGES = (0.0, 162.0, 172.0)
_WHOLE = (0.0, 172.0)
_BLANK_DATE = "　　年　　月　　日"
INDENT = "　　"
"""Before a contents entry of the second level."""


def compose_cover(unit: Unit, plan: AnnualPlan) -> Sheet:
    """The cover: year, what it is, unit and date (填报日期, or blank to be filled by hand)."""
    draft = Draft(_EDGES)
    draft.gap(48.0)
    for line in (f"{plan.year}年", "部门整体绩效目标", "及预算项目绩效目标文本"):
        draft.text(draft.row(), _WHOLE, line, "cover-title")
    draft.gap(88.0)
    named = f"{unit.code}　{unit.name}" if unit.code else unit.name
    for line in (f"编制单位：{named}", f"填报日期：{plan.signatures.filled_on or _BLANK_DATE}"):
        draft.text(draft.row(Row(least=12.0)), _WHOLE, line, "cover-line")
    return draft.sheet(COVER, "封面", owner=plan.id, footer=False)


def compose_contents(entries: Sequence[tuple[str, int]]) -> Sheet:
    """The 目录 of (text, page number); a text that begins with INDENT stands below the other."""
    draft = Draft(_EDGES)
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, "目　录", "contents-title")
    for text, page in entries:
        at = draft.row()
        draft.text(at, (0.0, 162.0), text, "contents")
        draft.text(at, (162.0, 172.0), str(page), "contents-number")
    return draft.sheet(CONTENTS, "目录", footer=False)


def compose_divider(number: str, name: str) -> Sheet:
    """The leaf that begins a part: "第二部分", "预算项目绩效目标"."""
    draft = Draft(_EDGES)
    draft.gap(80.0)
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, number, "part")
    draft.text(draft.row(), _WHOLE, name, "part")
    return draft.sheet(DIVIDER, f"{number}　{name}")
