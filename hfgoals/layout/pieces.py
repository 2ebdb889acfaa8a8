"""What belongs together in a text: numbers with sign and unit, dates, words, codes, punctuation.

Between any two characters stands one of six levels: a line may end there (FREE); only when a word
or a date fills a line by itself (WEAK), or a number with its unit does (TIED); against the rules
of punctuation (BOUND), inside of a number or a word (SPLIT), or never as long as anything else is
possible (NEVER).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import floor
from typing import Final

from hfgoals.layout.metrics import face_of
from hfgoals.layout.styles import MM_PER_POINT
from hfgoals.patterns import pattern

NEVER, BOUND, SPLIT, TIED, WEAK, FREE = range(6)

LEAST_SIZE: Final = 8.0
"""The points below which no type shrinks for the sake of a number."""
_SIZE_STEPS: Final = 2
"""Sizes go by half points, which Word and Excel know too."""

NO_START = frozenset(
    "，。、；：！？）》」』】〕〉｝］〗〙”’…—～·・‧％‰℃°′″〃々ー,.;:!?)]}%/-–~．／－＞＇"
)
"""Characters that never begin a line."""
NO_END = frozenset("（《「『【〔〈｛［〖〘“‘￥＄￡＃([{$¥£#№≥≤＝=＜<±＋+≈≠第")
"""Characters that never end a line."""
BLANKS = " \t\u3000\u2002\u2003\u2009"
"""Blanks at which a line may end; a no-break space is none of them."""

_SIGN = pattern(f"[{re.escape(''.join({*NO_START, *NO_END, *BLANKS}))}]")
_MARK = pattern(
    "[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)
"""Marks and variation selectors, which belong to the character before."""
_GLUE = pattern("[\u00a0\u200d\u202f\u2060]")
"""No-break spaces and joiners, which hold both neighbours."""
_UNIT = (
    "(?:个(?:百分点|工作日|月)|平方公里|平方米|立方米|公里|千米|厘米|毫米|公顷|小时|分钟|季度|"
    "人次|人天|学时|期次|分贝|"
    "[元角分个期年月日天号时秒次人户名位条篇场部台套项份件家类批处张辆间座本册集版档届米亩吨克升"
    "倍周岁级种点幅支块只组层栋楼路线屏折页字句轮节课班站村县区镇万％%‰℃])"
)
_LETTER = (
    "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff０-９Ａ-Ｚａ-ｚ"
)
_JOINT = "_@&+\\-–—./:#=?~×．／：－～"
"""What joins words, and the ends of a range."""
_TO = "\\-–—~～－至"
"""What stands between the ends of a range, which may each have a unit."""
_MINUS = "-－"
"""Between words they end a line, before a number that stands by itself they begin one."""
_SOLID = pattern(f"[{_LETTER}]")
_TOKEN = pattern(
    rf"(?:[≥≤＝=＞>＜<±＋+\-－≈≠]{{1,2}}[ \u3000]?)?[￥¥$＄]?"
    rf"(?P<run>[{_LETTER}]+"
    rf"(?:(?:[{_JOINT}'’%％‰,]+|(?<=\d)，(?=\d{{3}}(?!\d))|(?<=\d){_UNIT}?[{_TO}](?=\d))"
    rf"[{_LETTER}]+)*)"
    rf"(?P<unit>(?<=\d)(?:"
    rf"[ \u3000]?(?:[十百千万亿]+(?:{_UNIT}(?:/{_UNIT})*)?|{_UNIT}(?:/[百千万]?{_UNIT})*)"
    rf"|[\u4e00-\u9fff]))?"
)
"""A Latin word, a code, or a number with its sign and unit: 2.5万元/月, ≥95%, 10～20次, 5G.

