"""Paints Pages with Qt: the preview and the printer show what the PDF shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from hfgoals.layout.pages import Box, Page, TextLine
from ui.kit.fonts import form_font

_UNITS_PER_MM = 40.0
"""Type is set in these units and scaled by the painter: pixel sizes of fonts are whole numbers."""
_MM_PER_POINT = 25.4 / 72
_FRAME_MM = 0.18


def paint_page(painter: QPainter, page: Page, dots_per_mm: float) -> None:
    """Paint a page with its top left corner at the painter's origin; the paper is not painted."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for box in page.boxes:
        if box.fill:
            painter.fillRect(_edges(box, dots_per_mm), QColor(box.fill))
    _paint_frames(painter, page, dots_per_mm)
    scale = dots_per_mm / _UNITS_PER_MM
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor(Qt.GlobalColor.black))
    fonts: dict[tuple[str, float, float], QFont] = {}
    for box in page.boxes:
        for line in box.lines:
            _paint_line(painter, line, fonts)
    for line in page.footer:
        _paint_line(painter, line, fonts)
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


def _paint_line(
    painter: QPainter, line: TextLine, fonts: dict[tuple[str, float, float], QFont]
) -> None:
    if not line.text:
        return
    key = (line.face, line.size, line.spacing)
    font = fonts.get(key)
    if font is None:
        font = form_font(line.face, line.size * _MM_PER_POINT * _UNITS_PER_MM)
        if line.spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, line.spacing * _UNITS_PER_MM)
        fonts[key] = font
    painter.setFont(font)
    painter.drawText(QPointF(line.x * _UNITS_PER_MM, line.baseline * _UNITS_PER_MM), line.text)
