"""What the set-up says: Chinese for the users of the program, English for its developers."""

from __future__ import annotations

import sys


class SetupTrouble(Exception):
    """The set-up cannot go on; the text says why and what to do."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")


def say(chinese: str, english: str) -> None:
    """One line about what happens, to stderr: stdout belongs to what is started."""
    print(f"{chinese} / {english}", file=sys.stderr, flush=True)


def speak_safely() -> None:
    """Let a console that knows no Chinese show question marks rather than end the set-up."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
