"""What the user should know about a place in a source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_OWN: Final = re.compile(r"“[^”]*”|\d+(?:\.\d+)?")
_DOUBT: Final = "请"
"""What a sentence says that wants somebody to look."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing the user should know about a source."""

    line: int
    """The line in the source, from 1; 0 for the whole of it."""
    text: str
    """What stands there."""
    message: str
    """A Chinese sentence."""
    unread: bool = False
    """True when what stands there was not taken in; False when this is for information."""
    place: str = ""
    """Where it stands when the source has no lines: 工作表“1.名称” B7."""

    @property
    def where(self) -> str:
        """The place for people: "第 3 行", a worksheet and cell, or "" for the whole source."""
        return self.place or (f"第{self.line}行" if self.line else "")


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes that say the same of different places."""

    message: str
    """What they say; “…” where each names another word."""
    notes: tuple[Note, ...]

    @property
    def unread(self) -> bool:
        """Whether they are about what was not taken in."""
        return self.notes[0].unread


def grouped(notes: Iterable[Note]) -> tuple[NoteGroup, ...]:
    """The notes by what they say: first what was not understood, then what is in doubt.

    Within each sort in the order of the source.
    """
    found: dict[tuple[bool, str], list[Note]] = {}
    for note in notes:
        found.setdefault((note.unread, _OWN.sub("“…”", note.message)), []).append(note)
    groups = []
    for (_, pattern), each in found.items():
        same = len({note.message for note in each}) == 1
        groups.append(NoteGroup(each[0].message if same else pattern, tuple(each)))
    return tuple(sorted(groups, key=lambda group: (not group.unread, _DOUBT not in group.message)))
