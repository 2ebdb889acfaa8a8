"""Blanks that do not belong into Chinese text (rule H06)."""

from __future__ import annotations

import re

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
