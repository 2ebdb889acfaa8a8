"""Where a table stands in its source, and how its places are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table stands in its source."""

    title: str
    """The worksheet's title, or what stands above the table."""
    number: int = 0
    """0 for a worksheet; for a table within a document or a pasted text its number, from 1."""
    captions: tuple[str, ...] = field(default=(), compare=False, repr=False, kw_only=True)
    """The short paragraphs above it, from top to bottom: title, unit, year, currency."""

    @property
    def name(self) -> str:
        """The table for people: 工作表“1.名称”, or 第3个表格."""
        return f"第{self.number}个表格" if self.number else f"工作表“{self.title}”"

    def place(self, row: int, column: int) -> str:
        """A cell for people: 工作表“1.名称” B7, or 第3个表格第7行第2列."""
        if self.number:
            return f"{self.name}第{row}行第{column}列"
        return f"{self.name} {letters_of(column)}{row}"

    def line(self, row: int, column: int) -> int:
        """The line of a text in which a cell begins; in other sources its row."""
        del column
        return row

    def below(self, rows: int, starts: Sequence[Sequence[int]] = ()) -> Self:
        """The same with so many rows of a longer table above it, and cells beginning there."""
        del rows, starts
        return self


@dataclass(frozen=True, slots=True)
class InLines(Origin):
    """A table of a text: a cell is a line, or several."""

    above: int = 0
    """How many rows of a longer table stand above it."""
    lines: Mapping[tuple[int, int], int] = field(
        default_factory=dict, compare=False, repr=False, kw_only=True
    )
    """In which line each cell begins, by its row and column; those of others by their row."""

    def line(self, row: int, column: int) -> int:
        """The line in which the cell begins."""
        own = row - self.above
        return self.lines.get((own, column), own)

    def place(self, row: int, column: int) -> str:
        """第12行."""
        return f"第{self.line(row, column)}行"

    def below(self, rows: int, starts: Sequence[Sequence[int]] = ()) -> Self:
        """The same with so many rows of a longer table above it."""
        del starts
        return replace(self, above=rows)


def letters_of(column: int) -> str:
    """The name of a worksheet's column, from 1: A, B … AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
