"""Texts of worksheet cells: what Excel can hold, and how it is stored so that it stays as it is."""

from __future__ import annotations

import re
from typing import Final

from hfgoals.render.xlsx_styles import GENERAL, TEXT

LONGEST_TEXT: Final = 32_767
"""UTF-16 units in one cell."""
_LONGEST_SHOWN_AS_TEXT = 255
"""Old Excel shows ##### for longer texts in cells of the format "@"."""
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def units(text: str) -> int:
    """The length of the text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_format(text: str) -> str:
    """The number format of a cell with that text."""
    return TEXT if len(text) <= _LONGEST_SHOWN_AS_TEXT else GENERAL


def stored(text: str) -> str:
    """The text as it must stand in the file to be the same when read."""
    # Excel reads _x0041_ in a stored text as the letter A.
    return _ESCAPE_LIKE.sub("_x005F_", text)
