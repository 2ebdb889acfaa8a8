"""Changes as a table: where, what stood there before, what after; and both texts in full below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QWidget

from hfgoals.history.changes import Change
from hfgoals.merging.comparing import differing
from ui.kit import tokens
from ui.kit.excerpt import HELD_TINT, OFFER_TINT, MarkedText, excerpts, paint_excerpt
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.plain import PlainLabel
from ui.kit.rows import Index, Row, RowDelegate, halves, shrunk
from ui.kit.table import Table, TableModel

PLACE, BEFORE, AFTER = range(3)
"""The columns."""
_CHANGE_ROLE: Final = Qt.ItemDataRole.UserRole
_ROW_HEIGHT: Final = 11 * tokens.STEP
_EDGE: Final = 3 * tokens.STEP
_PLACE_WIDTH: Final = 64 * tokens.STEP
_FULL_HEIGHT: Final = 30 * tokens.STEP
_ABSENT: Final = "（没有）"


class ChangeModel(TableModel):
    """Changes in the order given."""

    heads = ("位置", "原来", "现在")

    def show(self, changes: Sequence[Change]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(changes)
        self.endResetModel()

    def change(self, row: int) -> Change | None:
        """The change of that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change: Change = self._rows[index.row()]
        if role == _CHANGE_ROLE:
            return change
        if role == Qt.ItemDataRole.DisplayRole:
            return (place_of(change), _told(change.before), _told(change.after))[index.column()]
        return None


def place_of(change: Change) -> str:
    """The row and field within the project or the overall part."""
    return f"{change.line}　{change.label}" if change.line else change.label


def _told(text: str | None) -> str:
    return _ABSENT if text is None else text


class BothTexts(QWidget):
    """The whole texts before and after a change beside each other, what differs marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = MarkedText("原来的全文", self)
        self._after = MarkedText("现在的全文", self)
        self.heads = PlainLabel("原来", "second"), PlainLabel("现在", "second")
        margins = (_EDGE, 2 * tokens.STEP, _EDGE, tokens.STEP)
        cards = [
            on_card(head, text, margins=margins, gap=tokens.STEP)
            for head, text in zip(self.heads, (self._before, self._after), strict=True)
        ]
        for card in cards:
            card.setFixedHeight(_FULL_HEIGHT)
            card.setFrameShape(QFrame.Shape.NoFrame)
        in_row(*((card, 1) for card in cards), on=self, margins=0, gap=_EDGE)

    def call(self, before: str, after: str) -> None:
        """What both states are called."""
        for head, text in zip(self.heads, (before, after), strict=True):
            head.setText(text)

    def show_change(self, change: Change | None) -> None:
        """Show that one; nothing for None."""
        texts = ("", "") if change is None else (change.before or "", change.after or "")
        spans = differing(*texts)
        self._before.show_text(texts[0], spans[0], HELD_TINT)
        self._after.show_text(texts[1], spans[1], OFFER_TINT)


class ChangeTable(QWidget):
    """The table with the texts of the change in hand below it."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ChangeModel(self)
        self.table = Table(self.model, "不同之处", self, row_height=_ROW_HEIGHT, empty=empty)
        self.table.setItemDelegate(RowDelegate(self.table, _paint, lambda *_: _ROW_HEIGHT))
        self.table.widths(_PLACE_WIDTH, 0, 0)
        self.texts = BothTexts(self)
        in_column((self.table, 1), self.texts, on=self, margins=0, gap=_EDGE)
        self.table.selectionModel().currentRowChanged.connect(self._show_in_hand)

    def call(self, before: str, after: str) -> None:
        """What both states are called."""
        self.model.heads = ("位置", before, after)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, PLACE, AFTER)
        self.texts.call(before, after)

    def show(self, changes: Sequence[Change]) -> None:  # type: ignore[override]
        """Show these, the first in hand."""
        self.model.show(changes)
        if changes:
            self.table.selectRow(0)
        self._show_in_hand(self.table.currentIndex())

    @property
    def in_hand(self) -> Change | None:
        """The change of the row in hand."""
        return self.model.change(self.table.currentIndex().row())

    def _show_in_hand(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        self.texts.show_change(self.model.change(current.row()))


def _paint(row: Row, index: Index) -> None:
    row.fill(tokens.PAPER, ruled=True)
    change: Change = index.data(_CHANGE_ROLE)
    room = row.rect.adjusted(_EDGE, tokens.STEP, -_EDGE, -tokens.STEP)
    if index.column() == PLACE:
        upper, lower = halves(room)
        row.say(upper, place_of(change))
        home = f"{change.year}年　{change.home}" if change.year else change.home
        row.say(lower, home, tokens.SECOND_TEXT, shrunk(row.font))
        return
    text = change.before if index.column() == BEFORE else change.after
    if not text:
        row.say(room, _ABSENT if text is None else "（空白）", tokens.FAINT_TEXT)
        return
    pieces = excerpts(change.before or "", change.after or "")
    later = index.column() == AFTER
    paint_excerpt(row, room, pieces[later], OFFER_TINT if later else HELD_TINT)
