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

from ui.instance.channel import MOST, call
from ui.instance.lines import Line, received

VERSION: Final = 1
"""Of what is said. A program that was put beside another one may be of another version."""
SECONDS: Final = 1.5
"""For all of it. Who does not answer hangs: the user shall not wait for that."""
LONGEST_PATH: Final = 8_000
FRONT, ROOM, BUSY, GO, DONE = b"front", b"room", b"busy", b"go", b"done"
_PAUSE = 0.005


def handed_over(path: Path | None, seconds: float = SECONDS) -> bool:
    """Whether a running program of this user shows that workbook (or, for None, its window) now."""
    end = time.monotonic() + seconds
    lines = [line for number in range(MOST) if (line := call(number)) is not None]
    try:
        asked = [line for line in lines if _said(line, question(path))]
        chosen = _best(asked, end)
        return chosen is not None and _goes(chosen, end)
    finally:
        for line in lines:
            line.close()


def question(path: Path | None) -> bytes:
    """What a start is asked for, in a line of ASCII; empty when it cannot be said."""
    whole = None if path is None else str(path.resolve())
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


def _best(lines: list[Line], end: float) -> Line | None:
    """Who has it open already, else who can take it, first come first served."""
    waiting, room = list(lines), None
    while waiting and time.monotonic() < end:
        for line in list(waiting):
            try:
                answer = line.take()
            except OSError:
                answer = b""
            if answer == FRONT:
                return line
            if answer is not None:
                waiting.remove(line)
                room = room or (line if answer == ROOM else None)
        time.sleep(_PAUSE)
    return room


def _goes(line: Line, end: float) -> bool:
    if sys.platform == "win32":
        from ui.instance.pipes import let_others_to_the_front

        let_others_to_the_front()
    with suppress(OSError):
        line.send(GO)
        return received(line, max(0.1, end - time.monotonic())) == DONE
    return False
