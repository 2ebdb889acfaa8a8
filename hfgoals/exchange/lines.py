"""The lines of a published text, and a ledger of what became of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hfgoals.exchange.note import Note

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,200}\]")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line without its conversion residue, or one cell of it where tabs divide it."""

    number: int
    text: str
    cell: bool
    """Whether a tab stood before it: the text is a table cell of the original."""
    column: int = 0

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.text.strip()


def read_lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of the text, numbered from 1 as an editor does; `[bookmark: …]` marks vanish."""
    lines: list[SourceLine] = []
    for number, raw in enumerate(_BREAK.split(text), 1):
        plain = _BOOKMARK.sub("", raw).lstrip("\ufeff\x0c")
        if not plain.startswith("\t"):
            lines.append(SourceLine(number, plain, cell=False))
            continue
        for column, cell in enumerate(plain[1:].split("\t")):
            lines.append(SourceLine(number, cell, cell=True, column=column))
    return tuple(lines)


def joined(lines: Iterable[SourceLine]) -> str:
    """The lines as one text, to the letter, without blank lines at either end."""
    return "\n".join("" if line.blank else line.text for line in lines).strip("\n")


class Ledger:
    """Keeps the law that every line which is not blank is either used or noted."""

    def __init__(self, lines: Iterable[SourceLine]) -> None:
        self._open = {line: None for line in lines if not line.blank}
        self._notes: list[Note] = []

    def use(self, *lines: SourceLine) -> None:
        """These lines were taken in, or say only where something stands."""
        for line in lines:
            self._open.pop(line, None)

    def tell(self, line: SourceLine, message: str, text: str | None = None) -> None:
        """Something the user should know about a line; it is taken in all the same."""
        self.use(line)
        self._notes.append(Note(line.number, line.text if text is None else text, message))

    def refuse(self, line: SourceLine, message: str) -> None:
        """This line was not taken in; blank ones are no loss."""
        if line in self._open:
            del self._open[line]
            self._notes.append(Note(line.number, line.text, message, unread=True))

    def tell_all(self, message: str) -> None:
        """Something about the source as a whole."""
        self._notes.append(Note(0, "", message))

    def notes(self) -> tuple[Note, ...]:
        """All notes in the order of the lines, with whatever nobody asked for."""
        for line in tuple(self._open):
            self.refuse(line, "没有读懂这一行，没有读入。")
        return tuple(sorted(self._notes, key=lambda note: note.line))
