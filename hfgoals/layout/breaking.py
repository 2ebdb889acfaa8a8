"""Breaking text into lines by the rules of Chinese typesetting.

A text is gone through once, greedily. Between any two characters stands one of four levels:
a line may end there (FREE), only when a word or number fills a line by itself (WEAK, then
SPLIT), or never as long as anything else is possible (NEVER). No character is lost or added:
joined, the lines are the text without its line feeds. Blanks at which a line ends stay at its end
and hang over the edge.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hfgoals.layout.metrics import face_of
from hfgoals.layout.styles import MM_PER_POINT

NEVER, SPLIT, WEAK, FREE = range(4)

NO_START = frozenset(
    "，。、；：！？）》」』】〕〉｝］〗〙”’…—～·・‧％‰℃°′″〃々ー,.;:!?)]}%/-–~．／－＞＇"
)
"""Characters that never begin a line."""
NO_END = frozenset("（《「『【〔〈｛［〖〘“‘￥＄￡＃([{$¥£#№≥≤＝=＜<±＋+≈≠第")
"""Characters that never end a line."""
BLANKS = " \t\u3000\u2002\u2003\u2009"
"""Blanks at which a line may end; a no-break space is none of them."""

_MARK = re.compile(
    "[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)
"""Marks and variation selectors, which belong to the character before."""
_GLUE = re.compile("[\u00a0\u200d\u202f\u2060]")
"""No-break spaces and joiners, which hold both neighbours."""
_UNIT = (
    "(?:平方公里|平方米|立方米|公里|千米|厘米|毫米|公顷|小时|分钟|季度|人次|人天|学时|期次|分贝|"
    "[元角分个期年月日天号时秒次人户名位条篇场部台套项份件家类批处张辆间座本册集版档届米亩吨克升"
    "倍周岁级种点幅支块只组层栋楼路线屏折页字句轮节课班站村县区镇万％%‰℃])"
)
_LETTER = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_TOKEN = re.compile(
    rf"[≥≤＝=＞>＜<±＋+\-－≈≠]?[￥¥$＄]?"
    rf"(?P<run>[{_LETTER}]+(?:[_@&'’+\-–./:#=?~～%％,：]+[{_LETTER}]+)*)"
    rf"(?P<unit>(?<=\d)(?:[十百千万亿]+(?:{_UNIT}(?:/{_UNIT})*)?|{_UNIT}(?:/[百千万]?{_UNIT})*))?"
)
"""A Latin word, a code, or a number with its sign and unit: 2.5万元/月, ≥95%, 2022年, 5G."""
_CONNECTOR = re.compile(r"[_@&+\-–./:#=?~～,：]")


class Line(NamedTuple):
    """One line of a text."""

    text: str
    """With the blanks that hang at its end."""
    width: float
    """In mm, without hanging blanks."""
    ends: bool
    """Whether a paragraph ends here: such a line is not spread."""


def lines(
    text: str, width_mm: float, face: str, size: float, indent: float = 0.0
) -> tuple[str, ...]:
    """The text in lines of at most that width, at least one.

    ``"".join(lines) == text.replace("\\n", "")``. ``indent`` mm are kept free at the first line
    of every paragraph. A line is wider only where a single character, with what may not be parted
    from it, does not fit.
    """
    return tuple(line.text for line in broken(text, width_mm, face, size, indent))


@lru_cache(maxsize=1 << 16)
def broken(
    text: str, width_mm: float, face: str, size: float, indent: float = 0.0
) -> tuple[Line, ...]:
    """The lines of ``lines`` with their widths; kept for the next layout of the same text."""
    em = size * MM_PER_POINT
    made: list[Line] = []
    widths = face_of(face).widths
    for paragraph in text.split("\n"):
        advances = [widths[character] * em for character in paragraph]
        if not paragraph or sum(advances) <= width_mm - indent:
            made.append(_line(paragraph, advances, 0, len(paragraph), ends=True))
        else:
            made.extend(_paragraph(paragraph, advances, width_mm, indent))
    return tuple(made)


def _paragraph(text: str, advances: list[float], room: float, indent: float) -> list[Line]:
    levels = levels_of(text)
    made: list[Line] = []
    start, length = 0, len(text)
    while start < length:
        end = _line_end(text, advances, levels, start, room - (0 if made else indent))
        made.append(_line(text, advances, start, end, ends=end == length))
        start = end
    return made


def _line_end(text: str, advances: list[float], levels: list[int], start: int, room: float) -> int:
    """Where the line that begins at ``start`` ends: at the best break before the edge."""
    room += 1e-6
    used = 0.0
    best = [start] * (FREE + 1)
    for at in range(start, len(text)):
        if at > start:
            best[levels[at]] = at
        used += advances[at]
        if used > room and text[at] not in BLANKS:
            found = (best[level] for level in (FREE, WEAK, SPLIT) if best[level] > start)
            return next(found, max(at, start + 1))
    return len(text)


def _line(text: str, advances: list[float], start: int, end: int, *, ends: bool) -> Line:
    last = end
    while last > start and text[last - 1] in BLANKS:
        last -= 1
    return Line(text[start:end], sum(advances[start:last]), ends)


def levels_of(paragraph: str) -> list[int]:
    """The level of the place before every character; the first is NEVER."""
    levels = [FREE] * len(paragraph)
    for at, character in enumerate(paragraph):
        if character in NO_START or character in BLANKS:
            levels[at] = NEVER
        if character in NO_END and at + 1 < len(levels):
            levels[at + 1] = NEVER
    for token in _TOKEN.finditer(paragraph):
        _keep_whole(levels, paragraph, token)
    for mark in _MARK.finditer(paragraph):
        levels[mark.start()] = NEVER
    for glue in _GLUE.finditer(paragraph):
        for at in (glue.start(), glue.end()):
            if at < len(levels):
                levels[at] = NEVER
    _pair_straight_quotes(levels, paragraph)
    if levels:
        levels[0] = NEVER
    return levels


def _keep_whole(levels: list[int], paragraph: str, token: re.Match[str]) -> None:
    first, last = token.span()
    for at in range(first + 1, last):
        levels[at] = min(levels[at], SPLIT)
    weak = [found.end() for found in _CONNECTOR.finditer(paragraph, *token.span("run"))]
    if token["unit"]:
        weak.append(token.start("unit"))
    for at in weak:
        if at < last and levels[at] == SPLIT:
            levels[at] = WEAK


def _pair_straight_quotes(levels: list[int], paragraph: str) -> None:
    """Every other straight quotation mark closes: none of these begins, none of the others ends
    a line."""
    closes = False
    at = paragraph.find('"')
    while at >= 0:
        if closes:
            levels[at] = NEVER
        elif at + 1 < len(levels):
            levels[at + 1] = NEVER
        closes = not closes
        at = paragraph.find('"', at + 1)
