"""The text of a file without a word about how it is encoded: UTF-8, GB 18030, UTF-16.

Knows only the standard library: the reading process uses it, too.
"""

from __future__ import annotations

import re

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes) -> str | None:
    """The text, by its mark or else by the first encoding that fits it; None when none does."""
    if data.startswith(_MARKS):
        return _try(data, "utf-16")
    if b"\x00" in data:
        texts = (_try(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
        return next((text for text in texts if text and _plausible(text)), None)
    text = _try(data, "utf-8-sig")
    return text if text is not None else _try(data, "gb18030")


def beginning(start: bytes) -> str:
    """The text of a file's first bytes, whose last character may be cut; "" for no text."""
    for cut in range(4):
        text = decoded(start[: len(start) - cut])
        if text is not None:
            return text
    return ""


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    return not CONTROLS.search(text) and len(_CHINESE.findall(text)) * 4 > len(text)
