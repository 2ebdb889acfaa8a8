"""部门（单位）整体支出绩效目标表, as most counties have it: the year's tasks with their money, its
goal, and its indicators by level.

A year's sub-goals are its 年度主要任务: the title is 任务名称, the goal 主要内容. Optional columns
of indicators stand here, too; the department's funds where the year chose DEPARTMENT_FUNDS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from hfgoals.forms import hebei_overall
from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Form
from hfgoals.forms.indicator_table import (
    LEVELS,
    ON_ITS_SIDE,
    STRETCH,
    Placed,
    Span,
    blank_row,
    level_cells,
    narrowed,
    optional_columns,
)
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.layout.widths import Column, adapted
from hfgoals.model.fields import field_of
from hfgoals.model.money import total
from hfgoals.model.options import DEPARTMENT_FUNDS
from hfgoals.model.values import AnnualPlan, Indicator, Unit

ID: Final = "county_overall"
TITLE: Final = "部门（单位）整体支出绩效目标表"
NAME, GOAL, INDICATORS = "部门（单位）名称", "年度总体目标", "年度绩效指标"
TASKS, TASK, CONTENT, AMOUNT = "年度主要任务", "任务名称", "主要内容", "预算金额（万元）"
SUM: Final = "金额合计"
FUNDS: Final = "部门预算（万元）"
AMOUNTS: Final = {"budget": "总额", "fiscal": "财政拨款", "other": "其他资金"}
PARTS: Final = {"total": "资金总额", "basic": "基本支出", "project": "项目支出"}
_TABLE = 1
_LEAST = 8.5
_WIDTH = 172.0
_FULL = 0.9
"""The part of the room that the columns' least widths may take: all of it lets no text breathe."""
_EDGES = (0.0, 22.0, 56.0, 112.0, 132.0, 152.0, _WIDTH)
_WHOLE, _LABEL, _BESIDE = (0.0, _WIDTH), (0.0, 22.0), (22.0, _WIDTH)
_TITLE, _GOAL = (22.0, 56.0), (56.0, 112.0)
_MONEY = ((112.0, 132.0), (132.0, 152.0), (152.0, _WIDTH))
_PARTS = (22.0, 44.0, 72.0, 94.0, 122.0, 144.0, _WIDTH)
_COLUMNS: tuple[Placed, ...] = (
    *LEVELS,
    ("三级指标", "name", Column(65.0, 28.0, 76.0)),
    ("指标值", "target", Column(38.0, 22.0, 46.0, "value-center")),
)


def compose(unit: Unit, plan: AnnualPlan) -> Sheet:
    """The form of one year."""
    columns, spans, stretch = _columns(plan)
    edges = {*_EDGES, *(right for _, right in spans)}
    funds = DEPARTMENT_FUNDS in plan.columns
    draft = Draft(sorted(edges | {*_PARTS} if funds else edges), stretch)
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, TITLE, "title")
    year = f"（{plan.year}年度）"
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, year, "caption-center")
    at = _row(draft)
    draft.text(at, _LABEL, NAME, "label")
    draft.value(at, _BESIDE, unit, "name")
    if funds:
        _funds(draft, plan)
    _tasks(draft, plan)
    at = _row(draft)
    draft.text(at, _LABEL, GOAL, "label")
    draft.value(at, _BESIDE, plan, "overall.goal")
    _indicators(draft, plan.overall.indicators, columns, spans)
    sheet = draft.sheet(ID, TITLE, owner=plan.id)
    return sheet if stretch == 1.0 else replace(sheet, paper=ON_ITS_SIDE)


FORM: Final = Form(
    ID,
    TITLE,
    "year",
    lambda of: compose(of.unit, of.plan),
    options=frozenset({"fit_page"}),
    stands_for=hebei_overall.ID,
    lists=(DEPARTMENT_FUNDS,),
    in_booklet=False,
)


