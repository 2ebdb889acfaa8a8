"""指标值: the text on the form, always kept, and what it means.

The meaning is read from the text and never stored beside it, so the two cannot disagree. Signs
and wording follow the review rules, section 1.5; examples come from the two published documents.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.patterns import pattern

AT_LEAST: Final = "≥"
MORE: Final = "＞"
EQUAL: Final = "＝"
LESS: Final = "＜"
AT_MOST: Final = "≤"
QUALITATIVE: Final = "定性"
SIGNS: Final = (AT_LEAST, MORE, EQUAL, LESS, AT_MOST, QUALITATIVE)

_SYMBOLS: Final = {
    "≥": AT_LEAST, ">=": AT_LEAST, "＞=": AT_LEAST, "≧": AT_LEAST, "＞＝": AT_LEAST,
    ">": MORE, "＞": MORE,
    "=": EQUAL, "＝": EQUAL,
    "<": LESS, "＜": LESS,
    "≤": AT_MOST, "<=": AT_MOST, "＜=": AT_MOST, "≦": AT_MOST, "＜＝": AT_MOST,
}  # fmt: skip
_WORDS: Final = {
    "大于等于": AT_LEAST, "大于或等于": AT_LEAST, "不低于": AT_LEAST, "不少于": AT_LEAST,
    "不小于": AT_LEAST, "至少": AT_LEAST, "达到": AT_LEAST, "达": AT_LEAST,
    "大于": MORE, "高于": MORE, "多于": MORE, "超过": MORE,
    "等于": EQUAL, "共": EQUAL, "为": EQUAL,
    "小于等于": AT_MOST, "小于或等于": AT_MOST, "不高于": AT_MOST, "不超过": AT_MOST,
    "不多于": AT_MOST, "不大于": AT_MOST, "控制在": AT_MOST, "至多": AT_MOST,
    "小于": LESS, "低于": LESS, "少于": LESS,
}  # fmt: skip
_SUFFIXES: Final = {
    "及以上": AT_LEAST, "或以上": AT_LEAST, "以上": AT_LEAST,
    "及以下": AT_MOST, "或以下": AT_MOST, "以下": AT_MOST, "以内": AT_MOST, "之内": AT_MOST,
    "内": AT_MOST,
}  # fmt: skip


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# 以内 alone after the number is no unit: 1以内 is ≤ 1.
_UNIT = (
    rf"(?!(?:{_either(_SUFFIXES)})[。.]?$)"
    r"[^\d\s≥≤<>=＞＜＝，。；：、,;:《》“”（）()]{1,10}?(?:[（(][^（）()]{1,6}[）)])?"
)
# 3人起 is a floor; 2起 and 1.5万起 count events.
_ON = r"(?<![\d万亿千百])起"
_NUMBER = r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?"
_QUANTITY = pattern(
    rf"(?P<lead>[^\d≥≤<>=＞＜＝]{{0,30}}?)"
    rf"(?P<sign>{_either(_SYMBOLS)}|{_either(_WORDS)})?\s*"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?(?P<after>{_either(_SUFFIXES)}|{_ON})?[。.]?"
)
_DATE = pattern(
    rf"(?P<lead>[^\d≥≤<>=＞＜＝]{{0,12}}?)(?P<sign>{_either(_SYMBOLS)})?\s*"
    r"(?P<date>(?P<year>\d{4})\s*年(?:\s*度)?"
    r"(?:\s*(?P<month>1[0-2]|0?[1-9])\s*月(?:份)?(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号])?)?"
    r"(?:上半年|下半年)?\s*(?P<part>[底末初中]|上旬|中旬|下旬)?)"
    r"(?P<before>之前|以前|前|内|以内)?[^\d]{0,20}"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％，－＋", "0123456789.%,-+")


@dataclass(frozen=True, slots=True)
class Target:
    """One 指标值. ``str()`` gives back the very text it was read from."""

    text: str
    sign: str = QUALITATIVE
    """One of SIGNS. A bare number means EQUAL; see ``signed``."""
    value: str | None = None
    """The number as written ("80.00"), or the date of a deadline ("2022年6月底")."""
    unit: str | None = None
    signed: bool = False
    """Whether the text itself says the sign, as a symbol or in words."""
    deadline: datetime.date | None = None
    """The last day of a date target, None for every other."""

    def __str__(self) -> str:
        return self.text

    @property
    def number(self) -> Decimal | None:
        """The value as a number; None for dates and qualitative targets."""
        if self.value is None or self.deadline is not None:
            return None
        return Decimal(self.value.replace(",", ""))

    @property
    def qualitative(self) -> bool:
        """True when there is neither number nor date in it."""
        return self.sign == QUALITATIVE

    @classmethod
    def parse(cls, text: str) -> Target:
        """The target that the text means; a text without number or date is qualitative."""
        return _read(text)

    @classmethod
    def compose(cls, sign: str, value: str, unit: str) -> Target:
        """The target printed from its parts, such as ("≥", "95", "%") → ≥95%."""
        return _read(value if sign == QUALITATIVE else f"{sign}{value}{unit}")


def sign_said(words: str) -> str | None:
    """The one of SIGNS that a symbol or words of comparison mean; None when they mean none."""
    plain = words.strip()
    if plain == QUALITATIVE:
        return QUALITATIVE
    return _SYMBOLS.get(plain) or _WORDS.get(plain)


@lru_cache(maxsize=8192)
def _read(text: str) -> Target:
    plain = text.translate(_FULL_WIDTH).strip()
    return _read_date(text, plain) or _read_quantity(text, plain) or Target(text)


def _read_date(text: str, plain: str) -> Target | None:
    found = _DATE.fullmatch(plain)
    if found is None:
        return None
    deadline = _last_day(found)
    if deadline is None:
        return None
    written = found["sign"]
    said = written is not None or found["before"] is not None
    sign = _SYMBOLS[written] if written else (AT_MOST if found["before"] else EQUAL)
    return Target(text, sign, found["date"].strip(), None, said, deadline)


def _last_day(found: re.Match[str]) -> datetime.date | None:
    year, month, day = int(found["year"]), found["month"], found["day"]
    try:
        if month and day:
            return datetime.date(year, int(month), int(day))
        whole = int(month) if month else (6 if "上半年" in found["date"] else 12)
        following = datetime.date(year + whole // 12, whole % 12 + 1, 1)
        return following - datetime.timedelta(days=1)
    except ValueError:
        return None


def _read_quantity(text: str, plain: str) -> Target | None:
    found = _QUANTITY.fullmatch(plain)
    if found is None:
        return None
    word, after = found["sign"], found["after"]
    # "全年编发数达到48期以上" states a number; "推进2项改革任务" is a sentence with one in it.
    if found["lead"].strip() and word is None and after is None:
        return None
    sign = (
        _SYMBOLS.get(word or "")
        or (AT_LEAST if after == "起" else None)
        or _SUFFIXES.get(after or "")
        or _WORDS.get(word or "")
    )
    unit = found["unit"]
    if word in _SYMBOLS and after is not None:
        unit = f"{unit or ''}{after}"
    return Target(text, sign or EQUAL, found["number"], unit or None, sign is not None)
