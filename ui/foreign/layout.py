"""Where the cells of a source table stand, in pixels: widths and heights for the window's type."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from hfgoals.exchange.tables import Cell, Table

PAD_X, PAD_Y = 7, 5
_NARROWEST, _NARROW, _WIDEST, _FILLED = 44, 84, 230, 420
"""Of a column: at least; at least when it yields so that all columns can be seen; by its own texts;
when there is room to fill."""
_LOWEST = 28
_MOST_LINES = 10
_LONGEST = 2_000
"""Of a longer text the rest cannot be seen in its cell anyway."""
_NARROW_LETTERS = re.compile("[\0-\u2e7f]")


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The grid of one table. Rows and columns count from 1; edges hold one more than there are."""

    table: Table
    columns: tuple[int, ...]
    """The left edges, and the right edge of the last."""
    rows: tuple[int, ...]
    ends: dict[tuple[int, int], tuple[int, int]]
    """The last row and column of every merged range, by where it begins."""
    texts: dict[tuple[int, int], str]
    """By where the cell begins."""

    @property
    def width(self) -> int:
        """Of the whole grid."""
        return self.columns[-1]

    @property
    def height(self) -> int:
        """Of the whole grid."""
        return self.rows[-1]

    @property
    def last_row(self) -> int:
        """The number of rows."""
        return len(self.rows) - 1

    @property
    def last_column(self) -> int:
        """The number of columns."""
        return len(self.columns) - 1

    def start_of(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell begins to which that place belongs.

        A text that stands under a merged cell is a cell of its own: nothing shall be hidden.
        """
        place = (row, column)
        return place if place in self.texts else self.table.covered.get(place, place)

    def end_of(self, start: tuple[int, int]) -> tuple[int, int]:
        """The last row and column of the cell that begins there, within the grid."""
        row, column = self.ends.get(start, start)
        return min(row, self.last_row), min(column, self.last_column)

    def rect(self, row: int, column: int) -> QRect:
        """The cell that begins there."""
        bottom, right = self.end_of((row, column))
        left, top = self.columns[column - 1], self.rows[row - 1]
        return QRect(left, top, self.columns[right] - left, self.rows[bottom] - top)

    def row_at(self, y: int) -> int:
        """The row at that height; the nearest one outside the grid."""
        return min(max(bisect_right(self.rows, y), 1), self.last_row)

    def column_at(self, x: int) -> int:
        """The column there; the nearest one outside the grid."""
        return min(max(bisect_right(self.columns, x), 1), self.last_column)

    def starts_in(self, area: QRect) -> Iterator[tuple[int, int]]:
        """Where the cells begin that can be seen in the area, each once."""
        seen: set[tuple[int, int]] = set()
        columns = range(self.column_at(area.left()), self.column_at(area.right()) + 1)
        for row in range(self.row_at(area.top()), self.row_at(area.bottom()) + 1):
            for column in columns:
                start = self.start_of(row, column)
                if start not in seen:
                    seen.add(start)
                    yield start


def lay_out(table: Table, font: QFont, room: int, above: Callable[[int, int], int]) -> TableLayout:
    """The grid of a table, as wide as the room where its texts can use it.

    ``above``: the pixels that a cell (row, column) needs over its text.
    """
    metrics = QFontMetrics(font)
    cells = [cell for cell in table.cells() if cell.text]
    ends = _ends(table)
    last_row = max(table.last_row, 1)
    last_column = max((cell.last_column for cell in cells), default=1)
    natural = _naturals({cell.text for cell in cells}, metrics)
    columns = tuple(accumulate(_widths(cells, natural, last_column, room), initial=0))
    heights = _heights(cells, natural, columns, last_row, metrics.lineSpacing(), above)
    rows = tuple(accumulate(heights, initial=0))
    texts = {(cell.row, cell.column): cell.text for cell in cells}
    return TableLayout(table, columns, rows, ends, texts)


def _ends(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), start in table.covered.items():
        bottom, right = ends.get(start, start)
        ends[start] = (max(row, bottom), max(column, right))
    return ends


def _naturals(texts: Collection[str], metrics: QFontMetrics) -> dict[str, tuple[int, ...]]:
    """The widths of the paragraphs of each text."""
    em = metrics.horizontalAdvance("国")
    return {
        text: tuple(_wide(line, em, metrics) for line in text[:_LONGEST].split("\n"))
        for text in texts
    }


def _wide(line: str, em: int, metrics: QFontMetrics) -> int:
    # Chinese is all of one width; asking for each text would be most of the work.
    if line.isascii():
        return metrics.horizontalAdvance(line)
    narrow = len(_NARROW_LETTERS.findall(line))
    return em * (len(line) - narrow) + em * 3 * narrow // 5


def _widths(
    cells: Sequence[Cell], natural: Mapping[str, Sequence[int]], last_column: int, room: int
) -> list[int]:
    widths = [0] * last_column
    wanted = [0] * last_column
    needs: dict[tuple[int, int], int] = {}
    for cell in cells:
        over = (cell.column - 1, min(cell.last_column, last_column))
        needs[over] = max(needs.get(over, 0), *natural[cell.text])
    for first, last in sorted(needs, key=lambda over: over[1] - over[0]):
        need = needs[first, last] + 2 * PAD_X + 2
        share = ceil((min(need, _WIDEST) - sum(widths[first:last])) / (last - first))
        for column in range(first, last):
            widths[column] += max(share, 0)
            wanted[column] = max(wanted[column], min(_FILLED, need // (last - first)))
    widths = [max(width, _NARROWEST) for width in widths]
    return _fitted(widths, wanted, room - sum(widths))


def _fitted(widths: list[int], wanted: Sequence[int], spare: int) -> list[int]:
    """The widths with what is spare given to those that want it, or taken so that all fits."""
    yielding = [max(width - _NARROW, 0) for width in widths]
    longing = [max(want - width, 0) for want, width in zip(wanted, widths, strict=True)]
    if spare < 0:
        if sum(yielding) < -spare:
            return widths
        part = -spare / sum(yielding)
        return [width - ceil(less * part) for width, less in zip(widths, yielding, strict=True)]
    part = min(1.0, spare / (sum(longing) or 1))
    return [width + int(more * part) for width, more in zip(widths, longing, strict=True)]


def _heights(
    cells: Sequence[Cell],
    natural: Mapping[str, Sequence[int]],
    columns: Sequence[int],
    last_row: int,
    line: int,
    above: Callable[[int, int], int],
) -> list[int]:
    heights = [_LOWEST] * last_row
    last_column = len(columns) - 1
    over_rows: list[tuple[int, int, int]] = []
    for cell in cells:
        right = min(cell.last_column, last_column)
        room = max(columns[right] - columns[cell.column - 1] - 2 * PAD_X, 10)
        lines = sum(_lines(width, room) for width in natural[cell.text])
        need = min(lines, _MOST_LINES) * line + 2 * PAD_Y + above(cell.row, cell.column)
        bottom = min(cell.last_row, last_row)
        if bottom > cell.row:
            over_rows.append((bottom - cell.row, bottom, need))
        elif need > heights[bottom - 1]:
            heights[bottom - 1] = need
    for rows, bottom, need in sorted(over_rows):
        lacking = need - sum(heights[bottom - rows - 1 : bottom])
        heights[bottom - 1] += max(lacking, 0)
    return heights


def _lines(width: int, room: int) -> int:
    # Words and numbers do not break just anywhere.
    return 1 if width <= room else ceil(width * 1.04 / room)
