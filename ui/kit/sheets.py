"""Painting sheets: pages as the PDF shows them, and what forms and source tables share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from hfgoals.layout.pages import Box, Page, TextLine
from hfgoals.layout.styles import MM_PER_POINT
from hfgoals.patterns import pattern
from ui.kit.fonts import form_font

UNITS_PER_MM: Final = 40.0
"""Type is set in these units and scaled by the painter: pixel sizes of fonts are whole numbers."""
_FRAME_MM = 0.18
_UNBROKEN = pattern(r"[!-~]{12}")
"""Letters and digits in a row: only they may be too wide for a cell."""
_ENDLESS = 1 << 20


class Typesetter:
    """Draws lines of a page; keeps the fonts that they ask for."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._fonts: dict[tuple[str, float, float], QFont] = {}

    def draw(self, lines: Iterable[TextLine]) -> None:
        """Draw the lines, the painter being scaled to UNITS_PER_MM."""
        for line in lines:
            if line.text:
                self._painter.setFont(self._font(line))
                at = QPointF(line.x * UNITS_PER_MM, line.baseline * UNITS_PER_MM)
                self._painter.drawText(at, line.text)

    def _font(self, line: TextLine) -> QFont:
        key = (line.face, line.size, line.spacing)
        font = self._fonts.get(key)
        if font is None:
            font = form_font(line.face, line.size * MM_PER_POINT * UNITS_PER_MM)
            if line.spacing:
                spacing = QFont.SpacingType.AbsoluteSpacing
                font.setLetterSpacing(spacing, line.spacing * UNITS_PER_MM)
            self._fonts[key] = font
        return font


def paint_page(painter: QPainter, page: Page, dots_per_mm: float) -> None:
    """Paint a page with its top left corner at the painter's origin; the paper is not painted."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for box in page.boxes:
        if box.fill:
            painter.fillRect(_edges(box, dots_per_mm), QColor(box.fill))
    _paint_frames(painter, page, dots_per_mm)
    scale = dots_per_mm / UNITS_PER_MM
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor(Qt.GlobalColor.black))
    type_ = Typesetter(painter)
    for box in page.boxes:
        type_.draw(box.lines)
    type_.draw(page.footer)
    painter.restore()


def _edges(box: Box, dots_per_mm: float) -> QRect:
    """The box in whole dots: its frame is sharp, and neighbours meet."""
    left, top = round(box.x * dots_per_mm), round(box.y * dots_per_mm)
    right = round((box.x + box.width) * dots_per_mm)
    bottom = round((box.y + box.height) * dots_per_mm)
    return QRect(left, top, right - left, bottom - top)


def _paint_frames(painter: QPainter, page: Page, dots_per_mm: float) -> None:
    thick = max(1, round(_FRAME_MM * dots_per_mm))
    black = QColor(Qt.GlobalColor.black)
    for box in page.boxes:
        if box.framed:
            edges = _edges(box, dots_per_mm)
            x, y, width, height = edges.x(), edges.y(), edges.width(), edges.height()
            painter.fillRect(x, y, width + thick, thick, black)
            painter.fillRect(x, y + height, width + thick, thick, black)
            painter.fillRect(x, y, thick, height + thick, black)
            painter.fillRect(x + width, y, thick, height + thick, black)


def paint_frame(
    painter: QPainter, rect: QRect, width: int, color: str, *, dashed: bool = False
) -> None:
    """A frame just inside the rectangle."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    pen = QPen(QColor(color), width, style)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width // 2
    painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))


def wraps(text: str) -> int:
    """The flags that break the text into lines by the rules of Chinese, long numbers anywhere."""
    anywhere = int(Qt.TextFlag.TextWrapAnywhere) if _UNBROKEN.search(text) else 0
    return int(Qt.TextFlag.TextWordWrap) | anywhere


def text_height(text: str, metrics: QFontMetrics, width: int) -> int:
    """The pixels that the text takes, broken into lines of that width."""
    room = QRect(0, 0, max(width, 1), _ENDLESS)
    return metrics.boundingRect(room, wraps(text), text).height()
