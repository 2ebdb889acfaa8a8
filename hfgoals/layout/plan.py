"""What a Sheet needs before pages: every cell's lines, every row's cells, every row's height."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from hfgoals.layout.breaking import Line, broken
from hfgoals.layout.pieces import kept_whole, size_in
from hfgoals.layout.sheet import Cell, Row, Sheet
from hfgoals.layout.styles import MM_PER_POINT, Style, of_size, style_in
from hfgoals.lean import dataclass

SLACK = 1e-6
"""What lengths in mm may differ by for want of exact numbers."""
_BALANCED = 3
"""The most lines of a centred text that are made even."""
_NARROWER = 0.01
"""The mm by which such a text is tried narrower than it is."""


@dataclass(frozen=True, slots=True)
class Content:
    """A cell with its lines."""

    index: int
    cell: Cell
    style: Style
    lines: tuple[Line, ...]
    left: float
    """In mm from the left edge of the paper."""
    width: float
    last_row: int

    @property
    def room(self) -> float:
        """The width between the paddings, in mm."""
        return self.width - 2 * self.style.padding

    def height(self, first: int = 0) -> float:
        """The mm that the lines from ``first`` on need, 0 when none are left."""
        left = len(self.lines) - first
        if left <= 0:
            return 0.0
        return self.style.before + left * self.style.pitch + self.style.after

    def fitting(self, room: float) -> int:
        """How many lines fit in that height in mm."""
        room -= self.style.before + self.style.after - SLACK
        return max(0, int(room / self.style.pitch))


@dataclass(frozen=True, slots=True)
class Plan:
    """A Sheet with its contents; all lists are by row."""

    sheet: Sheet
    own: tuple[tuple[Content, ...], ...]
    """Cells of this row alone."""
    starting: tuple[tuple[Content, ...], ...]
    """Cells over several rows that begin here."""
    crossing: tuple[tuple[Content, ...], ...]
    """Cells over several rows that stand in this row, whether they begin, go on or end here."""
    heights: tuple[float, ...]
    """In mm, when nothing is broken."""
    styles: dict[tuple[int, int], Style]
    """By row and column of a cell: how its text looks in its room."""

    def is_gap(self, row: int) -> bool:
        """Whether the row is nothing but room."""
        if self.sheet.rows[row].table or self.sheet.rows[row].page_break:
            return False
        return not self.own[row] and not self.crossing[row]


def plan_of(sheet: Sheet) -> Plan:
    """The Plan of a Sheet. Raises KeyError for a style that does not exist."""
    count = len(sheet.rows)
    own: list[list[Content]] = [[] for _ in range(count)]
    starting: list[list[Content]] = [[] for _ in range(count)]
    crossing: list[list[Content]] = [[] for _ in range(count)]
    edges = list(accumulate(sheet.columns, initial=sheet.paper.left))
    styles: dict[tuple[int, int], Style] = {}
    for index, cell in enumerate(sheet.cells):
        content = _content(index, cell, edges, sheet)
        styles[cell.row, cell.column] = content.style
        if cell.rows == 1:
            own[cell.row].append(content)
            continue
        starting[cell.row].append(content)
        for row in range(cell.row, cell.row + cell.rows):
            crossing[row].append(content)
    heights = _heights(sheet.rows, own, crossing)
    rows = (_frozen(own), _frozen(starting), _frozen(crossing))
    return Plan(sheet, *rows, heights, styles)


def _content(index: int, cell: Cell, edges: Sequence[float], sheet: Sheet) -> Content:
    style = style_in(cell.style, sheet.density)
    left = edges[cell.column]
    width = edges[cell.column + cell.columns] - left
    room = round(width - 2 * style.padding, 3)
    if sheet.rows[cell.row].table:
        style = of_size(style, size_in(cell.text, style.face, style.size, room))
    lines = _lines(cell.text, style, room)
    return Content(index, cell, style, lines, left, width, cell.row + cell.rows - 1)


def _lines(text: str, style: Style, room: float) -> tuple[Line, ...]:
    lines = broken(text, room, style.face, style.size, style.indent * style.em)
    if style.align == "center" and 2 <= len(lines) <= _BALANCED:
        return _balanced(text, room, style.face, style.size)
    return lines


@lru_cache(maxsize=1 << 14)
def _balanced(text: str, room: float, face: str, size: float) -> tuple[Line, ...]:
    """As many lines, as even as may be: a centred label must not end in a single character.

    What is whole at that width stays whole.
    """
    lines = broken(text, room, face, size)
    em = size * MM_PER_POINT
    least = kept_whole(text, face, room / em) * em
    while True:
        room = max(line.width for line in lines) - _NARROWER
        if room < least:
            return lines
        narrower = broken(text, room, face, size)
        if len(narrower) > len(lines) or max(line.width for line in narrower) > room:
            return lines
        lines = narrower


def _heights(
    rows: Sequence[Row],
    own: Sequence[Sequence[Content]],
    crossing: Sequence[Sequence[Content]],
) -> tuple[float, ...]:
    """A cell over several rows makes the last of them higher when it needs more than they have."""
    heights: list[float] = []
    for number, row in enumerate(rows):
        height = max((content.height() for content in own[number]), default=0.0)
        height = max(height, row.least)
        for span in crossing[number]:
            if span.last_row == number:
                height = max(height, span.height() - sum(heights[span.cell.row :]))
        heights.append(height)
    return tuple(heights)


def _frozen(rows: list[list[Content]]) -> tuple[tuple[Content, ...], ...]:
    return tuple(map(tuple, rows))
