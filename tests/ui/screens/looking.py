"""What cannot be seen or reached in a window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from ui.grid.cell_editor import CellEditor
from ui.kit.fitting import FRAME, Scrolled


def faults(window: QWidget) -> list[str]:
    """Each in a line; nothing when all is well."""
    found = list(_outside_screen(window))
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not _rests(widget):
            found += _hidden(widget)
    return found


def _rests(widget: QWidget) -> bool:
    """Whether it belongs to a cell's editor that waits for its first key, without size."""
    around: QWidget | None = widget
    while around is not None and not isinstance(around, CellEditor):
        around = around.parentWidget()
    return around is not None and not around.awake


def _outside_screen(window: QWidget) -> Iterator[str]:
    room = window.screen().availableGeometry()
    whole = window.geometry().marginsAdded(FRAME)
    if window.isMaximized():
        whole = window.geometry()
    if whole.width() > room.width() or whole.height() > room.height():
        yield f"{_named(window)} with its frame is {whole.size()} on a screen of {room.size()}"
    if not room.contains(window.frameGeometry()):
        yield f"{_named(window)} is at {window.frameGeometry()} on a screen at {room}"


def _hidden(widget: QWidget) -> Iterator[str]:
    area = _scroll_area(widget)
    if isinstance(widget, Scrolled) and widget.horizontalScrollBar().maximum():
        yield f"{_named(widget)} is wider than there is room for"
    if area is None:
        lost = _cut_by(widget, widget.window())
        if lost is not None:
            yield f"{_named(widget)} is cut off by {_named(lost)}"
    elif isinstance(widget, QAbstractButton):
        area.ensureWidgetVisible(widget, 0, 0)
        lost = _cut_by(widget, widget.window())
        if lost is not None:
            yield f"{_named(widget)} cannot be scrolled into view in {_named(lost)}"
        if isinstance(widget.parent(), QDialogButtonBox):
            yield f"{_named(widget)} scrolls away"
    if isinstance(widget, QPushButton | QLabel) and _too_small(widget):
        yield f"{_named(widget)} has {widget.size()} and needs {widget.minimumSizeHint()}"


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    """The one that it scrolls in."""
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        if isinstance(parent, QScrollArea) and parent.viewport().isAncestorOf(widget):
            return parent
        parent = parent.parentWidget()
    return None


def _cut_by(widget: QWidget, window: QWidget) -> QWidget | None:
    """The widget around it that does not show all of it; None when all of it is seen."""
    around = widget.parentWidget()
    while around is not None:
        place = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
        rows = isinstance(around.parentWidget(), QAbstractScrollArea) and not isinstance(
            around.parentWidget(), QScrollArea
        )
        if rows:  # An editor among the rows of a table, which the table brings into view.
            return None
        if not around.rect().contains(place):
            return around
        if around is window:
            break
        around = around.parentWidget()
    return None


def _too_small(widget: QLabel | QPushButton) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    least = widget.minimumSizeHint().boundedTo(widget.maximumSize())
    return widget.width() < least.width() or widget.height() < least.height()


def _named(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else widget.objectName()
    return f"{type(widget).__name__} “{(widget.accessibleName() or text)[:20]}”"
