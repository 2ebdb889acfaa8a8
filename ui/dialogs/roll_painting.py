"""Paints a year found: its tick and place, and the words around it with the year brought out."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton

from ui.dialogs.tick import TickDelegate
from ui.kit import tokens

PLACE, BEFORE, AFTER = range(3)
"""The columns."""
CHANGE_ROLE: Final = Qt.ItemDataRole.UserRole
"""The YearChange of a row."""
HOME_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The project, or the overall part, in words."""
ROW_HEIGHT: Final = 54
"""In pixels: two lines."""
_EDGE = 3 * tokens.STEP
_SMALL = 0.9
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CHECK = Qt.ItemDataRole.CheckStateRole


class YearDelegate(TickDelegate):
    """Every text is drawn as it is.

    ``option`` is a QStyleOptionViewItem; PySide6's types leave out its attributes.
    """

    def paint(
        self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        held = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.ACCENT_TINT if held else tokens.HOVER if hovered else tokens.PAPER
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(tokens.LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ticked = Qt.CheckState(index.sibling(index.row(), 0).data(_CHECK)) is Qt.CheckState.Checked
        inner = rect.adjusted(_EDGE, 6, -_EDGE // 2, -7)
        if index.column() == PLACE:
            _paint_place(painter, option, index, inner, ticked=ticked)
        else:
            _paint_words(painter, option, index, inner, ticked=ticked)
        painter.restore()


def _paint_place(
    painter: QPainter,
    option: Any,
    index: QModelIndex | QPersistentModelIndex,
    room: QRect,
    *,
    ticked: bool,
) -> None:
    style = option.widget.style() if option.widget is not None else QApplication.style()
    side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, option.widget)
    box = QStyleOptionButton()
    box.rect = QRect(room.left(), room.center().y() - side // 2, side, side)  # type: ignore[attr-defined]
    box.state = QStyle.StateFlag.State_Enabled | (  # type: ignore[attr-defined]
        QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
    )
    style.drawPrimitive(
        QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, option.widget
    )
    upper, lower = _halves(room.adjusted(side + 2 * tokens.STEP, 0, 0, 0))
    _paint_line(painter, option.font, upper, str(index.data()), tokens.TEXT)
    home = str(index.data(HOME_ROLE))
    _paint_line(painter, _small(option.font), lower, home, tokens.SECOND_TEXT)


def _paint_words(
    painter: QPainter,
    option: Any,
    index: QModelIndex | QPersistentModelIndex,
    room: QRect,
    *,
    ticked: bool,
) -> None:
    change = index.data(CHANGE_ROLE)
    later = index.column() == AFTER
    doubt = later and bool(change.why)
    line = _halves(room)[0] if doubt else room
    if doubt:
        color = tokens.WARNING
        _paint_line(painter, _small(option.font), _halves(room)[1], f"{change.why}，请核对", color)
    if later and not ticked:
        _paint_line(painter, option.font, line, "不改", tokens.FAINT_TEXT)
        return
    left, right = change.around(60)
    year = change.after if later else change.before
    _paint_excerpt(painter, option.font, line, (left, year, right), new=later)


def _paint_excerpt(
    painter: QPainter, font: QFont, room: QRect, words: tuple[str, str, str], *, new: bool
) -> None:
    left, year, right = words
    strong = QFont(font)
    strong.setBold(True)
    plain, bold = QFontMetrics(font), QFontMetrics(strong)
    chip = bold.horizontalAdvance(year) + 2 * tokens.STEP
    left_room, right_room = _shares(
        plain.horizontalAdvance(left), plain.horizontalAdvance(right), room.width() - chip
    )
    x = room.left()
    painter.setFont(font)
    painter.setPen(QColor(tokens.TEXT))
    shown = plain.elidedText(left, Qt.TextElideMode.ElideLeft, left_room)
    painter.drawText(QRect(x, room.top(), left_room, room.height()), _LEFT, shown)
    x += plain.horizontalAdvance(shown)
    around = QRect(x, room.center().y() - bold.height() // 2, chip, bold.height() + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ACCENT if new else tokens.LINE))
    painter.drawRoundedRect(around.adjusted(1, 0, -1, 0), 3, 3)
    painter.setFont(strong)
    painter.setPen(QColor(tokens.PAPER if new else tokens.TEXT))
    painter.drawText(around, Qt.AlignmentFlag.AlignCenter, year)
    painter.setFont(font)
    painter.setPen(QColor(tokens.TEXT))
    shown = plain.elidedText(right, Qt.TextElideMode.ElideRight, right_room)
    rest = QRect(x + chip, room.top(), right_room, room.height())
    painter.drawText(rest, _LEFT, shown)


def _shares(left: int, right: int, room: int) -> tuple[int, int]:
    """How much of the room the words before and behind the year get; what one spares, both may."""
    room = max(0, room)
    if left + right <= room:
        return left, right
    half = room // 2
    if left <= half:
        return left, room - left
    return (room - right, right) if right <= half else (half, room - half)


def _paint_line(painter: QPainter, font: QFont, room: QRect, text: str, color: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    line = " ".join(text.split("\n"))
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)


def _halves(room: QRect) -> tuple[QRect, QRect]:
    half = room.height() // 2
    return room.adjusted(0, 0, 0, -half), room.adjusted(0, half + 1, 0, 0)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small