def _row(draft: Draft, item: str = "", *, keeps: bool = False) -> int:
    return draft.row(Row(table=_TABLE, least=_LEAST, item=item, keep_with_next=keeps))


def _funds(draft: Draft, plan: AnnualPlan) -> None:
    at = _row(draft)
    draft.text(at, _LABEL, FUNDS, "label")
    spans = pairwise(_PARTS)
    for path, label in PARTS.items():
        draft.text(at, next(spans), label, "label")
        address = address_of(plan, f"overall.funds.{path}")
        if path == "total":
            draft.amount(at, next(spans), plan.overall.funds.whole, address=address)
        else:
            draft.value(at, next(spans), plan, address.path)


def _tasks(draft: Draft, plan: AnnualPlan) -> None:
    tasks = plan.overall.subgoals
    head, heads = _row(draft, keeps=True), _row(draft, keeps=True)
    rows = [_row(draft, task.id) for task in tasks] or [_row(draft)]
    end = _row(draft)
    draft.text(head, _LABEL, TASKS, "label", rows=len(rows) + 3)
    draft.text(head, _TITLE, TASK, "head", rows=2)
    draft.text(head, _GOAL, CONTENT, "head", rows=2)
    draft.text(head, (_MONEY[0][0], _WIDTH), AMOUNT, "head")
    draft.text(end, (_TITLE[0], _GOAL[1]), SUM, "label")
    placed = {"title": _TITLE, "goal": _GOAL, **dict(zip(AMOUNTS, _MONEY, strict=True))}
    for path, span in placed.items():
        for at, task in zip(rows, tasks, strict=False):
            draft.value(at, span, task, path)
        if not tasks:
            draft.blank(rows[0], span, "subgoal", path, "number" if path in AMOUNTS else "value")
        if path in AMOUNTS:
            draft.text(heads, span, AMOUNTS[path], "head")
            whole = total([field_of("subgoal", path).read(task) for task in tasks])
            draft.amount(end, span, whole)


def _columns(plan: AnnualPlan) -> tuple[tuple[Placed, ...], tuple[Span, ...], float]:
    """The columns of the indicators, their left and right edges for these texts, and how much wider
    than upright paper they want it to be: where they have no room it is laid on its side."""
    more = optional_columns(plan.columns)
    placed = (*_COLUMNS, *more)
    columns = [column for _, _, column in placed]
    room, left = _WIDTH - _BESIDE[0], _BESIDE[0]
    stretch = 1.0 if sum(column.least for column in columns) <= _FULL * room else STRETCH
    if more:
        widths = narrowed(
            [column.standard for column in columns],
            [column.least for column in columns],
            round(room * stretch),
        )
        columns = [
            replace(column, standard=width, most=max(column.most, width))
            for width, column in zip(widths, columns, strict=True)
        ]
    rows = tuple(
        tuple(field_of("indicator", path).text(row) for _, path, _ in placed)
        for row in plan.overall.indicators
    )
    edges = accumulate(adapted(tuple(columns), rows, _LEAST), initial=left * stretch)
    return placed, tuple(pairwise(round(edge / stretch, 4) for edge in edges)), stretch


def _indicators(
    draft: Draft,
    indicators: Sequence[Indicator],
    columns: Sequence[Placed],
    spans: Sequence[Span],
) -> None:
    head = _row(draft, keeps=True)
    rows = [_row(draft, each.id) for each in indicators] or [_row(draft)]
    draft.text(head, _LABEL, INDICATORS, "label", rows=len(rows) + 1)
    for (label, _, _), span in zip(columns, spans, strict=True):
        draft.text(head, span, label, "head")
    if not indicators:
        blank_row(draft, rows[0], columns, spans)
        return
    for at, indicator in zip(rows, indicators, strict=True):
        for (_, path, column), span in list(zip(columns, spans, strict=True))[len(LEVELS) :]:
            draft.value(at, span, indicator, path, column.style)
    level_cells(draft, rows[0], spans, indicators)
