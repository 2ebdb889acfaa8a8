"""The list to look over, for mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ui.gather.review_model import Index, ReviewModel
from ui.gather.review_painting import HEIGHT, ReviewDelegate, columns
from ui.gather.table import CalmTable
from ui.kit import tokens

_CHOICE_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_Left: 0}
_WALKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ReviewView(CalmTable):
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
        self.setItemDelegate(ReviewDelegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)

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
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = QRect(0, 0, self._view.viewport().width(), self.height())
        for place, words in zip(columns(room), ("字段", "本工作簿", "来源", "决定"), strict=True):
            painter.drawText(place, left, words)
        painter.setPen(QColor(tokens.LINE))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
