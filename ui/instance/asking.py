"""A start of the program looks for one that runs already, and hands over what it was given.

Before anything of Qt's is loaded: a second double-click shall be answered at once.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from hfgoals.places import real
from ui.instance.channel import MOST, call
from ui.instance.lines import Line, received

VERSION: Final = 1
"""Of what is said. A program that was put beside another one may be of another version."""
SECONDS: Final = 1.5
"""For an answer. Who gives none hangs: the user shall not wait for that."""
STARTING: Final = 15.0
"""For one that is about to start, and says so: the user has double-clicked twice."""
LONGEST_PATH: Final = 8_000
FRONT, ROOM, BUSY, WAIT, GO, DONE = b"front", b"room", b"busy", b"wait", b"go", b"done"
_PAUSE = 0.005


def handed_over(path: Path | None, seconds: float = SECONDS) -> bool:
    """Whether a running program of this user shows that workbook (or, for None, its window) now."""
    patience = _Patience(seconds)
    lines = [line for number in range(MOST) if (line := call(number)) is not None]
    try:
        asked = [line for line in lines if _said(line, question(path))]
        chosen = _best(asked, patience)
        return chosen is not None and _goes(chosen, patience)
    finally:
        for line in lines:
            line.close()


class _Patience:
    """How long to wait; longer where it is asked for, up to an end."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._last = time.monotonic() + STARTING

    @property
    def left(self) -> float:
        """Seconds."""
        return self._end - time.monotonic()

    def renew(self) -> None:
        """The other one is there, and not ready."""
        self._end = min(time.monotonic() + self._seconds, self._last)


def question(path: Path | None) -> bytes:
    """What a start is asked for, in a line of ASCII; empty when it cannot be said."""
    whole = None if path is None else str(real(path))
    if whole is not None and len(whole) > LONGEST_PATH:
        return b""
    return json.dumps({"hfgoals": VERSION, "open": whole}).encode("ascii")


def _said(line: Line, said: bytes) -> bool:
    if not said:
        return False
    with suppress(OSError):
        line.send(said)
        return True
    return False


def _best(lines: list[Line], patience: _Patience) -> Line | None:
    """Who has it open already, else who can take it, first come first served."""
    waiting, room = list(lines), None
    while waiting and patience.left > 0:
        for line in list(waiting):
            answer = _answer(line)
            if answer == FRONT:
                return line
            if answer == WAIT:
                patience.renew()
            elif answer is not None:
                waiting.remove(line)
                room = room or (line if answer == ROOM else None)
        time.sleep(_PAUSE)
    return room


def _answer(line: Line) -> bytes | None:
    try:
        return line.take()
    except OSError:
        # It has hung up.
        return BUSY


def _goes(line: Line, patience: _Patience) -> bool:
    if sys.platform == "win32":
        from ui.instance.pipes import let_others_to_the_front

        let_others_to_the_front()
    # What is answered late is still an answer: the other one has been heard to live.
    patience.renew()
    with suppress(OSError):
        line.send(GO)
        while patience.left > 0:
            answer = received(line, patience.left)
            if answer != WAIT:
                return answer == DONE
            patience.renew()
    return False
