"""Rows of a worksheet from the pages of a Sheet: heights, page breaks, pieces of long paragraphs.

A worksheet row can be no higher than 409 points and no library sets the height of a wrapped cell.
So the layout's own heights are taken over page by page: a row too high for a worksheet row becomes
several under merged cells, and a row that is broken across pages has its own cells on every page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hfgoals.layout.pages import Box, Page
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.layout.styles import STYLES

_HIGHEST = 136.0
"""The most mm of one worksheet row: 409 points with the extra height that rows are given."""
_EMS_IN_LINE = 38
"""About as many characters fill a line of running text."""
_DROPPED = 0.5
"""The height in mm of an empty row that falls at a page break."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One worksheet row: the row of the Sheet it belongs to, its height in mm, its page from 0."""

    source: int
    height: float
    page: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What one worksheet cell shows: rows first to last (from 0), and the text."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A Sheet as worksheet rows."""

    rows: tuple[GridRow, ...]
    _first: dict[int, int] = field(repr=False)
    _last: dict[int, int] = field(repr=False)
    _texts: dict[Cell, tuple[str, ...]] = field(repr=False)
    _sizes: dict[tuple[int, int], float] = field(repr=False)

    @property
    def breaks(self) -> tuple[int, ...]:
        """The numbers (from 0) of the rows that end a page, the last page left out."""
        return tuple(
            number
            for number, (row, following) in enumerate(pairwise(self.rows))
            if following.page > row.page
        )

    def first(self, row: int) -> int:
        """The first worksheet row (from 0) of a row of the Sheet."""
        return self._first[row]

    def size(self, cell: Cell) -> float:
        """The points in which the pages show the cell."""
        return self._sizes[cell.row, cell.column]

    def pieces(self, cell: Cell) -> tuple[Piece, ...]:
        """Where the cell stands: once, or once a page when it goes over pages. As on the pages, a
        span over rows shows its text again, and a long text goes on from where the page ended."""
        first, last = self._first[cell.row], self._last[cell.row + cell.rows - 1]
        pages = [self.rows[number].page for number in range(first, last + 1)]
        shares = self._texts.get(cell)
        if pages[0] == pages[-1] or (shares is None and cell.rows == 1):
            return (Piece(first, last, cell.kept or cell.text),)
        on_pages = sorted(set(pages))
        starts = [first + pages.index(page) for page in on_pages]
        ends = [start + pages.count(page) - 1 for start, page in zip(starts, on_pages, strict=True)]
        texts = _with_kept(cell, shares) if shares else (cell.text,) * len(on_pages)
        return tuple(map(Piece, starts, ends, texts))


def grid_of(sheet: Sheet, pages: Sequence[Page]) -> Grid:
    """The worksheet rows of a Sheet that was laid out on these pages."""
    heights, texts = _by_page(sheet, pages)
    rows: list[GridRow] = []
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, row in enumerate(sheet.rows):
        first[number] = len(rows)
        parts = heights.get(number) or {_page_of_gap(number, heights): row.least}
        for page, height in sorted(parts.items()):
            count = max(1, math.ceil(height / _HIGHEST))
            rows.extend([GridRow(number, max(height, _DROPPED) / count, page)] * count)
        last[number] = len(rows) - 1
    sizes = {
        (box.cell.row, box.cell.column): box.style.size for page in pages for box in page.boxes
    }
    return Grid(_gaps_at_breaks_dropped(rows, heights), first, last, texts, sizes)


def _by_page(
    sheet: Sheet, pages: Sequence[Page]
) -> tuple[dict[int, dict[int, float]], dict[Cell, tuple[str, ...]]]:
    """The heights of every row on its pages, and the texts of cells that pages take apart."""
    heights: dict[int, dict[int, float]] = {}
    boxes: dict[Cell, list[Box]] = {}
    for number, page in enumerate(pages):
        for box in page.boxes:
            row = box.cell.row
            if box.cell.rows > 1 or (box.continued and sheet.rows[row].heading):
                continue
            on_page = heights.setdefault(row, {})
            height = box.height + (0.0 if box.continued else _kept_above(box.cell))
            on_page[number] = max(on_page.get(number, 0.0), height)
            boxes.setdefault(box.cell, []).append(box)
    texts: dict[Cell, tuple[str, ...]] = {}
    for cell, parts in boxes.items():
        if len(parts) > 1 and len(parts) == len(heights[cell.row]):
            parted = _parted(parts)
            if parted is not None:
                texts[cell] = parted
    return heights, texts


def _parted(boxes: Sequence[Box]) -> tuple[str, ...] | None:
    """The text cut where the lines pass to the next box; None when the lines do not tell."""
    text, at, cuts = boxes[0].cell.text, 0, [0]
    for box in boxes:
        for line in box.lines:
            found = text.find(line.text, at)
            if found < 0:
                return None
            at = found + len(line.text)
        cuts.append(at)
    cuts[-1] = len(text)
    return tuple(text[start:end] for start, end in pairwise(cuts))


def _kept_above(cell: Cell) -> float:
    """The height in mm of the blank lines kept above a text: it must not slip out of its row."""
    blank = cell.kept[: cell.kept.find(cell.text)] if cell.kept and cell.text else ""
    # A half-width blank is half a character wide; two characters are the indent of the pages.
    ems = sum(1.0 if each == "\u3000" else 0.5 for each in blank.rpartition("\n")[2]) - 2
    lines = blank.count("\n") + max(0, math.ceil(ems / _EMS_IN_LINE))
    return lines * STYLES[cell.style].pitch


def _with_kept(cell: Cell, shares: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of the text, the first and the last with what is kept around it."""
    if not cell.kept:
        return shares
    start = cell.kept.index(cell.text)
    before, after = cell.kept[:start], cell.kept[start + len(cell.text) :]
    return (before + shares[0], *shares[1:-1], shares[-1] + after)


def _page_of_gap(row: int, heights: dict[int, dict[int, float]]) -> int:
    before = [max(pages) for number, pages in heights.items() if number < row]
    return max(before, default=0)


def _gaps_at_breaks_dropped(
    rows: Sequence[GridRow], heights: dict[int, dict[int, float]]
) -> tuple[GridRow, ...]:
    """Empty rows before a page break get next to no height: the layout left them out there."""
    kept: list[GridRow] = []
    next_page = rows[-1].page if rows else 0
    for row in reversed(rows):
        empty = row.source not in heights
        if empty and next_page > row.page:
            row = GridRow(row.source, _DROPPED, row.page)
        else:
            next_page = row.page
        kept.append(row)
    return tuple(reversed(kept))
