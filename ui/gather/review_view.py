"""The list to look over, for mouse and keyboard; what differs in two texts is tinted."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from hfgoals.merging.deciding import Dispute
from hfgoals.merging.gathering import Entry
from ui.gather.review_model import (
    ROW_ROLE,
    VERDICT_ROLE,
    DisputeRow,
    EntryRow,
    GroupRow,
    ReviewModel,
    home_of,
)
from ui.kit import tokens
from ui.kit.excerpt import HELD_TINT, MOST, OFFER_TINT, excerpts, paint_excerpt
from ui.kit.rows import LEFT, Index, Row, RowDelegate, strong
from ui.kit.table import ROW_HEIGHT, Table

_EDGE = 3 * tokens.STEP
_STATE_COLORS: Final = {
    "undecided": tokens.FAINT_TEXT,
    "kept": tokens.TEXT,
    "taken": tokens.ACCENT,
    "own": tokens.ACCENT,
    "wrong": tokens.ERROR,
}
_CHOICE_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_Left: 0}
_WALKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def columns(room: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    """Where field, workbook, source and verdict stand in a row."""
    width = room.width()
    verdict = min(44 * tokens.STEP, width // 6)
    field = min(84 * tokens.STEP, width * 29 // 100)
    text = (width - verdict - field) // 2
    lefts = (0, field, field + text, field + 2 * text)
    widths = (field, text, text, verdict)
    return tuple(  # type: ignore[return-value]
        QRect(room.left() + left, room.top(), wide, room.height()).adjusted(
            _EDGE, 0, -tokens.STEP, 0
        )
        for left, wide in zip(lefts, widths, strict=True)
    )


class ReviewView(Table):
    """↑ and ↓ walk over headings, 1, 2, 3 or ← and → choose, Enter goes to the next undecided."""

    in_hand = Signal(int)
    """The place of the row in hand."""
    chosen = Signal(int)
    """0 for the workbook's text, 1 for the source's, 2 for one's own."""
    right_pressed = Signal()
    """→: the source's text, or the next source's."""
    next_wanted = Signal()

    def __init__(self, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "要核对的内容", parent)
        self._model = model
        self.setItemDelegate(RowDelegate(self, _paint, lambda _font, _index: ROW_HEIGHT))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def go_to(self, place: int) -> None:
        """Take that row in hand and show it, its heading too when it is the first below it."""
        index = self._model.index(place, 0)
        self.setCurrentIndex(index)
        if place and self._model.next_content(place, -1) != place - 1:
            self.scrollTo(self._model.index(place - 1, 0))
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.in_hand.emit(current.row() if current.isValid() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place = Qt.Key(event.key()), self.currentIndex().row()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _WALKS:
            beside = self._model.next_content(place, _WALKS[key])
            if beside is not None:
                self.go_to(beside)
        elif key in _CHOICE_KEYS and self._model.dispute(place) is not None:
            self.chosen.emit(_CHOICE_KEYS[key])
        elif key == Qt.Key.Key_Right and self._model.dispute(place) is not None:
            self.right_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)


class ReviewHeads(QWidget):
    """The names of the columns, over a ReviewView."""

    def __init__(self, view: ReviewView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setFixedHeight(8 * tokens.STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(QColor(tokens.SECOND_TEXT))
        room = QRect(0, 0, self._view.viewport().width(), self.height())
        for place, words in zip(columns(room), ("字段", "本工作簿", "来源", "决定"), strict=True):
            painter.drawText(place, LEFT, words)
        painter.setPen(QColor(tokens.LINE))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


def _paint(row: Row, index: Index) -> None:
    told = index.data(ROW_ROLE)
    if isinstance(told, GroupRow):
        row.selected = row.hovered = False
        row.fill(tokens.LABEL, ruled=True)
        _paint_group(row, told)
        return
    row.fill(tokens.PAPER, ruled=True)
    if isinstance(told, DisputeRow):
        _paint_dispute(row, told.dispute, index.data(VERDICT_ROLE))
    elif isinstance(told, EntryRow):
        _paint_entry(row, told.entry)


def _paint_group(row: Row, group: GroupRow) -> None:
    room = row.rect.adjusted(_EDGE, 0, -_EDGE, 0)
    counted = f"{group.count} 处"
    width = row.say(room, counted, tokens.SECOND_TEXT, right=True) + _EDGE
    row.say(room.adjusted(0, 0, -width, 0), group.title, font=strong(row.font))


def _paint_dispute(row: Row, dispute: Dispute, verdict: tuple[str, str, str]) -> None:
    field, held, offered, decided = columns(row.rect)
    state, words, text = verdict
    used = row.say(field, dispute.label) + 2 * tokens.STEP
    if dispute.row:
        row.say(field.adjusted(used, 0, 0, 0), dispute.row, tokens.SECOND_TEXT)
    ours, theirs = excerpts(dispute.held, text)
    paint_excerpt(row, held, ours, HELD_TINT)
    if len(dispute.offers) > 1:
        count = f"{len(dispute.offers)} 种"
        width = row.say(offered, count, tokens.WARNING, right=True) + 2 * tokens.STEP
        offered = offered.adjusted(0, 0, -width, 0)
    paint_excerpt(row, offered, theirs, OFFER_TINT)
    row.say(decided, words, _STATE_COLORS[state])


def _paint_entry(row: Row, entry: Entry) -> None:
    room = row.rect.adjusted(_EDGE, 0, -_EDGE, 0)
    where = room.adjusted(0, 0, -room.width() * 3 // 5, 0)
    what = room.adjusted(where.width() + _EDGE, 0, 0, 0)
    text = " ".join(entry.text.split())
    said = f"{entry.what}　{text}" if text else entry.what
    row.say(where, home_of(entry.year, entry.project), tokens.SECOND_TEXT)
    row.say(what, said[:MOST])
