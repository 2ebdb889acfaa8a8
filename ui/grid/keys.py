"""What the keys do while no cell is being edited: Excel's habits."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.grid import movement
from ui.grid.dropdown import opens_offers
from ui.grid.selection import Selection

_Key = Qt.Key
_ARROWS = {
    _Key.Key_Left: (False, False),
    _Key.Key_Right: (False, True),
    _Key.Key_Up: (True, False),
    _Key.Key_Down: (True, True),
}
"""Key -> (vertical, forward)."""


class Table(Protocol):
    """What the keys ask of the table."""

    def page_mm(self) -> float: ...
    def moved(self) -> None: ...
    def edit(self, text: str | None = None) -> None: ...
    def offer(self) -> None: ...
    def tab(self, *, forward: bool) -> None: ...
    def enter(self, *, down: bool) -> None: ...
    def menu_at_cell(self) -> None: ...


def pressed(table: Table, selection: Selection, event: QKeyEvent) -> bool:
    """Do what the key means; False when it means nothing here."""
    if opens_offers(event):
        table.offer()
        return True
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return False
    if _moves(table, selection, event):
        table.moved()
        return True
    return _acts(table, event)


def _acts(table: Table, event: QKeyEvent) -> bool:
    key = event.key()
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if key in (_Key.Key_Tab, _Key.Key_Backtab):
        table.tab(forward=key == _Key.Key_Tab and not shift)
    elif key in (_Key.Key_Return, _Key.Key_Enter):
        table.enter(down=not shift)
    elif key == _Key.Key_F2:
        table.edit()
    elif key == _Key.Key_Menu or (key == _Key.Key_F10 and shift):
        table.menu_at_cell()
    elif is_typing(event):
        table.edit(event.text())
    else:
        return False
    return True


def is_typing(event: QKeyEvent) -> bool:
    """Whether the key writes something, rather than commands."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    # AltGr arrives as Ctrl+Alt together with what it writes.
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if event.modifiers() & commands and event.modifiers() & both != both:
        return False
    return bool(event.text()) and event.text().isprintable()


def _moves(table: Table, selection: Selection, event: QKeyEvent) -> bool:
    key = _Key(event.key()) if event.key() in _MOVING else None
    if key is None or selection.board is None or selection.point is None:
        return False
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if key in (_Key.Key_PageDown, _Key.Key_PageUp):
        distance = table.page_mm()
        selection.page(distance if key == _Key.Key_PageDown else -distance, extend=shift)
    elif control or key in (_Key.Key_Home, _Key.Key_End):
        _jump(selection, key, control=control, extend=shift)
    else:
        vertical, forward = _ARROWS[key]
        if vertical:
            selection.vertical(down=forward, extend=shift)
        else:
            selection.horizontal(forward=forward, extend=shift)
    return True


def _jump(selection: Selection, key: Qt.Key, *, control: bool, extend: bool) -> None:
    board, point = selection.board, selection.point
    if board is None or point is None:
        return
    if key in (_Key.Key_Home, _Key.Key_Left):
        whole = control and key == _Key.Key_Home
        there = movement.form_start(board) if whole else movement.row_start(board, point)
    elif key in (_Key.Key_End, _Key.Key_Right):
        whole = control and key == _Key.Key_End
        there = movement.form_end(board) if whole else movement.row_end(board, point)
    else:
        there = movement.column_end(board, point, down=key == _Key.Key_Down)
    selection.put(there, extend=extend)


_MOVING = {
    *_ARROWS,
    _Key.Key_Home,
    _Key.Key_End,
    _Key.Key_PageUp,
    _Key.Key_PageDown,
}
