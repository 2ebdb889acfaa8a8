"""Sentences and clauses with their places, and those that a text repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_CLAUSE = re.compile(r"[^。！？!?\n，,；;：:]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or clause and where it begins in its text."""

    text: str
    start: int


@lru_cache(maxsize=1024)
def sentence_pieces(text: str) -> tuple[Piece, ...]:
    """The sentences of a text, without their end marks and blanks around them."""
    return tuple(_pieces(_SENTENCE, text))


@lru_cache(maxsize=4096)
def clause_pieces(text: str) -> tuple[Piece, ...]:
    """The clauses of a text, parted at commas, semicolons and colons too."""
    return tuple(_pieces(_CLAUSE, text))


def _pieces(pattern: re.Pattern[str], text: str) -> Iterator[Piece]:
    for found in pattern.finditer(text):
        piece = found[0].strip()
        if piece:
            yield Piece(piece, found.start() + found[0].index(piece))


def repeated(texts: Iterable[str], longer_than: int) -> dict[int, list[str]]:
    """Clauses of more than so many characters that stand in an earlier sentence already.

    By the number of the text that repeats them. Repeats within one sentence are not counted.
    """
    seen: dict[str, tuple[int, int]] = {}
    found: dict[int, list[str]] = {}
    for place, text in enumerate(texts):
        for sentence in sentence_pieces(text):
            here = (place, sentence.start)
            for clause in clause_pieces(sentence.text):
                if len(clause.text) <= longer_than:
                    continue
                if seen.setdefault(clause.text, here) != here:
                    told = found.setdefault(place, [])
                    if clause.text not in told:
                        told.append(clause.text)
    return found


_END = re.compile(r"[。！？!?\n，,；;：:]")


def clause_before(text: str, place: int, longest: int) -> str:
    """What stands before that place in its clause, the last so many characters."""
    return _END.split(text[max(0, place - longest) : place])[-1].strip()
