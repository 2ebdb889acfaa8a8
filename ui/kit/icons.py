"""The line-drawn icons in resources/icons, in any colour of the tokens.

To add one: a 20 × 20 SVG of strokes in ``currentColor``; its file name is its name here.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hfgoals.paths import resource
from ui.kit import tokens


@cache
def icon(name: str, color: str = tokens.TEXT) -> QIcon:
    """The icon of that name; greyed when disabled."""
    return QIcon(_Drawn(name, color))


def pixmap(name: str, color: str, size: int) -> QPixmap:
    """The icon as a picture of size × size pixels."""
    return _picture(name, color, size)


class _Drawn(QIconEngine):
    """Draws an icon when it is first looked at, in the size that is asked for."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        grey = mode is QIcon.Mode.Disabled
        color = tokens.STRONG_LINE if grey else self._color
        return _picture(self._name, color, min(size.width(), size.height()))

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._color)


@cache
def _picture(name: str, color: str, size: int) -> QPixmap:
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    drawn = QPixmap(QSize(size, size))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(QPoint(0, 0), drawn.size()))
    painter.end()
    return drawn
