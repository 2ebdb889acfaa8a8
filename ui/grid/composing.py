"""Typing with an input method into a cell that is not being edited yet."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent

from ui.grid.editing import Editing


class Table(Protocol):
    """What composing asks of the table."""

    def edit(self, text: str | None = None, *, focus: bool = True) -> None: ...


class Composing:
    """Hands what is composed over to the editor, first character included.

    Some input methods commit without composing first (full-width punctuation, handwriting): that
    text opens the editor. And taking the focus would break off a composition, so it stays with
    the table until the first commit.
    """

    def __init__(self, table: Table, editing: Editing) -> None:
        self._table = table
        self._editing = editing
        self._waiting = False

    def take(self, event: QInputMethodEvent) -> None:
        """Deal with what the input method sends to the table."""
        commits, composes = bool(event.commitString()), bool(event.preeditString())
        if not self._editing.is_open:
            if not commits and not composes:
                event.ignore()
                return
            self._table.edit("", focus=not composes)
            self._waiting = composes
            if not self._editing.is_open:
                return
        QCoreApplication.sendEvent(self._editing.editor, event)
        if not composes:
            self._finish(given_up=self._waiting and not commits)

    def _finish(self, *, given_up: bool) -> None:
        self._waiting = False
        if given_up and not self._editing.editor.text:
            self._editing.cancel()
        else:
            self._editing.editor.setFocus()
