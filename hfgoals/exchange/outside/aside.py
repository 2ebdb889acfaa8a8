"""What is told of a worksheet beside its cells: what was struck out, which rows and columns hide.

Runs in the child.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_MOST = 20_000
"""Struck-out texts of one worksheet that are told one by one."""
_LONGEST = 300

Piece = tuple[str, bool | None]
"""A run of a cell's text, and whether it is struck out; None where its cell says so."""
Told = tuple[str, int, int, str]
"""("struck", row, column, text), ("rows", first, last, "") or ("columns", first, last, "")."""


@dataclass(slots=True)
class Aside:
    """Gathers it while the cells are read."""

    hides_row: bool = False
    """Whether the row in hand is hidden."""
    hidden_columns: set[int] = field(default_factory=set)
    """Those hidden, whether anything stands in them or not."""
    _struck: list[Told] = field(default_factory=list)
    _rows: set[int] = field(default_factory=set)
    _columns: set[int] = field(default_factory=set)

    def kept(self, row: int, column: int, pieces: Iterable[Piece], *, struck: bool) -> str | None:
        """What of the cell's text is not struck out; None when all of it is."""
        texts: dict[bool, list[str]] = {True: [], False: []}
        for text, own in pieces:
            texts[struck if own is None else own].append(text)
        left, out = "".join(texts[False]), "".join(texts[True])
        if not out.strip():
            return left + out if not left.strip() else left
        if len(self._struck) < _MOST:
            self._struck.append(("struck", row, column, out.strip()[:_LONGEST]))
        return left if left.strip() else None

    def see(self, row: int, column: int) -> None:
        """A cell with a text stands there."""
        if self.hides_row:
            self._rows.add(row)
        if column in self.hidden_columns:
            self._columns.add(column)

    def told(self) -> list[Told]:
        """As plain values."""
        rows: list[Told] = [("rows", *each, "") for each in _ranges(self._rows)]
        columns: list[Told] = [("columns", *each, "") for each in _ranges(self._columns)]
        return [*columns, *rows, *self._struck]


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for number in sorted(numbers):
        if last and number == last + 1:
            last = number
            continue
        if last:
            yield first, last
        first = last = number
    if last:
        yield first, last
