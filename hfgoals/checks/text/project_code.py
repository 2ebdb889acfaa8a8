"""The 21 characters of a project code: 区划 6, 年度 2, 类型 1, 顺序 11, 校验 1 (review rules, 3).

The check character was found out from published codes of type P; other types are not verified.
"""

from __future__ import annotations

import re
from typing import Final, Literal

LENGTH: Final = 21
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of a code; I O S V Z are left out for looking like 1 0 5 U 2."""
_SHAPE = re.compile(rf"\d{{8}}[A-Z][{ALPHABET}]{{12}}")
_ALL_DIGITS = re.compile(r"\d{21}")
_LOOKALIKES = str.maketrans("OISZ", "0152")
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}

State = Literal["good", "wrong", "unverified", "length", "characters"]


def state_of(code: str) -> State:
    """Whether the code is one: ``unverified`` for types whose check character is not known."""
    if len(code) != LENGTH:
        return "length"
    if _ALL_DIGITS.fullmatch(code):
        # Some provinces use codes of digits only.
        return "unverified"
    if not _SHAPE.fullmatch(code):
        return "characters"
    if code[8] != "P":
        return "unverified"
    return "good" if check_character(code) == code[-1] else "wrong"


def check_character(code: str) -> str:
    """The last character that belongs to the first twenty, all of them of the ALPHABET."""
    weighted = sum(ALPHABET.index(ch) * 3**at for at, ch in enumerate(code[: LENGTH - 1]))
    return ALPHABET[(30 - weighted) % 31]


def mended(code: str) -> str | None:
    """The code without blanks, wide or small letters and look-alikes, if that makes it good."""
    plain = "".join(code.translate(_FULL_WIDTH).split()).upper()
    figures = plain.translate(_LOOKALIKES)
    for attempt in (plain, figures[:8] + plain[8:9] + figures[9:]):
        if attempt != code and state_of(attempt) == "good":
            return attempt
    return None


def division_of(code: str) -> str | None:
    """The six digits of the 区划; None when the code has not the right shape."""
    return code[:6] if _SHAPE.fullmatch(code) else None


def year_of(code: str) -> int | None:
    """The year that the code was given out (2022 of …22P…); None when it does not tell."""
    return 2000 + int(code[6:8]) if _SHAPE.fullmatch(code) else None
