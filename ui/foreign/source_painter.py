"""Paints a source table: grounds, tags, marks, the cell in hand, and the headings of the grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter

from hfgoals.exchange.foreign import CellAt, Meaning, Understanding
from ui.foreign.layout import PAD_X, PAD_Y, TableLayout
from ui.foreign.sorts import Sort, sort_of
from ui.foreign.words import tag_of
from ui.kit import tokens
from ui.kit.rows import LEFT as MIDDLE_LEFT
from ui.kit.rows import cut, paint_corner
from ui.kit.sheets import paint_frame, text_height, wraps

LEFT, TOP = 44, 24
"""The headings of rows and columns, in pixels."""
SMALL = 0.76
_CORNER = 9
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is needed to paint one table."""

    understanding: Understanding
    number: int
    layout: TableLayout
    tags: Mapping[tuple[int, int], str]
    lit: frozenset[CellAt]
    in_hand: CellAt
    focused: bool
    small: QFont


def tag_height(small: QFont) -> int:
    """The pixels that a tag takes over the text of its cell."""
    return QFontMetrics(small).height() + 1


def tags(understanding: Understanding, number: int) -> dict[tuple[int, int], str]:
    """The tags of one table, by row and column.

    In a list each column says it once, in its first row, and where a cell differs from it.
    """
    reading = understanding.readings[number]
    if not reading.read:
        return {}
    said: dict[tuple[int, int], str] = {}
    columns: set[tuple[int, str]] = set()
    several = _several(understanding)
    for cell in understanding.tables[number].cells():
        meaning = understanding.meanings.get(CellAt(number, cell.row, cell.column))
        if meaning is None:
            continue
        if meaning.kind == "value" and meaning.holds:
            choice = meaning.holds[0].choice
            same = (cell.column, choice.id)
            if not (choice.in_rows and same in columns):
                said[cell.row, cell.column] = tag_of(meaning, several=several)
            columns.add(same)
        elif meaning.kind == "label" and meaning.names:
            names = "、".join(choice.label for choice in meaning.names)
            if cell.label.rstrip(":") != names:
                said[cell.row, cell.column] = f"→ {names}"
        elif meaning.kind in ("unknown", "left_out"):
            said[cell.row, cell.column] = sort_of(meaning).said
    return said


def _several(understanding: Understanding) -> bool:
    return len({index for reading in understanding.readings for index in reading.projects}) > 1


def ground(painter: QPainter, area: QRect) -> None:
    """No table: the ground alone."""
    painter.fillRect(area, QColor(tokens.GROUND))


def paint(painter: QPainter, shown: Shown, area: QRect, room: QRect, origin: QPoint) -> None:
    """Paint that area of the viewport (``room``), the grid beginning at ``origin``."""
    ground(painter, area)
    grid = room.adjusted(LEFT, TOP, 0, 0)
    painter.save()
    painter.setClipRect(grid)
    seen = grid.translated(-origin)
    held: QRect | None = None
    lit: list[QRect] = []
    for start in shown.layout.starts_in(seen):
        rect = shown.layout.rect(*start).translated(origin)
        at = CellAt(shown.number, *start)
        _paint_cell(painter, shown, at, rect)
        if at == shown.in_hand:
            held = rect
        elif at in shown.lit:
            lit.append(rect)
    for rect in lit:
        paint_frame(painter, rect, 2, tokens.ACCENT, dashed=True)
    if held is not None:
        color = tokens.ACCENT if shown.focused else tokens.STRONG_LINE
        paint_frame(painter, held, 2, color)
    painter.restore()
    _paint_headings(painter, shown, room, origin, seen)


def _paint_cell(painter: QPainter, shown: Shown, at: CellAt, rect: QRect) -> None:
    meaning = shown.understanding.meanings.get(at)
    read = shown.understanding.readings[shown.number].read
    sort = sort_of(meaning) if meaning is not None and read else None
    inner = rect.adjusted(0, 0, -1, -1)
    painter.fillRect(rect, QColor(tokens.LINE))
    painter.fillRect(inner, QColor(sort.ground if sort is not None else tokens.PAPER))
    if meaning is None:
        return
    if sort is not None:
        _paint_pattern(painter, sort, inner)
        if meaning.doubtful:
            paint_corner(painter, inner, _CORNER)
            paint_frame(painter, inner, 1, tokens.WARNING)
    room = inner.adjusted(PAD_X, PAD_Y - 1, -PAD_X, -PAD_Y + 2)
    tag = shown.tags.get((at.row, at.column), "")
    if tag and sort is not None:
        room = _paint_tag(painter, shown.small, tag, sort, room)
    ink = sort.text if sort is not None else tokens.FAINT_TEXT
    text = shown.layout.texts.get((at.row, at.column), "")
    _paint_text(painter, text, meaning, ink, room)


