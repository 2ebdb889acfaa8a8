"""The sources as they were read, those that need a look first, to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from hfgoals.merging.reading import Read
from ui.kit import tokens
from ui.kit.plain import plain_tip
from ui.kit.rows import LEFT, RIGHT, Index
from ui.kit.table import TableModel

NAME, UNIT, YEARS, PROJECTS, STATE = range(5)
_CHECK = Qt.ItemDataRole.CheckStateRole


class SourcesModel(TableModel):
    """What was read; the ticks say what is to be gathered."""

    heads = ("文件", "单位", "年度", "项目", "状态")
    right = frozenset({PROJECTS})
    _rows: list[Read]

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_order: tuple[Read, ...] = ()
        self._rows = []
        self._unticked: set[Path] = set()
        self._said_ours: set[Path] = set()

    def show(self, read: Iterable[Read]) -> None:
        """Show these, those of other units unticked; what was ticked or not before stays so."""
        self.beginResetModel()
        self._in_order = tuple(read)
        self._rows = sorted(self._in_order, key=_needs_no_look)
        self.endResetModel()
        self.ticks_changed.emit()

    @property
    def read(self) -> tuple[Read, ...]:
        """All sources in their order, also those that could not be read."""
        return self._in_order

    @property
    def ticked(self) -> tuple[Read, ...]:
        """The sources to gather, in their order."""
        return tuple(each for each in self._in_order if self._is_ticked(each))

    @property
    def unticked(self) -> tuple[Read, ...]:
        """The sources that were read and are not to be gathered."""
        return tuple(
            each for each in self._in_order if each.book is not None and not self._is_ticked(each)
        )

    def row(self, row: int) -> Read:
        """The source in that row."""
        return self._rows[row]

    def toggle(self, row: int) -> None:
        """Tick or untick the source in that row, if it was read."""
        self._tick(row, ticked=not self._is_ticked(self._rows[row]))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tickable = index.column() == NAME and self._rows[index.row()].book is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if tickable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        read, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(read, column)
        if role == _CHECK and column == NAME and read.book is not None:
            return Qt.CheckState.Checked if self._is_ticked(read) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(_color(read, column, ticked=self._is_ticked(read)))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column == PROJECTS else LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return plain_tip(str(read.path))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        self._tick(index.row(), ticked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _is_ticked(self, read: Read) -> bool:
        if read.other_unit is not None:
            return read.path in self._said_ours
        return read.book is not None and read.path not in self._unticked

    def _tick(self, row: int, *, ticked: bool) -> None:
        read = self._rows[row]
        if read.book is None:
            return
        if read.other_unit is not None:
            (self._said_ours.add if ticked else self._said_ours.discard)(read.path)
        else:
            (self._unticked.discard if ticked else self._unticked.add)(read.path)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.heads) - 1))
        self.ticks_changed.emit()


def state_of(read: Read) -> str:
    """How well the source was read, in a few words."""
    if read.trouble is not None:
        return "未读入"
    if read.other_unit is not None:
        return "别的单位"
    if read.unread:
        return f"有 {read.unread} 处未读懂"
    return "不是标准表样" if read.by_labels else "全部读懂"


def is_fine(read: Read) -> bool:
    """Whether nobody needs to look at what was read."""
    return read.whole and not read.by_labels and read.other_unit is None


def summed_up(read: Sequence[Read]) -> str:
    """How many were read, and how many need a look, as a sentence."""
    failed = sum(each.trouble is not None for each in read)
    partly = sum(each.trouble is None and not each.whole for each in read)
    foreign = sum(each.by_labels for each in read)
    others = sum(each.other_unit is not None for each in read)
    told = [f"读入 {len(read) - failed} 个来源"]
    if partly:
        told.append(f"其中 {partly} 个有未读懂之处")
    if foreign:
        told.append(f"{foreign} 个不是标准表样，请核对")
    if others:
        told.append(f"{others} 个是别的单位的，勾选才汇总")
    if failed:
        told.append(f"{failed} 个没有读入")
    return "，".join(told) + "。"


def _needs_no_look(read: Read) -> int:
    return 0 if read.trouble is not None else 1 if not is_fine(read) else 2


def _said(read: Read, column: int) -> str:
    if column == NAME:
        return read.name
    if column == STATE:
        return state_of(read)
    book = read.book
    if book is None:
        return ""
    if column == UNIT:
        return f"{book.unit.code} {book.unit.name}".strip() or "（没有写）"
    if column == YEARS:
        return "、".join(str(plan.year) for plan in book.years)
    return str(sum(len(plan.projects) for plan in book.years))


def _color(read: Read, column: int, *, ticked: bool) -> str:
    if column == STATE:
        if read.trouble is not None:
            return tokens.ERROR
        return tokens.GOOD if is_fine(read) else tokens.WARNING
    if not ticked:
        return tokens.FAINT_TEXT
    return tokens.TEXT if column == NAME else tokens.SECOND_TEXT
