"""Tables of a Word document as they are read: rows of cells on a grid, merged ones joined.

Runs in the child.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hfgoals.codec.bookmarks import TEXT, told
from hfgoals.exchange.outside.parts import LONGEST_TEXT
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused

MOST_ELEMENTS = 3_000_000
"""1,000 forms have a million as we write them, twice as many when other programs saved them."""
MOST_CELLS = 150_000
"""With something in them, in all tables together. 1,000 forms have 75,000."""
MOST_TEXT = 30_000_000
MOST_ROWS = 200_000
MOST_TABLES = 20_000
"""1,000 forms have 3,000."""
_MOST_COLUMNS = 500
"""Word itself holds 63."""
_MOST_MERGES = 200_000


@dataclass(slots=True)
class Room:
    """What may still be read in this document."""

    elements: int = MOST_ELEMENTS
    cells: int = MOST_CELLS
    merges: int = _MOST_MERGES
    rows: int = MOST_ROWS
    tables: int = MOST_TABLES
    text: int = MOST_TEXT

    def take_text(self, text: str) -> None:
        """Count a text. Raises Refused when it is too long, or all are together."""
        self.text -= len(text)
        if len(text) > LONGEST_TEXT or self.text < 0:
            raise Refused(TOO_LARGE)

    def take_cell(self) -> None:
        """Count a cell. Raises Refused."""
        self.cells -= 1
        if self.cells < 0:
            raise Refused(TOO_LARGE)


@dataclass(slots=True)
class CellRead:
    """One cell as it stands in its row."""

    paragraphs: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Of the bookmarks in it."""
    nested: list[TableRead] = field(default_factory=list)
    span: int = 1
    down: str = ""
    """"restart" or "continue" where cells are merged downwards."""
    struck: bool = False
    """Whether any of its text was struck out."""
    goes_on: bool = False
    """Whether it is part of the cell at its left, as old programs merge."""

    def text(self) -> str:
        """The paragraphs with \\n between them, without blank ones at either end."""
        if TEXT in told(self.names)[0]:
            return "\n".join(self.paragraphs)
        texts = [text if text.strip() else "" for text in self.paragraphs]
        return "\n".join(texts).strip("\n") if any(texts) else ""

    def flattened(self) -> str:
        """The text with that of the tables in it, a line a row."""
        texts = [self.text(), *(table.as_text() for table in self.nested)]
        return "\n".join(text for text in texts if text)


def all_struck(cells: list[CellRead]) -> bool:
    """Whether a row's texts are all struck out, but for cells that are merged with rows below."""
    if not any(cell.struck for cell in cells):
        return False
    return not any(cell.flattened().strip() for cell in cells if cell.down != "restart")


@dataclass(slots=True)
class TableRead:
    """One table: its cells and merged ranges by row and column of the grid, from 1."""

    room: Room
    widths: list[int] = field(default_factory=list)
    """Of the columns of the grid, in twips."""
    starts: list[list[int]] = field(default_factory=list)
    """For every row the columns in which its cells begin."""
    cells: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Row, column, text, letters of marks."""
    lifted: list[TableRead] = field(default_factory=list)
    """Tables that stood alone in a row of this one: they count as tables after it."""
    covered_text: bool = False
    """Whether a text stood where another cell covers it."""
    _merges: list[list[int]] = field(default_factory=list)
    _open: dict[int, list[int]] = field(default_factory=dict)
    _handed_down: dict[int, CellRead] = field(default_factory=dict)
    """Merged cells of rows that are gone, by column: they begin in the next row."""

    def add_row(self, cells: list[CellRead], before: int) -> None:
        """Take a row; ``before`` columns are left out at its left. Raises Refused."""
        self.room.rows -= 1
        if self.room.rows < 0:
            raise Refused(TOO_LARGE)
        row = len(self.starts) + 1
        column = min(before, _MOST_COLUMNS) + 1
        placed: list[tuple[CellRead, int, int]] = []
        for cell in cells:
            span = max(1, min(cell.span, _MOST_COLUMNS))
            if cell.goes_on and placed:
                first, start, width = placed[-1]
                first.paragraphs += [text for text in cell.paragraphs if text.strip()]
                placed[-1] = (first, start, width + span)
            else:
                placed.append((cell, column, span))
            column += span
        if column > _MOST_COLUMNS + 1:
            raise Refused("里有写错的表格列数，读不下去。")
        alone = len(placed) == 1
        opened: dict[int, list[int]] = {}
        for cell, start, span in placed:
            if alone:
                self.lifted += cell.nested
                cell.nested = []
            self._place(cell, row, start, start + span - 1, opened)
        self._open = opened
        self.starts.append([start for _, start, _ in placed])

    def drop_row(self, cells: list[CellRead], before: int) -> None:
        """A row that is no part of the table; what is merged with rows below begins there."""
        column = min(before, _MOST_COLUMNS) + 1
        for cell in cells:
            if cell.down == "restart":
                self._handed_down[column] = cell
            column += max(1, min(cell.span, _MOST_COLUMNS))

    def _place(
        self, cell: CellRead, row: int, start: int, end: int, opened: dict[int, list[int]]
    ) -> None:
        handed = self._handed_down.pop(start, None)
        if handed is not None and cell.down == "continue":
            cell = handed
        text = cell.flattened()
        above = self._open.get(start) if cell.down == "continue" else None
        if above is not None:
            above[2] = row
            opened[start] = above
            self.covered_text = self.covered_text or bool(text)
            return
        if cell.down or end > start:
            self.room.merges -= 1
            if self.room.merges < 0:
                raise Refused(TOO_LARGE)
            merge = [row, start, row, end]
            self._merges.append(merge)
            if cell.down:
                opened[start] = merge
        letters = told(cell.names)[0]
        if text or letters:
            self.room.take_cell()
            self.room.take_text(text)
            self.cells.append((row, start, text, letters))

    def as_text(self) -> str:
        """The rows as lines, their cells with tabs between, also of tables further in."""
        lines: dict[int, list[str]] = {}
        for row, _, text, _ in self.cells:
            lines.setdefault(row, []).append(text)
        texts = ["\t".join(line) for line in lines.values()]
        texts += [table.as_text() for table in self.lifted]
        return "\n".join(text for text in texts if text)

    def plain(self) -> dict[str, Any]:
        """The table as plain values."""
        merges = [merge for merge in self._merges if merge[0] < merge[2] or merge[1] < merge[3]]
        return {
            "cells": self.cells,
            "merges": merges,
            "starts": self.starts,
            "widths": self.widths,
        }
