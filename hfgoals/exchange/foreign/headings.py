"""What a single cell means as a part of a list's heading."""

from __future__ import annotations

from collections.abc import Mapping

from hfgoals.exchange.foreign.afterwards import is_tick_heading
from hfgoals.exchange.foreign.choices import FieldChoice
from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.labels import (
    afterwards_spelling_of,
    heading_spelling_of,
    near_spelling_of,
    period_of,
    years_of,
)
from hfgoals.exchange.foreign.words import Period, Spelling
from hfgoals.exchange.tables import Cell

Named = Mapping[tuple[int, int], FieldChoice | None]
"""Labels that a person named, by row and column."""


def heading_at(cell: Cell, named: Named) -> Spelling | None:
    """What the cell means as a heading, as a person named it or as the word list has it."""
    place = (cell.row, cell.column)
    if place in named:
        choice = named[place]
        text = folded(cell.text)
        return Spelling("left_out", text) if choice is None else Spelling("field", text, (choice,))
    if len(cell.text) > 80:
        return None
    found = heading_spelling_of(cell.text) or afterwards_spelling_of(cell.text)
    if found is None and is_tick_heading(cell.text):
        return Spelling("left_out", folded(cell.text))
    return found


def near_heading_at(cell: Cell, named: Named) -> Spelling | None:
    """What a heading with a mistyped letter means; None for one that is no misspelling."""
    return near_spelling_of(cell.text) if heading_at(cell, named) is None else None


def period_in(cell: Cell) -> Period:
    """The time that the text begins with; "" for none."""
    return period_of(folded(cell.text))[0]


def names_period(cell: Cell) -> bool:
    """Whether the text names a time's indicators or goals: 年度指标, 实施期绩效目标."""
    period, rest = period_of(folded(cell.text))
    return bool(period) and (rest.endswith(("指标", "目标", "值")) or is_bare_period(cell))


def is_bare_period(cell: Cell) -> bool:
    """Whether the text says a time and nothing else: 年度, 实施期（2023-2025年）, 2024年."""
    plain = folded(cell.text)
    period, rest = period_of(plain)
    rest = rest.removesuffix("值").removesuffix("目标").removesuffix("指标")
    return bool(period and not rest) or bool(years_of(plain) and len(plain) <= 12)
