"""The list of projects for mouse and keyboard: rows can be dragged to another place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from ui.kit import tokens

_SCROLL_EVERY = 40
_EDGE = 24


class ProjectListView(QListView):
    """One column; a drag ends with ``dropped``, it moves nothing by itself."""

    dropped = Signal(int, int)
    """A row was dragged into the gap before another (the number of rows for the end)."""
    opened = Signal()
    """Enter, F2 or a double click: go to the project's table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("项目列表")
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
