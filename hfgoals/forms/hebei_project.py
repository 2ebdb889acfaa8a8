"""项目绩效目标表 (河北), as published in 2022 and 2023: two tables on one grid of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise

from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Form
from hfgoals.forms.indicator_table import (
    LEVELS,
    ON_ITS_SIDE,
    STRETCH,
    Placed,
    blank_row,
    level_cells,
    narrowed,
    optional_columns,
)
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.layout.widths import Column, adapted
from hfgoals.model.fields import field_of
from hfgoals.model.numbering import printed
from hfgoals.model.values import AnnualPlan, Indicator, Project, Unit

ID = "hebei_project"
_Span = tuple[float, float]
_EDGES = (0.0, 22.0, 47.0, 59.5, 72.0, 80.0, 97.0, 122.0, 134.5, 147.0, 172.0)
_WHOLE = (0.0, 172.0)
_LABEL = (0.0, 22.0)
_BESIDE_LABEL = (22.0, 172.0)
_MONEY = (
    ("预算数", "budget", 22.0, 47.0, 72.0),
    ("其中：\n财政资金", "fiscal", 72.0, 97.0, 122.0),
    ("其他资金", "other", 122.0, 147.0, 172.0),
)
_PLAN = (
    ("3月底", "plan.march", (22.0, 59.5)),
    ("6月底", "plan.june", (59.5, 97.0)),
    ("10月底", "plan.october", (97.0, 134.5)),
    ("12月底", "plan.december", (134.5, 172.0)),
)
_USUAL = (
    ("三级指标", "name", Column(33.0, 23.0, 48.0)),
    ("绩效指标描述", "description", Column(42.0, 30.0, 66.0)),
    ("指标值", "target", Column(25.0, 19.0, 38.0, "value-center")),
    ("指标值\n确定依据", "basis", Column(25.0, 20.0, 58.0)),
)
_HEAD_TABLE, _INDICATOR_TABLE = 1, 2
_ROW = 8.5
_SEAL_ROOM = 10.0
_BLANK_DATE = "　　　年　　月　　日"


def compose(
    unit: Unit, plan: AnnualPlan, project: Project, number: int, *, signed: bool = False
) -> Sheet:
    """The form of one project under its number; ``signed`` adds the signature block.

    Every field of the project, its goals and its indicators is shown once, with its address; a
    merged 一级指标 or 二级指标 names the other rows it stands for in ``also``.
    """
    title = f"{number}.{project.name}绩效目标表"
    columns, stretch = _columns(plan.columns)
    spans = _spans(columns, project.indicators, stretch)
    draft = Draft(sorted({*_EDGES, *(right for _, right in spans)}), stretch)
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, title, "title")
    caption = draft.row(Row(keep_with_next=True))
    draft.text(caption, (0.0, 134.5), f"{unit.code}{unit.name}", "caption")
    draft.text(caption, (134.5, 172.0), "单位：万元", "caption-right")
    _head_table(draft, project)
    draft.gap(5.0, keep_with_next=True)
    _indicator_table(draft, columns, spans, project.indicators, signed=signed)
    if signed:
        _signatures(draft, plan)
    sheet = draft.sheet(ID, title, owner=project.id)
    return sheet if stretch == 1.0 else replace(sheet, paper=ON_ITS_SIDE)


FORM = Form(
    ID,
    "项目绩效目标表",
    "project",
    lambda of: compose(of.unit, of.plan, of.project, of.number, signed=of.signed),
    options=frozenset({"signed", "fit_page"}),
)


def _head_table(draft: Draft, project: Project) -> None:
    def row(*, keep_with_next: bool = False) -> int:
        return draft.row(Row(table=_HEAD_TABLE, least=_ROW, keep_with_next=keep_with_next))

    head = row()
    draft.text(head, _LABEL, "项目编码", "label")
    draft.value(head, (22.0, 72.0), project, "code", "value-center")
    draft.text(head, (72.0, 97.0), "项目名称", "label")
    draft.value(head, (97.0, 172.0), project, "name")

    money = row(keep_with_next=True)
    draft.text(money, _LABEL, "预算规模及资金用途", "label", rows=2)
    for label, path, left, middle, right in _MONEY:
        draft.text(money, (left, middle), label, "label")
        draft.value(money, (middle, right), project, path)
    draft.value(row(), _BESIDE_LABEL, project, "purpose")

    months = row(keep_with_next=True)
    values = row()
    draft.text(months, _LABEL, "资金支出\n计划（%）", "label", rows=2)
    for label, path, span in _PLAN:
        draft.text(months, span, label, "label")
        draft.value(values, span, project, path)

    goals = [row() for _ in project.goals or [None]]
    draft.text(goals[0], _LABEL, "绩效目标", "label", rows=len(goals))
    for number, (at, goal) in enumerate(zip(goals, project.goals, strict=False), 1):
        text = printed(number, goal.text) if goal.text else ""
        draft.text(at, _BESIDE_LABEL, text, "value", address=address_of(goal, "text"))
    if not project.goals:
        draft.blank(goals[0], _BESIDE_LABEL, "goal", "text")


@cache
def _columns(optional: tuple[str, ...]) -> tuple[tuple[Placed, ...], float]:
    """The columns of the table of indicators with these optional ones, and how much wider than the
    standard form they want it to be: where they have no room, the paper is laid on its side."""
    more = optional_columns(optional)
    placed = (*LEVELS, *_USUAL, *more)
    if not more:
        return placed, 1.0
    columns = [column for _, _, column in placed]
    stretch = 1.0 if sum(column.least for column in columns) <= _WHOLE[1] else STRETCH
    usual = len(LEVELS) + len(_USUAL)
    wide = [
        round(column.standard * (stretch if at < usual else 1.0))
        for at, column in enumerate(columns)
    ]
    fitted = narrowed(wide, [column.least for column in columns], round(_WHOLE[1] * stretch))
    return (
        tuple(
            (label, path, replace(column, standard=width, most=max(column.most, width)))
            for (label, path, column), width in zip(placed, fitted, strict=True)
        ),
        stretch,
    )


def _spans(
    columns: Sequence[Placed], indicators: Sequence[Indicator], stretch: float
) -> tuple[_Span, ...]:
    """The left and right edges of the columns of the table of indicators, for these texts."""
    fields = [field_of("indicator", path) for _, path, _ in columns]
    rows = tuple(tuple(field.text(indicator) for field in fields) for indicator in indicators)
    above = tuple(edge * stretch for edge in _EDGES)
    widths = adapted(tuple(column for _, _, column in columns), rows, _ROW, above)
    return tuple(pairwise(edge / stretch for edge in accumulate(widths, initial=0.0)))


def _indicator_table(
    draft: Draft,
    columns: Sequence[Placed],
    spans: Sequence[_Span],
    indicators: Sequence[Indicator],
    *,
    signed: bool,
) -> None:
    head = draft.row(Row(table=_INDICATOR_TABLE, heading=True, keep_with_next=True, least=_ROW))
    for (label, _, _), span in zip(columns, spans, strict=True):
        draft.text(head, span, label, "head")
    if not indicators:
        blank_row(draft, draft.row(Row(table=_INDICATOR_TABLE, least=_ROW)), columns, spans)
        return
    others = spans[len(LEVELS) :]
    first = head + 1
    for number, indicator in enumerate(indicators, 1):
        row = Row(
            table=_INDICATOR_TABLE,
            least=_ROW,
            item=indicator.id,
            keep_with_next=_keeps(len(indicators) - number, signed=signed),
        )
        at = draft.row(row)
        for (_, path, column), span in zip(columns[len(LEVELS) :], others, strict=True):
            draft.value(at, span, indicator, path, column.style)
    level_cells(draft, first, spans, indicators)


def _keeps(following: int, *, signed: bool) -> bool:
    """Whether a row that so many follow stays with the next: none goes to a page alone, and names
    on a page of their own sign nothing."""
    return signed if following == 0 else following == 1


def _signatures(draft: Draft, plan: AnnualPlan) -> None:
    draft.gap(4.0, keep_with_next=True)
    lines = (
        (("单位负责人", "unit_head", ""), ("财务负责人", "finance_head", "")),
        (("填报人", "preparer", ""), ("联系电话", "phone", "")),
        (("填报日期", "filled_on", _BLANK_DATE),),
    )
    rows = [
        draft.row(Row(least=_SEAL_ROOM, keep_with_next=index < len(lines) - 1))
        for index in range(len(lines))
    ]
    for at, line in zip(rows, lines, strict=True):
        for (label, path, blank), span in zip(line, ((0.0, 59.5), (59.5, 122.0)), strict=False):
            text = f"{label}：{getattr(plan.signatures, path) or blank}"
            address = address_of(plan, f"signatures.{path}")
            draft.text(at, span, text, "signature", address=address)
    draft.text(rows[0], (122.0, 172.0), "（单位公章）", "signature", rows=len(rows))
