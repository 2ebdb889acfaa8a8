"""What the forms with a table of indicators have in common: its columns, and its merged levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from hfgoals.forms.draft import Draft, address_of
from hfgoals.layout.sheet import Paper
from hfgoals.layout.widths import Column
from hfgoals.model.field import Field, ListColumn
from hfgoals.model.fields import shown_fields
from hfgoals.model.values import Indicator

Span = tuple[float, float]
Placed = tuple[str, str, Column]
"""The heading of a column, the path of its field, and its widths."""
LEVELS: tuple[Placed, ...] = (
    ("一级指标", "level1", Column(22.0, 18.0, 22.0, "level", spans=True)),
    ("二级指标", "level2", Column(25.0, 18.0, 25.0, "level", spans=True)),
)
_MM_PER_DIGIT = 2.0
ON_ITS_SIDE = Paper(297.0, 210.0, left=19.5, right=19.5)
STRETCH = 1.5
"""How much wider a form is there."""


def optional_columns(chosen: Sequence[str]) -> tuple[Placed, ...]:
    """The optional columns that a year with these shows, in the order of the forms."""
    return tuple(_optional(each) for each in shown_fields("indicator", chosen) if each.optional)


def _optional(field: Field) -> Placed:
    """Its widths go by those that it has in the wide table."""
    listed = field.column or ListColumn(field.path, 12)
    width = _MM_PER_DIGIT * listed.width
    if listed.centred:
        return field.label, field.path, Column(width, width, width, "value-center")
    return field.label, field.path, Column(width, 0.75 * width, 2.5 * width)


def narrowed(widths: Sequence[float], least: Sequence[float], whole: float) -> tuple[float, ...]:
    """The widths made to add up to the whole: each gives of what it has above its least."""
    spare = [width - floor for width, floor in zip(widths, least, strict=True)]
    over, given = sum(widths) - whole, 0
    found: list[float] = []
    for at, width in enumerate(widths):
        share = round(over * sum(spare[: at + 1]) / sum(spare))
        found.append(float(width - (share - given)))
        given = share
    return tuple(found)


def level_cells(
    draft: Draft, first: int, spans: Sequence[Span], indicators: Sequence[Indicator]
) -> None:
    """一级指标 and 二级指标 beside the rows that begin at ``first``; equal neighbours as one cell,
    which names the other rows it stands for."""
    level1, level2, *_ = spans
    start = 0
    for run in _runs(indicators, lambda indicator: indicator.level1):
        _level(draft, first + start, level1, run, "level1")
        within = start
        # A blank 一级指标 is a run of one, so its 二级指标 is never merged with a neighbour's.
        for inner in _runs(run, lambda indicator: indicator.level2):
            _level(draft, first + within, level2, inner, "level2")
            within += len(inner)
        start = within


def blank_row(draft: Draft, at: int, columns: Sequence[Placed], spans: Sequence[Span]) -> None:
    """The row of a table that has none yet: what is typed there makes the first."""
    for (_, path, column), span in zip(columns, spans, strict=True):
        draft.blank(at, span, "indicator", path, column.style)


def _runs(
    indicators: Sequence[Indicator], level: Callable[[Indicator], str]
) -> list[list[Indicator]]:
    """The indicators in runs of equal neighbours; a blank one stands alone."""
    runs: list[list[Indicator]] = []
    for name, group in groupby(indicators, level):
        members = list(group)
        runs.extend([members] if name else [[member] for member in members])
    return runs


def _level(draft: Draft, at: int, span: Span, run: Sequence[Indicator], path: str) -> None:
    first, *others = (address_of(indicator, path) for indicator in run)
    text = getattr(run[0], path)
    draft.text(at, span, text, "level", rows=len(run), address=first, also=tuple(others))
