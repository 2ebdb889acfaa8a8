"""How a row of a list or table is painted: its ground, lines of plain text, marks.

A room gives a function that paints a Row; nothing in a row is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPolygon,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionButton, QWidget

from ui.kit import tokens
from ui.kit.fonts import tabular

Index = QModelIndex | QPersistentModelIndex
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TICK_HEIGHT: Final = 30
"""Of a row that is no more than a tick and a text, in pixels."""
ELIDE_LEFT: Final = Qt.TextElideMode.ElideLeft
ELIDE_RIGHT: Final = Qt.TextElideMode.ElideRight
_SMALL = 0.9
_GAP = 2 * tokens.STEP
_LEAST_WIDTH = 160
_CHECK = Qt.ItemDataRole.CheckStateRole


def shrunk(font: QFont, share: float = _SMALL) -> QFont:
    """The same type, smaller."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * share)
    return small


def strong(font: QFont) -> QFont:
    """The same type in bold."""
    bold = QFont(font)
    bold.setBold(True)
    return bold


def cut(text: str, font: QFont, width: int, side: Qt.TextElideMode = ELIDE_RIGHT) -> str:
    """The text on one line, with … where it would be wider than so many pixels."""
    return QFontMetrics(font).elidedText(" ".join(text.split("\n")), side, width)


def halves(room: QRect) -> tuple[QRect, QRect]:
    """The room for an upper and for a lower line."""
    half = room.height() // 2
    return room.adjusted(0, 0, 0, -half), room.adjusted(0, half + 1, 0, 0)


def paint_corner(painter: QPainter, room: QRect, side: int, color: str = tokens.WARNING) -> None:
    """A mark in the upper right corner of the room."""
    right, top = room.right() + 1, room.top()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    corner = [QPoint(right - side, top), QPoint(right, top), QPoint(right, top + side)]
    painter.drawPolygon(QPolygon(corner))
    painter.setBrush(Qt.BrushStyle.NoBrush)


class Row:
    """A row, or a cell of one, about to be painted."""

    def __init__(self, painter: QPainter, option: Any) -> None:
        """``option`` is a QStyleOptionViewItem; PySide6's types leave out its attributes."""
        self.painter = painter
        self.rect: QRect = option.rect
        self.font: QFont = option.font
        self.widget: QWidget = option.widget
        self.selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self.hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self.focused = bool(option.state & QStyle.StateFlag.State_HasFocus)

    def width_of(self, text: str) -> int:
        """The pixels that the text takes in the row's own type."""
        return QFontMetrics(self.font).horizontalAdvance(text)

    def fill(self, ground: str = "", *, ruled: bool = False) -> None:
        """Tint the row in hand and the one under the mouse, with ``ground`` below the others.

        The row in hand has a bar as well while the list has the focus; ``ruled`` draws a line
        below each row.
        """
        tint = tokens.ACCENT_TINT if self.selected else tokens.HOVER if self.hovered else ground
        if tint:
            self.painter.fillRect(self.rect, QColor(tint))
        if ruled:
            self.rule()
        if self.selected and self.focused:
            self.bar()

    def rule(self) -> None:
        """A line below the row."""
        self.painter.setPen(QColor(tokens.LINE))
        self.painter.drawLine(self.rect.bottomLeft(), self.rect.bottomRight())

    def bar(self) -> None:
        """The sign of the row in hand: colour alone says it to some people only."""
        edge = QRect(self.rect.left(), self.rect.top(), 3, self.rect.height())
        self.painter.fillRect(edge, QColor(tokens.ACCENT))

    def fill_rounded(self, radius: int = tokens.RADIUS) -> None:
        """Tint it with rounded corners, framed while the list has the focus."""
        if not (self.selected or self.hovered):
            return
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setBrush(QColor(tokens.ACCENT_TINT if self.selected else tokens.HOVER))
        framed = self.selected and self.focused
        self.painter.setPen(QColor(tokens.ACCENT) if framed else Qt.PenStyle.NoPen)
        around = self.rect.adjusted(tokens.STEP, 1, -tokens.STEP, -1)
        self.painter.drawRoundedRect(around, radius, radius)

    def say(
        self,
        room: QRect,
        text: str,
        color: str = tokens.TEXT,
        font: QFont | None = None,
        *,
        right: bool = False,
        side: Qt.TextElideMode = ELIDE_RIGHT,
    ) -> int:
        """Paint the text on one line, with … at that side where there is no room; the pixels it
        takes."""
        if room.width() <= 0:
            return 0
        font = font or self.font
        shown = cut(text, font, room.width(), side)
        self.painter.setFont(font)
        self.painter.setPen(QColor(color))
        self.painter.drawText(room, RIGHT if right else LEFT, shown)
        return QFontMetrics(font).horizontalAdvance(shown)

    def say_pieces(
        self, room: QRect, pieces: list[tuple[str, str]], font: QFont | None = None
    ) -> None:
        """Paint texts, each in its colour, beside each other."""
        paint_pieces(self.painter, room, pieces, font or self.font)

    def tick(self, room: QRect, *, ticked: bool) -> QRect:
        """Paint a tick box at the left; the room beside it."""
        style = self.widget.style()
        side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self.widget)
        box: Any = QStyleOptionButton()
        box.rect = QRect(room.left(), room.center().y() - side // 2, side, side)
        box.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        )
        check = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        style.drawPrimitive(check, box, self.painter, self.widget)
        return room.adjusted(side + 2 * tokens.STEP, 0, 0, 0)


