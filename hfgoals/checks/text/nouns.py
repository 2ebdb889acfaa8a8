"""What a text is about, without a dictionary: what is left of it without words that say nothing.

Two texts are of one thing when what is left of both shares two neighbouring characters or a Latin
word. That is lenient on purpose: only texts that share nothing at all are told apart for certain.
The words that say nothing are in resources/checks/words/nouns.toml.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hfgoals.checks.text.wording import HAN
from hfgoals.checks.text.words import either, word_list

_TEXTS = 256
"""Those of the project in hand: of a year of thousands no cache would ever be of use."""
_PARTS = re.compile(rf"[{HAN}]+|[A-Za-z]{{2,}}")
_TITLE = re.compile(r"《([^《》]{1,40})》")


@lru_cache(maxsize=2)
def _empty(*keys: str) -> re.Pattern[str]:
    return re.compile(either(word for key in keys for word in word_list("nouns", key)))


def pieces(text: str) -> tuple[str, ...]:
    """What is left of a text: pieces of two characters or more, and Latin words in capitals."""
    return _pieces(_empty("虚词", "套话", "泛指", "衡量"), text)


def _pieces(empty: re.Pattern[str], text: str) -> tuple[str, ...]:
    parts = _PARTS.findall(empty.sub(" ", text))
    return tuple(part.upper() for part in parts if len(part) > 1)


@lru_cache(maxsize=_TEXTS)
def topics(text: str) -> frozenset[str]:
    """Every two neighbouring characters of ``pieces``, and the Latin words whole."""
    return _pairs(pieces(text))


def wide_pieces(text: str) -> tuple[str, ...]:
    """As ``pieces``, with the nouns of the trade that say little: 平台, 设备, 媒体."""
    return _pieces(_empty("虚词", "套话"), text)


def wide_topics(text: str) -> frozenset[str]:
    """As ``topics``, of ``wide_pieces``."""
    return _pairs(wide_pieces(text))


def _pairs(pieces: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for piece in pieces:
        if piece.isascii():
            found.add(piece)
        else:
            found.update(piece[at : at + 2] for at in range(len(piece) - 1))
    return frozenset(found)


def neighbours(text: str) -> frozenset[str]:
    """Every two neighbouring Chinese characters of a text, nothing left out."""
    return runs(text, 2)


def runs(text: str, length: int = 4) -> frozenset[str]:
    """Every so many neighbouring Chinese characters of a text, nothing left out."""
    return frozenset(
        part[at : at + length]
        for part in re.findall(rf"[{HAN}]{{{length},}}", text)
        for at in range(len(part) - length + 1)
    )


@lru_cache(maxsize=_TEXTS)
def titles(text: str) -> tuple[str, ...]:
    """What stands in 《》, each once, without blanks."""
    return tuple(dict.fromkeys("".join(each.split()) for each in _TITLE.findall(text)))
