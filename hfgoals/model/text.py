"""Cleaning text once, at the edge of the model."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from hfgoals.model.characters import unified
from hfgoals.patterns import pattern

UNFILLED: Final = "＿＿"
"""What a draft has in place of what is still to be written; the checks find what is left of it."""
_BREAKS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NARROWEST: Final = 18
"""Characters in a line of a page; shorter lines are a list."""
_RAGGED: Final = 2
"""Characters by which the full lines of one page differ: no mark stands at a line's beginning."""
_GOES_ON: Final = pattern("[\u4e00-\u9fff，、（《“A-Za-z0-9]$")
_IS_GONE_ON: Final = pattern("[\u4e00-\u9fff，、。；：）》”A-Za-z]")
_CONTROLS = pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with every kind of line break as \\n, tabs as blanks and no control characters."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def cleaned(text: str) -> str:
    """What a field takes of a text: as printable, and as people read it (characters.unified)."""
    return unified(printable(text))


def single_line(text: str) -> str:
    """The cleaned text on one line: a line break between words of a pasted name is dropped."""
    return unified(cleaned(text).strip("\n").replace("\n", ""))


def paragraphs(text: str) -> str:
    """The cleaned text a line each paragraph, without blanks around them and blank lines."""
    lines = (line.strip() for line in cleaned(text).split("\n"))
    return unified("\n".join(line for line in lines if line))


def rejoined(text: str) -> str:
    """The text without the line breaks of the page that it was copied from.

    Such a break stands behind a line as long as the longest that ends within a sentence. A line
    that begins with a number, a mark or an indent is a paragraph, and so is any in a list of short
    lines.
    """
    lines = cleaned(text).split("\n")
    longest = max(map(len, lines))
    if len(lines) < 2 or longest < _NARROWEST:
        return text
    joined = lines[:1]
    for before, line in pairwise(lines):
        full = len(before) >= longest - _RAGGED
        if full and _GOES_ON.search(before) and _IS_GONE_ON.match(line) and not _listed(line):
            joined[-1] += line
        else:
            joined.append(line)
    return "\n".join(joined)


def _listed(line: str) -> bool:
    return (
        re.match(r"[一二三四五六七八九十]{1,3}[、.．是]|第[一二三四五六七八九十]+", line)
        is not None
    )
