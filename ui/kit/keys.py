"""What text fields leave to the window: undo and redo are the workbook's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTextEdit


def undoes(event: QEvent) -> bool:
    """Whether the event is a key for undo or redo."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


def left_to_window(event: QEvent) -> bool:
    """Whether a field must not claim this key before the window's shortcuts see it."""
    return event.type() == QEvent.Type.ShortcutOverride and undoes(event)


def open_text_menu(field: QLineEdit | QTextEdit, at: QPoint) -> None:
    """Open the field's own menu (cut, copy, paste …) without its own undo."""
    menu = field.createStandardContextMenu()
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    while menu.actions() and menu.actions()[0].isSeparator():
        menu.removeAction(menu.actions()[0])
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
