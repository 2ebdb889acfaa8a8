"""Calm tables and lists: no grid, the whole row in hand, nothing edited by a slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTableView, QWidget

from ui.kit import tokens
from ui.kit.rows import LEFT, RIGHT, Index

ROW_HEIGHT: Final = 9 * tokens.STEP
_NOTHING = QModelIndex()


def calm(view: QListView | QTableView, name: str) -> None:
    """Let the view scroll smoothly and only up and down, and show what the mouse is over."""
    view.setAccessibleName(name)
    view.setMouseTracking(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class Table(QTableView):
    """``empty`` is what it says when there is nothing to show."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        parent: QWidget | None = None,
        *,
        row_height: int = ROW_HEIGHT,
        empty: str = "",
    ) -> None:
        super().__init__(parent)
        self.empty = empty
        self.setModel(model)
        calm(self, name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setIconSize(QSize(16, 16))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def widths(self, *widths: int) -> None:
        """The columns' widths in pixels; 0 for what shares the rest."""
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            if width:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def rows(self) -> list[int]:
        """The rows selected."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() or not self.empty:
            return
        painter = QPainter(self.viewport())
        painter.setPen(tokens.SECOND_TEXT)
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty)
        painter.end()


class TableModel(QAbstractTableModel):
    """Rows of values under heads; what a value shows in which column is its heir's to say."""

    heads: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    """The columns of figures."""
    _rows: Sequence[Any] = ()

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in self.right else LEFT
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None