def paint_pieces(
    painter: QPainter, room: QRect, pieces: list[tuple[str, str]], font: QFont
) -> None:
    """Paint texts with their colours from the left edge of the room, in figures of one width."""
    even = tabular(font)
    painter.setFont(even)
    x = room.left()
    for text, color in pieces:
        painter.setPen(QColor(color))
        width = QFontMetrics(even).horizontalAdvance(text)
        painter.drawText(QRect(x, room.top(), width + 1, room.height()), LEFT, text)
        x += width + _GAP


def pieces_width(pieces: list[tuple[str, str]], font: QFont) -> int:
    """The room that paint_pieces takes, in pixels."""
    metrics = QFontMetrics(tabular(font))
    return sum(metrics.horizontalAdvance(text) for text, _ in pieces) + _GAP * (len(pieces) - 1)


class RowDelegate(QStyledItemDelegate):
    """Paints rows by a function of the room's own; ``height`` gives their pixels by their type."""

    def __init__(
        self,
        parent: QObject,
        paint: Callable[[Row, Index], None] | None,
        height: Callable[[QFont, Index], int],
    ) -> None:
        """Without ``paint``, rows look as the style sheet says."""
        super().__init__(parent)
        self._paint, self._height = paint, height

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(_LEAST_WIDTH, self._height(option.font, index))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        if self._paint is None:
            super().paint(painter, option, index)
            return
        painter.save()
        self._paint(Row(painter, option), index)
        painter.restore()


class TickDelegate(RowDelegate):
    """A click anywhere on the row, or the space bar, ticks and unticks it.

    The tick is the CheckStateRole of the row's first column.
    """

    def __init__(self, parent: QObject, paint: Callable[[Row, Index], None] | None = None) -> None:
        # Qt keeps sizes that it took before the look was put on, so none is asked of it.
        super().__init__(parent, paint, lambda _font, _index: TICK_HEIGHT)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: Any, index: Index
    ) -> bool:
        del option
        # The second of two quick clicks comes as a double click, and its release not at all.
        clicked = isinstance(event, QMouseEvent) and (
            event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
            and event.button() is Qt.MouseButton.LeftButton
        )
        pressed = isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Space,
            Qt.Key.Key_Select,
        )
        if not (clicked or pressed):
            return False
        first = index.sibling(index.row(), 0)
        state = Qt.CheckState.Unchecked if is_ticked(index) else Qt.CheckState.Checked
        # A list's own model keeps numbers and does not know Python's enums.
        return model.setData(first, state.value, _CHECK)


def is_ticked(index: Index) -> bool:
    """Whether the row of that index is ticked."""
    return Qt.CheckState(index.sibling(index.row(), 0).data(_CHECK)) is Qt.CheckState.Checked
