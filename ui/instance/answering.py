"""The window's answers to what further starts were given."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ui.instance.asking import BUSY, DONE, FRONT, ROOM
from ui.instance.talking import Talk, Wish


class Shown(Protocol):
    """The windows of the program."""

    def is_open(self, path: Path | None) -> bool:
        """Whether that workbook is in one of them; None stands for any window."""

    def has_room(self) -> bool:
        """Whether a workbook could be opened now: no dialog waits for an answer."""

    def show(self, path: Path | None) -> None:
        """Bring the workbook, or any window, to the front."""


class Reception(QObject):
    """Answers on the window's thread what is asked on that of the talk."""

    _wished = Signal(object)

    def __init__(self, talk: Talk, shown: Shown, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        # A method of an object on the window's thread, so that it is called there.
        self._wished.connect(self._answer)
        talk.attach(self._wished.emit)

    def _answer(self, wish: Wish) -> None:
        if wish.dropped.is_set():
            return
        if not wish.go:
            wish.answer.put(self._standing(wish.path))
            return
        wish.answer.put(DONE)
        # Opening may ask the user something; the caller has heard by then.
        QTimer.singleShot(0, self, lambda: self._shown.show(wish.path))

    def _standing(self, path: Path | None) -> bytes:
        if self._shown.is_open(path):
            return FRONT
        return ROOM if self._shown.has_room() else BUSY
