"""项目支出绩效自评表 (财预〔2020〕10号): what came of the targets, and its score."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Final

from hfgoals.evaluation.exact import EXECUTION_WEIGHT, total_points
from hfgoals.evaluation.funds import FundsShown
from hfgoals.evaluation.scores import Scores, scores_of
from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.stage_parts import (
    IMPLEMENTER,
    LEVELS,
    NO_POINTS_SIGN,
    PROJECT,
    FundsTable,
    Span,
    amount,
    funds_of,
    goals_said,
    levels,
    pair,
    points,
    rate,
    result_of,
    row,
    stage_of,
    title,
)
from hfgoals.layout.sheet import Paper, Sheet
from hfgoals.model.stages import WHOLE_YEAR, Stage
from hfgoals.model.values import AnnualPlan, Indicator

ID: Final = "evaluation_project"
NAME: Final = "项目支出绩效自评表"
DEPARTMENT: Final = "主管部门"
FUNDS: Final = FundsTable(
    {
        "total": "年度资金总额",
        "fiscal": "其中：当年财政拨款",
        "carried": "上年结转资金",
        "other": "其他资金",
    },
    {"initial": "年初预算数", "revised": "全年预算数", "spent": "全年执行数"},
)
GOAL, EXPECTED, ACHIEVED = "年度总体目标", "预期目标", "实际完成情况"
TARGET, ACTUAL, WEIGHT, SCORE = "年度指标值", "实际完成值", "分值", "得分"
RATE: Final = "执行率"
REASON: Final = "偏差原因分析及改进措施"
TOTAL: Final = "总分"
_WIDTHS = (20.0, 20.0, 36.0, 25.0, 25.0, 12.0, 13.0, 29.0)
_EDGES = tuple(accumulate(_WIDTHS, initial=0.0))
SPANS: Final = tuple(pairwise(_EDGES))
_AMOUNTS = (20.0, 57.0, 79.0, 101.0, 126.0, 138.0, 158.0, 180.0)
EDGES: Final = tuple(sorted({*_EDGES, *_AMOUNTS}))
WHOLE, LABEL, BESIDE = (0.0, 180.0), (0.0, 20.0), (20.0, 180.0)
EXPECTED_SPAN, ACHIEVED_SPAN = (20.0, 101.0), (101.0, 180.0)
PAPER: Final = Paper(left=15.0, right=15.0, top=18.0, bottom=18.0)


def compose(of: Subject) -> Sheet:
    """The form of one project."""
    scores = scores_of(of.project, of.plan.year, of.plan.stages)
    draft = Draft(EDGES)
    title(draft, WHOLE, NAME, of.plan.year)
    pair(draft, row(draft), LABEL, BESIDE, PROJECT, of.project, "name")
    at = row(draft)
    pair(draft, at, LABEL, (20.0, 76.0), DEPARTMENT, of.plan, "stages.department")
    draft.text(at, (76.0, 101.0), IMPLEMENTER, "label")
    draft.value(at, (101.0, 180.0), of.unit, "name")
    stage = stage_of(of, WHOLE_YEAR)
    put_funds(draft, FUNDS, stage, funds_of(of, WHOLE_YEAR), scores)
    head, at = row(draft, keeps=True), row(draft)
    put_heads_of_goals(draft, head)
    draft.text(at, EXPECTED_SPAN, goals_said(of.project), "value")
    draft.value(at, ACHIEVED_SPAN, stage, "achieved")
    _indicators(draft, of, scores)
    put_total(draft, scores)
    return draft.sheet(ID, f"{of.number}.{of.project.name}绩效自评表", owner=of.project.id)


FORM: Final = Form(
    ID,
    NAME,
    "project",
    compose,
    paper=PAPER,
    options=frozenset({"fit_page"}),
    in_booklet=False,
    stage=lambda _: WHOLE_YEAR,
)


def put_heads_of_goals(draft: Draft, head: int) -> None:
    """The headings over what was expected and what was achieved."""
    draft.text(head, LABEL, GOAL, "label", rows=2)
    draft.text(head, EXPECTED_SPAN, EXPECTED, "label")
    draft.text(head, ACHIEVED_SPAN, ACHIEVED, "label")


def put_funds(
    draft: Draft,
    funds: FundsTable,
    stage: Stage,
    shown: FundsShown,
    scores: Scores,
    plan: AnnualPlan | None = None,
) -> None:
    """The table of funds, with the rate of execution and its points.

    ``plan``: where the first budget is that of the department, which can be filled in here.
    """
    head = row(draft, keeps=True)
    draft.text(head, LABEL, funds.beside, "label", rows=1 + len(funds.sources))
    name, *amounts, weight, quotient, score = pairwise(_AMOUNTS)
    draft.text(head, name, "", "label")
    labels = (*funds.columns.values(), WEIGHT, RATE, SCORE)
    for label, span in zip(labels, (*amounts, weight, quotient, score), strict=True):
        draft.text(head, span, label, "label")
    *_, last = funds.sources
    for source, label in funds.sources.items():
        at = row(draft, keeps=source != last)
        draft.text(at, name, label, "label")
        for path, span in zip(funds.columns, amounts, strict=True):
            if plan is not None and path == "initial":
                _first_budget(draft, at, span, plan, source)
            else:
                amount(draft, at, span, stage, shown, path, source)
        rate(draft, at, quotient, shown.rate(source))
        if source == "total" and scores.beside_funds:
            draft.computed(at, weight, shown_points(EXECUTION_WEIGHT), EXECUTION_WEIGHT)
            points(draft, at, score, scores.execution)
        else:
            for span in (weight, score):
                draft.text(at, span, NO_POINTS_SIGN, "sum")


def _first_budget(draft: Draft, at: int, span: Span, plan: AnnualPlan, source: str) -> None:
    address = address_of(plan, f"overall.funds.{source}")
    if source == "total":
        draft.amount(at, span, plan.overall.funds.whole, style="sum", address=address)
    else:
        draft.value(at, span, plan, address.path, "amount")


def put_heads(draft: Draft) -> None:
    """The headings of the indicators."""
    head = row(draft, heading=True)
    labels = (*LEVELS, TARGET, ACTUAL, WEIGHT, SCORE, REASON)
    for label, span in zip(labels, SPANS, strict=True):
        draft.text(head, span, label, "head")


def _indicators(draft: Draft, of: Subject, scores: Scores) -> None:
    put_heads(draft)
    rows = [put_indicator(draft, of, scores, each) for each in of.project.indicators]
    if rows:
        levels(draft, rows[0], (SPANS[0], SPANS[1]), of.project.indicators, weights_said)
    else:
        at = row(draft)
        for span in SPANS:
            draft.text(at, span, "", "value")


def put_indicator(draft: Draft, of: Subject, scores: Scores, indicator: Indicator) -> int:
    """The row of an indicator as its targets have it."""
    at = row(draft)
    draft.text(at, SPANS[2], indicator.name, "value")
    draft.text(at, SPANS[3], str(indicator.target), "value-center")
    draft.computed(at, SPANS[5], shown_points(indicator.weight), indicator.weight)
    put_result(draft, at, of, scores, indicator)
    return at


def put_result(draft: Draft, at: int, of: Subject, scores: Scores, indicator: Indicator) -> None:
    """What came of the indicator, its score, and why."""
    result = result_of(of, indicator, WHOLE_YEAR)
    draft.value(at, SPANS[4], result, "actual", "value-center")
    points(draft, at, SPANS[6], scores.of[indicator.id], result, "score")
    draft.value(at, SPANS[7], result, "reason")


def put_total(draft: Draft, scores: Scores, graded: str = "") -> None:
    """The sum of the points, and the grade behind what tells that it is one."""
    at = row(draft)
    draft.text(at, (0.0, _EDGES[5]), TOTAL, "label")
    draft.computed(at, SPANS[5], shown_points(scores.weights), scores.weights)
    points(draft, at, SPANS[6], scores.total)
    draft.text(at, SPANS[7], f"{graded}{scores.grade}" if scores.grade else "", "sum")


def weights_said(indicators: Sequence[Indicator]) -> str:
    """What stands behind a 一级指标: （50分）; "" while no weight is given."""
    weights = total_points(each.weight for each in indicators)
    return "" if weights is None else f"\n（{shown_points(weights)}分）"


def shown_points(weight: Decimal | None) -> str:
    """A weight without noughts that say nothing: 12.5; blank for None."""
    if weight is None:
        return ""
    whole = weight == weight.to_integral_value()
    return f"{weight.to_integral_value() if whole else weight.normalize():f}"
