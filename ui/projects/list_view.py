"""The list of projects for mouse and keyboard: rows can be dragged to another place.

A project has two lines: number and name, below them its state and its budget.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QListView, QWidget

from ui.kit import tokens
from ui.kit.fonts import tabular
from ui.kit.rows import Index, Row, RowDelegate, shrunk
from ui.kit.table import calm
from ui.projects.list_model import AMOUNT_ROLE, COUNTS_ROLE, NUMBER_ROLE, STATE_ROLE, UNNAMED
from ui.review.counter import pieces

_SCROLL_EVERY = 40
_EDGE = 24
_PAD = 7
_GAP = 3
_STATES = {
    "blank": ("未填", tokens.FAINT_TEXT),
    "partial": ("未填完", tokens.WARNING),
    "complete": ("✓ 已填全", tokens.SECOND_TEXT),
}


_WRONG = ("待改", tokens.WARNING)
"""Of one that is filled in, but has errors."""


class ProjectListView(QListView):
    """One column; a drag ends with ``dropped``, it moves nothing by itself."""

    dropped = Signal(int, int)
    """A row was dragged into the gap before another (the number of rows for the end)."""
    opened = Signal()
    """Enter, F2 or a double click: go to the project's table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        calm(self, "项目列表")
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setItemDelegate(RowDelegate(self, _paint, _height))
        self.may_drag = True
        self._pressed: tuple[QPoint, int] | None = None
        self._gap = -1
        self._mouse = QPoint()
        self._scrolling = QTimer(self, interval=_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape and self._gap >= 0:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        row = self.indexAt(at).row()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (at, row) if left and row >= 0 and self.may_drag else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        self._mouse = event.position().toPoint()
        far = (self._mouse - self._pressed[0]).manhattanLength()
        if self._gap < 0 and far < QApplication.startDragDistance():
            return
        self._scrolling.start()
        self._find_gap()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, gap = self._pressed, self._gap
        self._end_drag()
        super().mouseReleaseEvent(event)
        if pressed is not None and gap >= 0 and gap not in (pressed[1], pressed[1] + 1):
            self.dropped.emit(pressed[1], gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap < 0:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(tokens.ACCENT), 2))
        y = self._gap_y()
        painter.drawLine(tokens.STEP, y, self.viewport().width() - tokens.STEP, y)
        painter.end()

    def _end_drag(self) -> None:
        self._pressed, self._gap = None, -1
        self._scrolling.stop()
        self.viewport().update()

    def _find_gap(self) -> None:
        height = max(1, self.sizeHintForRow(0))
        y = self._mouse.y() + self.verticalScrollBar().value()
        self._gap = max(0, min(self.model().rowCount(), round(y / height)))
        self.viewport().update()

    def _gap_y(self) -> int:
        height = max(1, self.sizeHintForRow(0))
        return max(1, self._gap * height - self.verticalScrollBar().value())

    def _scroll(self) -> None:
        bar, y = self.verticalScrollBar(), self._mouse.y()
        if y < _EDGE:
            bar.setValue(bar.value() - _EDGE)
        elif y > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _EDGE)
        self._find_gap()


def _height(font: QFont, _index: Index) -> int:
    lines = QFontMetrics(font).height() + QFontMetrics(shrunk(font)).height()
    return lines + _GAP + 2 * _PAD


def _paint(row: Row, index: Index) -> None:
    row.fill_rounded()
    inner = row.rect.adjusted(3 * tokens.STEP, _PAD, -3 * tokens.STEP, -_PAD)
    upper = QRect(inner.topLeft(), QSize(inner.width(), QFontMetrics(row.font).height()))
    row.say(upper, str(index.data(NUMBER_ROLE)), tokens.FAINT_TEXT, tabular(row.font))
    digits = len(str(max(1, index.model().rowCount())))
    indent = row.width_of("0" * digits) + 2 * tokens.STEP
    name = index.data(Qt.ItemDataRole.DisplayRole)
    ink = tokens.FAINT_TEXT if name == UNNAMED else tokens.TEXT
    # Many a unit's names begin alike; what tells them apart stands at their end.
    row.say(upper.adjusted(indent, 0, 0, 0), name, ink, side=Qt.TextElideMode.ElideMiddle)
    lower, small = inner.adjusted(indent, upper.height() + _GAP, 0, 0), shrunk(row.font)
    counts, state = index.data(COUNTS_ROLE), index.data(STATE_ROLE)
    wrong = state == "complete" and counts.error
    beside = row.say(lower, *(_WRONG if wrong else _STATES[state]), small) + 3 * tokens.STEP
    row.say_pieces(lower.adjusted(beside, 0, 0, 0), pieces(counts), small)
    row.say(lower, index.data(AMOUNT_ROLE), font=tabular(row.font), right=True)
