"""What is there to be pressed: the window in front, a widget of it, a point of that."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
)


def in_front() -> QWidget | None:
    """The pop-up or the dialog that has to be dealt with first; None for the window itself."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def spot(chance: Random, window: QWidget) -> tuple[QWidget, QPoint] | None:
    """Something of that window and a point of it: anywhere, or on one of its controls."""
    if chance.random() < 0.4:
        at = _within(chance, window.rect())
        widget = window.childAt(at) or window
        return widget, widget.mapFrom(window, at)
    seen = controls(window)
    if not seen:
        return None
    widget = chance.choice(seen)
    inside = widget.visibleRegion().boundingRect()
    return (widget, _within(chance, inside)) if not inside.isEmpty() else None


def point(chance: Random, widget: QWidget) -> QPoint | None:
    """A point of that widget that can be seen; None when there is none."""
    inside = widget.visibleRegion().boundingRect()
    return _within(chance, inside) if not inside.isEmpty() else None


def controls(window: QWidget) -> list[QWidget]:
    """The controls that can be seen, in the window's own order."""
    return [each for kind in _CONTROLS for each in window.findChildren(kind) if each.isVisible()]


def _within(chance: Random, rect: QRect) -> QPoint:
    return QPoint(
        chance.randint(rect.left(), max(rect.left(), rect.right())),
        chance.randint(rect.top(), max(rect.top(), rect.bottom())),
    )
