"""The lines of a text that a word processor saved: paragraphs, and the cells of its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,200}\]")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line without its conversion residue, or one cell of it where tabs divide it."""

    number: int
    text: str
    cell: bool
    """Whether a tab stood before it: the text is a table cell of the original."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.text.strip()


LineCell = list[SourceLine]
"""The paragraphs of one cell, the first of them behind a tab."""


def read_lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of the text, numbered from 1 as an editor does; `[bookmark: …]` marks vanish."""
    lines: list[SourceLine] = []
    for number, raw in enumerate(_BREAK.split(text), 1):
        plain = (_BOOKMARK.sub("", raw) if "[" in raw else raw).lstrip("\ufeff\x0c")
        if not plain.startswith("\t"):
            lines.append(SourceLine(number, plain, cell=False))
            continue
        lines += [SourceLine(number, cell, cell=True) for cell in plain[1:].split("\t")]
    return tuple(lines)


def runs_of(
    lines: Iterable[SourceLine], alone: Callable[[SourceLine], bool] = lambda _: False
) -> Iterator[list[LineCell] | SourceLine]:
    """Runs of cells, each ended by a blank line, and the paragraphs between.

    A paragraph right below a cell goes on with it, unless it stands ``alone``.
    """
    run: list[LineCell] = []
    for line in lines:
        if line.cell:
            run.append([line])
        elif run and not line.blank and not alone(line):
            run[-1].append(line)
        else:
            if run:
                yield run
            run = []
            if not line.blank:
                yield line
    if run:
        yield run
