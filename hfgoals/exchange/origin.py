"""Where a table stands in its source, and how its places are called."""

from __future__ import annotations

from dataclasses import dataclass, field


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


def letters_of(column: int) -> str:
    """The name of a worksheet's column, from 1: A, B … AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
