"""The first rows of the wide table as it would be written, from the user's own projects."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import Trouble
from hfgoals.wide.columns import column_of
from hfgoals.wide.profile import WideProfile
from hfgoals.wide.table import WideRow, heading, table_rows

_PROJECTS: Final = 4
_MOST_ROWS: Final = 60
_ROW_HEIGHT: Final = 28
_PIXELS_PER_DIGIT: Final = 8
_ALIGNED: Final = {
    "text": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "amount": Qt.AlignmentFlag.AlignRight,
}
Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """The rows of the first few projects."""

    def __init__(self, book: Book, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book, self._plan = book, plan
        self._profile: WideProfile | None = None
        self._heads: WideRow = ()
        self._rows: list[WideRow] = []

    @property
    def profile(self) -> WideProfile | None:
        """The profile shown."""
        return self._profile

    def show(self, profile: WideProfile) -> str:
        """Show the table of a profile; why it cannot be made, in Chinese, or ""."""
        refused = profile.fault()
        rows: list[tuple[WideRow, ...]] = []
        try:
            rows = list(islice(table_rows(self._book, self._plan, profile), _PROJECTS))
        except Trouble as trouble:
            refused = str(trouble)
        self.beginResetModel()
        self._profile = profile
        self._heads = heading(profile)
        self._rows = [row for project in rows for row in project][:_MOST_ROWS]
        self.endResetModel()
        return refused

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()].text.replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole and self._profile is not None:
            kind = column_of(self._profile.columns[index.column()].key).kind
            return _ALIGNED[kind] | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section].text.replace("\n", " ")
        return None


class PreviewTable(QTableView):
    """Shows a PreviewModel, with the widths of the worksheet."""

    def __init__(self, model: PreviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = model
        self.setModel(model)
        self.setAccessibleName("明细表预览")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        model.modelReset.connect(self._arrange)

    def _arrange(self) -> None:
        profile = self._preview.profile
        if profile is None:
            return
        fitting = self.fontMetrics()
        for place, column in enumerate(profile.columns):
            shown = column_of(column.key)
            title = fitting.horizontalAdvance(profile.title_of(column)[:20]) + 32
            self.setColumnWidth(place, max(title, shown.width * _PIXELS_PER_DIGIT))
