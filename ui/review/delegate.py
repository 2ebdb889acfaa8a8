"""Paints one row of the findings: sign, place and message, or the heading of a project."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from ui.kit import tokens
from ui.review.counter import COLORS, paint_pieces, pieces, width_of
from ui.review.counts import SIGNS
from ui.review.model import ROW_ROLE, FindingRow, GroupRow

_STEP = tokens.STEP
_HEIGHT = 7 * _STEP
_SIGN = 6 * _STEP
_PLACE = 42 * _STEP
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_MENDABLE = "可修复"


class FindingDelegate(QStyledItemDelegate):
    """Every row is one line; every text is drawn as it is, cut with … where there is no room.

    ``option`` is a QStyleOptionViewItem; PySide6's types leave out its attributes.
    """

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(200, max(_HEIGHT, option.fontMetrics.height() + 2 * _STEP))

    def paint(
        self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        _paint_ground(painter, option, heading=isinstance(row, GroupRow))
        room = option.rect.adjusted(2 * _STEP, 0, -3 * _STEP, 0)
        if isinstance(row, GroupRow):
            _paint_group(painter, option, row, room)
        elif isinstance(row, FindingRow):
            _paint_finding(painter, option, row, room)
        painter.restore()


def _paint_ground(painter: QPainter, option: Any, *, heading: bool) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if heading and not selected:
        painter.fillRect(option.rect, QColor(tokens.LABEL))
    elif selected:
        painter.fillRect(option.rect, QColor(tokens.ACCENT_TINT))
    elif hovered:
        painter.fillRect(option.rect, QColor(tokens.HOVER))
    if selected and option.state & QStyle.StateFlag.State_HasFocus:
        bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
        painter.fillRect(bar, QColor(tokens.ACCENT))


def _paint_group(painter: QPainter, option: Any, row: GroupRow, room: QRect) -> None:
    _paint_arrow(painter, QRect(room.left(), room.top(), _SIGN, room.height()), row.folded)
    bold = QFont(option.font)
    bold.setBold(True)
    shown = pieces(row.counts, hints=True)
    if row.counts.accepted:
        shown.append((f"已保留{row.counts.accepted}", tokens.FAINT_TEXT))
    needed = width_of(shown, option.font) + 4 * _STEP
    text = QRect(room.left() + _SIGN, room.top(), room.width() - _SIGN - needed, room.height())
    metrics = QFontMetrics(bold)
    line = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, text.width())
    painter.setFont(bold)
    painter.setPen(QColor(tokens.TEXT))
    painter.drawText(text, _LEFT, line)
    after = text.left() + metrics.horizontalAdvance(line) + 3 * _STEP
    paint_pieces(painter, shown, option.font, QRect(after, room.top(), needed, room.height()))


def _paint_arrow(painter: QPainter, room: QRect, folded: bool) -> None:
    x, y = room.center().x() - 0.5, room.center().y() + 0.5
    if folded:
        points = [QPointF(x - 2, y - 4), QPointF(x + 2.5, y), QPointF(x - 2, y + 4)]
    else:
        points = [QPointF(x - 4, y - 2), QPointF(x, y + 2.5), QPointF(x + 4, y - 2)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(tokens.SECOND_TEXT))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.restore()


def _paint_finding(painter: QPainter, option: Any, row: FindingRow, room: QRect) -> None:
    finding, quiet = row.finding, bool(row.finding.accepted)
    painter.setFont(option.font)
    left = room.left() + _SIGN
    painter.setPen(QColor(tokens.STRONG_LINE if quiet else COLORS[finding.level]))
    painter.drawText(QRect(left, room.top(), _SIGN, room.height()), _CENTRE, SIGNS[finding.level])
    left += _SIGN + _STEP
    width = min(_PLACE, room.width() * 2 // 5)
    place = QRect(left, room.top(), width - 2 * _STEP, room.height())
    painter.setPen(QColor(tokens.FAINT_TEXT if quiet else tokens.SECOND_TEXT))
    painter.drawText(place, _LEFT, _cut(option, row.place, place.width()))
    left += width
    tag = f"保留：{finding.accepted}" if quiet else (_MENDABLE if finding.repair else "")
    end = room.right() - _paint_tag(painter, option, tag, room) if tag else room.right()
    message = QRect(left, room.top(), end - left, room.height())
    painter.setPen(QColor(tokens.FAINT_TEXT if quiet else tokens.TEXT))
    painter.drawText(message, _LEFT, _cut(option, finding.message, message.width()))


def _paint_tag(painter: QPainter, option: Any, tag: str, room: QRect) -> int:
    """Paint a quiet word at the right edge; the width that it takes."""
    shown = _cut(option, tag, room.width() // 3)
    width = option.fontMetrics.horizontalAdvance(shown)
    at = QRect(room.right() - width, room.top(), width + 1, room.height())
    painter.setPen(QColor(tokens.ACCENT if tag == _MENDABLE else tokens.FAINT_TEXT))
    painter.drawText(at, _LEFT, shown)
    return width + 4 * _STEP


def _cut(option: Any, text: str, width: int) -> str:
    line = " ".join(text.split("\n"))
    return str(option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
