"""部门整体绩效目标 (河北), the first part of the published text: running text in three sections."""

from __future__ import annotations

from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Form
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.address import Address
from hfgoals.model.values import AnnualPlan, SubGoal, Unit

ID = "hebei_overall"
_EDGES = (0.0, 28.0, 57.0, 86.0, 115.0, 143.0, 172.0)
_WHOLE = (0.0, 172.0)
_FUNDS_TABLE = 1
_BLANKS = " 　\u00a0"


def compose(unit: Unit, plan: AnnualPlan) -> Sheet:
    """The overall target of one year; every paragraph carries the address of its whole field."""
    del unit
    draft = Draft(_EDGES)
    overall = plan.overall
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, "第一部分", "part")
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, "部门整体绩效目标", "part")
    _heading(draft, "一、总体绩效目标")
    _paragraphs(draft, overall.goal, address_of(plan, "overall.goal"))
    _funds(draft, plan)
    _heading(draft, "二、分项绩效目标")
    number = 0
    for subgoal in overall.subgoals:
        number += bool(subgoal.title)
        _subgoal(draft, subgoal, number)
    _heading(draft, "三、工作保障措施")
    for safeguard in overall.safeguards:
        _paragraphs(draft, safeguard.text, address_of(safeguard, "text"))
    return draft.sheet(ID, "部门整体绩效目标", owner=plan.id)


FORM = Form(ID, "部门整体绩效目标", "year", lambda of: compose(of.unit, of.plan))


def _heading(draft: Draft, text: str) -> None:
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, text, "heading1")


def _subgoal(draft: Draft, subgoal: SubGoal, number: int) -> None:
    goal, indicators = address_of(subgoal, "goal"), address_of(subgoal, "indicators")
    title = address_of(subgoal, "title")
    if not subgoal.title:
        # Not itemised in the original (怀来县 2023): the text stands by itself.
        _paragraphs(draft, subgoal.goal, goal)
        if subgoal.indicators:
            _paragraphs(draft, f"绩效指标：{subgoal.indicators}", indicators)
        return
    at = draft.row(Row(keep_with_next=True))
    draft.text(at, _WHOLE, f"{number}、{subgoal.title}", "heading2", address=title)
    _paragraphs(draft, f"绩效目标：{subgoal.goal}", goal)
    _paragraphs(draft, f"绩效指标：{subgoal.indicators}", indicators)


def _paragraphs(draft: Draft, text: str, address: Address) -> None:
    """One row a paragraph; blank lines are left to the style, a blank text keeps one empty row."""
    for paragraph, kept in _parts(text):
        at = draft.row(Row(splits=True))
        around = kept if kept != paragraph else ""
        draft.text(at, _WHOLE, paragraph, "paragraph", address=address, kept=around)


def _parts(text: str) -> list[tuple[str, str]]:
    """The paragraphs as shown and as they are; the latter, joined by \\n, are the text.

    A blank line belongs to the paragraph above it, before the first one to the one below.
    """
    shown: list[str] = []
    kept: list[list[str]] = [[]]
    for line in text.split("\n"):
        paragraph = line.strip(_BLANKS)
        if paragraph:
            shown.append(paragraph)
            if len(shown) > 1:
                kept.append([])
        kept[-1].append(line)
    return list(zip(shown or [""], map("\n".join, kept), strict=True))


def _funds(draft: Draft, plan: AnnualPlan) -> None:
    funds = plan.overall.funds
    if funds.sum is None:
        return
    draft.gap(2.0, keep_with_next=True)
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, "单位：万元", "caption-right")
    at = draft.row(Row(table=_FUNDS_TABLE, least=8.5))
    draft.text(at, (0.0, 28.0), "基本支出", "label")
    draft.value(at, (28.0, 57.0), plan, "overall.funds.basic")
    draft.text(at, (57.0, 86.0), "项目支出", "label")
    draft.value(at, (86.0, 115.0), plan, "overall.funds.project")
    draft.text(at, (115.0, 143.0), "合计", "label")
    draft.amount(at, (143.0, 172.0), funds.sum)
