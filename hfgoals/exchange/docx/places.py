"""Where something stands in a Word document, for people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hfgoals.exchange.tables import Origin, Table


@dataclass(frozen=True, slots=True)
class InTable(Origin):
    """A table of the document, which may be part of a longer one made for reading."""

    above: int = 0
    """How many rows of the longer one stand above it."""
    starts: Sequence[Sequence[int]] = field(default=(), compare=False, repr=False)
    """For each of its rows the grid columns in which its cells begin."""

    def place(self, row: int, column: int) -> str:
        """第3个表格第7行第2列: as one counts the rows and the cells in a row."""
        own = row - self.above
        starts = self.starts[own - 1] if 0 < own <= len(self.starts) else ()
        counted = max(1, bisect_right(starts, column)) if starts else column
        return f"{self.name}第{own}行第{counted}列"


@dataclass(frozen=True, slots=True)
class InText(Origin):
    """Paragraphs of the document, a row each; the title tells them from others."""

    places: Mapping[int, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> str:
        """What it is called."""
        return "正文"

    def place(self, row: int, column: int) -> str:
        """第12段."""
        del column
        return self.places.get(row, f"第{row}段")


def placed(table: Table, origins: Mapping[int, Origin]) -> Table:
    """The table with the cells of these rows standing in other places."""
    for row, cells in table.rows.items():
        origin = origins.get(row)
        if origin is not None:
            table.rows[row] = [replace(cell, origin=origin) for cell in cells]
    return table
