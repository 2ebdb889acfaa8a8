"""The files to gather, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from hfgoals.merging.finding import Found
from ui.kit import tokens
from ui.kit.plain import plain_tip
from ui.kit.rows import Index
from ui.kit.table import TableModel

NAME, KIND, FOLDER = range(3)
_KINDS: Final = {
    ".hfg": "绩效目标工作簿",
    ".txt": "文本",
    ".docx": "Word 文档",
    ".doc": "旧版 Word 文档",
    ".wps": "WPS 文字",
    ".ods": "ODS 表格",
    ".et": "WPS 表格",
    ".xls": "旧版 Excel 工作簿",
}


class FileModel(TableModel):
    """The files in the order in which they are gathered."""

    heads = ("文件", "类型", "所在文件夹")
    _rows: list[Found]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = []

    @property
    def found(self) -> tuple[Found, ...]:
        """All of them."""
        return tuple(self._rows)

    def add(self, found: Iterable[Found]) -> None:
        """Put further files at the end."""
        more = list(found)
        if not more:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
        self._rows += more
        self.endInsertRows()

    def remove(self, rows: Iterable[int]) -> None:
        """Take files off the list."""
        gone = set(rows)
        self.beginResetModel()
        self._rows = [each for row, each in enumerate(self._rows) if row not in gone]
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(found, column)
        if role == Qt.ItemDataRole.ForegroundRole and column != NAME:
            return QColor(tokens.SECOND_TEXT)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(str(found.path))
        return None


def _said(found: Found, column: int) -> str:
    if column == NAME:
        return found.name
    if column == FOLDER:
        return str(found.path.parent)
    return _KINDS.get(found.path.suffix.lower(), "Excel 工作簿")
