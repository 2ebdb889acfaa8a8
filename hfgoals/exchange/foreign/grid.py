"""A table as a grid: what stands at a place, and what stands beside and below a cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from hfgoals.exchange.foreign.meaning import CellAt
from hfgoals.exchange.tables import Cell, Table


@dataclass(slots=True)
class Grid:
    """One table with its place in the source. Only cells with a text are ever given."""

    index: int
    table: Table
    rows: list[int] = field(default_factory=list)
    """The numbers of the rows in which a cell with a text begins, ascending."""
    last_column: int = 0
    _starts: dict[tuple[int, int], Cell] = field(default_factory=dict)
    _cells: dict[int, list[Cell]] = field(default_factory=dict)
    """By row, from left to right."""
    _filled: dict[int, list[int]] = field(default_factory=dict)
    """By row, the columns at which there is a cell, ascending."""

    def __post_init__(self) -> None:
        for cell in self.table.cells():
            if cell.text.strip():
                self._starts[cell.row, cell.column] = cell
                self._cells.setdefault(cell.row, []).append(cell)
                self._filled.setdefault(cell.row, []).append(cell.column)
                self.last_column = max(self.last_column, cell.last_column)
        self.rows = sorted(self._cells)
        for (row, column), start in self.table.covered.items():
            if start in self._starts:
                self._filled.setdefault(row, []).append(column)
        for columns in self._filled.values():
            columns.sort()

    def key(self, cell: Cell) -> CellAt:
        """The cell's place in the source."""
        return CellAt(self.index, cell.row, cell.column)

    def cells(self) -> Iterator[Cell]:
        """All cells with a text, in reading order."""
        yield from self._starts.values()

    def start(self, row: int, column: int) -> Cell | None:
        """The cell that begins there."""
        return self._starts.get((row, column))

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that begins there or whose merged range reaches there."""
        place = self.table.covered.get((row, column), (row, column))
        return self._starts.get(place)

    def row(self, row: int, first: int = 1, last: int = 1 << 20) -> list[Cell]:
        """The cells that begin in that row and in these columns, from left to right."""
        cells = self._cells.get(row, [])
        start = bisect_left(cells, first, key=_column)
        return cells[start : bisect_right(cells, last, key=_column)]

    def filled(self, row: int) -> list[int]:
        """The columns at which a cell begins in that row or covers it; a column may come twice."""
        return self._filled.get(row, [])

    def rows_between(self, top: int, bottom: int) -> list[int]:
        """The numbers of those of these rows in which a cell with a text begins."""
        return self.rows[bisect_left(self.rows, top) : bisect_right(self.rows, bottom)]

    def between(self, top: int, bottom: int) -> Iterator[Cell]:
        """The cells that begin in these rows, in reading order."""
        for row in self.rows_between(top, bottom):
            yield from self.row(row)

    def right(self, row: int, column: int) -> Cell | None:
        """The first cell at the right of that column that begins in that row or covers it."""
        columns = self.filled(row)
        at = bisect_right(columns, column)
        return self.at(row, columns[at]) if at < len(columns) else None

    def left(self, cell: Cell) -> Iterator[Cell]:
        """The cells at the left of a cell in its first row, the nearest first."""
        columns, column = self.filled(cell.row), cell.column
        while at := bisect_left(columns, column):
            found = self.at(cell.row, columns[at - 1])
            if found is None:
                return
            yield found
            column = min(found.column, columns[at - 1])

    def below(self, cell: Cell) -> Cell | None:
        """The cell right below a cell, in its first column."""
        found = self.at(cell.last_row + 1, cell.column)
        return found if found is not None and found.row > cell.last_row else None

    def above(self, cell: Cell) -> Cell | None:
        """The cell right above a cell, over its first column."""
        return self.at(cell.row - 1, cell.column) if cell.row > 1 else None


def _column(cell: Cell) -> int:
    return cell.column
