"""How texts are compared: without what people write differently and mean the same."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 1000
"""In characters, blanks and all: no longer text is looked at as a label."""
_LONGEST = 40
_WIDTH = str.maketrans("：（）％【】［］，．", ":()%()(),.")
_NUMBERING = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.:]|\(\d{1,2}\)"
    r"|\d{1,2}[、.](?!\d)|[①-⑳*★▲●■◆]|其中[:、,]?)+"
)
BRACKETED = re.compile(r"\(([^()]*)\)")
_WITHIN = re.compile(r"(?<=\w)\((\w)\)(?=\w)")
"""A single letter in brackets within a word belongs to it: 评（扣）分标准 is not 评分标准."""


def length_of(text: str) -> int:
    """How long it is without blanks; far cheaper than comparing it."""
    return sum(map(len, text.split()))


def narrow(text: str) -> str:
    """The text without blanks, its punctuation of one width."""
    return "".join(text.split()).translate(_WIDTH)


def folded(text: str) -> str:
    """The text as labels are compared: no blanks, numbering, brackets or colon at its end; "" for
    one too long."""
    return _folded(text) if len(text) <= LONGEST else ""


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    plain = narrow(text)
    if len(plain) > _LONGEST:
        return ""
    numbering = _NUMBERING.match(plain)
    if numbering is not None and numbering.end() < len(plain):
        plain = plain[numbering.end() :]
    bare = BRACKETED.sub("", _WITHIN.sub(r"\1", plain))
    return (bare or plain).rstrip(":*").strip(":")