def _paint_pattern(painter: QPainter, sort: Sort, inner: QRect) -> None:
    """What was not understood and what is left out can be told apart without colours."""
    if sort.name == "left_out":
        painter.fillRect(inner, QBrush(QColor(tokens.LINE), Qt.BrushStyle.BDiagPattern))
    elif sort.name == "unknown":
        paint_frame(painter, inner.adjusted(1, 1, -1, -1), 1, tokens.ERROR, dashed=True)


def _paint_tag(painter: QPainter, small: QFont, tag: str, sort: Sort, room: QRect) -> QRect:
    """Paint the tag; the room that is left for the text."""
    painter.save()
    painter.setFont(small)
    painter.setPen(QColor(sort.ink))
    height = tag_height(small)
    at = QRect(room.left(), room.top() - 2, room.width(), height)
    painter.drawText(at, MIDDLE_LEFT, cut(tag, small, room.width() - 4))
    painter.restore()
    return room.adjusted(0, height - 1, 0, 0)


def _paint_text(painter: QPainter, text: str, meaning: Meaning, ink: str, room: QRect) -> None:
    centred = meaning.kind in ("label", "heading")
    across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    shown = text[:_LONGEST].replace("\t", " ")
    flags = int(across | Qt.AlignmentFlag.AlignVCenter) | wraps(shown)
    painter.setPen(QColor(ink))
    if text_height(shown, painter.fontMetrics(), room.width()) <= room.height() + 3:
        painter.drawText(room, flags, shown)
        return
    # Too long for its cell: the beginning, and a sign that there is more.
    line = painter.fontMetrics().lineSpacing()
    kept = QRect(room.left(), room.top(), room.width(), max(room.height() // line, 1) * line)
    painter.save()
    painter.setClipRect(kept, Qt.ClipOperation.IntersectClip)
    painter.drawText(kept, int(across | Qt.AlignmentFlag.AlignTop) | wraps(shown), shown)
    painter.restore()
    painter.setPen(QColor(tokens.SECOND_TEXT))
    painter.drawText(room.adjusted(0, 0, 4, 2), _BOTTOM_RIGHT, "…")


_BOTTOM_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom


def _paint_headings(
    painter: QPainter, shown: Shown, room: QRect, origin: QPoint, seen: QRect
) -> None:
    layout = shown.layout
    painter.fillRect(QRect(0, 0, room.width(), TOP), QColor(tokens.PAPER))
    painter.fillRect(QRect(0, 0, LEFT, room.height()), QColor(tokens.PAPER))
    painter.setFont(shown.small)
    bottom, right = layout.end_of((shown.in_hand.row, shown.in_hand.column))
    rows = range(shown.in_hand.row, bottom + 1)
    columns = range(shown.in_hand.column, right + 1)
    painter.save()
    painter.setClipRect(QRect(LEFT, 0, room.width() - LEFT, TOP))
    for column in range(layout.column_at(seen.left()), layout.column_at(seen.right()) + 1):
        left, end = layout.columns[column - 1], layout.columns[column]
        rect = QRect(origin.x() + left, 0, end - left, TOP)
        _paint_heading(painter, rect, _column_name(shown, column), held=column in columns)
    painter.setClipRect(QRect(0, TOP, LEFT, room.height() - TOP))
    for row in range(layout.row_at(seen.top()), layout.row_at(seen.bottom()) + 1):
        top, end = layout.rows[row - 1], layout.rows[row]
        rect = QRect(0, origin.y() + top, LEFT, end - top)
        _paint_heading(painter, rect, str(row), held=row in rows)
    painter.restore()
    painter.fillRect(QRect(0, TOP - 1, room.width(), 1), QColor(tokens.STRONG_LINE))
    painter.fillRect(QRect(LEFT - 1, 0, 1, room.height()), QColor(tokens.STRONG_LINE))


def _paint_heading(painter: QPainter, rect: QRect, text: str, *, held: bool) -> None:
    painter.fillRect(rect, QColor(tokens.ACCENT_TINT if held else tokens.GROUND))
    painter.setPen(QColor(tokens.LINE))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(QColor(tokens.ACCENT if held else tokens.SECOND_TEXT))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _column_name(shown: Shown, column: int) -> str:
    table = shown.layout.table
    if table.origin.number:
        return str(column)
    return table.origin.place(1, column).rsplit(" ", 1)[-1].removesuffix("1")
