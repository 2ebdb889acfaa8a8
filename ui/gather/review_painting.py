"""Paints one row of the list to look over; what differs in two texts is tinted."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from hfgoals.merging.comparing import Spans, differing
from hfgoals.merging.deciding import Dispute
from hfgoals.merging.gathering import Entry
from ui.gather.review_model import ROW_ROLE, VERDICT_ROLE
from ui.gather.review_rows import DisputeRow, EntryRow, GroupRow, home_of
from ui.kit import tokens

HEIGHT: Final = 9 * tokens.STEP
HELD_TINT: Final = (tokens.TEXT, 30)
OFFER_TINT: Final = (tokens.ACCENT, 48)
"""What differs: colour and opacity, so that it shows on a selected row, too."""
_EDGE = 3 * tokens.STEP
_BEFORE = 6
"""So many letters are shown before the first difference."""
_MOST = 160
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STATE_COLORS: Final = {
    "undecided": tokens.FAINT_TEXT,
    "kept": tokens.TEXT,
    "taken": tokens.ACCENT,
    "own": tokens.ACCENT,
    "wrong": tokens.ERROR,
}
Pieces = tuple[tuple[str, bool], ...]
"""Stretches of a text, and whether each differs."""


def tint_of(tint: tuple[str, int]) -> QColor:
    """The colour behind what differs."""
    color = QColor(tint[0])
    color.setAlpha(tint[1])
    return color


def columns(room: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    """Where field, workbook, source and verdict stand in a row."""
    width = room.width()
    verdict = min(44 * tokens.STEP, width // 6)
    field = min(84 * tokens.STEP, width * 29 // 100)
    text = (width - verdict - field) // 2
    lefts = (0, field, field + text, field + 2 * text)
    widths = (field, text, text, verdict)
    return tuple(  # type: ignore[return-value]
        QRect(room.left() + left, room.top(), wide, room.height()).adjusted(
            _EDGE, 0, -tokens.STEP, 0
        )
        for left, wide in zip(lefts, widths, strict=True)
    )


class ReviewDelegate(QStyledItemDelegate):
    """``option`` is a QStyleOptionViewItem; PySide6's types leave out its attributes."""

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(200, HEIGHT)

    def paint(
        self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        _paint_ground(painter, option, heading=isinstance(row, GroupRow))
        if isinstance(row, GroupRow):
            _paint_group(painter, option, row)
        elif isinstance(row, DisputeRow):
            _paint_dispute(painter, option, row.dispute, index.data(VERDICT_ROLE))
        elif isinstance(row, EntryRow):
            _paint_entry(painter, option, row.entry)
        painter.restore()


def _paint_ground(painter: QPainter, option: Any, *, heading: bool) -> None:
    rect: QRect = option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ground = tokens.PAPER
    if heading:
        ground = tokens.LABEL
    elif selected:
        ground = tokens.ACCENT_TINT
    elif hovered:
        ground = tokens.HOVER
    painter.fillRect(rect, QColor(ground))
    painter.setPen(QColor(tokens.LINE))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if selected and option.state & QStyle.StateFlag.State_HasFocus:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.ACCENT))


def _paint_group(painter: QPainter, option: Any, row: GroupRow) -> None:
    bold = QFont(option.font)
    bold.setBold(True)
    room = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
    counted = f"{row.count} 处"
    width = QFontMetrics(option.font).horizontalAdvance(counted) + _EDGE
    _paint_line(painter, bold, room.adjusted(0, 0, -width, 0), row.title, tokens.TEXT)
    painter.setFont(option.font)
    painter.setPen(QColor(tokens.SECOND_TEXT))
    painter.drawText(room, _RIGHT, counted)


def _paint_dispute(
    painter: QPainter, option: Any, dispute: Dispute, verdict: tuple[str, str, str]
) -> None:
    field, held, offered, decided = columns(option.rect)
    state, words, text = verdict
    _paint_field(painter, option.font, field, dispute)
    ours, theirs = _excerpts(dispute.held, text)
    _paint_pieces(painter, option.font, held, ours, HELD_TINT)
    if len(dispute.offers) > 1:
        count = f"{len(dispute.offers)} 种"
        width = QFontMetrics(option.font).horizontalAdvance(count) + 2 * tokens.STEP
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.WARNING))
        painter.drawText(offered, _RIGHT, count)
        offered = offered.adjusted(0, 0, -width, 0)
    _paint_pieces(painter, option.font, offered, theirs, OFFER_TINT)
    _paint_line(painter, option.font, decided, words, _STATE_COLORS[state])


def _paint_field(painter: QPainter, font: QFont, room: QRect, dispute: Dispute) -> None:
    _paint_line(painter, font, room, dispute.label, tokens.TEXT)
    used = QFontMetrics(font).horizontalAdvance(dispute.label) + 2 * tokens.STEP
    if dispute.row:
        rest = room.adjusted(used, 0, 0, 0)
        _paint_line(painter, font, rest, dispute.row, tokens.SECOND_TEXT)


def _paint_entry(painter: QPainter, option: Any, entry: Entry) -> None:
    room = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
    where = room.adjusted(0, 0, -room.width() * 3 // 5, 0)
    what = room.adjusted(where.width() + _EDGE, 0, 0, 0)
    text = " ".join(entry.text.split())
    said = f"{entry.what}　{text}" if text else entry.what
    home = home_of(entry.year, entry.project)
    _paint_line(painter, option.font, where, home, tokens.SECOND_TEXT)
    _paint_line(painter, option.font, what, said[:_MOST], tokens.TEXT)


def _paint_line(painter: QPainter, font: QFont, room: QRect, text: str, color: str) -> None:
    if room.width() <= 0:
        return
    painter.setFont(font)
    painter.setPen(QColor(color))
    line = " ".join(text.split("\n"))
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)


def _paint_pieces(
    painter: QPainter, font: QFont, room: QRect, pieces: Pieces, tint: tuple[str, int]
) -> None:
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(QColor(tokens.TEXT))
    x, end = room.left(), room.right()
    high = metrics.height()
    top = room.center().y() - high // 2
    for text, differs in pieces:
        width = metrics.horizontalAdvance(text)
        cut = x + width > end
        if cut:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, end - x))
            width = metrics.horizontalAdvance(text)
        if differs and width:
            painter.fillRect(QRect(x, top, width, high), tint_of(tint))
        painter.drawText(QRect(x, room.top(), width + 1, room.height()), _LEFT, text)
        x += width
        if cut:
            return


@lru_cache(maxsize=256)
def _excerpts(held: str, offered: str) -> tuple[Pieces, Pieces]:
    """Both texts on one line each, from a little before their first difference."""
    spans = differing(held, offered)
    firsts = [each[0][0] for each in spans if each]
    start = max(0, min(firsts, default=0) - _BEFORE)
    start = 0 if start <= _BEFORE else start
    return _pieces(held, spans[0], start), _pieces(offered, spans[1], start)


def _pieces(text: str, spans: Spans, start: int) -> Pieces:
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at, end = start, start + _MOST
    for first, last in spans:
        if first >= end:
            break
        pieces += [(text[at:first], False), (text[first : min(last, end)], True)]
        at = last
    pieces.append((text[at:end], False))
    return tuple((" ".join(piece.split("\n")), differs) for piece, differs in pieces if piece)
