"""Notes about a source in a list: by what they say, the many of one sort folded together."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hfgoals.exchange.note import Note, NoteGroup, grouped
from ui.kit import tokens
from ui.kit.icons import icon
from ui.kit.rows import strong
from ui.kit.table import calm

_NOTE = Qt.ItemDataRole.UserRole
"""The Note of an item; None for the head of a group."""
_GROUP = Qt.ItemDataRole.UserRole + 1
"""The number of its group."""
_FOLDED_FROM = 7
"""Notes of one sort that are folded together at first."""
_LONGEST = 200


class NotesList(QListWidget):
    """Shows notes. Enter or a click on a head folds its notes or shows them."""

    chosen = Signal(object)
    """The Note that the user took in hand."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        calm(self, name)
        self.setWordWrap(True)
        self._groups: tuple[NoteGroup, ...] = ()
        self._open: dict[tuple[bool, str], bool] = {}
        """Which groups the user folded or opened, by what they say."""
        self._filling = False
        self.currentItemChanged.connect(self._changed)
        self.itemClicked.connect(self._clicked)

    def show_notes(self, notes: Iterable[Note], nothing: str = "") -> None:
        """Show these; ``nothing`` is said when there are none."""
        self._groups = grouped(notes)
        self._fill(self.currentRow())
        if not self._groups and nothing:
            QListWidgetItem(nothing, self).setFlags(Qt.ItemFlag.NoItemFlags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and blank open or fold; Right opens, Left folds, as in any tree."""
        key, index = event.key(), self.currentIndex()
        group: int | None = index.data(_GROUP)
        turns = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if group is not None and index.data(_NOTE) is None and turns:
            self._turn(group)
        elif group is not None and key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            if self._is_open(group) != (key == Qt.Key.Key_Right):
                self._turn(group)
        else:
            super().keyPressEvent(event)

    def _is_open(self, number: int) -> bool:
        group = self._groups[number]
        few = len(group.notes) < _FOLDED_FROM
        return self._open.get((group.unread, group.message), few)

    def _turn(self, number: int) -> None:
        group = self._groups[number]
        self._open[group.unread, group.message] = not self._is_open(number)
        heads = (row for row in range(self.count()) if self.item(row).data(_GROUP) == number)
        self._fill(next(heads, 0))

    def _fill(self, current: int) -> None:
        self._filling = True
        self.clear()
        for number, group in enumerate(self._groups):
            if len(group.notes) == 1:
                self._add(number, group.notes[0], group.notes[0].message, indented=False)
                continue
            self._add_head(number, group)
            if self._is_open(number):
                for note in group.notes:
                    said = "" if note.message == group.message else note.message
                    self._add(number, note, said, indented=True)
        if self.count():
            self.setCurrentRow(min(max(current, 0), self.count() - 1))
        self._filling = False

    def _add_head(self, number: int, group: NoteGroup) -> None:
        opened = self._is_open(number)
        item = QListWidgetItem(
            f"{_unread(group.notes[0])}{group.message}　{len(group.notes)} 处", self
        )
        item.setFont(strong(self.font()))
        item.setIcon(icon("fold" if opened else "unfold"))
        item.setData(_GROUP, number)
        state = "已展开，按回车收起" if opened else "已收起，按回车展开"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}，{state}")
        item.setToolTip("回车或单击：展开、收起")

    def _add(self, number: int, note: Note, said: str, *, indented: bool) -> None:
        text = "" if note.text.strip() in said else " ".join(note.text.split())[:_LONGEST]
        head = "：".join(part for part in (note.where, said) if part)
        lines = [f"{'' if indented else _unread(note)}{head}", f"　　{text}" if text else ""]
        if indented and not said:
            lines = ["：".join(part for part in (note.where, text) if part)]
        indent = "　　" if indented else ""
        item = QListWidgetItem("\n".join(f"{indent}{line}" for line in lines if line.strip()), self)
        item.setForeground(QColor(tokens.SECOND_TEXT if indented else tokens.TEXT))
        item.setData(_NOTE, note)
        item.setData(_GROUP, number)

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.data(_NOTE) is None and item.data(_GROUP) is not None:
            self._turn(item.data(_GROUP))
        elif item.data(_NOTE) is not None:
            self.chosen.emit(item.data(_NOTE))

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling and item.data(_NOTE) is not None:
            self.chosen.emit(item.data(_NOTE))


def _unread(note: Note) -> str:
    return "【未读入】" if note.unread else ""
