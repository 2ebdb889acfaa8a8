"""Fields of one line: short texts, and amounts in 万元; and the keys that all fields leave to the
window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from ui.kit.fonts import tabular
from ui.kit.plain import put_look

_LONGEST_AMOUNT = 60


class LineField(QLineEdit):
    """A short text without an undo list of its own (the workbook has one)."""

    edited = Signal()
    """The user changed the text."""
    left = Signal()
    """The focus went elsewhere, or Enter was pressed."""
    entered = Signal()
    """The focus came."""
    cancelled = Signal()
    """Esc was pressed."""
    error_changed = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._error = ""
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """Show another text; the caret stays where it is if it can."""
        if text == self.text():
            return
        caret, at_end = self.cursorPosition(), self.cursorPosition() == len(self.text())
        self._showing = True
        self.setText(text)
        self._showing = False
        self.setCursorPosition(len(text) if at_end and self.hasFocus() else min(caret, len(text)))

    def set_error(self, sentence: str) -> None:
        """Frame the field in red while there is a sentence to say; "" when all is well."""
        if sentence == self._error:
            return
        self._error = sentence
        put_look(self, "invalid", bool(sentence))
        self.error_changed.emit(sentence)

    def event(self, event: QEvent) -> bool:
        if left_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if undoes(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            if not self._error:
                self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_text_menu(self, event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()


class AmountField(LineField):
    """An amount in 万元, at the right in figures of equal width."""

    understood = Signal(str)
    """What is about to be kept of a text like 80万 or =40+40; "" where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("0.00", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(_LONGEST_AMOUNT)
        self.setFont(tabular(self.font()))
        self.edited.connect(self._tell_understood)
        for over in (self.left, self.cancelled):
            over.connect(lambda: self.understood.emit(""))

    def _tell_understood(self) -> None:
        # The start page has fields, but nobody types amounts there.
        from hfgoals.model.kinds import MONEY

        self.understood.emit(MONEY.understood(self.text()))


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
