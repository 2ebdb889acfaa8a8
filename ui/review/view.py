"""The list of findings for mouse and keyboard: sign, place and message, under their projects."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
    QTimerEvent,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QListView, QWidget

from ui.kit import tokens
from ui.kit.rows import Index, Row, RowDelegate, cut, halves, pieces_width, strong
from ui.kit.table import calm
from ui.review.counter import COLORS, pieces
from ui.review.counts import SIGNS
from ui.review.listing import FindingRow
from ui.review.model import ROW_ROLE, FindingsModel, GroupRow, ListRow

_STEP = tokens.STEP
_SIGN = 6 * _STEP
_PLACE = 42 * _STEP
_MENDABLE = "可修复"
_AT_ONCE = 2000
"""Rows laid out before the window gets its turn."""


class FindingsView(QListView):
    """Arrows walk, ← and → fold and unfold, Enter goes to the place, Esc goes back to the page."""

    chosen = Signal(object)
    """The key of the finding in hand, or None."""
    shown = Signal(object)
    """The key of a finding that was clicked: its place is to be seen."""
    entered_place = Signal(object)
    """The key of a finding whose place shall get the focus: Enter, double click."""
    fold_wanted = Signal(str, bool)
    """The owner of a group, and whether it shall be folded."""
    menu_wanted = Signal(QPoint)
    left = Signal()
    """Esc."""

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._out_of_reach = False
        """Whether the row in hand is one that is not laid out yet."""
        self.setModel(model)
        calm(self, "检查结果")
        self._two_lines = False
        self.setItemDelegate(RowDelegate(self, self._paint, self._height))
        self.setUniformItemSizes(True)
        # Each row is asked for when it is laid out: ten thousands at once would stop the window.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def put_two_lines(self, on: bool) -> None:
        """Whether a finding's message stands below its place, where the list is narrow."""
        self._two_lines = on
        self.setUniformItemSizes(not on)
        self.scheduleDelayedItemsLayout()

    def row_in_hand(self) -> ListRow | None:
        """The row in hand."""
        index = self.currentIndex()
        return self._model.row(index) if index.isValid() else None

    def take(self, name: object) -> None:
        """Take the finding of that key in hand, if it is shown; else a heading may stay."""
        if name is None and isinstance(self.row_in_hand(), GroupRow):
            return
        index = self._model.index_of(name) if name is not None else QModelIndex()
        if index == self.currentIndex() and (
            not index.isValid() or self.selectionModel().isSelected(index)
        ):
            return
        blocked = self.blockSignals(True)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self.blockSignals(blocked)
        self._out_of_reach = index.isValid() and self.visualRect(index).isEmpty()

    def timerEvent(self, event: QTimerEvent) -> None:
        super().timerEvent(event)
        if self._out_of_reach and not self.visualRect(self.currentIndex()).isEmpty():
            self._out_of_reach = False
            self.scrollTo(self.currentIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        row = self.row_in_hand()
        self.chosen.emit(row.key if isinstance(row, FindingRow) else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.row_in_hand(), event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._enter(row)
        elif key == Qt.Key.Key_Left and isinstance(row, FindingRow):
            self.setCurrentIndex(self._model.group_of(self.currentIndex()))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(row, GroupRow):
            self.fold_wanted.emit(row.owner, key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._model.row(self.indexAt(event.position().toPoint()))
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        if isinstance(row, GroupRow):
            self.fold_wanted.emit(row.owner, not row.folded)
        else:
            self.shown.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._model.row(self.indexAt(event.position().toPoint()))
        if isinstance(row, FindingRow) and event.button() == Qt.MouseButton.LeftButton:
            self.entered_place.emit(row.key)

    def _enter(self, row: ListRow) -> None:
        if isinstance(row, GroupRow):
            self.fold_wanted.emit(row.owner, not row.folded)
        else:
            self.entered_place.emit(row.key)

    def _menu(self, at: QPoint) -> None:
        if self.row_in_hand() is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _height(self, font: QFont, index: Index) -> int:
        line = QFontMetrics(font).height()
        if self._two_lines and isinstance(index.data(ROW_ROLE), FindingRow):
            return 2 * line + 3 * _STEP
        return max(7 * _STEP, line + 2 * _STEP)

    def _paint(self, row: Row, index: Index) -> None:
        told = index.data(ROW_ROLE)
        room = row.rect.adjusted(2 * _STEP, 0, -3 * _STEP, 0)
        if isinstance(told, GroupRow):
            row.hovered = False
            row.fill(tokens.LABEL)
            _paint_group(row, told, room)
        elif isinstance(told, FindingRow):
            row.fill(ruled=self._two_lines)
            (_paint_above if self._two_lines else _paint_finding)(row, told, room)


def _paint_group(row: Row, group: GroupRow, room: QRect) -> None:
    _paint_arrow(row.painter, QRect(room.left(), room.top(), _SIGN, room.height()), group.folded)
    shown = pieces(group.counts, hints=True)
    if group.counts.accepted:
        shown.append((f"已保留{group.counts.accepted}", tokens.FAINT_TEXT))
    needed = pieces_width(shown, row.font) + 4 * _STEP
    text = room.adjusted(_SIGN, 0, -needed, 0)
    after = _SIGN + row.say(text, group.title, font=strong(row.font)) + 3 * _STEP
    row.say_pieces(room.adjusted(after, 0, 0, 0), shown)


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


def _paint_finding(row: Row, told: FindingRow, room: QRect) -> None:
    """Sign, place, message, and what became of it, on one line."""
    sign = _paint_sign(row, told, QRect(room.left() + _SIGN, room.top(), _SIGN, room.height()))
    width = min(_PLACE, room.width() * 2 // 5)
    place = QRect(sign.right() + 1 + _STEP, room.top(), width - 2 * _STEP, room.height())
    row.say(place, told.place, _ink(told, tokens.SECOND_TEXT))
    message = QRect(room)
    message.setLeft(place.left() + width)
    taken = _paint_tag(row, told, room)
    if taken:
        message.setRight(room.right() - 1 - taken - 4 * _STEP)
    row.say(message, told.finding.message, _ink(told, tokens.TEXT))


def _paint_above(row: Row, told: FindingRow, room: QRect) -> None:
    """Sign, place and what became of it above, the message below."""
    upper, lower = halves(room.adjusted(2 * _STEP, _STEP, 0, -_STEP))
    sign = _paint_sign(row, told, QRect(upper.left(), upper.top(), _SIGN, upper.height()))
    place = upper.adjusted(_SIGN + _STEP, 0, 0, 0)
    taken = _paint_tag(row, told, upper)
    row.say(place.adjusted(0, 0, -taken - 2 * _STEP, 0), told.place, _ink(told, tokens.SECOND_TEXT))
    lower.setLeft(sign.right() + 1 + _STEP)
    row.say(lower, told.finding.message, _ink(told, tokens.TEXT))


def _ink(told: FindingRow, usual: str) -> str:
    return tokens.FAINT_TEXT if told.finding.accepted else usual


def _paint_sign(row: Row, told: FindingRow, room: QRect) -> QRect:
    level, quiet = told.finding.level, bool(told.finding.accepted)
    row.painter.setFont(row.font)
    row.painter.setPen(QColor(tokens.STRONG_LINE if quiet else COLORS[level]))
    row.painter.drawText(room, Qt.AlignmentFlag.AlignCenter, SIGNS[level])
    return room


def _paint_tag(row: Row, told: FindingRow, room: QRect) -> int:
    """What can be done about it, or why it stays, at the right; the pixels it takes."""
    kept = told.finding.accepted
    tag = f"保留：{kept}" if kept else (_MENDABLE if told.finding.repair else "")
    if not tag:
        return 0
    ink = tokens.FAINT_TEXT if kept else tokens.ACCENT
    return row.say(room, cut(tag, row.font, room.width() // 3), ink, right=True)
