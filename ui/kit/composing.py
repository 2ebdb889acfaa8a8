"""Composing with an input method, in whichever editor has the focus.

What is composed is no text yet: Qt takes the selected text away at the first key, and an input
method may end without giving any. So what was replaced is kept, and comes back in that case.

Nothing here may move the focus or end a composition from within an input method's own event: Qt
would commit the same text again before the input method has let go of it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from hfgoals.lean import dataclass

Editor = QLineEdit | QTextEdit | QPlainTextEdit
_EDITORS = (QLineEdit, QTextEdit, QPlainTextEdit)
_COMPOSING = "composing"


def is_composing(editor: QWidget) -> bool:
    """Whether an input method shows something in the editor that is not its text yet."""
    return bool(editor.property(_COMPOSING))


def settle(editor: QWidget) -> None:
    """Take what is being composed as it shows, before the editor is read or left."""
    if is_composing(editor):
        QGuiApplication.inputMethod().commit()
    _end(editor)


def give_up(editor: QWidget) -> None:
    """Forget what is being composed."""
    if is_composing(editor):
        QGuiApplication.inputMethod().reset()
    _end(editor)


def _end(editor: QWidget) -> None:
    """End what the input method itself did not, having lost the editor."""
    if is_composing(editor):
        QCoreApplication.sendEvent(editor, QInputMethodEvent())


@dataclass(frozen=True, slots=True)
class _Replaced:
    """The selected text that a composition took the place of."""

    start: int
    text: str


class Compositions(QObject):
    """Follows the focus of the application, and gives back what a given-up composition replaced."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._editor: Editor | None = None
        self._replaced: _Replaced | None = None
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See what the input method sends before the editor does."""
        editor = self._editor
        if editor is None or watched is not editor or not isinstance(event, QInputMethodEvent):
            return False
        was, composes = is_composing(editor), bool(event.preeditString())
        if composes and not was:
            self._replaced = _selected(editor)
        if composes is not was:
            editor.setProperty(_COMPOSING, composes)
        if event.commitString():
            self._replaced = None
        elif not composes and self._replaced is not None:
            replaced, self._replaced = self._replaced, None
            editor.event(event)
            _put_back(editor, replaced)
            return True
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        left = self._editor
        if left is not None and isValid(left):
            _end(left)
            left.removeEventFilter(self)
        self._replaced = None
        self._editor = new if isinstance(new, _EDITORS) else None
        if self._editor is not None:
            self._editor.installEventFilter(self)


def _selected(editor: Editor) -> _Replaced | None:
    if isinstance(editor, QLineEdit):
        found = _Replaced(editor.selectionStart(), editor.selectedText())
    else:
        cursor = editor.textCursor()
        found = _Replaced(cursor.selectionStart(), cursor.selectedText())
    return found if found.text else None


def _put_back(editor: Editor, replaced: _Replaced) -> None:
    if isinstance(editor, QLineEdit):
        editor.setCursorPosition(replaced.start)
        editor.insert(replaced.text)
        editor.setSelection(replaced.start, editor.cursorPosition() - replaced.start)
        return
    cursor = editor.textCursor()
    cursor.setPosition(replaced.start)
    cursor.insertText(replaced.text)
    cursor.setPosition(replaced.start, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
