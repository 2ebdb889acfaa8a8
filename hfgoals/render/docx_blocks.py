"""What the rows of a Sheet become in a running text: paragraphs, tables, and room between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.render.docx_styles import PART_NUMBER, look_of, word_of


@dataclass(frozen=True, slots=True)
class Gap:
    """Room without anything in it."""

    height: float
    """In mm."""


@dataclass(frozen=True, slots=True)
class WordLine:
    """A paragraph: one cell, or one at the left and one at the right edge."""

    row: int
    cells: tuple[Cell, ...]
    style: str


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows that stay a table."""

    rows: range
    cells: tuple[Cell, ...]
    """Those that begin in the rows."""
    framed: bool


Block = Gap | WordLine | WordTable


def blocks_of(sheet: Sheet) -> tuple[Block, ...]:
    """The blocks of a Sheet, in their order."""
    return tuple(_blocks(sheet))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    cells: list[list[Cell]] = [[] for _ in sheet.rows]
    for cell in sheet.cells:
        cells[cell.row].append(cell)
    tabular = _tabular(sheet, cells)
    row = 0
    while row < len(sheet.rows):
        end = row + 1
        if tabular[row]:
            while end < len(sheet.rows) and tabular[end] == tabular[row]:
                end += 1
            inside = tuple(cell for line in cells[row:end] for cell in line)
            yield WordTable(range(row, end), inside, framed=sheet.rows[row].table > 0)
        elif not cells[row]:
            yield Gap(sheet.rows[row].least)
        else:
            yield WordLine(row, tuple(cells[row]), _style(row, cells))
        row = end


def _tabular(sheet: Sheet, cells: list[list[Cell]]) -> list[int]:
    """For every row the number of its table, -1 for one without a frame, 0 for none."""
    marks = [row.table for row in sheet.rows]
    for number, line in enumerate(cells):
        if marks[number] or not line or _fits_a_paragraph(line, sheet):
            continue
        for row in range(number, number + max(cell.rows for cell in line)):
            marks[row] = -1
    return marks


def _fits_a_paragraph(line: list[Cell], sheet: Sheet) -> bool:
    if any(cell.rows > 1 for cell in line):
        return False
    if len(line) == 1:
        return not word_of(line[0].style).in_cell
    left, right = line[0], line[-1]
    at_edge = right.column + right.columns == len(sheet.columns)
    alike = left.style == "caption" and look_of(right.style).align == "right"
    return len(line) == 2 and alike and at_edge


def _style(row: int, cells: list[list[Cell]]) -> str:
    """The style of a paragraph; the number of a part is none of the contents' headings."""
    style = cells[row][0].style
    following = cells[row + 1] if row + 1 < len(cells) else []
    if style == "part" and any(cell.style == "part" for cell in following):
        return PART_NUMBER
    return style
