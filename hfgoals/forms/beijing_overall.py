"""部门整体支出绩效目标申报表 (北京), as filled in for 2020: one table, and how to fill it in.

A year's sub-goals stand for its 绩效指标: the title is 指标名称, the indicators are
指标内容和指标值.
"""

from __future__ import annotations

from hfgoals.forms import hebei_overall
from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Form
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.values import AnnualPlan, Unit

ID = "beijing_overall"
TITLE = "部门整体支出绩效目标申报表"
_TABLE = 1
_EDGES = (0.0, 34.0, 76.0, 172.0)
_WHOLE, _LABEL, _NAME, _TEXT = (0.0, 172.0), (0.0, 34.0), (34.0, 76.0), (76.0, 172.0)
_BESIDE = (34.0, 172.0)
_PARTS = (("基本支出：", "overall.funds.basic"), ("项目支出：", "overall.funds.project"))
_COLUMNS = (
    ("指标名称", _NAME, "title", "value-center"),
    ("指标内容和指标值", _TEXT, "indicators", "value"),
)
_NOTES = (
    "填制说明：",
    "1、部门（单位）绩效目标：概括部门年度总体绩效目标。",
    "2、绩效指标：是对总体目标的分解和细化。按照部门职能、年度重点任务和年度重点项目分条填写。",
    (
        "3、指标内容和指标值：应包括年度产出目标，以及相应产出所带来的效果目标。"
        "其中，产出目标应量化，预期效果标应明确。"
    ),
    "4、指标内容：是对分解细化绩效目标的具体描述。",
    "5、指标值：是绩效目标要达到的量化的或其他可衡量的值。",
)
"""To the letter, 预期效果标 included."""


def compose(unit: Unit, plan: AnnualPlan) -> Sheet:
    """The form of one year."""
    draft = Draft(_EDGES)
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, TITLE, "title")
    year = f"（  {plan.year} 年度）"
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, year, "caption-center")
    at = _row(draft)
    draft.text(at, _LABEL, "部门（单位）名称", "label")
    draft.value(at, _BESIDE, unit, "name", "value-center")
    _funds(draft, plan)
    at = _row(draft)
    draft.text(at, _LABEL, "部门（单位）绩效目标", "label")
    draft.value(at, _BESIDE, plan, "overall.goal")
    _items(draft, plan)
    at = _row(draft)
    draft.text(at, _LABEL, "其他说明的问题", "label")
    draft.value(at, _BESIDE, plan, "overall.remarks")
    draft.gap(3.0)
    for note in _NOTES:
        draft.text(draft.row(), _WHOLE, note, "caption")
    return draft.sheet(ID, TITLE, owner=plan.id)


FORM = Form(
    ID,
    "部门整体支出绩效目标申报表（北京）",
    "year",
    lambda of: compose(of.unit, of.plan),
    options=frozenset({"fit_page"}),
    stands_for=hebei_overall.ID,
    in_booklet=False,
)


def _row(draft: Draft, item: str = "") -> int:
    return draft.row(Row(table=_TABLE, least=8.5, item=item))


def _funds(draft: Draft, plan: AnnualPlan) -> None:
    at = _row(draft)
    draft.text(at, _LABEL, "部门（单位）总体资金情况（万元）", "label", rows=1 + len(_PARTS))
    draft.text(at, _NAME, "资金总额：", "label")
    stated = address_of(plan, "overall.funds.total")
    draft.amount(at, _TEXT, plan.overall.funds.whole, style="value-center", address=stated)
    for label, path in _PARTS:
        at = _row(draft)
        draft.text(at, _NAME, label, "label")
        draft.value(at, _TEXT, plan, path, "value-center")


def _items(draft: Draft, plan: AnnualPlan) -> None:
    subgoals = plan.overall.subgoals
    head = _row(draft)
    rows = [_row(draft, subgoal.id) for subgoal in subgoals] or [_row(draft)]
    draft.text(head, _LABEL, "绩效指标", "label", rows=1 + len(rows))
    for label, span, path, style in _COLUMNS:
        draft.text(head, span, label, "head")
        for at, subgoal in zip(rows, subgoals, strict=False):
            draft.value(at, span, subgoal, path, style)
        if not subgoals:
            draft.blank(rows[0], span, "subgoal", path, style)
