"""First letters of words in Pinyin, to find a long name by a few keys: 办报费 by bbf.

GB 2312 has its 3,755 common characters in the order of Pinyin, so where each letter begins is all
that need be known. A character has one reading here, its commonest; rarer characters have none.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_BEGIN: Final = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_END: Final = 0xD7FA


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """The first letters of the characters in small letters; letters and digits as they are, all
    else left out."""
    return "".join(map(_initial, text.casefold()))


def _initial(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    place = int.from_bytes(code, "big")
    return _LETTERS[bisect_right(_BEGIN, place) - 1] if _BEGIN[0] <= place < _END else ""


def begins(query: str, text: str) -> bool:
    """Whether the text's first letters hold the query, where that is letters at all."""
    plain = query.casefold()
    return len(plain) > 1 and plain.isascii() and plain.isalnum() and plain in initials(text)


def reading_order(text: str) -> bytes:
    """What texts are sorted by as a dictionary sorts them, the common characters by Pinyin."""
    return text.casefold().encode("gb18030", "replace")
