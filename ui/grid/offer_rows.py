"""How one offer looks in the list: its text, a faint note, its usual value at the right."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.grid.offers import Offer
from ui.kit import tokens

OFFER = Qt.ItemDataRole.UserRole
_ROW, _NOTED_ROW, _SIDE, _BOX = 30, 48, 10, 15


class OfferRows(QStyledItemDelegate):
    """Paints plain text only: nothing in an offer is ever read as markup."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line, or two with a note."""
        offer: Offer = index.data(OFFER)
        return QSize(80, _NOTED_ROW if offer.note else _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The row, tinted under the mouse or when Enter would take it."""
        offer: Offer = index.data(OFFER)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, rect, state)
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if offer.ticked is not None:
            _tick_box(painter, inner, ticked=offer.ticked)
            inner.setLeft(inner.left() + _BOX + 9)
        _words(painter, inner, offer, option.font)  # type: ignore[attr-defined]
        painter.restore()


def _ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ACCENT_TINT if selected else tokens.HOVER))
        painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 4, 4)


def _tick_box(painter: QPainter, rect: QRect, *, ticked: bool) -> None:
    box = QRectF(rect.left() + 0.5, rect.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
    painter.setPen(QPen(QColor(tokens.ACCENT if ticked else tokens.STRONG_LINE), 1.2))
    painter.setBrush(QColor(tokens.ACCENT if ticked else tokens.PAPER))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        pen = QPen(QColor(tokens.PAPER), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corner = box.topLeft()
        painter.drawPolyline(
            [corner + QPointF(3.5, 7.8), corner + QPointF(6.4, 10.8), corner + QPointF(11.6, 4.6)]
        )


def _words(painter: QPainter, rect: QRect, offer: Offer, font: QFont) -> None:
    painter.setFont(font)
    upper = QRect(rect)
    if offer.note:
        upper.setHeight(rect.height() // 2 + 2)
        upper.moveTop(rect.top() + 3)
    if offer.aside:
        painter.setPen(QColor(tokens.SECOND_TEXT))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, right | Qt.TextFlag.TextSingleLine, offer.aside)
        taken = painter.fontMetrics().horizontalAdvance(offer.aside)
        upper.setRight(upper.right() - taken - 12)
    painter.setPen(QColor(tokens.TEXT))
    _line(painter, upper, offer.text)
    if offer.note:
        small = QFont(font)
        small.setPointSizeF(max(font.pointSizeF() - 1.5, 8.0))
        painter.setFont(small)
        painter.setPen(QColor(tokens.FAINT_TEXT))
        lower = QRect(rect.left(), upper.bottom() - 2, rect.width(), rect.bottom() - upper.bottom())
        _line(painter, lower, offer.note)


def _line(painter: QPainter, rect: QRect, text: str) -> None:
    plain = text.replace("\n", " ")
    shown = painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, rect.width())
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, left | Qt.TextFlag.TextSingleLine, shown)
