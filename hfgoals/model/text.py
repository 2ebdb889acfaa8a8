"""Cleaning text once, at the edge of the model."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def cleaned(text: str) -> str:
    """The text with every kind of line break as \\n, tabs as blanks and no control characters."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def single_line(text: str) -> str:
    """The cleaned text on one line: a line break between words of a pasted name is dropped."""
    return cleaned(text).strip("\n").replace("\n", "")
