"""项目支出绩效自评表 as filed in Sichuan (2023): the same scores, and prose around."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Final

from hfgoals.evaluation.exact import EXECUTION_WEIGHT
from hfgoals.evaluation.scores import Scores, scores_of
from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.evaluation_project import NAME as TITLE
from hfgoals.forms.evaluation_project import shown_points
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.stage_parts import (
    CODE,
    IMPLEMENTER,
    LEVELS,
    NO_POINTS_SIGN,
    PROJECT,
    FundsTable,
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
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.values import Indicator

ID: Final = "evaluation_project_sichuan"
NAME: Final = "项目支出绩效自评表（四川）"
DEPARTMENT: Final = "主管部门"
FUNDS: Final = FundsTable(
    {
        "total": "总额",
        "fiscal": "其中：财政资金",
        "special": "财政专户管理资金",
        "own": "单位资金",
        "other": "其他资金",
    },
    {"initial": "年初预算", "revised": "调整后预算数", "spent": "预算执行数"},
)
GOAL, ACHIEVED = "项目年度目标", "年度目标完成情况"
PROCESS: Final = "项目实施内容及过程概述"
EXECUTION: Final = "预算执行情况（10分）"
RATE, WEIGHT, SCORE, SPENDING_REASON = "预算执行率", "权重", "得分", "原因"
SIGN, TARGET, MEASURE, ACTUAL = "指标性质", "指标值", "度量单位", "完成值"
REASON, TOTAL = "未完成原因分析", "合计"
PROSE: Final = {"conclusion": "评价结论", "problems": "存在问题", "measures": "改进措施"}
LEADER, FINANCE = "项目负责人", "财务负责人"
_WIDTHS = (18.0, 18.0, 32.0, 13.0, 20.0, 14.0, 20.0, 12.0, 13.0, 20.0)
_EDGES = tuple(accumulate(_WIDTHS, initial=0.0))
_SPANS = tuple(pairwise(_EDGES))
_AMOUNTS = (18.0, 49.0, 70.0, 92.0, 115.0, 135.0, 147.0, 160.0, 180.0)
_WHOLE, _LABEL, _BESIDE = (0.0, 180.0), (0.0, 18.0), (18.0, 180.0)
_PAPER = Paper(left=15.0, right=15.0, top=18.0, bottom=18.0)


def compose(of: Subject) -> Sheet:
    """The form of one project."""
    scores = scores_of(of.project, of.plan.year, of.plan.stages)
    stage = stage_of(of, WHOLE_YEAR)
    draft = Draft(sorted({*_EDGES, *_AMOUNTS}))
    title(draft, _WHOLE, TITLE, of.plan.year)
    _head(draft, of)
    head, at = row(draft, keeps=True), row(draft)
    for label, span in ((GOAL, (0.0, 101.0)), (ACHIEVED, (101.0, 180.0))):
        draft.text(head, span, label, "label")
    draft.text(at, (0.0, 101.0), goals_said(of.project), "value")
    draft.value(at, (101.0, 180.0), stage, "achieved")
    pair(draft, row(draft), _LABEL, _BESIDE, PROCESS, stage, "process")
    _funds(draft, of, scores)
    _indicators(draft, of, scores)
    at = row(draft)
    draft.text(at, (0.0, _EDGES[7]), TOTAL, "label")
    draft.computed(at, _SPANS[7], shown_points(scores.weights), scores.weights)
    points(draft, at, _SPANS[8], scores.total)
    draft.text(at, _SPANS[9], scores.grade or "", "sum")
    for path, label in PROSE.items():
        pair(draft, row(draft), _LABEL, _BESIDE, label, stage, path)
    _names(draft, of)
    return draft.sheet(ID, f"{of.number}.{of.project.name}绩效自评", owner=of.project.id)


FORM: Final = Form(
    ID,
    NAME,
    "project",
    compose,
    paper=_PAPER,
    options=frozenset({"fit_page"}),
    in_booklet=False,
    stage=lambda _: WHOLE_YEAR,
)


def _head(draft: Draft, of: Subject) -> None:
    at = row(draft)
    pair(draft, at, _LABEL, (18.0, 101.0), PROJECT, of.project, "name")
    draft.text(at, (101.0, 115.0), CODE, "label")
    draft.value(at, (115.0, 180.0), of.project, "code", "value-center")
    at = row(draft)
    pair(draft, at, _LABEL, (18.0, 101.0), DEPARTMENT, of.plan, "stages.department")
    draft.text(at, (101.0, 115.0), IMPLEMENTER, "label")
    draft.value(at, (115.0, 180.0), of.unit, "name")


def _funds(draft: Draft, of: Subject, scores: Scores) -> None:
    stage, shown = stage_of(of, WHOLE_YEAR), funds_of(of, WHOLE_YEAR)
    head = row(draft, keeps=True)
    draft.text(head, _LABEL, EXECUTION, "label", rows=1 + len(FUNDS.sources))
    name, *amounts, quotient, weight, score, reason = pairwise(_AMOUNTS)
    draft.text(head, name, "", "label")
    labels = (*FUNDS.columns.values(), RATE, WEIGHT, SCORE, SPENDING_REASON)
    for label, span in zip(labels, (*amounts, quotient, weight, score, reason), strict=True):
        draft.text(head, span, label, "label")
    for source, label in FUNDS.sources.items():
        at = row(draft, keeps=source != "other")
        draft.text(at, name, label, "label")
        for path, span in zip(FUNDS.columns, amounts, strict=True):
            amount(draft, at, span, stage, shown, path, source)
        rate(draft, at, quotient, shown.rate(source))
        if source == "total":
            draft.computed(at, weight, shown_points(EXECUTION_WEIGHT), EXECUTION_WEIGHT)
            points(draft, at, score, scores.execution)
            draft.text(
                at,
                reason,
                stage.spending_reason,
                "value",
                rows=len(FUNDS.sources),
                address=address_of(stage, "spending_reason"),
            )
        else:
            for span in (weight, score):
                draft.text(at, span, NO_POINTS_SIGN, "sum")


def _indicators(draft: Draft, of: Subject, scores: Scores) -> None:
    head = row(draft, heading=True)
    labels = (*LEVELS, SIGN, TARGET, MEASURE, ACTUAL, WEIGHT, SCORE, REASON)
    for label, span in zip(labels, _SPANS, strict=True):
        draft.text(head, span, label, "head")
    rows = [_indicator(draft, of, scores, each) for each in of.project.indicators]
    if rows:
        levels(draft, rows[0], (_SPANS[0], _SPANS[1]), of.project.indicators)
    else:
        at = row(draft)
        for span in _SPANS:
            draft.text(at, span, "", "value")


def _indicator(draft: Draft, of: Subject, scores: Scores, indicator: Indicator) -> int:
    result, target = result_of(of, indicator, WHOLE_YEAR), indicator.target
    at = row(draft)
    draft.text(at, _SPANS[2], indicator.name, "value")
    draft.text(at, _SPANS[3], target.sign if target.text else "", "value-center")
    draft.text(at, _SPANS[4], target.value or target.text, "value-center")
    draft.text(at, _SPANS[5], target.unit or "", "value-center")
    draft.value(at, _SPANS[6], result, "actual", "value-center")
    draft.computed(at, _SPANS[7], shown_points(indicator.weight), indicator.weight)
    points(draft, at, _SPANS[8], scores.of[indicator.id], result, "score")
    draft.value(at, _SPANS[9], result, "reason")
    return at


def _names(draft: Draft, of: Subject) -> None:
    at = row(draft)
    pair(draft, at, _LABEL, (18.0, 101.0), LEADER, stage_of(of, WHOLE_YEAR), "leader")
    draft.text(at, (101.0, 135.0), FINANCE, "label")
    draft.value(at, (135.0, 180.0), of.plan, "signatures.finance_head")
