"""How far a view of our own goes with the wheel and by the page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication

NOTCH = 120


def assert_goes_by_lines_and_pages(view: QAbstractScrollArea) -> None:
    """A notch of the wheel: some lines, never past what was in view; a page: all that was."""
    bar, height = view.verticalScrollBar(), view.viewport().height()
    assert bar.maximum() > 2 * height, "nothing to scroll"
    bar.setValue(0)
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        QPointF(view.viewport().mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -NOTCH),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    assert 60 <= bar.value() <= 240
    bar.setValue(0)
    bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    assert 0.75 * height <= bar.value() <= height
