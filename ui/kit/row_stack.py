"""Rows of the workbook as widgets below each other, kept by row id and moved by their handles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.kit.icons import icon, pixmap
from ui.kit.layouts import in_column
from ui.kit.plain import plain_tip
from ui.kit.tokens import FAINT_TEXT, SECOND_TEXT

_LINE = 2
_SCROLL_EDGE = 48
_SCROLL_EVERY = 30


class RowButton(QToolButton):
    """A small quiet button on a row; the same command is in the menus for the keyboard."""

    def __init__(self, icon_name: str, tip: str) -> None:
        super().__init__()
        self.setIcon(icon(icon_name, SECOND_TEXT))
        self.setIconSize(QSize(16, 16))
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(tip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class DragHandle(QLabel):
    """Six dots to take a row by."""

    dragged = Signal(QPoint)
    """The mouse is here now (global position), the button down."""
    dropped = Signal(QPoint)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPixmap(_dots())
        self.setFixedSize(20, 24)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("按住拖动，调整顺序")
        self._pressed: QPoint | None = None
        self._dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        at = event.globalPosition().toPoint()
        if not self._dragging and (at - self._pressed).manhattanLength() < 6:
            return
        if not self._dragging:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            _application().installEventFilter(self)
        self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._end():
            self.dropped.emit(event.globalPosition().toPoint())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a row is dragged, Esc gives it up, whoever has the focus."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if self._end():
                self.cancelled.emit()
            return True
        return super().eventFilter(watched, event)

    def _end(self) -> bool:
        was, self._dragging, self._pressed = self._dragging, False, None
        if was:
            _application().removeEventFilter(self)
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        return was


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("widgets need an application")
    return application


@cache
def _dots() -> QPixmap:
    return pixmap("drag", FAINT_TEXT, 18)


class RowWidget(QFrame):
    """One row. It has a ``handle``, and shows a value when told to ``refresh``."""

    def __init__(self, row_id: str) -> None:
        super().__init__()
        self.row_id = row_id
        self.row: Any = None
        self.handle = DragHandle()

    def show_row(self, row: Any, number: int) -> None:
        """Show the row under its number (0 for none), if it is another than before."""
        self.show_number(number)
        if row is not self.row:
            self.row = row
            self.refresh()

    def show_number(self, number: int) -> None:
        """Show the number before the row."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show ``row``."""
        raise NotImplementedError

    def drop(self) -> None:
        """Let go of the row: it is no longer there."""
        raise NotImplementedError


class DropLine(QFrame):
    """Where the dragged row would go."""


class RowStack(QWidget):
    """The widgets of a tuple of rows, in their order."""

    moved = Signal(str, int)
    """A row was dragged to an index counted without it."""

    def __init__(self, make: Callable[[str], RowWidget], spacing: int) -> None:
        super().__init__()
        self._make = make
        self._widgets: dict[str, RowWidget] = {}
        self._column = in_column(on=self, margins=0, gap=spacing)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._line = DropLine(self)
        self._line.hide()
        self._at: QPoint | None = None
        self._dragged_id = ""
        self._scrolling = QTimer(self, interval=_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def widgets(self) -> tuple[RowWidget, ...]:
        """The widgets from top to bottom."""
        return tuple(self._widgets.values())

    def widget(self, row_id: str) -> RowWidget | None:
        """The widget of that row."""
        return self._widgets.get(row_id)

    def show_rows(self, rows: Iterable[Any], numbers: Iterable[int]) -> bool:
        """Show these rows under these numbers; whether rows came, went or moved."""
        wanted = {row.id: (row, number) for row, number in zip(rows, numbers, strict=True)}
        changed = list(wanted) != list(self._widgets)
        if changed:
            self._restack(list(wanted))
        for row_id, (row, number) in wanted.items():
            self._widgets[row_id].show_row(row, number)
        return changed

    def _restack(self, wanted: list[str]) -> None:
        for row_id in [each for each in self._widgets if each not in wanted]:
            widget = self._widgets.pop(row_id)
            widget.drop()
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        ordered: dict[str, RowWidget] = {}
        for index, row_id in enumerate(wanted):
            widget = self._widgets.get(row_id) or self._made(row_id)
            ordered[row_id] = widget
            if self._column.indexOf(widget) != index:
                self._column.insertWidget(index, widget)
                # The layout would show it only later; the focus may be wanted there at once.
                widget.show()
        self._widgets = ordered

    def _made(self, row_id: str) -> RowWidget:
        widget = self._make(row_id)
        widget.handle.dragged.connect(lambda at: self._drag(row_id, at))
        widget.handle.dropped.connect(lambda at: self._drop(row_id, at))
        widget.handle.cancelled.connect(self._end_drag)
        return widget

    def _drag(self, row_id: str, at: QPoint) -> None:
        self._dragged_id, self._at = row_id, at
        self._show_line()
        if not self._scrolling.isActive():
            self._scrolling.start()

    def _drop(self, row_id: str, at: QPoint) -> None:
        self._end_drag()
        gap = self._gap(at)
        was = list(self._widgets).index(row_id)
        index = gap - 1 if gap > was else gap
        if index != was:
            self.moved.emit(row_id, index)

    def _end_drag(self) -> None:
        self._line.hide()
        self._scrolling.stop()
        self._at = None

    def _gap(self, at: QPoint) -> int:
        """The number of rows above the mouse."""
        y = self.mapFromGlobal(at).y()
        return sum(widget.geometry().center().y() < y for widget in self._widgets.values())

    def _show_line(self) -> None:
        if self._at is None:
            return
        gap, widgets = self._gap(self._at), self.widgets
        half = self._column.spacing() // 2
        y = widgets[gap].y() - half if gap < len(widgets) else widgets[-1].geometry().bottom()
        self._line.setGeometry(0, max(0, y - _LINE // 2), self.width(), _LINE)
        self._line.show()
        self._line.raise_()

    def _scroll(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is None or self._at is None:
            return
        page = above.widget()
        at = page.mapFromGlobal(self._at)
        above.ensureVisible(at.x(), at.y(), 0, _SCROLL_EDGE)
        self._show_line()
