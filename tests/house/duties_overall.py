"""部门年度重点任务表, made up for the drill of CONTRIBUTING.md, "a standard form".

A year's sub-goals stand for its tasks, and what the model does not know (需要协调的事项) is left
to be written by hand.
"""

from __future__ import annotations

from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Form
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.values import AnnualPlan, Unit

ID = "duties_overall"
_TABLE = 1
_EDGES = (0.0, 32.0, 76.0, 172.0)
_WHOLE, _LABEL, _NAME, _TEXT = (0.0, 172.0), (0.0, 32.0), (32.0, 76.0), (76.0, 172.0)
_BESIDE = (32.0, 172.0)
_NOTES = (
    "填表说明：",
    "1、部门（单位）总体要求：概括部门年度工作。",
    "2、重点任务：按照部门职能、年度重点工作分条填写。",
)


def compose(unit: Unit, plan: AnnualPlan) -> Sheet:
    """The form of one year."""
    draft = Draft(_EDGES)
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, "部门年度重点任务表", "title")
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, f"（{plan.year}年度）", "caption")
    at = _row(draft)
    draft.text(at, _LABEL, "部门（单位）名称", "label")
    draft.value(at, _BESIDE, unit, "name")
    _funds(draft, plan)
    at = _row(draft)
    draft.text(at, _LABEL, "部门（单位）总体要求", "label")
    draft.value(at, _BESIDE, plan, "overall.goal")
    _subgoals(draft, plan)
    at = _row(draft)
    draft.text(at, _LABEL, "需要协调的事项", "label")
    draft.text(at, _BESIDE, "", "value")
    for note in _NOTES:
        draft.text(draft.row(), _WHOLE, note, "caption")
    return draft.sheet(ID, "部门年度重点任务表", owner=plan.id)


FORM = Form(
    ID,
    "部门年度重点任务表",
    "year",
    lambda of: compose(of.unit, of.plan),
    in_booklet=False,
)


def _row(draft: Draft) -> int:
    return draft.row(Row(table=_TABLE, least=8.5))


def _funds(draft: Draft, plan: AnnualPlan) -> None:
    rows = [_row(draft) for _ in range(3)]
    draft.text(rows[0], _LABEL, "部门（单位）总体资金情况（万元）", "label", rows=3)
    draft.text(rows[0], _NAME, "资金总额", "label")
    draft.amount(rows[0], _TEXT, plan.overall.funds.sum)
    for at, label, path in ((rows[1], "基本支出", "basic"), (rows[2], "项目支出", "project")):
        draft.text(at, _NAME, label, "label")
        draft.value(at, _TEXT, plan, f"overall.funds.{path}")


def _subgoals(draft: Draft, plan: AnnualPlan) -> None:
    subgoals = plan.overall.subgoals
    rows = [_row(draft) for _ in (None, *(subgoals or [None]))]
    draft.text(rows[0], _LABEL, "重点任务", "label", rows=len(rows))
    draft.text(rows[0], _NAME, "任务名称", "label")
    draft.text(rows[0], _TEXT, "任务内容和完成标准", "label")
    for at, subgoal in zip(rows[1:], subgoals, strict=False):
        draft.value(at, _NAME, subgoal, "title")
        text = subgoal.indicators
        draft.text(at, _TEXT, text, "value", address=address_of(subgoal, "indicators"))
    if not subgoals:
        draft.text(rows[1], _NAME, "", "value")
        draft.text(rows[1], _TEXT, "", "value")
