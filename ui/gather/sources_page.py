"""Step two: what was read of every source, and the notes about the one in hand."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QWidget,
)

from hfgoals.exchange.note import Note
from hfgoals.merging.reading import Read
from ui.gather.sources_model import SourcesModel, is_fine, state_of, summed_up
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel, PlainLabel
from ui.kit.table import Table
from ui.kit.tokens import STEP

_BY_LABELS = (
    "这个来源不是标准表样，是按栏目名称读入的，请在“核对”里看看内容对不对。"
    "要逐格改正的，请先用“读入”单独读它。"
)


class SourcesPage(QWidget):
    """The sources read, to tick."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sources = SourcesModel(self)
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

    def show_read(self, read: Iterable[Read]) -> None:
        """Show what was read."""
        self.sources.show(read)
        if self.sources.rowCount():
            self.table.selectRow(0)
        self._show_notes()
        self.table.setFocus()

    def _lay_out(self) -> None:
        left, right = _card(self.table), QFrame(self)
        right.setProperty("role", "card")
        in_column(
            self._name,
            self._state,
            (self.notes, 1),
            on=right,
            margins=(4 * STEP, 3 * STEP, STEP, STEP),
            gap=STEP,
        )
        self.notes.setFrameShape(QFrame.Shape.NoFrame)
        self.notes.setObjectName("gather-notes")
        self.notes.document().setDocumentMargin(0)
        columns = in_row((left, 5), (right, 2), gap=4 * STEP)
        in_column(
            self._counted,
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


def _card(inside: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    in_column(inside, on=card, margins=STEP)
    return card


def _told(read: Read) -> str:
    if read.trouble is not None:
        trouble = read.trouble
        return "\n\n".join(part for part in (trouble.what, trouble.safe, trouble.advice) if part)
    other = read.other_unit
    heads = [other.what, other.advice] if other is not None else []
    heads += [_BY_LABELS] if read.by_labels else []
    in_order = sorted(read.notes, key=lambda note: not note.unread)
    parts = [*heads, *map(_note, in_order)] or ["没有需要说明的地方。"]
    return "\n\n".join(parts)


def _note(note: Note) -> str:
    head = f"【未读懂】{note.where}" if note.unread else note.where
    said = "：".join(part for part in (head, note.message) if part)
    return f"{said}\n“{note.text}”" if note.text else said
