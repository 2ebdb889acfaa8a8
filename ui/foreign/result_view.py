"""The result as a table to look at, painted quietly; nothing is edited here."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from hfgoals.exchange.foreign import CellAt
from ui.foreign.result import LIST_HEADS, ResultCell, ResultRow
from ui.kit import tokens
from ui.kit.plain import plain_tip
from ui.kit.rows import Index, Row, RowDelegate, paint_corner, shrunk, strong
from ui.kit.sheets import text_height, wraps
from ui.kit.table import ROW_HEIGHT, Table, TableModel

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""The ResultRow."""
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ResultCell; None where a span covers the place."""
LIT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""Whether a cell in hand on the left went in here."""
_TIP_FROM = 16
_PAD_X, _PAD_Y = 8, 5
_SMALL = 0.86
_MOST_LINES = 4
_MOST_BELOW = 2
_CORNER = 7
_LEFT_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LONGEST = 600
_SHARES = (0.22, 0.38, 0.19, 0.21)


def _paint(row: Row, index: Index) -> None:
    told: ResultRow = index.data(ROW_ROLE)
    cell: ResultCell | None = index.data(CELL_ROLE)
    if cell is None:
        return
    row.hovered, row.focused = False, True
    row.selected = row.selected or bool(index.data(LIT_ROLE))
    row.fill(tokens.LABEL if told.kind == "section" else "", ruled=True)
    room = row.rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
    label = told.kind in ("heads", "words") or (told.kind == "field" and index.column() == 0)
    if not cell.text and not cell.below and _tells_blank(told, index.column()):
        row.painter.setPen(QColor(tokens.FAINT_TEXT))
        row.painter.drawText(room, _LEFT_TOP, "（空白）")
    elif told.kind == "section":
        row.say(room, cell.text, font=strong(row.font))
    else:
        font = shrunk(row.font, _SMALL) if told.kind == "heads" else row.font
        _paint_texts(row, cell, room, font, tokens.SECOND_TEXT if label else tokens.TEXT)
    if cell.doubtful:
        paint_corner(row.painter, row.rect, _CORNER)


def _tells_blank(row: ResultRow, column: int) -> bool:
    """A field, and what every indicator has: its name and its value."""
    return row.kind == "field" or (row.kind == "indicator" and column in (1, 2))


def _paint_texts(row: Row, cell: ResultCell, room: QRect, font: QFont, ink: str) -> None:
    used = 0
    row.painter.setPen(QColor(ink))
    if cell.text:
        row.painter.setFont(font)
        used = min(_height(cell.text, QFontMetrics(font), room.width(), _MOST_LINES), room.height())
        _paint_lines(row.painter, cell.text, QRect(room.topLeft(), QSize(room.width(), used)))
    if cell.below:
        row.painter.setFont(shrunk(row.font, _SMALL))
        row.painter.setPen(QColor(tokens.SECOND_TEXT))
        _paint_lines(row.painter, cell.below, room.adjusted(0, used, 0, 0))


def _paint_lines(painter: QPainter, text: str, room: QRect) -> None:
    """As many lines as there is room for, the last with … when there are more."""
    shown = text[:_LONGEST]
    needed = text_height(shown, painter.fontMetrics(), room.width())
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
    return min(text_height(shown, metrics, max(width, 10)), most * line)


class ResultView(Table):
    """Shows a ResultModel; what is selected tells where it came from."""

    chosen = Signal(object)
    """The source cells (a tuple of CellAt) of the value that the user took in hand."""
    source_wanted = Signal()
    """Enter or a double click: to the source cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(model := ResultModel(), "读入结果", parent)
        self.results = model
        self.setItemDelegate(RowDelegate(self, _paint, lambda _font, _index: ROW_HEIGHT))
        self.setSelectionBehavior(Table.SelectionBehavior.SelectItems)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.horizontalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
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


class ResultModel(TableModel):
    """Rows of a result; lights up what came from given cells of the source."""

    heads = LIST_HEADS
    _rows: tuple[ResultRow, ...]

    def __init__(self) -> None:
        super().__init__()
        self._rows = ()
        self._lit: frozenset[CellAt] = frozenset()
        self._by_source: dict[CellAt, tuple[int, int]] = {}

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """What is shown."""
        return self._rows

    def take(self, rows: tuple[ResultRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self._by_source = {}
        for number, row in enumerate(rows):
            for column, cell in enumerate(row.cells):
                for at in cell.sources:
                    self._by_source.setdefault(at, (number, column))
        self.endResetModel()

    def light(self, sources: frozenset[CellAt]) -> None:
        """Light up what came from these cells."""
        if sources != self._lit:
            self._lit = sources
            if self._rows:
                last = self.index(len(self._rows) - 1, len(LIST_HEADS) - 1)
                self.dataChanged.emit(self.index(0, 0), last, [LIT_ROLE])

    def place_of(self, at: CellAt) -> QModelIndex:
        """The first place into which that cell went; an invalid index for none."""
        place = self._by_source.get(at)
        return self.index(*place) if place is not None else QModelIndex()

    def cell(self, index: Index) -> ResultCell | None:
        """What stands there."""
        if not index.isValid():
            return None
        cells = self._rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        kind = self._rows[index.row()].kind
        enabled = Qt.ItemFlag.ItemIsEnabled
        fixed = kind in ("section", "heads", "words") or (kind == "field" and index.column() == 0)
        return enabled if fixed else enabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, cell = self._rows[index.row()], self.cell(index)
        if role == ROW_ROLE:
            return row
        if role == CELL_ROLE:
            return cell
        if cell is None:
            return None
        if role == LIT_ROLE:
            return not self._lit.isdisjoint(cell.sources)
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(part for part in (cell.text, cell.below) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column(), cell)
        if role == Qt.ItemDataRole.ToolTipRole and len(cell.text + cell.below) > _TIP_FROM:
            return plain_tip("\n".join(part for part in (cell.text, cell.below) if part))
        return None

    def _spoken(self, row: ResultRow, column: int, cell: ResultCell) -> str:
        label = ""
        if row.kind == "indicator":
            label = LIST_HEADS[column]
        elif row.kind == "field" and column:
            label = row.cells[0].text
        doubt = "，请核对" if cell.doubtful else ""
        text = "，".join(part for part in (cell.text, cell.below) if part) or "空白"
        return f"{label}：{text}{doubt}" if label else text
