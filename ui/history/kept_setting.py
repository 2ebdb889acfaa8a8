"""What a dialog keeps in the file as a setting while one types: at once, when typing rests, and
before it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from hfgoals.trouble import Trouble
from ui.document import Document
from ui.messages import ask, tell_trouble

_SETTLE_MS: Final = 400


class KeptSetting(QObject):
    """``value`` gives the setting as the dialog shows it, ``what`` is how it is called."""

    written = Signal()
    """The file holds another value now."""

    def __init__(
        self, document: Document, key: str, what: str, value: Callable[[], Any], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._key, self._what, self._value = document.session, key, what, value
        self._dialog = parent
        self._held = value()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.keep)

    def soon(self) -> None:
        """Have the file hold it when typing rests."""
        self._settle.start()

    def keep(self) -> bool:
        """Have the file hold what is shown; False, and the trouble told, when it cannot.

        A read-only file keeps nothing, and nothing is asked of it.
        """
        self._settle.stop()
        value = self._value()
        if value == self._held or self._session.read_only:
            return True
        try:
            self._session.put_setting(self._key, value)
        except Trouble as trouble:
            tell_trouble(self._dialog, trouble)
            return False
        self._held = value
        self.written.emit()
        return True

    def may_leave(self) -> bool:
        """Whether the file holds it, or the user lets it go."""
        return self.keep() or ask(
            self._dialog,
            f"{self._what}没能存进文件，仍要离开吗？",
            "刚才的改动还没有存进文件，关闭就没有了。",
            "仍要离开",
            "回去",
            loses=True,
        )
