"""The columns to choose from: tick, order and rename them by mouse or keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from hfgoals.model.text import single_line
from hfgoals.wide.columns import BLANK, CATALOGUE, column_of
from hfgoals.wide.profile import Column, Currency, usual_title
from ui.kit import tokens
from ui.kit.rows import TICK_HEIGHT, Index
from ui.kit.table import Table, TableModel

NAME, TITLE = 0, 1
_MIME: Final = "application/x-hfgoals-wide-column"
_NAME_WIDTH: Final = 168
_LONGEST_TITLE: Final = 100


@dataclass(frozen=True, slots=True)
class _Entry:
    column: Column
    ticked: bool


class ColumnsModel(TableModel):
    """All columns, those of the profile first. ``columns`` are the ticked ones in their order."""

    heads = ("栏目", "表里的标题（F2 或双击改名）")
    _rows: list[_Entry]

    edited = Signal()
    """The user chose, moved or renamed something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = []
        self._currency: Currency = "万元"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns chosen."""
        return tuple(entry.column for entry in self._rows if entry.ticked)

    def show(self, columns: Sequence[Column], currency: Currency) -> None:
        """Show the columns of a profile."""
        chosen = {column.key for column in columns}
        others = [column.key for column in CATALOGUE if column.key not in chosen]
        self.beginResetModel()
        self._currency = currency
        self._rows = [_Entry(column, ticked=True) for column in columns]
        self._rows += [_Entry(Column(key), ticked=False) for key in others]
        self.endResetModel()

    def set_currency(self, currency: Currency) -> None:
        """Say the amounts' usual titles in that currency."""
        self._currency = currency
        if self._rows:
            last = self.index(len(self._rows) - 1, TITLE)
            self.dataChanged.emit(self.index(0, TITLE), last)

    def tick_all(self, *, ticked: bool) -> None:
        """Choose all columns or none."""
        self._rows = [replace(entry, ticked=ticked) for entry in self._rows]
        self._changed(0, len(self._rows) - 1)

    def add_blank(self, below: int) -> int:
        """Put a further blank column below that row; the row where it stands."""
        at = below + 1
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, _Entry(Column(BLANK), ticked=True))
        self.endInsertRows()
        self.edited.emit()
        return at

    def move(self, row: int, to: int) -> bool:
        """Let the entry of that row stand in the row ``to``."""
        if row == to or not (0 <= row < len(self._rows) and 0 <= to < len(self._rows)):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + (to > row))
        self._rows.insert(to, self._rows.pop(row))
        self.endMoveRows()
        self.edited.emit()
        return True

    # ---- as Qt asks

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._rows[index.row()]
        column = entry.column
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == NAME:
            return Qt.CheckState.Checked if entry.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == NAME:
                return column_of(column.key).title
            return column.title or usual_title(column.key, self._currency)
        if role == Qt.ItemDataRole.EditRole:
            return column.title or usual_title(column.key, self._currency)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._ink(entry, index.column()))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return column_of(column.key).note
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = index.row()
        entry = self._rows[row]
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = Qt.CheckState(value) is Qt.CheckState.Checked
            self._rows[row] = replace(entry, ticked=ticked)
        elif role == Qt.ItemDataRole.EditRole and index.column() == TITLE:
            title = single_line(str(value)).strip()[:_LONGEST_TITLE]
            if title == usual_title(entry.column.key, self._currency):
                title = ""
            if title == entry.column.title:
                return True
            # Whoever gives a column a title wants it in the table.
            self._rows[row] = _Entry(Column(entry.column.key, title), ticked=True)
        else:
            return False
        self._changed(row, row)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        own = flag.ItemIsEditable if index.column() == TITLE else flag.ItemIsUserCheckable
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | own

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del action, column
        if not data.hasFormat(_MIME):
            return False
        moved = int(bytes(data.data(_MIME).data()).decode())
        before = row if row >= 0 else (parent.row() if parent.isValid() else self.rowCount())
        self.move(moved, before - (before > moved))
        # "Not taken": else the view would remove the row that has moved already.
        return False

    def _ink(self, entry: _Entry, column: int) -> str:
        if not entry.ticked:
            return tokens.FAINT_TEXT
        return tokens.TEXT if column == NAME or entry.column.title else tokens.SECOND_TEXT

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, NAME), self.index(last, TITLE))
        self.edited.emit()


class ColumnsTable(Table):
    """Shows a ColumnsModel. Space ticks, F2 renames, Alt+↑ and Alt+↓ move, rows can be dragged."""

    def __init__(self, model: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "明细表的栏目", parent, row_height=TICK_HEIGHT)
        self._columns = model
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.widths(_NAME_WIDTH, 0)
        self.doubleClicked.connect(lambda index: self._rename(index.row()))

    @property
    def row(self) -> int:
        """The row in hand; -1 when there is none."""
        return self.currentIndex().row()

    def take(self, row: int) -> None:
        """Take a row in hand."""
        self.setCurrentIndex(self._columns.index(row, NAME))

    def move_by(self, steps: int) -> None:
        """Move the row in hand up or down."""
        to = self.row + steps
        if self._columns.move(self.row, to):
            self.take(to)

    def rename(self) -> None:
        """Edit the title of the row in hand."""
        self._rename(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            self._toggle(self.row)
        else:
            super().keyPressEvent(event)

    def _rename(self, row: int) -> None:
        if row >= 0:
            index = self._columns.index(row, TITLE)
            self.setCurrentIndex(index)
            self.edit(index)

    def _toggle(self, row: int) -> None:
        if row >= 0:
            index = self._columns.index(row, NAME)
            checked = index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            self._columns.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)
