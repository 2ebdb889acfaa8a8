"""The first rows of the wide table as it would be written, from the user's own projects."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import Trouble
from hfgoals.wide.columns import column_of
from hfgoals.wide.profile import WideProfile
from hfgoals.wide.table import WideRow, heading, table_rows
from ui.kit.rows import Index
from ui.kit.table import Table, TableModel

_PROJECTS: Final = 4
_MOST_ROWS: Final = 60
_ROW_HEIGHT: Final = 28
_PIXELS_PER_DIGIT: Final = 8
_ALIGNED: Final = {
    "text": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "amount": Qt.AlignmentFlag.AlignRight,
}


class PreviewModel(TableModel):
    """The rows of the first few projects."""

    _rows: list[WideRow]

    def __init__(self, book: Book, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book, self._plan = book, plan
        self._profile: WideProfile | None = None
        self._rows = []

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
        self.heads = tuple(each.text.replace("\n", " ") for each in heading(profile))
        self._rows = [row for project in rows for row in project][:_MOST_ROWS]
        self.endResetModel()
        return refused

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
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return super().headerData(section, orientation, role)


class PreviewTable(Table):
    """Shows a PreviewModel, with the widths of the worksheet."""

    def __init__(self, model: PreviewModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "明细表预览", parent, row_height=_ROW_HEIGHT)
        self._preview = model
        self.setShowGrid(True)
        self.setSelectionBehavior(Table.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(Table.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
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
