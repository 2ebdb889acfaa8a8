"""The running program talks with further starts of it, on a thread of its own.

What it hears is believed as little as a file from outside: it is a path or nothing, and all that
can be done with it is to open it, as if the user had chosen it. Nothing of Qt's is needed, so that
a program that is about to start can ask for patience.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from hfgoals.lean import dataclass
from ui.instance.asking import GO, LONGEST_PATH, STARTING, VERSION, WAIT
from ui.instance.channel import listen
from ui.instance.lines import Ear, Line, received

_SECONDS: Final = 2.0
"""For whoever calls to say what he wants, and for the window to answer."""
_DECIDING: Final = 5.0
"""For whoever calls to hear all others: one of them may hang."""
_BETWEEN: Final = 0.4
"""Seconds between two requests for patience."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a further start was given, and whether it is to be shown now or only asked about."""

    path: Path | None
    go: bool
    answer: SimpleQueue[bytes] = field(default_factory=SimpleQueue)
    dropped: threading.Event = field(default_factory=threading.Event)
    """Nobody waits for the answer any more."""


class Talk:
    """Talks with all who call at that ear, one after the other."""

    def __init__(self, ear: Ear, young: float = STARTING) -> None:
        """``young``: seconds for which callers are asked to wait until the window answers."""
        self._ear = ear
        self._young_until = time.monotonic() + young
        self._guard = threading.Lock()
        self._tell: Callable[[Wish], None] | None = None
        self._early: list[Wish] = []
        threading.Thread(target=self._listen, name="instance", daemon=True).start()

    def attach(self, tell: Callable[[Wish], None]) -> None:
        """From now on the window is there: ``tell`` hands it a wish, from the talk's thread."""
        with self._guard:
            self._tell, early = tell, self._early
        for wish in early:
            tell(wish)

    def close(self) -> None:
        """Answer nobody any more, and tell the window nothing."""
        with self._guard:
            self._tell = None
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
        line.send(self._asked(Wish(path, go=False), line))
        if received(line, _DECIDING) == GO:
            line.send(self._asked(Wish(path, go=True), line))

    def _asked(self, wish: Wish, line: Line) -> bytes:
        """The window's answer. Raises OSError when it does not come, or nobody waits for it."""
        self._hand_on(wish)
        end = max(time.monotonic() + _SECONDS, self._young_until)
        try:
            while time.monotonic() < end:
                with suppress(Empty):
                    return wish.answer.get(timeout=_BETWEEN)
                if time.monotonic() < self._young_until:
                    line.send(WAIT)
        except OSError:
            wish.dropped.set()
            raise
        wish.dropped.set()
        raise TimeoutError("the window does not answer")

    def _hand_on(self, wish: Wish) -> None:
        with self._guard:
            if self._tell is None:
                self._early.append(wish)
            else:
                # Under the guard: after ``close`` the window may be taken down at any moment.
                self._tell(wish)


def begun() -> Talk | None:
    """A talk at a place of its own; None where no place is to be had."""
    ear = listen()
    return None if ear is None else Talk(ear)


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
