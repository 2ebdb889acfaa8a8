"""The spending of a year as a curve, beside what it would be if every month took the same."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.year_overview import words
from hfgoals.year_overview.overview import YearOverview
from hfgoals.year_overview.spending import Point
from ui.kit import tokens
from ui.kit.fonts import tabular
from ui.kit.rows import shrunk
from ui.year_overview.part import LEFT, RIGHT, Part, say

_HEIGHT: Final = 168
"""Of the drawing, in pixels."""
_DOT: Final = 4.0
_KEY: Final = 22
_AROUND: Final = tokens.STEP
_YEAR: Final = 12
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_MANY: Final = Fraction(3, 2)
"""Of a plan that says more than all, what is shown at most."""


class SpendingChart(Part):
    """The curve, and what was really spent where that is told; its figures stand in a ledger."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._overview: YearOverview | None = None

    def show_overview(self, overview: YearOverview) -> None:
        """Show the curve of that year."""
        self._overview = overview
        self.tell(words.spending_told(overview))

    def height_at(self, width: int) -> int:
        del width
        return _HEIGHT + 2 * self._pitch() + tokens.STEP if self._drawn is not None else 0

    @property
    def _drawn(self) -> YearOverview | None:
        """The overview, where it has a curve."""
        overview = self._overview
        return overview if overview is not None and overview.spending.points else None

    def _small(self) -> QFont:
        return tabular(shrunk(self.font()))

    def _pitch(self) -> int:
        return QFontMetrics(self._small()).height() + 2

    # ------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._drawn is not None:
            self._paint_keys(painter, self._drawn)
            self._paint_curves(painter, self._drawn)
        self.frame(painter)
        painter.end()

    def _paint_keys(self, painter: QPainter, overview: YearOverview) -> None:
        """Which line is which."""
        keys = [("支出计划", _plan_pen()), ("均匀支出", _even_pen())]
        if _done(overview):
            keys.append(("实际执行", QPen(QColor(tokens.LEAF), 2)))
        x, middle = _AROUND, _AROUND + self._pitch() // 2
        metrics = QFontMetrics(self._small())
        for name, pen in keys:
            painter.setPen(pen)
            if name == "实际执行":
                _paint_done(painter, QPointF(x + _KEY / 2, middle))
            else:
                painter.drawLine(x, middle, x + _KEY, middle)
            room = QRect(x + _KEY + 6, _AROUND, metrics.horizontalAdvance(name) + 2, self._pitch())
            say(painter, room, name, self._small(), tokens.SECOND_TEXT, LEFT)
            x = room.right() + 4 * tokens.STEP

    def _room(self) -> QRect:
        """Where the curves are; the axis is at its left, figures stand below."""
        axis = QFontMetrics(self._small()).horizontalAdvance("100%") + 2 * tokens.STEP
        side = QFontMetrics(self._small()).horizontalAdvance("12月底") // 2 + _AROUND
        top = 2 * self._pitch()
        return QRect(axis, top, self.width() - axis - side, _HEIGHT - self._pitch())

    def _most(self, overview: YearOverview) -> Fraction:
        spending = overview.spending
        shares = [spending.share(point.planned) for point in spending.points]
        shares += [share for _, share in _done(overview)]
        return min(max(Fraction(1), *shares), _MANY)

    def _place(self, month: int, share: Fraction, most: Fraction) -> QPointF:
        room = self._room()
        share = min(max(share, Fraction(0)), most)
        x = room.left() + room.width() * month / _YEAR
        return QPointF(x, room.bottom() - float(room.height() * share / most))

    def _paint_curves(self, painter: QPainter, overview: YearOverview) -> None:
        room, spending, most = self._room(), overview.spending, self._most(overview)
        for percent in (0, 50, 100):
            y = round(self._place(0, Fraction(percent, 100), most).y())
            painter.setPen(QColor(tokens.STRONG_LINE if percent == 0 else tokens.LINE))
            painter.drawLine(room.left(), y, room.right(), y)
            label = QRect(0, y - 10, room.left() - tokens.STEP, 20)
            say(painter, label, f"{percent}%", self._small(), tokens.FAINT_TEXT, RIGHT)
        start = self._place(0, Fraction(0), most)
        painter.setPen(_even_pen())
        painter.drawLine(start, self._place(_YEAR, Fraction(1), most))
        line = [start]
        line += [
            self._place(point.month, spending.share(point.planned), most)
            for point in spending.points
        ]
        under = QPolygonF([*line, QPointF(line[-1].x(), start.y())])
        painter.setPen(Qt.PenStyle.NoPen)
        tint = QColor(tokens.ACCENT)
        tint.setAlpha(28)
        painter.setBrush(tint)
        painter.drawPolygon(under)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_plan_pen())
        painter.drawPolyline(QPolygonF(line))
        for point, at in zip(spending.points, line[1:], strict=True):
            painter.setBrush(QColor(tokens.ACCENT))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(at, _DOT, _DOT)
            self._paint_month(painter, point, at.x())
        for month, share in _done(overview):
            _paint_done(painter, self._place(month, share, most))

    def _paint_month(self, painter: QPainter, point: Point, x: float) -> None:
        text = f"{point.month}月底"
        wide = QFontMetrics(self._small()).horizontalAdvance(text) + 2
        left = min(round(x - wide / 2), self.width() - wide - 1)
        room = QRect(left, self._room().bottom() + 2, wide, self._pitch())
        say(painter, room, text, self._small(), tokens.SECOND_TEXT, _CENTRE)


def _done(overview: YearOverview) -> list[tuple[int, Fraction]]:
    """By which month what share was really spent."""
    return [
        (_YEAR if each.month == WHOLE_YEAR else each.month, each.rate)
        for each in overview.stages
        if each.rate is not None
    ]


def _plan_pen() -> QPen:
    return QPen(QColor(tokens.ACCENT), 2)


def _even_pen() -> QPen:
    return QPen(QColor(tokens.FAINT_TEXT), 1.4, Qt.PenStyle.DashLine)


def _paint_done(painter: QPainter, at: QPointF) -> None:
    """A diamond: its shape tells it from the dots, not its colour alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.LEAF))
    side = _DOT + 2
    corners = [
        QPointF(at.x(), at.y() - side), QPointF(at.x() + side, at.y()),
        QPointF(at.x(), at.y() + side), QPointF(at.x() - side, at.y()),
    ]  # fmt: skip
    painter.drawPolygon(QPolygonF(corners))
    painter.setBrush(Qt.BrushStyle.NoBrush)
