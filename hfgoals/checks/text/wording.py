"""How texts are worded: what is left of them for comparing, how a message quotes and counts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff"
"""The Chinese characters, for use inside [] of a pattern."""

_NOT_WORDS = re.compile(r"[\W_]+")
_TAIL = re.compile(r"[\s。，；：、,;:.]+$")
_BRACKETED = re.compile(r"\s*[（(]\s*([^（）()]*?)\s*[）)]\s*$")
_MAKE_UP = re.compile(r"^(?:目标内容|绩效目标|年度目标)[:：]?|^(?:主要)?用于")
_SENTENCE_END = re.compile(r"[。！？!?\n]+")
_CLAUSE_END = re.compile(r"[，。；！？,;!?\n]+")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The letters, characters and digits alone: two texts that differ in marks are the same."""
    return _NOT_WORDS.sub("", text)


@lru_cache(maxsize=8192)
def bare_name(name: str) -> str:
    """An indicator's name without blanks, marks at its end and a unit in brackets."""
    return _BRACKETED.sub("", _TAIL.sub("", "".join(name.split())))


@lru_cache(maxsize=4096)
def bracketed(name: str) -> str:
    """What stands in brackets at the end of a name, such as % in 群众满意度（%）; "" for none."""
    found = _BRACKETED.search(_TAIL.sub("", name))
    return found[1] if found else ""


def without_bracketed(name: str) -> str:
    """The name without the brackets at its end."""
    return _BRACKETED.sub("", name)


def without_make_up(text: str) -> str:
    """A goal or purpose without 目标内容：, 用于 before it and 等 after it, folded."""
    plain = _MAKE_UP.sub("", text.strip())
    return folded(_MAKE_UP.sub("", plain.strip())).removesuffix("等")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without their marks."""
    return [each for each in _SENTENCE_END.split(text) if each.strip()]


def clauses(text: str) -> list[str]:
    """The clauses of a text, without their marks."""
    return [each.strip() for each in _CLAUSE_END.split(text) if each.strip()]


def quoted(text: str, longest: int = 24) -> str:
    """The text as a message quotes it: in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def around(text: str, start: int, end: int, beside: int = 6) -> str:
    """The found piece with a few characters on either side, in one line."""
    return " ".join(text[max(0, start - beside) : end + beside].split())


def plain_number(number: Decimal) -> str:
    """Without an exponent and without zeros at the end: 30, 0.2, 9.320907."""
    whole = number == number.to_integral_value()
    return f"{number.to_integral_value() if whole else number.normalize():f}"
