"""What the monkey does with whatever stands in front of the window: menus, lists, dialogs.

A dialog gets a few movements of its own and is then left, by its own buttons or Esc.
"""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QMessageBox, QWidget
from shiboken6 import isValid

from tests.monkey import habits, hands, sights
from tests.monkey.hands import CONTROL, Key

_PATIENCE = 14
"""Movements in one dialog before it is left."""
_MUCH = 60
"""The same in one with many widgets: a wizard, a preview."""
_MANY = 60
_POPUP_PATIENCE = 4
_AWAY = ("取消", "关闭", "回去", "返回", "不", "停止", "Cancel", "Close", "No")
_SEEN, _STAY = "monkey-seen", "monkey-stay"


class Trapped(AssertionError):
    """A dialog that cannot be left."""


def at_front(chance: Random, front: QWidget, *, leaving: bool) -> str:
    """One movement at a pop-up or a dialog. Raises Trapped."""
    count = seen(front) + 1
    front.setProperty(_SEEN, count)
    if front is QApplication.activePopupWidget():
        return _popup(chance, front, leaving=leaving or count > _POPUP_PATIENCE)
    if count == 1:
        front.setProperty(_STAY, _MUCH if len(sights.controls(front)) > _MANY else _PATIENCE)
    if leaving or count > int(front.property(_STAY)):
        return _leave(chance, front, count)
    return _work(chance, front)


def seen(front: QWidget) -> int:
    """How many movements it has had."""
    return int(front.property(_SEEN) or 0)


def _popup(chance: Random, popup: QWidget, *, leaving: bool) -> str:
    if leaving:
        done = hands.key(Key.Key_Escape)
        if isValid(popup) and popup is QApplication.activePopupWidget():
            popup.close()
        return f"leave: {done}"
    kind = chance.random()
    if kind < 0.4:
        steps = (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Left, Key.Key_Tab)
        return hands.key(chance.choice(steps))
    if kind < 0.6:
        return hands.key(Key.Key_Return)
    if kind < 0.8 and isinstance(popup, QMenu) and popup.actions():
        action = chance.choice(popup.actions())
        place, text = popup.actionGeometry(action).center(), action.text()
        return f"{text!r}: {hands.click(popup, place)}"
    return habits.anywhere(chance, popup)


def _work(chance: Random, dialog: QWidget) -> str:
    kind = chance.random()
    if kind < 0.35:
        return habits.anywhere(chance, dialog)
    if kind < 0.5:
        return habits.walk(chance, dialog)
    if kind < 0.65:
        return habits.write(chance, dialog)
    if kind < 0.7:
        return habits.compose(chance, dialog)
    if kind < 0.76:
        return habits.edit(chance, dialog)
    if kind < 0.82:
        return habits.shortcut(chance, dialog)
    if kind < 0.87:
        return f"{habits.copied_elsewhere(chance, dialog)}, {hands.key(Key.Key_V, CONTROL)}"
    return _button(chance, dialog, _buttons(dialog))


def _leave(chance: Random, dialog: QWidget, count: int) -> str:
    if count > 10 * _MUCH:
        raise Trapped(f"{type(dialog).__name__} cannot be left")
    if isinstance(dialog, QMessageBox):
        # Below a menu that a right click opened, Qt still waits for that click's release, which
        # comes when all is over; a hand would have released it by now. Keys get through.
        if count % 4 == 0:
            return f"leave: {hands.key(chance.choice((Key.Key_Return, Key.Key_Escape)))}"
        # Only one of its answers may let the dialog below go.
        return _button(chance, dialog, _buttons(dialog))
    if count % 3 == 0:
        return f"leave: {hands.key(Key.Key_Escape)}"
    away = [each for each in _buttons(dialog) if each.text().startswith(_AWAY)]
    if away and count % 3 == 1:
        return _button(chance, dialog, away)
    if isinstance(dialog, QDialog) and dialog.windowModality() is not Qt.WindowModality.NonModal:
        dialog.close()
    return f"leave {type(dialog).__name__}"


def _buttons(dialog: QWidget) -> list[QAbstractButton]:
    return [
        each
        for each in dialog.findChildren(QAbstractButton)
        if each.isVisible() and each.isEnabled()
    ]


def _button(chance: Random, dialog: QWidget, offered: list[QAbstractButton]) -> str:
    if not offered:
        return f"no button in {type(dialog).__name__}"
    button = chance.choice(offered)
    at = sights.point(chance, button)
    if at is None:
        return f"button {button.text()!r} cannot be seen"
    text = button.text()
    return f"button {text!r}: {hands.click(button, at)}"
