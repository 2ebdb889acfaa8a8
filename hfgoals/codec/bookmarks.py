"""Names of bookmarks by which a Word document of ours reads back to the same values.

They say what hfgoals.codec.marks says in a worksheet. Word hides bookmarks that begin with a low
line; they stay with their paragraph, in every program. A name has at most 40 letters and digits, so
a long message takes several, in the order of their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

PREFIX: Final = "_Hfg"
TEXT: Final = "t"
"""The mark of a cell whose text is nothing but blanks, and yet a text."""
_BEFORE, _AFTER, _TOLD = "p", "q", "o"
_LETTERS: Final = {"\n": "n", " ": "s", "\u3000": "f", "\u00a0": "h"}
_SIGNS: Final = {letter: sign for sign, letter in _LETTERS.items()}
_LONGEST = 24
"""Of one message: with prefix and number a name stays below 40."""
MOST: Final = 20
"""Names for one text."""
_NAME = re.compile(rf"{PREFIX}(\d{{1,9}})([a-z])([0-9a-z]*)")
_RUN = re.compile(r"(\d{1,6})([nsfh])")
_MOST_SIGNS = 10_000
"""In one run."""


def messages(mark: str, before: str = "", after: str = "") -> list[str] | None:
    """What the names must say: the letter of a mark, or what it tells in ‹›, and the blanks
    kept before and after a text.

    None when the blanks cannot be told in a few names.
    """
    if mark.startswith("‹"):
        mark = _TOLD + mark[1:-1].lower()
    found = [mark] if mark else []
    for letter, blanks in ((_BEFORE, before), (_AFTER, after)):
        if not set(blanks) <= _LETTERS.keys():
            return None
        piece = ""
        for sign, run in groupby(blanks):
            count = len(list(run))
            if count > _MOST_SIGNS:
                return None
            told = f"{count}{_LETTERS[sign]}"
            if len(piece) + len(told) > _LONGEST:
                found.append(letter + piece)
                piece = ""
            piece += told
        found += [letter + piece] if piece else []
    return found if len(found) < MOST else None


def name(number: int, message: str) -> str:
    """The name of a bookmark; numbers are given in reading order, each once in a document."""
    return f"{PREFIX}{number}{message}"


def told(names: Iterable[str]) -> tuple[str, str, str]:
    """The letters of the marks, with what they tell in ‹›, and the blanks before and after the
    text, that these names say.
    """
    found = sorted(
        (int(each[1]), each[2], each[3]) for each in map(_NAME.fullmatch, names) if each is not None
    )
    letters = "".join(letter for _, letter, rest in found if not rest)
    letters += "".join(f"‹{rest.upper()}›" for _, letter, rest in found if rest and letter == _TOLD)
    blanks = {_BEFORE: "", _AFTER: ""}
    for _, letter, rest in found:
        if letter in blanks:
            for count, sign in _RUN.findall(rest):
                blanks[letter] += _SIGNS[sign] * min(int(count), _MOST_SIGNS)
    return letters, blanks[_BEFORE], blanks[_AFTER]
