"""Boxes to tick that are controls of the document: of the options behind them the ticked count.

Runs in the child.
"""

from __future__ import annotations

import re
from typing import Final

# No characters by Unicode, and not of those that lists of odd texts bring along.
_TICKED, _EMPTY = "\U000cfffe", "\U000cffff"
_BOXES: Final = re.compile(f"([{_TICKED}{_EMPTY}])")


def box(*, ticked: bool) -> str:
    """What stands for a box until its paragraph ends."""
    return _TICKED if ticked else _EMPTY


def chosen(text: str) -> tuple[str, str]:
    """The text with the ticked of its options, and those that are not, for a note."""
    before, *pieces = _BOXES.split(text)
    if not pieces:
        return text, ""
    found: dict[str, list[str]] = {_TICKED: [], _EMPTY: []}
    for sign, option in zip(pieces[::2], pieces[1::2], strict=True):
        if option.strip():
            found[sign].append(option.strip())
    return before + "、".join(found[_TICKED]), "、".join(found[_EMPTY])
