"""The tables that are open while a Word document is read, each with its row and cell.

Runs in the child.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hfgoals.exchange.docx.grid import CellRead, Room, TableRead, all_struck
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused

_DEEPEST = 12
_MOST_COLUMNS = 600


@dataclass(slots=True)
class _Row:
    cells: list[CellRead] = field(default_factory=list)
    before: int = 0
    """How many columns are left out at its left."""
    deleted: bool = False


@dataclass(slots=True)
class Nesting:
    """Tables within tables, the innermost last."""

    room: Room
    cells: list[CellRead] = field(default_factory=list)
    """Those that are open."""
    covered_text: bool = False
    _tables: list[TableRead] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)

    def start_table(self) -> None:
        """Begin a table. Raises Refused when there are too many, or too many within each other."""
        self.room.tables -= 1
        if self.room.tables < 0:
            raise Refused(TOO_LARGE)
        if len(self._tables) >= _DEEPEST:
            raise Refused("里的表格一层套一层，多得不正常，没有读入。")
        self._tables.append(TableRead(self.room))

    def add_column(self, width: str) -> None:
        """Take a column of the grid."""
        if self._tables and len(self._tables[-1].widths) < _MOST_COLUMNS:
            whole = width.partition(".")[0]
            known = whole.isascii() and whole.isdigit() and len(whole) < 7
            self._tables[-1].widths.append(int(whole) if known else 0)

    def start_row(self) -> None:
        """Begin a row."""
        self._rows.append(_Row())

    def leave_out(self, columns: str) -> None:
        """Leave out columns at the left of the row."""
        if self._rows:
            self._rows[-1].before = _count(columns)

    def delete_row(self) -> None:
        """Drop the row: it was deleted while changes were tracked."""
        if self._rows:
            self._rows[-1].deleted = True

    def span(self, columns: str) -> None:
        """Let the cell take so many columns."""
        if self.cells:
            self.cells[-1].span = max(1, _count(columns))

    def merge_down(self, how: str) -> None:
        """Let the cell begin a merged one, or go on with the one above."""
        if self.cells:
            self.cells[-1].down = how or "continue"

    def merge_right(self, how: str) -> None:
        """Let the cell begin a merged one, or go on with the one at its left."""
        if self.cells:
            self.cells[-1].goes_on = how != "restart"

    def end_cell(self) -> None:
        """End the cell."""
        if self.cells:
            cell = self.cells.pop()
            if self._rows:
                self._rows[-1].cells.append(cell)

    def end_row(self) -> None:
        """End the row. Raises Refused."""
        if self._rows:
            row = self._rows.pop()
            if not self._tables or not row.cells:
                return
            if row.deleted or all_struck(row.cells):
                self._tables[-1].drop_row(row.cells, row.before)
            else:
                self._tables[-1].add_row(row.cells, row.before)

    def end_table(self) -> list[TableRead]:
        """End the table; those that stand by themselves now, in their order."""
        if not self._tables:
            return []
        table = self._tables.pop()
        self.covered_text = self.covered_text or table.covered_text
        if self.cells:
            self.cells[-1].nested.append(table)
            return []
        return _flat(table)


def _flat(table: TableRead) -> list[TableRead]:
    own = [table] if table.cells else []
    return own + [each for lifted in table.lifted for each in _flat(lifted)]


def _count(value: str) -> int:
    if not value:
        return 0
    if not (value.isascii() and value.isdigit()):
        return 1
    return int(value) if len(value) <= 5 else 10**5
