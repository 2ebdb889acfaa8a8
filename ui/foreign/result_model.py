"""The result as a table of four columns."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt

from hfgoals.exchange.foreign import CellAt
from ui.foreign.result import LIST_HEADS, ResultCell, ResultRow
from ui.kit.plain import plain_tip
from ui.kit.rows import Index
from ui.kit.table import TableModel

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""The ResultRow."""
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ResultCell; None where a span covers the place."""
LIT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""Whether a cell in hand on the left went in here."""
_TIP_FROM = 16


class ResultModel(TableModel):
    """Rows of a result; lights up what came from given cells of the source."""

    heads = LIST_HEADS
    _rows: tuple[ResultRow, ...]

    def __init__(self) -> None:
        super().__init__()
        self._rows = ()
        self._lit: frozenset[CellAt] = frozenset()
        self._by_source: dict[CellAt, tuple[int, int]] = {}

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """What is shown."""
        return self._rows

    def take(self, rows: tuple[ResultRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self._by_source = {}
        for number, row in enumerate(rows):
            for column, cell in enumerate(row.cells):
                for at in cell.sources:
                    self._by_source.setdefault(at, (number, column))
        self.endResetModel()

    def light(self, sources: frozenset[CellAt]) -> None:
        """Light up what came from these cells."""
        if sources != self._lit:
            self._lit = sources
            if self._rows:
                last = self.index(len(self._rows) - 1, len(LIST_HEADS) - 1)
                self.dataChanged.emit(self.index(0, 0), last, [LIT_ROLE])

    def place_of(self, at: CellAt) -> QModelIndex:
        """The first place into which that cell went; an invalid index for none."""
        place = self._by_source.get(at)
        return self.index(*place) if place is not None else QModelIndex()

    def cell(self, index: Index) -> ResultCell | None:
        """What stands there."""
        if not index.isValid():
            return None
        cells = self._rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        kind = self._rows[index.row()].kind
        enabled = Qt.ItemFlag.ItemIsEnabled
        fixed = kind in ("section", "heads", "words") or (kind == "field" and index.column() == 0)
        return enabled if fixed else enabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, cell = self._rows[index.row()], self.cell(index)
        if role == ROW_ROLE:
            return row
        if role == CELL_ROLE:
            return cell
        if cell is None:
            return None
        if role == LIT_ROLE:
            return not self._lit.isdisjoint(cell.sources)
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(part for part in (cell.text, cell.below) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column(), cell)
        if role == Qt.ItemDataRole.ToolTipRole and len(cell.text + cell.below) > _TIP_FROM:
            return plain_tip("\n".join(part for part in (cell.text, cell.below) if part))
        return None

    def _spoken(self, row: ResultRow, column: int, cell: ResultCell) -> str:
        label = ""
        if row.kind == "indicator":
            label = LIST_HEADS[column]
        elif row.kind == "field" and column:
            label = row.cells[0].text
        doubt = "，请核对" if cell.doubtful else ""
        text = "，".join(part for part in (cell.text, cell.below) if part) or "空白"
        return f"{label}：{text}{doubt}" if label else text
