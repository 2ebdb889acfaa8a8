"""The headings of lists (indicators, projects or tasks, one a row): where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hfgoals.exchange.foreign.afterwards import is_tick_heading
from hfgoals.exchange.foreign.choices import FieldChoice
from hfgoals.exchange.foreign.columns import LEVELS, Column, ListKind, columns_of
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.headings import (
    Named,
    heading_at,
    is_bare_period,
    names_period,
    near_heading_at,
    period_in,
)
from hfgoals.exchange.foreign.labels import spelling_of
from hfgoals.exchange.foreign.words import Period
from hfgoals.exchange.tables import Cell

_INDICATOR = frozenset({*LEVELS, "indicator.name"})
_TARGET = "indicator.target"
_NAME, _TITLE = "project.name", "subgoal.title"
_LONGEST_HEADING = 30


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one list."""

    kind: ListKind
    top: int
    bottom: int
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    period: Period = ""
    """Of the whole list: a list for the 中期 stands above the one of the year."""

    @property
    def first(self) -> int:
        """The first column of the table that belongs to the list."""
        return min(column.first for column in self.columns)

    @property
    def last(self) -> int:
        """The last column of the table that belongs to the list."""
        return max(column.last for column in self.columns)

    @property
    def signature(self) -> tuple[tuple[int, str], ...]:
        """By which a heading repeated on a new page is known."""
        return tuple((each.first, each.head.text if each.head else "") for each in self.columns)

    def holding(self, choice_id: str) -> Column | None:
        """The column of that field, or None."""
        return next(
            (each for each in self.columns if each.choice and each.choice.id == choice_id), None
        )

    def column_at(self, column: int) -> Column | None:
        """The column that reaches over that column of the table."""
        at = bisect_right(self.columns, column, key=_first) - 1
        return self.columns[at] if at >= 0 and column <= self.columns[at].last else None


def _first(column: Column) -> int:
    return column.first


def find_heads(grid: Grid, named: Named) -> list[Head]:
    """The headings in the table, from top to bottom."""
    found: list[Head] = []
    for row in grid.rows:
        if found and row <= found[-1].bottom:
            continue
        kind = _kind_of(grid, row, named)
        if kind is not None:
            above = found[-1].bottom if found else 0
            found.append(_head(grid, kind, row, above, named))
    return found


def head_at(grid: Grid, row: int, columns: Iterable[int]) -> Head:
    """A heading that only a person knows of, in the row above the first indicator."""
    starts = sorted(columns) or [1]
    ends = [*(column - 1 for column in starts[1:]), max(grid.last_column, starts[-1])]
    made = tuple(Column(first, last, None) for first, last in zip(starts, ends, strict=True))
    return Head("indicators", row - 1, row - 1, made, tuple(grid.row(row - 1)))


def corrected_head(head: Head, column: int, choice: FieldChoice | None) -> Head:
    """The heading with one column that holds something else; no other holds it then."""
    columns = []
    for each in head.columns:
        if each.first <= column <= each.last:
            why = "" if choice is not None else "按您的选择没有读入。"
            each = replace(each, choice=choice, why=why)
        elif choice is not None and each.choice == choice:
            each = replace(each, choice=None, why=f"“{choice.label}”已改由另一栏读入。")
        columns.append(each)
    return replace(head, columns=tuple(columns))


def _kind_of(grid: Grid, row: int, named: Named) -> ListKind | None:
    cells = [cell for cell in grid.row(row) if len(cell.text) <= 80]
    if len(cells) < 2:
        return None
    spelt = [(cell, found) for cell in cells if (found := heading_at(cell, named)) is not None]
    if len(spelt) < 2:
        return None
    ids = [found.choices[0].id for _, found in spelt if found.choices]
    covering = [found for cell in _covering(grid, row) if (found := heading_at(cell, named))]
    near = [found for cell in cells if (found := near_heading_at(cell, named)) is not None]
    ids += [found.choices[0].id for found in (*covering, *near) if found.choices]
    levels = len(_INDICATOR.intersection(ids))
    if levels > 1 or (levels and _TARGET in ids):
        return "indicators" if len(spelt) + len(near) >= len(grid.row(row)) * 0.5 else None
    if len(spelt) < max(2, len(grid.row(row)) * 0.6):
        return None
    names = (_NAME, "projects"), (_TITLE, "tasks")
    for wanted, kind in names:
        for cell, found in spelt:
            if found.choices and found.choices[0].id == wanted and _heads_column(grid, cell, named):
                return "projects" if kind == "projects" else "tasks"
    return None


