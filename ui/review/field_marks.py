"""Marks at the fields of a page: a thin coloured left edge, and a tip that says what and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hfgoals.model.address import Address
from ui.grid.marks import Mark
from ui.kit.binding import Binding
from ui.kit.plain import plain_tip

_WIDE, _INSET = 3, 4


class EdgeMark(QWidget):
    """The edge; it follows the field that it marks and lets the mouse through."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._color = QColor()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.installEventFilter(self)
        self.hide()

    def show_mark(self, mark: Mark | None) -> None:
        """Show that mark; None takes it away."""
        self.setVisible(mark is not None)
        self._field.setToolTip(plain_tip(mark.text) if mark is not None else "")
        self._field.setAccessibleDescription(mark.text if mark is not None else "")
        if mark is not None:
            self._color = QColor(mark.color)
            self._follow()
            self.raise_()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        painter.drawRoundedRect(self.rect(), _WIDE / 2, _WIDE / 2)
        painter.end()

    def _follow(self) -> None:
        height = self._field.height()
        self.setGeometry(0, _INSET, _WIDE, max(0, height - 2 * _INSET))


def show_field_marks(bindings: Iterable[Binding], marks: Mapping[Address, Mark]) -> None:
    """Mark the fields with findings; the others lose the mark that they had."""
    for binding in bindings:
        mark = marks.get(binding.address)
        edge = binding.editor.findChild(EdgeMark, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if edge is None and mark is not None:
            edge = EdgeMark(binding.editor)
        if edge is not None:
            edge.show_mark(mark)
