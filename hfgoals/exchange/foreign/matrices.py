"""Amounts of several sorts beside one another: 年初预算数 | 全年预算数 | 全年执行数.

One column is the budget; the others are of another time, or no budgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.labels import afterwards_spelling_of, spelling_of
from hfgoals.exchange.foreign.words import budget_columns
from hfgoals.exchange.tables import Cell


@dataclass(frozen=True, slots=True)
class FundsRow:
    """One row of amounts."""

    label: Cell
    """What they are of: 年度资金总额."""
    value: Cell | None
    """That of the column that counts."""
    heading: Cell | None
    """Of that column."""
    others: tuple[tuple[Cell, Cell], ...]
    """Heading and amount of those that do not."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A row of headings with the rows below."""

    heads: tuple[Cell, ...]
    rows: tuple[FundsRow, ...]


def matrices_of(grid: Grid, rows: Sequence[int]) -> Iterator[Matrix]:
    """Those among the rows, from top to bottom."""
    done = 0
    for row in rows:
        heads = _heads(grid, row) if row > done else ()
        below = tuple(_rows(grid, heads, [each for each in rows if each > row])) if heads else ()
        if below:
            done = below[-1].label.row
            yield Matrix(heads, below)


def _heads(grid: Grid, row: int) -> tuple[Cell, ...]:
    """The headings in the row; () when they are none of such amounts."""
    cells = tuple(cell for cell in grid.row(row) if _is_head(cell))
    named = [cell for cell in cells if folded(cell.text) in budget_columns()]
    first = next(iter(grid.row(row)), None)
    # Where one stands first in its row, its value stands beside it.
    left = cells[0].column > 1 if cells and first is cells[0] else bool(cells)
    return cells if left and named and len(cells) > 1 else ()


def _is_head(cell: Cell) -> bool:
    if folded(cell.text) in budget_columns():
        return True
    found = spelling_of(cell.text)
    if found is not None:
        return found.role == "left_out"
    return afterwards_spelling_of(cell.text) is not None


def _rows(grid: Grid, heads: Sequence[Cell], rows: Sequence[int]) -> Iterator[FundsRow]:
    for row in rows:
        cells = grid.row(row)
        label = next((cell for cell in cells if cell.column < heads[0].column), None)
        spelt = spelling_of(label.text) if label is not None else None
        if label is None or spelt is None:
            return
        of_money = spelt.choices and spelt.choices[0].is_money
        if not (of_money or spelt.role == "left_out"):
            return
        values = [
            (head, cell)
            for head in heads
            for cell in grid.row(row, head.column, head.last_column)[:1]
        ]
        if not values or any(spelling_of(cell.text) for _, cell in values):
            return
        best = min(
            (pair for pair in values if folded(pair[0].text) in budget_columns()),
            key=lambda pair: budget_columns().index(folded(pair[0].text)),
            default=None,
        )
        head, value = best if best is not None and of_money else (None, None)
        others = tuple(pair for pair in values if pair[1] is not value)
        yield FundsRow(label, value, head, others)
