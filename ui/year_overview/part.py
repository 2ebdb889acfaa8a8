"""What all drawn parts of the page have: a place in the Tab order, a frame in hand, their words."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEAST_WIDTH = 160


class Part(QWidget):
    """A drawing that Tab reaches; its description says what it shows to those who hear it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def height_at(self, width: int) -> int:
        """The pixels that it takes at that width."""
        raise NotImplementedError

    def tell(self, description: str) -> None:
        """What it shows, in words; it is drawn anew, in as much room as it needs."""
        self.setAccessibleDescription(description)
        self._take_room()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        # Layouts ask for heights by widths too rarely to go by their answers within a scroll area.
        height = self.height_at(self.width())
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def frame(self, painter: QPainter) -> None:
        """A frame around all of it while it has the focus."""
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


def pitch(font: QFont) -> int:
    """The height of a line with the room around it, in pixels."""
    return QFontMetrics(font).height() + 2 * tokens.STEP


def shrunk_to(text: str, font: QFont, width: int) -> QFont:
    """The type, smaller where the text would be wider than so many pixels."""
    fitting = QFont(font)
    while QFontMetrics(fitting).horizontalAdvance(text) > width and fitting.pointSizeF() > 6:
        fitting.setPointSizeF(fitting.pointSizeF() - 0.5)
    return fitting


def say(
    painter: QPainter, room: QRect, text: str, font: QFont, color: str, side: Qt.AlignmentFlag
) -> None:
    """One line of plain text."""
    painter.setFont(font)
    painter.setPen(QColor(color))
    painter.drawText(room, side, text)
