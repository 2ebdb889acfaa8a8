"""Paints a project in the list: number and name, below them its state and its budget."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from ui.kit import tokens
from ui.kit.line_field import tabular
from ui.projects.list_model import AMOUNT_ROLE, COUNTS_ROLE, NUMBER_ROLE, STATE_ROLE, UNNAMED
from ui.review.counter import paint_pieces, pieces

_EDGE = 3 * tokens.STEP
_PAD = 7
_GAP = 3
_SMALL = 0.9
_STATES = {
    "blank": ("空白", tokens.FAINT_TEXT),
    "partial": ("未填完", tokens.WARNING),
    "complete": ("✓ 已填全", tokens.SECOND_TEXT),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ProjectDelegate(QStyledItemDelegate):
    """Two lines a project; every text is drawn as it is.

    ``option`` is a QStyleOptionViewItem; PySide6's types leave out its attributes.
    """

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        small = QFontMetrics(_small(option.font)).height()
        return QSize(160, option.fontMetrics.height() + small + _GAP + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        _paint_ground(painter, option)
        inner = option.rect.adjusted(_EDGE, _PAD, -_EDGE, -_PAD)
        number_width = option.fontMetrics.horizontalAdvance("0" * _digits(index)) + tokens.STEP
        top = QRect(inner.left(), inner.top(), inner.width(), option.fontMetrics.height())
        painter.setFont(tabular(option.font))
        painter.setPen(QColor(tokens.FAINT_TEXT))
        painter.drawText(top, _LEFT, str(index.data(NUMBER_ROLE)))
        right_of_number = number_width + tokens.STEP
        name = index.data(Qt.ItemDataRole.DisplayRole)
        painter.setPen(QColor(tokens.FAINT_TEXT if name == UNNAMED else tokens.TEXT))
        room = top.adjusted(right_of_number, 0, 0, 0)
        line = " ".join(name.split("\n"))
        painter.drawText(
            room,
            _LEFT,
            option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width()),
        )
        below = inner.adjusted(right_of_number, top.height() + _GAP, 0, 0)
        _paint_below(painter, option, index, below)
        painter.restore()


def _paint_ground(painter: QPainter, option: Any) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if not (selected or hovered):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tokens.ACCENT_TINT if selected else tokens.HOVER))
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QColor(tokens.ACCENT) if selected and focused else Qt.PenStyle.NoPen)
    around = option.rect.adjusted(tokens.STEP, 1, -tokens.STEP, -1)
    painter.drawRoundedRect(around, tokens.RADIUS, tokens.RADIUS)


def _paint_below(
    painter: QPainter,
    option: Any,
    index: QModelIndex | QPersistentModelIndex,
    room: QRect,
) -> None:
    word, color = _STATES[index.data(STATE_ROLE)]
    painter.setFont(_small(option.font))
    painter.setPen(QColor(color))
    painter.drawText(room, _LEFT, word)
    beside = painter.fontMetrics().horizontalAdvance(word) + 3 * tokens.STEP
    found = pieces(index.data(COUNTS_ROLE))
    paint_pieces(painter, found, _small(option.font), room.adjusted(beside, 0, 0, 0))
    painter.setFont(tabular(option.font))
    painter.setPen(QColor(tokens.TEXT))
    painter.drawText(room, _RIGHT, index.data(AMOUNT_ROLE))


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small


def _digits(index: QModelIndex | QPersistentModelIndex) -> int:
    model = index.model()
    return max(1, len(str(model.rowCount())))
