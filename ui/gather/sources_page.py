"""Step two: the sources as they were read, those that need a look first, to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QWidget,
)

from hfgoals.exchange.note import Note, NoteGroup, grouped
from hfgoals.merging.reading import Read
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.plain import ElidedLabel, PlainLabel, plain_tip
from ui.kit.rows import LEFT, RIGHT, Index
from ui.kit.table import Table, TableModel
from ui.kit.tokens import STEP

NAME, UNIT, YEARS, PROJECTS, STATE = range(5)
_CHECK = Qt.ItemDataRole.CheckStateRole
_BY_LABELS = (
    "这个来源不是标准表样，是按栏目名称读入的，请在“核对”里看看内容对不对。"
    "要逐格改正的，请先用“读入”单独读它。"
)


class SourcesPage(QWidget):
    """The sources read, to tick."""

    changed = Signal()
    as_year_wanted = Signal()
    """Sources of other years alone are to be taken as of the year that is gathered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sources = SourcesModel(self)
        self._of_others = PlainLabel("", wraps=True)
        self.as_year = push_button("", self.as_year_wanted.emit, role="link")
        self._offer = QFrame(self)
        self._offer.setProperty("role", "bar-quiet")
        around = (4 * STEP, STEP, 2 * STEP, STEP)
        in_row((self._of_others, 1), self.as_year, on=self._offer, margins=around, gap=2 * STEP)
        self.table = _SourcesTable(self.sources, self)
        self._counted = PlainLabel("", "section")
        self._hint = PlainLabel("不打勾的来源不汇总；按空格键勾选或取消。", "second")
        self._name = ElidedLabel("", "section")
        self._state = PlainLabel("", "second")
        self.notes = QPlainTextEdit(self)
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName("这个来源的说明")
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_notes())
        self.sources.ticks_changed.connect(self._count)

    def show_read(self, read: Iterable[Read], year: int | None = None) -> None:
        """Show what was read; ``year`` is the one that is gathered, where it is one."""
        self.sources.show(read)
        self._offer_year([each for each in self.sources.read if each.other_year is not None], year)
        if self.sources.rowCount():
            self.table.selectRow(0)
        self._show_notes()
        self.table.setFocus()

    def _offer_year(self, others: list[Read], year: int | None) -> None:
        years = {plan.year for each in others if each.other_year for plan in each.other_year.years}
        there = "、".join(f"{each} 年" for each in sorted(years))
        whose = (
            f"{len(others)} 个来源" if len(others) > 1 else f"“{others[0].name}”" if others else ""
        )
        self._of_others.setText(
            f"{whose}里没有 {year} 年，只有 {there}。表里的年度没有改的，可以当作 {year} 年读入："
            "文字里的年份一并改好，汇总以前还能逐处核对。"
        )
        self.as_year.setText(f"当作 {year} 年读入")
        self._offer.setVisible(bool(others) and year is not None)

    def _lay_out(self) -> None:
        left = on_card(self.table)
        right = on_card(
            self._name,
            self._state,
            (self.notes, 1),
            margins=(4 * STEP, 3 * STEP, STEP, STEP),
            gap=STEP,
        )
        self.notes.setFrameShape(QFrame.Shape.NoFrame)
        self.notes.setObjectName("gather-notes")
        self.notes.document().setDocumentMargin(0)
        columns = in_row((left, 5), (right, 2), gap=4 * STEP)
        in_column(
            self._counted,
            self._offer,
            (columns, 1),
            self._hint,
            on=self,
            margins=(6 * STEP, 5 * STEP, 6 * STEP, 4 * STEP),
            gap=3 * STEP,
        )

    def _count(self) -> None:
        unticked = sum(each.other_unit is None for each in self.sources.unticked)
        left = f"已取消 {unticked} 个。" if unticked else ""
        self._counted.setText(summed_up(self.sources.read) + left)
        self.changed.emit()

    def _show_notes(self) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < self.sources.rowCount():
            for each in (self._name, self._state):
                each.setText("")
            self.notes.clear()
            return
        read = self.sources.row(row)
        self._name.setText(read.name)
        role = "error" if read.trouble else "good" if is_fine(read) else "warning"
        self._state.setText(state_of(read))
        self._state.put_role(role)
        self.notes.setPlainText(_told(read))


class _SourcesTable(Table):
    def __init__(self, model: SourcesModel, parent: QWidget) -> None:
        super().__init__(model, "读到的来源", parent)
        self._sources = model
        self.widths(0, 0, 18 * STEP, 15 * STEP, 34 * STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self._sources.toggle(row)
        else:
            super().keyPressEvent(event)


def _told(read: Read) -> str:
    if read.trouble is not None:
        trouble = read.trouble
        return "\n\n".join(part for part in (trouble.what, trouble.safe, trouble.advice) if part)
    other = read.other_unit
    heads = [other.what, other.advice] if other is not None else []
    heads += [_BY_LABELS] if read.by_labels else []
    parts = [*heads, *map(_group, grouped(read.notes))] or ["没有需要说明的地方。"]
    return "\n\n".join(parts)


def _group(group: NoteGroup) -> str:
    """What is said of several places once, and the places below."""
    if len(group.notes) == 1:
        return _note(group.notes[0])
    head = f"{'【未读懂】' if group.unread else ''}{group.message}　{len(group.notes)} 处"
    lines = (
        "：".join(part for part in (note.where, f"“{note.text}”" if note.text else "") if part)
        for note in group.notes
    )
    return "\n".join([head, *(f"　　{line}" for line in lines if line)])


def _note(note: Note) -> str:
    head = f"【未读懂】{note.where}" if note.unread else note.where
    said = "：".join(part for part in (head, note.message) if part)
    return f"{said}\n“{note.text}”" if note.text else said


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
