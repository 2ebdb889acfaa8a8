"""Enumerations within a text, 一是…二是…, 第一，…第二，…, 1.…2.…, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from hfgoals.checks.text.quantities import chinese_number

_HAN: Final = "[一二三四五六七八九十]{1,2}"
_START: Final = r"(?:^|(?<=[\n。；;：:，、！]))[ \t\u3000]*"
_KINDS: Final = (
    re.compile(rf"{_START}({_HAN})(?:是|要)"),
    re.compile(rf"{_START}第({_HAN})[，、,]"),
    re.compile(r"(?:^|(?<=[\n。；;：:]))[ \t\u3000]*(\d{1,2})[.．、](?!\d)"),
    re.compile(rf"{_START}[（(]({_HAN}|\d{{1,2}})[）)]"),
)


@lru_cache(maxsize=1024)
def enumeration_fault(text: str, begun: bool = False) -> str:
    """What is wrong with the first enumeration that has a gap or a repeat; "" for nothing.

    ``begun`` says that a 1. before the text was taken for its own number, as a goal's is.
    """
    found = (list(_numbers(kind, text)) for kind in _KINDS)
    if begun:
        found = ([(1, "1"), *each] if each and each[0][0] > 1 else each for each in found)
    return next(filter(None, map(_fault, found)), "")


def _numbers(kind: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for found in kind.finditer(text):
        number = int(found[1]) if found[1].isdigit() else int(chinese_number(found[1]) or 0)
        yield number, found[0].strip(" \t\u3000，、,")


def _fault(found: list[tuple[int, str]]) -> str:
    if len(found) < 2 or found[0][0] != 1:
        return ""
    for (before, shown), (number, next_shown) in pairwise(found):
        if number == 1:
            # Another enumeration begins.
            continue
        if number <= before:
            return f"“{shown}”后面又出现“{next_shown}”"
        if number > before + 1:
            return f"“{shown}”后面是“{next_shown}”，中间缺了"
    return ""
