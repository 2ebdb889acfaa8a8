"""An input method as Qt meets one: it composes in the field that has the focus, swallows keys while
it does, and commits what is composed when the focus is about to leave.

The platform without a screen has none, and without one half a composition would stay in a field
for ever, which no user can do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_LEAVING = (QEvent.Type.FocusAboutToChange, QEvent.Type.FocusOut, QEvent.Type.Hide)


class InputMethod(QObject):
    """One composition at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._field: QWidget | None = None
        self._composed = ""

    @property
    def composing(self) -> bool:
        """Whether something is being composed."""
        return self._field is not None and isValid(self._field)

    def send(self, preedit: str, commit: str) -> None:
        """Compose and commit in the field that has the focus, if it takes text."""
        field = QGuiApplication.focusObject()
        if not isinstance(field, QWidget):
            return
        if not field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled):
            return
        self._keep(field if preedit else None, preedit)
        _sent(field, preedit, commit)

    def finish(self, *, take: bool = True) -> None:
        """Commit what is composed, or drop it."""
        field, composed = self._field, self._composed
        # Forgotten first: committing may move the focus, and that comes here again.
        self._keep(None, "")
        if field is not None and isValid(field):
            _sent(field, "", composed if take else "")

    def swallows(self, key: Qt.Key) -> bool:
        """Deal with a key while composing; False when it goes to the field."""
        if not self.composing:
            return False
        if key == Qt.Key.Key_Escape:
            self.finish(take=False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.finish()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The focus leaves the field: nothing may stay half composed."""
        if watched is self._field and event.type() in _LEAVING:
            self.finish()
        return False

    def _keep(self, field: QWidget | None, composed: str) -> None:
        before = self._field
        if before is not field:
            if before is not None and isValid(before):
                before.removeEventFilter(self)
            if field is not None:
                field.installEventFilter(self)
        self._field, self._composed = field, composed


def _sent(field: QWidget, preedit: str, commit: str) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)
