"""Drawing that the source table and the result share."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygon

from ui.kit import tokens

_UNBROKEN = re.compile(r"[!-~]{12}")
"""Letters and digits in a row: only they may be too wide for a cell."""


def wraps(text: str) -> int:
    """The flags that break the text into lines by the rules of Chinese, long numbers anywhere."""
    anywhere = int(Qt.TextFlag.TextWrapAnywhere) if _UNBROKEN.search(text) else 0
    return int(Qt.TextFlag.TextWordWrap) | anywhere


def shrunk(font: QFont, share: float) -> QFont:
    """The same type, smaller."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * share)
    return small


def paint_corner(painter: QPainter, room: QRect, side: int) -> None:
    """The mark of what is in doubt, in the upper right corner of the room."""
    right, top = room.right() + 1, room.top()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.WARNING))
    painter.drawPolygon(
        QPolygon([QPoint(right - side, top), QPoint(right, top), QPoint(right, top + side)])
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
