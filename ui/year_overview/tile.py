"""A figure with its name above and what belongs to it below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit import tokens
from ui.kit.fonts import tabular
from ui.kit.rows import shrunk, strong
from ui.kit.sheets import text_height, wraps
from ui.year_overview.part import LEFT, Part, pitch, say, shrunk_to

_BAR: Final = 6
_GROWN = 15 / 10.5
_GAP = tokens.STEP


class Tile(Part):
    """One of the figures at the head of the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._name = name
        self._figure, self._below, self._color = "", "", tokens.TEXT
        self._shares: Sequence[tuple[int, str]] = ()

    @property
    def figure(self) -> str:
        """What stands there large."""
        return self._figure

    def show_figure(
        self,
        figure: str,
        below: str = "",
        *,
        color: str = tokens.TEXT,
        shares: Sequence[tuple[int, str]] = (),
    ) -> None:
        """Show that figure; ``shares`` are counts with the colours of their part of a bar."""
        self._figure, self._below, self._color, self._shares = figure, below, color, shares
        self.tell("；".join(filter(None, (figure, below))))

    def height_at(self, width: int) -> int:
        font = self.font()
        below = text_height(self._below or "空", QFontMetrics(shrunk(font)), width - 2 * _GAP)
        return pitch(font) + pitch(self._large()) + _BAR + below + 3 * _GAP

    def _large(self) -> QFont:
        font = strong(self.font())
        font.setPointSizeF(self.font().pointSizeF() * _GROWN)
        return tabular(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        room = self.rect().adjusted(_GAP, 0, -_GAP, 0)
        small, large = shrunk(self.font()), self._large()
        line = QRect(room.left(), _GAP, room.width(), pitch(self.font()) - _GAP)
        say(painter, line, self._name, small, tokens.SECOND_TEXT, LEFT)
        line = QRect(room.left(), line.bottom(), room.width(), pitch(large))
        fitting = shrunk_to(self._figure, large, room.width())
        say(painter, line, self._figure, fitting, self._color, LEFT)
        bar = QRect(room.left(), line.bottom() + 2, room.width(), _BAR)
        self._paint_shares(painter, bar)
        below = QRect(room.left(), bar.bottom() + _GAP, room.width(), self.height())
        painter.setFont(small)
        painter.setPen(QColor(tokens.SECOND_TEXT))
        painter.drawText(below, wraps(self._below) | int(Qt.AlignmentFlag.AlignTop), self._below)
        self.frame(painter)
        painter.end()

    def _paint_shares(self, painter: QPainter, bar: QRect) -> None:
        whole = sum(count for count, _ in self._shares)
        done = 0
        for count, color in self._shares:
            left = bar.left() + bar.width() * done // whole if whole else bar.left()
            done += count
            right = bar.left() + bar.width() * done // whole if whole else bar.left()
            if right > left:
                # A gap of one pixel keeps two colours apart for those who see but one.
                painter.fillRect(left, bar.top(), max(1, right - left - 1), _BAR, QColor(color))
