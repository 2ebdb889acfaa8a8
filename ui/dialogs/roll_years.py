"""The years found in the texts, each with its place, as it is and as it would be, to tick."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from hfgoals.checks.where import Places
from hfgoals.model.address import Address
from hfgoals.model.rolling import YearChange
from hfgoals.model.values import AnnualPlan
from ui.dialogs.roll_painting import (
    BEFORE,
    CHANGE_ROLE,
    HOME_ROLE,
    PLACE,
    ROW_HEIGHT,
    YearDelegate,
)
from ui.kit import tokens

_HEADS: Final = ("位置", "现在", "结转后")
_PLACE_WIDTH = 224
_TIP_LETTERS = 150
_CHECK = Qt.ItemDataRole.CheckStateRole
Index = QModelIndex | QPersistentModelIndex


class YearsModel(QAbstractTableModel):
    """The changes of the projects taken, ticked when sure or as the user has settled."""

    ticks_changed = Signal()

    def __init__(self, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = Places(plan)
        self._changes: list[YearChange] = []
        self._settled: dict[tuple[Address, int], bool] = {}

    def show(self, changes: Iterable[YearChange], projects: frozenset[str]) -> None:
        """Show those of the changes that are in the overall part or in a project taken."""
        self.beginResetModel()
        self._changes = []
        for change in changes:
            project = self._places.where(change.address).project
            if project is None or project.id in projects:
                self._changes.append(change)
        self.endResetModel()
        self.ticks_changed.emit()

    @property
    def ticked(self) -> list[YearChange]:
        """The changes to make."""
        return [change for change in self._changes if self.is_ticked(change)]

    def is_ticked(self, change: YearChange) -> bool:
        """Whether that change is to be made."""
        return self._settled.get((change.address, change.start), change.sure)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick or untick all that are shown."""
        self._settled.update(((each.address, each.start), ticked) for each in self._changes)
        if self._changes:
            self._tell(0, len(self._changes) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(_HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == PLACE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self._changes[index.row()]
        if role == CHANGE_ROLE:
            return change
        if role == HOME_ROLE:
            return self._places.where(change.address).home
        if role == _CHECK and index.column() == PLACE:
            return Qt.CheckState.Checked if self.is_ticked(change) else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(change, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != PLACE:
            left, right = change.around(_TIP_LETTERS)
            # Qt guesses markup from the text; escaped markup leaves it nothing to guess.
            return f"<div>{escape(f'{left}{change.before}{right}')}</div>"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        change = self._changes[index.row()]
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._settled[change.address, change.start] = ticked
        self._tell(index.row(), index.row())
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _said(self, change: YearChange, column: int) -> str:
        where = self._places.where(change.address)
        left, right = change.around()
        if column == PLACE:
            label = change.address.field.label
            return f"第{where.row}行　{label}" if where.part == "indicator" else where.says
        return f"{left}{change.before if column == BEFORE else change.after}{right}"

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(_HEADS) - 1))
        self.ticks_changed.emit()


class YearsTable(QTableView):
    """Shows a YearsModel; says so when there is nothing to change."""

    def __init__(self, model: YearsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(YearDelegate(self))
        self.setAccessibleName("文字里的年份")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(PLACE, _PLACE_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(tokens.SECOND_TEXT)
        painter.drawText(
            self.viewport().rect(),
            Qt.AlignmentFlag.AlignCenter,
            "文字里没有写预算年份，不需要改。",
        )
