"""The list of findings for mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.review.delegate import FindingDelegate
from ui.review.model import FindingRow, FindingsModel, GroupRow, Row


class FindingsView(QListView):
    """Arrows walk, ← and → fold and unfold, Enter goes to the place, Esc goes back to the page."""

    chosen = Signal(object)
    """The key of the finding in hand, or None."""
    shown = Signal(object)
    """The key of a finding that was clicked: its place is to be seen."""
    entered_place = Signal(object)
    """The key of a finding whose place shall get the focus: Enter, double click."""
    fold_wanted = Signal(str, bool)
    """The owner of a group, and whether it shall be folded."""
    menu_wanted = Signal(QPoint)
    left = Signal()
    """Esc."""

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(FindingDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.setAccessibleName("检查结果")

    def row_in_hand(self) -> Row | None:
        """The row in hand."""
        index = self.currentIndex()
        return self._model.row(index) if index.isValid() else None

    def take(self, name: object) -> None:
        """Take the finding of that key in hand, if it is shown; else a heading may stay."""
        if name is None and isinstance(self.row_in_hand(), GroupRow):
            return
        index = self._model.index_of(name) if name is not None else QModelIndex()
        if index == self.currentIndex() and (
            not index.isValid() or self.selectionModel().isSelected(index)
        ):
            return
        blocked = self.blockSignals(True)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self.blockSignals(blocked)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        row = self.row_in_hand()
        self.chosen.emit(row.key if isinstance(row, FindingRow) else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.row_in_hand(), event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._enter(row)
        elif key == Qt.Key.Key_Left and isinstance(row, FindingRow):
            self.setCurrentIndex(self._model.index_of(row.finding.owner))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(row, GroupRow):
            self.fold_wanted.emit(row.owner, key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._model.row(self.indexAt(event.position().toPoint()))
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        if isinstance(row, GroupRow):
            self.fold_wanted.emit(row.owner, not row.folded)
        else:
            self.shown.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._model.row(self.indexAt(event.position().toPoint()))
        if isinstance(row, FindingRow) and event.button() == Qt.MouseButton.LeftButton:
            self.entered_place.emit(row.key)

    def _enter(self, row: Row) -> None:
        if isinstance(row, GroupRow):
            self.fold_wanted.emit(row.owner, not row.folded)
        else:
            self.entered_place.emit(row.key)

    def _menu(self, at: QPoint) -> None:
        if isinstance(self.row_in_hand(), FindingRow):
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))
