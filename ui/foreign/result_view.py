"""The result to look at: fields and indicator rows, painted quietly; nothing is edited here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from hfgoals.exchange.foreign import CellAt
from ui.foreign.drawing import paint_corner, shrunk, wraps
from ui.foreign.result import LIST_HEADS, ResultCell, ResultRow
from ui.foreign.result_model import CELL_ROLE, LIT_ROLE, ROW_ROLE, ResultModel
from ui.kit import tokens

_PAD_X, _PAD_Y = 8, 5
_SMALL = 0.86
_MOST_LINES = 4
_MOST_BELOW = 2
_CORNER = 7
_LEFT_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LONGEST = 600
_SHARES = (0.22, 0.38, 0.19, 0.21)


class ResultDelegate(QStyledItemDelegate):
    """Every text is drawn as it is.

    ``option`` is a QStyleOptionViewItem; PySide6's types leave out its attributes.
    """

    def paint(
        self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, cell = index.data(ROW_ROLE), index.data(CELL_ROLE)
        if cell is None:
            return
        painter.save()
        _paint_ground(painter, option, row, lit=bool(index.data(LIT_ROLE)))
        room = option.rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        label = row.kind in ("heads", "words") or (row.kind == "field" and index.column() == 0)
        font = QFont(option.font)
        font.setBold(row.kind == "section")
        painter.setFont(shrunk(option.font, _SMALL) if row.kind == "heads" else font)
        painter.setPen(QColor(tokens.SECOND_TEXT if label else tokens.TEXT))
        blank = not cell.text and not cell.below
        if blank and _tells_blank(row, index.column()):
            painter.setPen(QColor(tokens.FAINT_TEXT))
            painter.drawText(room, _LEFT_TOP, "（空白）")
        elif row.kind == "section":
            metrics = QFontMetrics(font)
            line = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), line)
        else:
            _paint_texts(painter, option.font, cell, room)
        if cell.doubtful:
            paint_corner(painter, option.rect, _CORNER)
        painter.restore()


def _tells_blank(row: ResultRow, column: int) -> bool:
    """A field, and what every indicator has: its name and its value."""
    return row.kind == "field" or (row.kind == "indicator" and column in (1, 2))


def _paint_ground(painter: QPainter, option: Any, row: ResultRow, *, lit: bool) -> None:
    rect: QRect = option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if row.kind == "section":
        painter.fillRect(rect, QColor(tokens.LABEL))
    elif selected or lit:
        painter.fillRect(rect, QColor(tokens.ACCENT_TINT))
    painter.setPen(QColor(tokens.LINE))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if selected or lit:
        # The one in hand has a bar as well: colour alone says it to some people only.
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.ACCENT))


def _paint_texts(painter: QPainter, font: QFont, cell: ResultCell, room: QRect) -> None:
    metrics = painter.fontMetrics()
    used = 0
    if cell.text:
        used = min(_height(cell.text, metrics, room.width(), _MOST_LINES), room.height())
        _paint_lines(painter, cell.text, QRect(room.left(), room.top(), room.width(), used))
    if cell.below:
        painter.setFont(shrunk(font, _SMALL))
        painter.setPen(QColor(tokens.SECOND_TEXT))
        rest = QRect(room.left(), room.top() + used, room.width(), room.height() - used)
        _paint_lines(painter, cell.below, rest)


def _paint_lines(painter: QPainter, text: str, room: QRect) -> None:
    """As many lines as there is room for, the last with … when there are more."""
    metrics = painter.fontMetrics()
    shown = text[:_LONGEST]
    needed = metrics.boundingRect(QRect(0, 0, room.width(), 1 << 20), wraps(shown), shown).height()
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.drawText(room, _LEFT_TOP | wraps(shown), shown)
    painter.restore()
    if needed > room.height() + 2:
        spot = room.adjusted(0, 0, _PAD_X, 1)
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), "…")


def _height(text: str, metrics: QFontMetrics, width: int, most: int) -> int:
    shown = text[:_LONGEST]
    line = metrics.lineSpacing()
    # No letter is wider than it is high: measuring each text would be most of the work.
    if "\n" not in shown and len(shown) * metrics.height() <= width:
        return line
    needed = metrics.boundingRect(
        QRect(0, 0, max(width, 10), 1 << 20), wraps(shown), shown
    ).height()
    return min(needed, most * line)


class ResultView(QTableView):
    """Shows a ResultModel; what is selected tells where it came from."""

    chosen = Signal(object)
    """The source cells (a tuple of CellAt) of the value that the user took in hand."""
    source_wanted = Signal()
    """Enter or a double click: to the source cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = ResultModel()
        self.setModel(self.results)
        self.setItemDelegate(ResultDelegate(self))
        self.setAccessibleName("读入结果")
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(20)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._following = False
        self.selectionModel().currentChanged.connect(self._changed)
        self.doubleClicked.connect(lambda _: self.source_wanted.emit())
        self.activated.connect(lambda _: self.source_wanted.emit())

    def show_rows(self, rows: tuple[ResultRow, ...]) -> None:
        """Show another result, scrolled to the same height."""
        scrolled = self.verticalScrollBar().value()
        self._following = True
        self.clearSpans()
        self.results.take(rows)
        for number, row in enumerate(rows):
            if row.kind in ("section", "words"):
                self.setSpan(number, 0, 1, len(LIST_HEADS))
            elif row.kind == "field":
                self.setSpan(number, 1, 1, len(LIST_HEADS) - 1)
        self._following = False
        self._fit()
        self.verticalScrollBar().setValue(scrolled)

    def follow(self, at: CellAt) -> None:
        """Show into what that cell of the source went."""
        self.results.light(frozenset((at,)))
        index = self.results.place_of(at)
        self._following = True
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self._following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _changed(self, index: QModelIndex) -> None:
        cell = self.results.cell(index)
        if not self._following and cell is not None:
            self.results.light(frozenset())
            self.chosen.emit(cell.sources)

    def _fit(self) -> None:
        if not self.isVisible():
            # The width is not settled yet; being shown, it is resized.
            return
        room = self.viewport().width()
        widths = [int(room * share) for share in _SHARES]
        widths[1] += room - sum(widths)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        metrics, small = self.fontMetrics(), QFontMetrics(shrunk(self.font(), _SMALL))
        for number, row in enumerate(self.results.rows):
            height = _row_height(row, widths, metrics, small)
            if height != self.rowHeight(number):
                self.setRowHeight(number, height)


def _row_height(
    row: ResultRow, widths: list[int], metrics: QFontMetrics, small: QFontMetrics
) -> int:
    if row.kind == "section":
        return metrics.lineSpacing() + 4 * _PAD_Y - 4
    if row.kind == "heads":
        return small.lineSpacing() + 2 * _PAD_Y
    spanned = {"field": [widths[0], sum(widths[1:])], "words": [sum(widths)]}
    heights = [metrics.lineSpacing()]
    for cell, width in zip(row.cells, spanned.get(row.kind, widths), strict=True):
        room = width - 2 * _PAD_X
        heights.append(
            (_height(cell.text, metrics, room, _MOST_LINES) if cell.text else 0)
            + (_height(cell.below, small, room, _MOST_BELOW) if cell.below else 0)
        )
    return max(heights) + 2 * _PAD_Y
