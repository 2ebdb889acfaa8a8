"""Conversations of programs, line by line, whatever carries them."""

from __future__ import annotations

import time
from typing import Final, Protocol

LONGEST: Final = 64 * 1024
"""Bytes of a line."""
_PAUSE: Final = 0.005


class Line(Protocol):
    """A conversation with another program. Every method but ``close`` raises OSError at its end."""

    def send(self, said: bytes) -> None:
        """Say a line, without waiting for it to be heard."""

    def take(self) -> bytes | None:
        """The next line that was said, without its end; None while there is none."""

    def close(self) -> None:
        """Hang up."""


class Ear(Protocol):
    """A place where others can call."""

    def accept(self) -> Line:
        """Wait for somebody of this user. Raises OSError when it was closed."""

    def close(self) -> None:
        """Let nobody call any more."""


def received(line: Line, seconds: float) -> bytes:
    """The next line. Raises OSError when none comes in that time."""
    end = time.monotonic() + seconds
    while (said := line.take()) is None:
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(_PAUSE)
    return said


class Lines:
    """Lines out of the pieces in which they arrive."""

    def __init__(self) -> None:
        self._begun = b""

    def add(self, piece: bytes) -> None:
        """Raises OSError for a line that is too long to be one of ours."""
        self._begun += piece
        if len(self._begun) > LONGEST:
            raise OSError("too much was said")

    def take(self) -> bytes | None:
        """The first whole line."""
        said, end, rest = self._begun.partition(b"\n")
        if not end:
            return None
        self._begun = rest
        return said