After a number any Chinese character is its unit.
"""
_WHOLE = pattern(rb"(?s).[\x00-\x03]+")
_BARE = pattern(rb"(?s).[\x00-\x02]+")
"""In levels: what is one piece with its unit, what without. Single characters never matter."""
_JOINED = pattern(rf"[{_JOINT},，至]")
_NUMBER = pattern(r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:[.．]\d+)?|\d+(?:[.．:：]\d+)*")
_DATE = pattern(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日")


@lru_cache(maxsize=1 << 14)
def levels_of(paragraph: str) -> bytes:
    """The level of the place before every character; the first is NEVER."""
    levels = bytearray([FREE]) * len(paragraph)
    _keep_signs(levels, paragraph)
    for token in _TOKEN.finditer(paragraph):
        _keep_whole(levels, paragraph, token)
    for date in _DATE.finditer(paragraph):
        for at in range(date.start() + 1, date.end()):
            levels[at] = min(levels[at], WEAK)
    _keep_marks(levels, paragraph)
    _pair_straight_quotes(levels, paragraph)
    if levels:
        levels[0] = NEVER
    return bytes(levels)


def size_in(text: str, face: str, size: float, room_mm: float) -> float:
    """The points, at most ``size``, at which no number, word or code in the text is broken.

    From ``size`` down to LEAST_SIZE the largest at which each fits in that room with its sign and
    unit, those too wide even then without their unit; LEAST_SIZE when that is not possible either.
    """
    least = min(size, LEAST_SIZE)
    if not _SOLID.search(text):
        return size
    em = room_mm / MM_PER_POINT + 1e-6
    widths = face_of(face).widths
    if max(sum(map(widths.__getitem__, line)) for line in text.split("\n")) * size <= em:
        return size
    widest = kept_whole(text, face, em / least)
    if widest * size <= em:
        return size
    return max(least, floor(em / widest * _SIZE_STEPS) / _SIZE_STEPS)


def kept_whole(text: str, face: str, room_em: float) -> float:
    """The em that the widest piece of Latin letters or digits takes which shall not be broken.

    One that is too wide for the room counts without its unit.
    """
    found = pieces_of(text, face)
    return max((whole if whole <= room_em else bare for whole, bare in found), default=0.0)


@lru_cache(maxsize=1 << 14)
def pieces_of(text: str, face: str) -> frozenset[tuple[float, float]]:
    """The widths in em of the pieces with Latin letters or digits, with and without unit."""
    widths = face_of(face).widths
    return frozenset(
        (_widest(paragraph, [whole], widths), _widest(paragraph, bare, widths))
        for paragraph in filter(_SOLID.search, text.split("\n"))
        for levels in (levels_of(paragraph),)
        for whole in _WHOLE.finditer(levels)
        for bare in (_BARE.finditer(levels, *whole.span()),)
    )


def _widest(paragraph: str, spans: Iterable[re.Match[bytes]], widths: Mapping[str, float]) -> float:
    pieces = (paragraph[span.start() : span.end()].rstrip(BLANKS) for span in spans)
    solid = filter(_SOLID.search, pieces)
    return max((sum(map(widths.__getitem__, piece)) for piece in solid), default=0.0)


def _keep_signs(levels: bytearray, paragraph: str) -> None:
    """By the rules of punctuation."""
    for sign in _SIGN.finditer(paragraph):
        at, character = sign.start(), sign[0]
        if character in BLANKS:
            levels[at] = NEVER
        elif character in NO_START:
            levels[at] = BOUND
        elif at + 1 < len(levels):
            levels[at + 1] = BOUND


def _keep_marks(levels: bytearray, paragraph: str) -> None:
    for mark in _MARK.finditer(paragraph):
        levels[mark.start()] = NEVER
    for glue in _GLUE.finditer(paragraph):
        for at in (glue.start(), glue.end()):
            if at < len(levels):
                levels[at] = min(levels[at], BOUND)


def _keep_whole(levels: bytearray, paragraph: str, token: re.Match[str]) -> None:
    first, last = token.span()
    start, end = token.span("run")
    parted = [
        found.end()
        for found in _JOINED.finditer(paragraph, start, end)
        if levels[found.end()] == FREE
    ]
    inside = {
        at
        for number in _NUMBER.finditer(paragraph, start, end)
        for at in range(number.start() + 1, number.end())
    }
    for at in range(first + 1, last):
        if levels[at] != NEVER:
            levels[at] = SPLIT
    if paragraph[first] in _MINUS and paragraph[first - 1] not in NO_END:
        levels[first] = FREE
    numeric = paragraph[start].isdecimal()
    for at in parted:
        if at not in inside:
            levels[at] = TIED if numeric and paragraph[at].isdecimal() else WEAK
    if token["unit"]:
        levels[end + (paragraph[end] in BLANKS)] = TIED


def _pair_straight_quotes(levels: bytearray, paragraph: str) -> None:
    """Every other straight quotation mark closes: none of these begins, none of the others ends
    a line."""
    closes = False
    at = paragraph.find('"')
    while at >= 0:
        if closes:
            levels[at] = min(levels[at], BOUND)
        elif at + 1 < len(levels):
            levels[at + 1] = min(levels[at + 1], BOUND)
        closes = not closes
        at = paragraph.find('"', at + 1)
