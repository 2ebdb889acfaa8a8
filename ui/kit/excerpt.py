"""Two texts beside each other with what differs tinted: on a line each, or in full."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from hfgoals.merging.comparing import Spans, differing
from ui.kit import tokens
from ui.kit.rows import Row

HELD_TINT: Final = (tokens.TEXT, 30)
OFFER_TINT: Final = (tokens.ACCENT, 48)
"""What differs: colour and opacity, so that it shows on a selected row, too."""
_BEFORE = 6
"""So many letters are shown before the first difference."""
_MOST_MARKED = 200
_LEAST_TEXT = 8 * tokens.STEP
MOST: Final = 160
"""Letters of a text that are worth painting on one line."""
Pieces = tuple[tuple[str, bool], ...]
"""Stretches of a text, and whether each differs."""


def tint_of(tint: tuple[str, int]) -> QColor:
    """The colour behind what differs."""
    color = QColor(tint[0])
    color.setAlpha(tint[1])
    return color


def paint_excerpt(row: Row, room: QRect, pieces: Pieces, tint: tuple[str, int]) -> None:
    """Paint the stretches from the left, as far as there is room."""
    metrics = QFontMetrics(row.font)
    high = metrics.height()
    top = room.center().y() - high // 2
    for text, differs in pieces:
        width = metrics.horizontalAdvance(text)
        shown = min(width, max(0, room.width() - 1))
        if differs and shown:
            row.painter.fillRect(QRect(room.left(), top, shown, high), tint_of(tint))
        row.say(QRect(room.left(), room.top(), shown + 1, room.height()), text)
        if shown < width:
            return
        room = room.adjusted(width, 0, 0, 0)


@lru_cache(maxsize=256)
def excerpts(held: str, offered: str) -> tuple[Pieces, Pieces]:
    """Both texts on one line each, from a little before their first difference."""
    spans = differing(held, offered)
    firsts = [each[0][0] for each in spans if each]
    start = max(0, min(firsts, default=0) - _BEFORE)
    start = 0 if start <= _BEFORE else start
    return _pieces(held, spans[0], start), _pieces(offered, spans[1], start)


def _pieces(text: str, spans: Spans, start: int) -> Pieces:
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at, end = start, start + MOST
    for first, last in spans:
        if first >= end:
            break
        pieces += [(text[at:first], False), (text[first : min(last, end)], True)]
        at = last
    pieces.append((text[at:end], False))
    return tuple((" ".join(piece.split("\n")), differs) for piece, differs in pieces if piece)


class MarkedText(QPlainTextEdit):
    """A text to be read in full, stretches of it tinted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setMinimumHeight(_LEAST_TEXT)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_text(self, text: str, spans: Spans, tint: tuple[str, int]) -> None:
        """Show a text with these stretches of it tinted."""
        self.setPlainText(text)
        form = QTextCharFormat()
        form.setBackground(tint_of(tint))
        marked = []
        for start, end in spans[:_MOST_MARKED]:
            mark = QTextEdit.ExtraSelection()
            mark.format = form  # type: ignore[attr-defined]
            cursor = QTextCursor(self.document())
            cursor.setPosition(_qt_length(text[:start]))
            cursor.setPosition(_qt_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor  # type: ignore[attr-defined]
            marked.append(mark)
        self.setExtraSelections(marked)


def _qt_length(text: str) -> int:
    """In the units of Qt's cursors: a rare character counts as two, an end of line as one."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2
