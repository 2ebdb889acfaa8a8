"""A small table of words and figures: long words go on below, figures stand below each other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hfgoals.lean import dataclass
from ui.kit import tokens
from ui.kit.fonts import tabular
from ui.kit.rows import shrunk, strong
from ui.kit.sheets import text_height, wraps
from ui.year_overview.part import LEFT, RIGHT, Part, say

_BETWEEN: Final = 4 * tokens.STEP
_AROUND: Final = tokens.STEP
_ABOVE: Final = 3
_BAR: Final = 4
_LEAST_WORDS: Final = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words first, then figures."""

    words: str
    figures: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    """Of the figures; those of text where they are not told."""
    share: Fraction | None = None
    """A bar below the words, as long as that share of the room."""
    sum: bool = False
    """Whether it is of all lines above, and set off from them."""
    goes_to: str = ""
    """The id of what a click leads to."""

    @property
    def told(self) -> str:
        """The line in words."""
        return " ".join(filter(None, (self.words, *self.figures)))


class Ledger(Part):
    """Lines below heads; lines that lead somewhere can be taken in hand by the arrow keys."""

    chosen = Signal(str)
    """A line's ``goes_to``: it was clicked, or Enter was pressed on it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._heads = Line("")
        self._lines: Sequence[Line] = ()
        self._said = ""
        self._at = 0
        self.setMouseTracking(True)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return tuple(self._lines)

    @property
    def said(self) -> str:
        """What is said below the lines, or in their place."""
        return self._said

    def show_lines(self, heads: Line, lines: Sequence[Line], said: str = "") -> None:
        """Show these lines; ``said`` stands below them, alone where there is none."""
        self._heads, self._lines, self._said = heads, lines, said
        self._at = min(self._at, max(0, len(self._leading) - 1))
        named = [f"{'，'.join(filter(None, (heads.words, *heads.figures)))}"] if lines else []
        self.tell("；".join(filter(None, (*named, *(line.told for line in lines), said))))

    @property
    def _leading(self) -> list[int]:
        """The lines that lead somewhere."""
        return [at for at, line in enumerate(self._lines) if line.goes_to]

    # ------------------------------------------------------------- measuring

    def _small(self) -> QFont:
        return tabular(shrunk(self.font()))

    def _font(self, line: Line) -> QFont:
        return strong(self._even()) if line.sum else self._even()

    def _even(self) -> QFont:
        return tabular(self.font())

    def _columns(self, width: int) -> tuple[int, list[int]]:
        """The room of the words, and of each column of figures, in pixels."""
        small = QFontMetrics(self._small())
        widths = [small.horizontalAdvance(head) for head in self._heads.figures]
        bold = QFontMetrics(strong(self._even()))
        for line in self._lines:
            for at, text in enumerate(line.figures):
                widths[at] = max(widths[at], bold.horizontalAdvance(text))
        words = width - 2 * _AROUND - sum(widths) - _BETWEEN * len(widths)
        return max(words, _LEAST_WORDS), widths

    def _heights(self, words: int) -> list[int]:
        return [
            text_height(line.words or " ", QFontMetrics(self._font(line)), words)
            + 2 * _ABOVE
            + (_BAR + 2 if line.share is not None else 0)
            for line in self._lines
        ]

    def _head_height(self) -> int:
        return QFontMetrics(self._small()).height() + 2 * _ABOVE if self._lines else 0

    def _said_height(self, width: int) -> int:
        if not self._said:
            return 0
        metrics = QFontMetrics(shrunk(self.font()) if self._lines else self.font())
        return text_height(self._said, metrics, width - 2 * _AROUND) + 2 * _ABOVE

    def height_at(self, width: int) -> int:
        words, _ = self._columns(width)
        return (
            self._head_height() + sum(self._heights(words)) + self._said_height(width) + 2 * _AROUND
        )

    # ------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        words, widths = self._columns(self.width())
        y = _AROUND
        if self._lines:
            self._paint_line(painter, y, self._head_height(), self._heads, (words, widths))
            y += self._head_height()
        leading = self._leading
        in_hand = leading[self._at] if self.hasFocus() and leading else -1
        for at, (line, height) in enumerate(zip(self._lines, self._heights(words), strict=True)):
            if at == in_hand:
                room = QRect(1, y, self.width() - 2, height)
                painter.fillRect(room, QColor(tokens.ACCENT_TINT))
            painter.setPen(QColor(tokens.STRONG_LINE if line.sum else tokens.LINE))
            painter.drawLine(_AROUND, y, self.width() - _AROUND, y)
            self._paint_line(painter, y, height, line, (words, widths))
            y += height
        if self._said:
            room = QRect(_AROUND, y + _ABOVE, self.width() - 2 * _AROUND, self.height() - y)
            painter.setFont(shrunk(self.font()) if self._lines else self.font())
            painter.setPen(QColor(tokens.SECOND_TEXT))
            painter.drawText(room, wraps(self._said) | int(Qt.AlignmentFlag.AlignTop), self._said)
        self.frame(painter)
        painter.end()

    def _paint_line(
        self, painter: QPainter, y: int, height: int, line: Line, columns: tuple[int, list[int]]
    ) -> None:
        words, widths = columns
        head = line is self._heads
        font = self._small() if head else self._font(line)
        color = tokens.SECOND_TEXT if head else tokens.ACCENT if line.goes_to else tokens.TEXT
        below = _BAR + 2 if line.share is not None else 0
        room = QRect(_AROUND, y + _ABOVE, words, height - 2 * _ABOVE - below)
        painter.setFont(font)
        painter.setPen(QColor(color))
        painter.drawText(room, wraps(line.words) | int(LEFT), line.words)
        x = _AROUND + words
        for at, (text, width) in enumerate(zip(line.figures, widths, strict=False)):
            x += _BETWEEN
            own = line.colors[at] if at < len(line.colors) else ""
            shade = color if head else own or tokens.TEXT
            say(painter, QRect(x, y, width, height - below), text, font, shade, RIGHT)
            x += width
        if line.share is not None:
            self._paint_share(painter, y + height - _BAR - 2, line.share)

    def _paint_share(self, painter: QPainter, y: int, share: Fraction) -> None:
        whole = self.width() - 2 * _AROUND
        painter.fillRect(_AROUND, y, whole, _BAR, QColor(tokens.LABEL))
        part = int(whole * min(share, Fraction(1)))
        painter.fillRect(_AROUND, y, part, _BAR, QColor(tokens.ACCENT))

    # ------------------------------------------------------------- going somewhere

    def _line_at(self, y: int) -> int:
        words, _ = self._columns(self.width())
        top = _AROUND + self._head_height()
        for at, height in enumerate(self._heights(words)):
            if top <= y < top + height:
                return at
            top += height
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._line_at(round(event.position().y())) in self._leading
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._line_at(round(event.position().y()))
        if event.button() is Qt.MouseButton.LeftButton and at in self._leading:
            self._at = self._leading.index(at)
            self.update()
            self.chosen.emit(self._lines[at].goes_to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leading, key = self._leading, event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if leading and step and 0 <= self._at + step < len(leading):
            self._at += step
            self.update()
        elif leading and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._lines[leading[self._at]].goes_to)
        else:
            super().keyPressEvent(event)
