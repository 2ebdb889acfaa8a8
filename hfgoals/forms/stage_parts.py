"""What the forms of monitoring and self-evaluation have in common: head, funds, levels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from hfgoals.evaluation.exact import half_up, percent_shown
from hfgoals.evaluation.funds import TOTAL, FundsShown, funds_shown
from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Subject
from hfgoals.layout.sheet import Row
from hfgoals.lean import dataclass
from hfgoals.model.numbering import printed
from hfgoals.model.stage_fields import STATED
from hfgoals.model.stages import Result, Stage, result_at, stage_at
from hfgoals.model.values import Indicator, Project

Span = tuple[float, float]
TABLE: Final = 1
"""The whole form is one framed table, which a text processor keeps as one."""
LEAST: Final = 8.0
NO_POINTS_SIGN: Final = "—"
PROJECT: Final = "项目名称"
CODE: Final = "项目编码"
DEPARTMENT: Final = "主管部门及代码"
IMPLEMENTER: Final = "实施单位"
CURRENCY: Final = "项目资金（万元）"
LEVELS: Final = ("一级指标", "二级指标", "三级指标")


@dataclass(frozen=True, slots=True)
class FundsTable:
    """Which amounts a form shows, under which labels."""

    sources: dict[str, str]
    """The labels of the rows, by their paths."""
    columns: dict[str, str]
    """The labels of the columns of amounts, by their paths."""
    beside: str = CURRENCY
    """What stands beside them all."""


def row(draft: Draft, *, heading: bool = False, keeps: bool = False, item: str = "") -> int:
    """A further row of the table."""
    return draft.row(
        Row(table=TABLE, least=LEAST, heading=heading, keep_with_next=heading or keeps, item=item)
    )


def title(draft: Draft, whole: Span, text: str, year: int) -> None:
    """The title, and the year below it."""
    draft.text(draft.row(Row(keep_with_next=True)), whole, text, "title-above")
    year_said = f"（{year}年度）"
    draft.text(draft.row(Row(keep_with_next=True)), whole, year_said, "caption-center")


def pair(draft: Draft, at: int, label: Span, value: Span, text: str, owner: Any, path: str) -> None:
    """A label, and the field beside it."""
    draft.text(at, label, text, "label")
    draft.value(at, value, owner, path)


def stage_of(of: Subject, month: int) -> Stage:
    """The project's Stage of that month, or the blank one that stands for it."""
    return stage_at(of.project.stages, of.project.id, of.plan.year, month)


def result_of(of: Subject, indicator: Indicator, month: int) -> Result:
    """The indicator's Result of that month, or the blank one that stands for it."""
    return result_at(indicator.stages, indicator.id, of.plan.year, month)


def funds_of(of: Subject, month: int) -> FundsShown:
    """The amounts that the forms of that stage show."""
    return funds_shown(of.project, stage_of(of, month))


def amount(
    draft: Draft, at: int, span: Span, stage: Stage, shown: FundsShown, column: str, source: str
) -> None:
    """One amount: as filled in, else as worked out or as the targets have it."""
    value = getattr(getattr(shown, column), source)
    path = f"{column}.{source}"
    if source not in STATED[column]:
        draft.amount(at, span, value, style="sum")
    elif value is not None and getattr(getattr(stage, column), source) is None:
        draft.amount(at, span, value, style="sum", address=address_of(stage, path))
    else:
        draft.value(at, span, stage, path, "amount" if source != TOTAL else "sum")


def rate(draft: Draft, at: int, span: Span, value: Fraction | None) -> None:
    """A rate of execution, worked out."""
    number = None if value is None or value < 0 else half_up(value * 100) / 100
    draft.computed(at, span, percent_shown(value), number)


def points(
    draft: Draft, at: int, span: Span, value: Decimal | None, owner: Any = None, path: str = ""
) -> None:
    """Points that are worked out; those of an owner can be stated otherwise."""
    address = address_of(owner, path) if owner is not None else None
    if address is not None and address.field.read(owner) is not None:
        draft.value(at, span, owner, path, "amount")
    else:
        draft.computed(at, span, "" if value is None else f"{value:.2f}", value, address)


def goals_said(project: Project) -> str:
    """The project's goals as one text, numbered where there are several."""
    texts = [goal.text for goal in project.goals if goal.text]
    if len(texts) == 1:
        return texts[0]
    return "\n".join(printed(number, text) for number, text in enumerate(texts, 1))


def levels(
    draft: Draft,
    first: int,
    spans: tuple[Span, Span],
    indicators: Sequence[Indicator],
    told: Callable[[Sequence[Indicator]], str] = lambda _: "",
) -> None:
    """一级指标 and 二级指标 beside the rows that begin at ``first``; equal neighbours as one.

    ``told`` is what stands behind a 一级指标, of all its rows.
    """
    at = first
    for run in _runs(indicators, lambda each: each.level1):
        text = run[0].level1
        draft.text(at, spans[0], text + told(run) if text else "", "level", rows=len(run))
        within = at
        for inner in _runs(run, lambda each: each.level2):
            draft.text(within, spans[1], inner[0].level2, "level", rows=len(inner))
            within += len(inner)
        at += len(run)


def _runs(
    indicators: Sequence[Indicator], level: Callable[[Indicator], str]
) -> Iterator[list[Indicator]]:
    for name, group in groupby(indicators, level):
        members = list(group)
        yield from [members] if name else [[member] for member in members]