def _heads_column(grid: Grid, cell: Cell, named: Named) -> bool:
    """Whether values stand below the cell, and a further heading at its right."""
    right = grid.right(cell.row, cell.last_column)
    if right is None or heading_at(right, named) is None:
        return False
    below = grid.below(cell)
    if below is None and _is_lower_row(grid, cell.last_row + 1, cell.row, named):
        below = grid.at(cell.last_row + 2, cell.column)
    if below is not None and heading_at(below, named) is not None:
        below = grid.below(below)
    return below is not None and spelling_of(below.text) is None


def _covering(grid: Grid, row: int) -> Iterator[Cell]:
    """The cells of earlier rows that reach into this one."""
    behind = 0
    for column in grid.filled(row):
        cell = grid.at(row, column) if column > behind else None
        if cell is not None:
            behind = cell.last_column
            if cell.row < row:
                yield cell


def _head(grid: Grid, kind: ListKind, row: int, after: int, named: Named) -> Head:
    top = bottom = row
    while top - 1 > after and _is_group_row(grid, top - 1, row, named):
        top -= 1
    while _is_lower_row(grid, bottom + 1, row, named):
        bottom += 1
    reach = max(cell.last_row for cell in grid.row(row))
    while bottom < reach and not grid.rows_between(bottom + 1, bottom + 1):
        bottom += 1
    columns = columns_of(grid, kind, top, bottom, named)
    cells = tuple(grid.between(top, bottom))
    reaching = [cell for cell in _covering(grid, row) if heading_at(cell, named)]
    first = min((column.first for column in columns), default=1)
    left = [
        cell
        for cell in (*reaching, *grid.row(row))
        if cell.last_row > bottom and cell.column <= first
    ]
    periods = [found for cell in left if (found := period_in(cell)) in ("mid", "past")]
    period: Period = periods[0] if periods else ""
    return Head(kind, top, bottom, columns, cells, period)


def _is_group_row(grid: Grid, row: int, base: int, named: Named) -> bool:
    """Whether the row above a heading groups its columns: 实施期指标 | 年度指标."""
    cells = grid.row(row)
    wide = [cell for cell in cells if cell.last_column > cell.column]
    if not cells or not (wide or any(cell.last_row >= base for cell in cells)):
        return False
    for cell in cells:
        found = heading_at(cell, named)
        short = len(cell.text) <= _LONGEST_HEADING
        if not short or not (found or names_period(cell) or cell.last_row >= base):
            return False
        if (
            found
            and found.role == "field"
            and found.choices[0].part not in ("indicator", "project", "subgoal")
        ):
            return False
    # A label with nothing at its right but another label is a group; one with its value is not.
    return len(cells) > 1 or cells[0].last_column - cells[0].column > 1


def _is_lower_row(grid: Grid, row: int, base: int, named: Named) -> bool:
    cells = grid.row(row)
    # Pasted, and where merged cells fell apart, nothing stands above most of them.
    if len(cells) > 1 and all(is_tick_heading(cell.text) for cell in cells):
        return True
    return bool(cells) and all(
        len(cell.text) <= _LONGEST_HEADING
        and (heading_at(cell, named) is not None or is_bare_period(cell))
        and (above := grid.at(base, cell.column)) is not None
        and (above.last_column > above.column or is_bare_period(cell))
        for cell in cells
    )
