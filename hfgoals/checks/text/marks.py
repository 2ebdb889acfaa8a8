"""Brackets, stray marks and blanks that do not belong. Half and full width count as the same."""

from __future__ import annotations

import re
from typing import Final

_PAIRS: Final = {
    ")": "(", "]": "[", "}": "{", "】": "【", "〕": "〔",
    "》": "《", "〉": "〈", "」": "「", "』": "『",
}  # fmt: skip
_OPENERS: Final = frozenset(_PAIRS.values())
_NARROW = str.maketrans("（）［］｛｝", "()[]{}")
_STRAY: Final = "*_-#＊＿－＃"
_BRACKETED = re.compile(r"[（(【\[〔［][^（）()【】\[\]〔〕［］]*[）)】\]〕］]")


def unpaired(text: str) -> tuple[int, ...]:
    """The places of the brackets that have no partner."""
    plain = text.translate(_NARROW)
    opened: list[int] = []
    lonely: list[int] = []
    for at, ch in enumerate(plain):
        if ch in _OPENERS:
            opened.append(at)
        elif ch in _PAIRS:
            if opened and plain[opened[-1]] == _PAIRS[ch]:
                opened.pop()
            else:
                lonely.append(at)
    return tuple(sorted((*lonely, *opened)))


def stray(text: str) -> tuple[int, ...]:
    """The places of unpaired brackets and of marks such as * _ - # at either end."""
    plain = text.strip()
    shift = len(text) - len(text.lstrip())
    ends = {shift, shift + len(plain) - 1} if plain else set()
    marks = {at for at in ends if text[at] in _STRAY}
    return tuple(sorted({*unpaired(text), *marks}))


def without_stray_ends(text: str) -> str | None:
    """The text without stray marks at its ends; None when there are others inside as well."""
    plain = text.strip()
    while found := stray(plain):
        if found[0] == 0:
            plain = plain[1:].lstrip()
        elif found[-1] == len(plain) - 1:
            plain = plain[:-1].rstrip()
        else:
            return None
    return plain or None


def without_bracketed(text: str) -> str:
    """The text without what stands in brackets; 《》 stay, they are part of a name."""
    return _BRACKETED.sub("", text)


_BLANK = " \u00a0\u3000\u2002\u2003\u2009"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_MARK = "，。、；：！？“”‘’《》〈〉（）【】〔〕％—…"
_SIDE = f"[{_HAN}{_MARK}]"
# Between Chinese, or between Chinese and a figure; "APP 客户端" is a matter of taste.
_INSIDE = re.compile(rf"(?<={_SIDE})[{_BLANK}]+(?={_SIDE}|[0-9])|(?<=[0-9%])[{_BLANK}]+(?={_SIDE})")
_SEVERAL = re.compile(rf"(?<=\S)[{_BLANK}]{{2,}}(?=\S)")
_TITLE = re.compile(r"《[^《》]*》|“[^“”]*”")
_ANY = re.compile(rf"[{_BLANK}]|\A\n|\n\Z")
_ENDS = re.compile(rf"\A[{_BLANK}\n]+|[{_BLANK}\n]+\Z")


def without_blanks(text: str) -> str:
    """The text without blanks that do not belong; titles and quotations stay as they are."""
    if not _ANY.search(text):
        return text
    kept = [found.span() for found in _TITLE.finditer(text)]

    def gone(found: re.Match[str]) -> str:
        inside = any(start < found.start() and found.end() < end for start, end in kept)
        return found[0] if inside else ""

    plain = _INSIDE.sub(gone, text)
    return _ENDS.sub("", _SEVERAL.sub(" ", plain))
