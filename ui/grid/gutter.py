"""Beside and below the indicator rows: their numbers, a grip to drag them by, one row more."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from hfgoals.model.fields import Part
from ui.grid.geometry import Board, Rect
from ui.grid.viewing import Viewing
from ui.kit import tokens
from ui.kit.fonts import form_font

ADD_TEXT = "＋ 增加一行"
_WIDTH = 6.5
"""The gutter's width in mm, left of the table."""
_ADD_WIDTH, _ADD_HEIGHT = 25.0, 7.0
"""The handle that adds a row, in mm."""
_NUMBER_MM = 2.9


class Gutters:
    """Those of all tables of a form."""

    def __init__(self, board: Board, viewing: Viewing) -> None:
        self.all = tuple(Gutter(board, viewing, part) for part in board.lists)

    def row_at(self, x: float, y: float) -> int | None:
        """The grid row whose number is under the spot (mm)."""
        found = (each.row_at(x, y) for each in self.all)
        return next((row for row in found if row is not None), None)

    def adds(self, x: float, y: float) -> Part | None:
        """The part of the table whose handle that adds a row is under the spot."""
        return next((each.part for each in self.all if each.adds(x, y)), None)

    def of_row(self, row: int) -> Gutter:
        """That of the table with that row; the first of all for none."""
        return next((each for each in self.all if row in each.rows), self.all[0])

    def drop_index(self, y: float, row: int) -> int:
        """Before which row of its table a row dragged to that height would stand."""
        return self.of_row(row).drop_index(y)

    def paint(
        self,
        painter: QPainter,
        *,
        held: range,
        hovered: int | None,
        adding: Part | None,
        drop: int | None,
        carried: int,
        changeable: bool,
    ) -> None:
        """Paint them all; what is dragged lands in its own table."""
        for each in self.all:
            each.paint(
                painter,
                held=held,
                hovered=hovered,
                adding=each.part == adding,
                drop=drop if carried in each.rows else None,
                changeable=changeable,
            )


class Gutter:
    """Where the row numbers and the handle of one table are, and how they look."""

    def __init__(self, board: Board, viewing: Viewing, part: Part) -> None:
        self.part = part
        self._board = board
        self._viewing = viewing
        self._all = board.rows_of(part)
        self.rows = [row for row in self._all if row in board.items]
        """The grid rows of the table's rows, in order."""

    def row_at(self, x: float, y: float) -> int | None:
        """The grid row whose number is under the spot (mm)."""
        left = self._left
        if left is None or not left - _WIDTH <= x < left - 0.3:
            return None
        board = self._board
        return next((r for r in self.rows if board.row_top(r) <= y < board.row_bottom(r)), None)

    def adds(self, x: float, y: float) -> bool:
        """Whether the handle that adds a row is under the spot."""
        rect = self.add_rect
        return rect is not None and rect.holds(x, y)

    @property
    def add_rect(self) -> Rect | None:
        """The handle below the last row; at its left where the form goes on below it."""
        if self._left is None:
            return None
        bottom = self._board.row_bottom(self._all[-1])
        # The label beside the table may reach below its last row: beside its sums, for one.
        label = self._board.box_at(self._left - 1.0, bottom - 1.0)
        if label is not None and label.y + label.height >= bottom + _ADD_HEIGHT:
            width = min(_ADD_WIDTH, label.width)
            return Rect(self._left - width, bottom + 0.7, width, _ADD_HEIGHT)
        if self._board.filled_rows[-1] > self._all[-1]:
            left = self._left - _ADD_WIDTH - _WIDTH
            return Rect(left, bottom - _ADD_HEIGHT, _ADD_WIDTH, _ADD_HEIGHT)
        return Rect(self._left, bottom + 1.2, _ADD_WIDTH, _ADD_HEIGHT)

    def drop_index(self, y: float) -> int:
        """Before which indicator a row dragged to that height would stand."""
        board = self._board
        middles = ((board.row_top(row) + board.row_bottom(row)) / 2 for row in self.rows)
        return sum(y > middle for middle in middles)

    @property
    def _left(self) -> float | None:
        if not self._all:
            return None
        return min(place.box.x for place in self._board.columns_of(self._all[0]))

    def rect(self, row: int) -> Rect:
        """The number of a row."""
        top = self._board.row_top(row)
        left = (self._left or 0.0) - _WIDTH
        return Rect(left, top, _WIDTH - 0.6, self._board.row_bottom(row) - top)

    def paint(
        self,
        painter: QPainter,
        *,
        held: range,
        hovered: int | None,
        adding: bool,
        drop: int | None,
        changeable: bool,
    ) -> None:
        """Numbers, the grip under the mouse, the handle, and where a dragged row would land."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = form_font("sans", _NUMBER_MM * self._viewing.scale)
        for number, row in enumerate(self.rows, 1):
            rect = self._viewing.pixels(self.rect(row))
            self._number(painter, rect, font, number, held=row in held, grip=row == hovered)
        if changeable:
            self._handle(painter, font, adding=adding)
        if drop is not None:
            self._drop_line(painter, drop)
        painter.restore()

    def _number(
        self, painter: QPainter, rect: QRect, font: QFont, number: int, *, held: bool, grip: bool
    ) -> None:
        if held or grip:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.ACCENT_TINT if held else tokens.HOVER))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 3, 3)
        if grip:
            _grip(painter, rect)
            return
        painter.setFont(font)
        painter.setPen(QColor(tokens.ACCENT if held else tokens.FAINT_TEXT))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))

    def _handle(self, painter: QPainter, font: QFont, *, adding: bool) -> None:
        place = self.add_rect
        if place is None:
            return
        rect = self._viewing.pixels(place)
        if adding:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.ACCENT_TINT))
            painter.drawRoundedRect(rect, 4, 4)
        larger = QFont(font)
        larger.setPixelSize(max(round(3.2 * self._viewing.scale), 9))
        painter.setFont(larger)
        painter.setPen(QColor(tokens.ACCENT if adding else tokens.SECOND_TEXT))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, ADD_TEXT)

    def _drop_line(self, painter: QPainter, index: int) -> None:
        rows, board = self.rows, self._board
        y = board.row_top(rows[index]) if index < len(rows) else board.row_bottom(rows[-1])
        places = board.columns_of(rows[0])
        left, last = places[0].box, places[-1].box
        line = self._viewing.pixels(Rect(left.x, y, last.x + last.width - left.x, 0))
        painter.setPen(QPen(QColor(tokens.ACCENT), 3))
        painter.drawLine(line.left(), line.top(), line.left() + line.width(), line.top())


def _grip(painter: QPainter, rect: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.SECOND_TEXT))
    middle = QRectF(rect).center()
    for x in (-2.5, 2.5):
        for y in (-5.0, 0.0, 5.0):
            painter.drawEllipse(middle + QPointF(x, y), 1.2, 1.2)
