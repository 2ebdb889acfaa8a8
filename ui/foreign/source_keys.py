"""What the arrow keys do on a source table: from cell to cell, over merged ones in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from hfgoals.exchange.foreign import CellAt
from ui.foreign.layout import TableLayout

_Key = Qt.Key


def moved(layout: TableLayout, at: CellAt, event: QKeyEvent, page: int) -> CellAt | None:
    """The cell to which the key leads, None when it leads nowhere; ``page`` in pixels."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        return None
    place = _place(layout, at, event.key(), held == Qt.KeyboardModifier.ControlModifier, page)
    if place is None:
        return None
    row = min(max(place[0], 1), layout.last_row)
    column = min(max(place[1], 1), layout.last_column)
    return CellAt(at.table, *layout.start_of(row, column))


def _place(
    layout: TableLayout, at: CellAt, key: int, control: bool, page: int
) -> tuple[int, int] | None:
    bottom, right = layout.end_of((at.row, at.column))
    if key == _Key.Key_Home:
        return (1 if control else at.row, 1)
    if key == _Key.Key_End:
        return (layout.last_row if control else at.row, layout.last_column)
    if control:
        return None
    top = layout.rows[at.row - 1]
    steps = {
        _Key.Key_Left: (at.row, at.column - 1),
        _Key.Key_Right: (at.row, right + 1),
        _Key.Key_Up: (at.row - 1, at.column),
        _Key.Key_Down: (bottom + 1, at.column),
        _Key.Key_PageUp: (layout.row_at(top - page), at.column),
        _Key.Key_PageDown: (layout.row_at(top + page), at.column),
    }
    return steps.get(_Key(key))
