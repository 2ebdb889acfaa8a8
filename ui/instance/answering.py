"""The running program hears what further starts were given, and shows it.

A thread does the talking. What it hears is believed as little as a file from outside: it is a path
or nothing, and all that can be done with it is to open it, as if the user had chosen it.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ui.instance.asking import BUSY, DONE, FRONT, GO, LONGEST_PATH, ROOM, VERSION
from ui.instance.lines import Ear, Line, received

_SECONDS: Final = 2.0
"""For whoever calls to say what he wants, and for the window to answer."""
_log = logging.getLogger(__name__)


class Shown(Protocol):
    """The windows of the program."""

    def is_open(self, path: Path | None) -> bool:
        """Whether that workbook is in one of them; None stands for any window."""

    def has_room(self) -> bool:
        """Whether a workbook could be opened now: no dialog waits for an answer."""

    def show(self, path: Path | None) -> None:
        """Bring the workbook, or any window, to the front."""


@dataclass(frozen=True, slots=True)
class _Wish:
    path: Path | None
    go: bool
    answer: SimpleQueue[bytes] = field(default_factory=SimpleQueue)
    dropped: threading.Event = field(default_factory=threading.Event)
    """Nobody waits for the answer any more."""


class Reception(QObject):
    """Answers all who call at that ear, for as long as the program runs."""

    _wished = Signal(object)

    def __init__(self, ear: Ear, shown: Shown, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear = ear
        self._shown = shown
        # A method of an object on the window's thread, so that it is called there.
        self._wished.connect(self._answer)
        threading.Thread(target=self._listen, name="instance", daemon=True).start()

    def close(self) -> None:
        """Answer nobody any more."""
        self._ear.close()

    def _listen(self) -> None:
        while True:
            try:
                line = self._ear.accept()
            except OSError:
                return
            try:
                self._talk(line)
            except OSError as error:
                _log.info("a further start hung up: %s", error)
            finally:
                line.close()

    def _talk(self, line: Line) -> None:
        path = understood(received(line, _SECONDS))
        line.send(self._asked(_Wish(path, go=False)))
        if received(line, _SECONDS) == GO:
            line.send(self._asked(_Wish(path, go=True)))

    def _asked(self, wish: _Wish) -> bytes:
        """The window's answer. Raises OSError when it does not come."""
        with suppress(RuntimeError):
            # The window may have gone meanwhile.
            self._wished.emit(wish)
        try:
            return wish.answer.get(timeout=_SECONDS)
        except Empty:
            wish.dropped.set()
            raise TimeoutError("the window does not answer") from None

    def _answer(self, wish: _Wish) -> None:
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


def understood(said: bytes) -> Path | None:
    """The file that a further start was given, None for none. Raises OSError for anything else."""
    try:
        wish = json.loads(said)
    except (ValueError, RecursionError):
        wish = None
    if not isinstance(wish, dict) or wish.keys() != {"hfgoals", "open"}:
        raise OSError("this is no start of the program")
    path = wish["open"]
    if wish["hfgoals"] != VERSION or not (path is None or _may_be_opened(path)):
        raise OSError("this is no file to be opened")
    return None if path is None else Path(path)


def _may_be_opened(path: object) -> bool:
    if not isinstance(path, str) or not 0 < len(path) <= LONGEST_PATH or "\0" in path:
        return False
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        # Half a letter: the system could not even be asked for it.
        return False
    return Path(path).is_absolute()
