"""项目支出绩效目标执行监控表 (财预〔2019〕136号): landscape, headings follow the date.

What the targets say stands there to be read; what came of them is filled in beside it.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Final

from hfgoals.forms.draft import Draft
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.stage_parts import (
    CURRENCY,
    DEPARTMENT,
    IMPLEMENTER,
    LEVELS,
    PROJECT,
    FundsTable,
    Span,
    amount,
    funds_of,
    goals_said,
    levels,
    pair,
    rate,
    result_of,
    row,
    stage_of,
    title,
)
from hfgoals.layout.sheet import Paper, Sheet
from hfgoals.model.stage_fields import CAUSE_NAMES, LIKELIHOOD_NAMES

ID: Final = "monitoring_project"
NAME: Final = "项目支出绩效目标执行监控表"
FUNDS: Final = FundsTable(
    {"total": "年度资金总额", "fiscal": "其中：本年一般公共预算拨款", "other": "其他资金"},
    {"initial": "年初预算数", "spent": "执行数", "expected": "全年预计执行数"},
)
GOAL: Final = "年度总体目标"
TARGET, ACTUAL, FORECAST = "年度指标值", "执行情况", "全年预计完成情况"
CAUSES, REASON, LIKELIHOOD, REMEDY = "偏差原因分析", "原因说明", "完成目标可能性", "备注"
RATE: Final = "执行率"
NOTES: Final = (
    (
        "注：1.偏差原因分析：针对与预期目标产生偏差的指标值，分别从经费保障、制度保障、人员保障、"
        "硬件条件保障等方面进行判断和分析，在相应栏打√，并说明原因。"
    ),
    "2.完成目标可能性：按实现绩效目标的路径，分确定能、有可能、完全不可能三级综合判断，在相应栏打√。",
    "3.备注：说明预计到年底不能完成目标的原因及拟采取的措施。",
)
_WIDTHS = (16.0, 18.0, 34.0, 22.0, 24.0, 24.0, *[9.0] * 5, 32.0, *[9.0] * 3, 25.0)
_EDGES = tuple(accumulate(_WIDTHS, initial=0.0))
_SPANS = tuple(pairwise(_EDGES))
_WHOLE, _LABEL = (0.0, _EDGES[-1]), (0.0, _EDGES[2])
_PAPER = Paper(297.0, 210.0, left=15.0, right=15.0, top=16.0, bottom=16.0)


def months(month: int) -> str:
    """The months that a monitoring reaches over, as headings say it: 1—7月."""
    return f"1—{month}月" if month > 1 else "1月"


def compose(of: Subject) -> Sheet:
    """The form of one project for the monitoring in hand."""
    month = of.plan.stages.monitored
    draft = Draft(_EDGES)
    title(draft, _WHOLE, NAME, of.plan.year)
    _head(draft, of)
    _funds(draft, of, month)
    at = row(draft)
    draft.text(at, _LABEL, GOAL, "label")
    draft.text(at, (_EDGES[2], _EDGES[-1]), goals_said(of.project), "value")
    _indicators(draft, of, month)
    draft.gap(1.5)
    for note in NOTES:
        draft.text(draft.row(), _WHOLE, note, "note")
    named = f"{of.number}.{of.project.name}绩效监控表"
    return draft.sheet(ID, named, owner=of.project.id)


def _head(draft: Draft, of: Subject) -> None:
    pair(draft, row(draft), _LABEL, (_EDGES[2], _EDGES[-1]), PROJECT, of.project, "name")
    at = row(draft)
    pair(draft, at, _LABEL, (_EDGES[2], _EDGES[5]), DEPARTMENT, of.plan, "stages.department")
    draft.text(at, (_EDGES[5], _EDGES[8]), IMPLEMENTER, "label")
    draft.value(at, (_EDGES[8], _EDGES[-1]), of.unit, "name")


def _funds(draft: Draft, of: Subject, month: int) -> None:
    stage, shown = stage_of(of, month), funds_of(of, month)
    head = row(draft, keeps=True)
    draft.text(head, _LABEL, CURRENCY, "label", rows=1 + len(FUNDS.sources))
    name: Span = (_EDGES[2], _EDGES[4])
    spans: dict[str, Span] = {
        "initial": (_EDGES[4], _EDGES[6]),
        "spent": (_EDGES[6], _EDGES[10]),
        "rate": (_EDGES[10], _EDGES[12]),
        "expected": (_EDGES[12], _EDGES[-1]),
    }
    draft.text(head, name, "", "label")
    for path, span in spans.items():
        label = RATE if path == "rate" else FUNDS.columns[path]
        draft.text(head, span, _dated(path, label, month), "label")
    for source, label in FUNDS.sources.items():
        at = row(draft, keeps=source != "other")
        draft.text(at, name, label, "label")
        for path, span in spans.items():
            if path == "rate":
                rate(draft, at, span, shown.rate(source, of="initial"))
            else:
                amount(draft, at, span, stage, shown, path, source)


def _dated(path: str, label: str, month: int) -> str:
    return months(month) + label if path in ("spent", "rate", "actual") else label


def _indicators(draft: Draft, of: Subject, month: int) -> None:
    _headings(draft, month)
    first: int | None = None
    for indicator in of.project.indicators:
        result = result_of(of, indicator, month)
        at = row(draft)
        first = at if first is None else first
        draft.text(at, _SPANS[2], indicator.name, "value")
        draft.text(at, _SPANS[3], str(indicator.target), "value-center")
        for span, path in zip(_SPANS[4:6], ("actual", "forecast"), strict=True):
            draft.value(at, span, result, path, "value-center")
        for span, path in zip(_SPANS[6:11], CAUSE_NAMES, strict=True):
            draft.value(at, span, result, f"causes.{path}", "value-center")
        draft.value(at, _SPANS[11], result, "reason")
        for span, path in zip(_SPANS[12:15], LIKELIHOOD_NAMES, strict=True):
            draft.value(at, span, result, f"likelihood.{path}", "value-center")
        draft.value(at, _SPANS[15], result, "remedy")
    if first is None:
        at = row(draft)
        for span in _SPANS:
            draft.text(at, span, "", "value")
    else:
        levels(draft, first, (_SPANS[0], _SPANS[1]), of.project.indicators)


def _headings(draft: Draft, month: int) -> None:
    above, below = row(draft, heading=True), row(draft, heading=True)
    single = (*LEVELS, TARGET, _dated("actual", ACTUAL, month), FORECAST)
    for label, span in zip(single, _SPANS, strict=False):
        draft.text(above, span, label, "head", rows=2)
    draft.text(above, (_EDGES[6], _EDGES[12]), CAUSES, "head")
    for name, span in zip(CAUSE_NAMES.values(), _SPANS[6:11], strict=True):
        draft.text(below, span, name, "tick-label")
    draft.text(below, _SPANS[11], REASON, "label")
    draft.text(above, (_EDGES[12], _EDGES[15]), LIKELIHOOD, "head")
    for name, span in zip(LIKELIHOOD_NAMES.values(), _SPANS[12:15], strict=True):
        draft.text(below, span, name, "tick-label")
    draft.text(above, _SPANS[15], REMEDY, "head", rows=2)


FORM: Final = Form(
    ID,
    NAME,
    "project",
    compose,
    paper=_PAPER,
    options=frozenset({"fit_page"}),
    in_booklet=False,
    stage=lambda stages: stages.monitored,
)
