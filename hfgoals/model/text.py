"""Cleaning text once, at the edge of the model."""

from __future__ import annotations

import re

from hfgoals.model.characters import unified

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with every kind of line break as \\n, tabs as blanks and no control characters."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def cleaned(text: str) -> str:
    """What a field takes of a text: as printable, and as people read it (characters.unified)."""
    return unified(printable(text))


def single_line(text: str) -> str:
    """The cleaned text on one line: a line break between words of a pasted name is dropped."""
    return unified(cleaned(text).strip("\n").replace("\n", ""))
