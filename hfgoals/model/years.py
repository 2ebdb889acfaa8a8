"""Years named in texts, and what each is: the budget year's own, or one that stays for good.

A year in 《》 belongs to a title, one in 〔2023〕7号 to a document; 2020年以来 and 较2021年
look back; 2019年-2022年 is a span of its own. Such years are found too, with what they are.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, Literal

from hfgoals.lean import dataclass
from hfgoals.patterns import pattern

Sense = Literal["plain", "doubtful", "title", "number", "span", "past"]
"""``plain``: said of the year the text is about. ``doubtful``: may be, or may be another matter.
The others mean what they say, whatever the budget year is."""


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year named in a text; only its digits lie between ``start`` and ``end``."""

    year: int
    start: int
    end: int
    sense: Sense
    why: str = ""
    """Why it is doubtful, in Chinese; "" for all others."""


_NAUGHTS: Final = "〇○零"
_HAN_DIGITS: Final = "〇一二三四五六七八九"
_FULL_DIGITS: Final = "０１２３４５６７８９"
_ORDINARY: Final = str.maketrans(f"{_HAN_DIGITS}○零{_FULL_DIGITS}", "0123456789000123456789")
_D = "[0-9０-９]"
_Y = "(?:[1１][9９]|[2２][0０])[0-9０-９]{2}"
_HAN_Y = f"二[{_NAUGHTS}][{_HAN_DIGITS}{_NAUGHTS}]{{2}}"
_TO = r"\s*(?:[-－‐—–~～]+|至|到)\s*"
_MONTH = r"(?:0?[1-9]|1[0-2])"

_CANDIDATE = pattern(
    rf"(?<![0-9０-９.．])(?P<said>{_Y})(?=\s*年)"
    rf"|(?P<han>{_HAN_Y})(?=年)"
    rf"|(?<![0-9０-９A-Za-z./\-])(?P<date>{_Y})(?=([./\-]){_MONTH}\4(?:0?[1-9]|[12]\d|3[01])(?!\d))"
    rf"|(?<![0-9０-９A-Za-z./\-])(?P<bare>{_Y})(?![0-9０-９A-Za-z.．/%％,])"
)
_TITLE = pattern(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_OPEN_TITLE = pattern(r"《[^《》\n]*(?=\n|$)")
_QUOTED = pattern(r"“[^“”\n]*”|\"[^\"\n]*\"|‘[^‘’\n]*’")
_OPENS, _CLOSES = r"[【\[(（〔［〈]", r"[】\])）〕］〉]"
_NUMBER = pattern(
    rf"〔\s*{_Y}\s*〕"
    rf"|{_OPENS}\s*{_Y}\s*{_CLOSES}\s*(?:第\s*)?[0-9０-９一二三四五六七八九十〇]+\s*号"
    rf"|[字发办函通规令]\s*{_OPENS}\s*{_Y}\s*{_CLOSES}"
    rf"|[字发办函通规令]\s*{_Y}\s*(?:年\s*)?第?\s*{_D}+\s*号"
    rf"|{_Y}\s*年\s*第\s*{_D}+\s*号"
    rf"|{_Y}\s*[-－—]\s*{_D}+\s*号"
)
_SPAN = pattern(
    rf"{_Y}\s*年?(?:度|初|底|末)?{_TO}{_Y}(?!{_D})|{_HAN_Y}年?(?:度|初|底|末)?{_TO}{_HAN_Y}"
)
# 2021年12月至2022年3月: one of its ends may mean the budget year, or both, or neither.
_DATED_SPAN = pattern(
    rf"(?P<first>{_Y})\s*年(?:{_D}{{1,2}}\s*月(?:{_D}{{1,2}}\s*[日号])?|[初底末])?[份底末初]?"
    rf"{_TO}(?P<last>{_Y})\s*年"
)
_LISTED = pattern(rf"{_Y}\s*年?度?(?:\s*[、,，和及与/]\s*{_Y}\s*年?度?)+(?!{_D})")
# What stands before and after a year that is compared with, or counted from.
_COMPARED = pattern(r"(?:较|比|相比|相较于?|对比|同比|高于|低于|超过|多于|少于)\s*(?:于\s*)?$")
_WITH = pattern(r"(?:与|同|跟|和)\s*$")
_AS_COMPARED = pattern(r"\s*年(?:度|末|底)?(?:同期|全年|实际)?(?:相比|比较|对比|持平|相当)")
_SINCE = pattern(
    r"\s*年(?:度|初|末|底)?(?:\s*[0-9０-９]{1,2}\s*月份?(?:[0-9０-９]{1,2}[日号])?)?(?:以来|至今)"
)
_COUNTED_FROM = pattern(r"(?:自|从|始于|起于|建于|立于|签于|订于|发于)\s*$")
_UNTIL_NOW = pattern(r"(?:截至|截止|截止到|截至到)\s*$")
_TARGET_DATE = pattern(r"\s*年\s*(?:年?[底末]|1[0-2]\s*月|[底末])")
_LOOKING_BACK = pattern(
    r"\s*年(?:度?(?:以前|之前)"
    # 2022年6月底前签订 is still to come.
    r"|(?:度|末|底|初)?[^，。；：、,;:\n前内]{0,6}?"
    r"(?:实际|决算|完成数|完成值|同期|签订|签约|印发|出台|评为|获得|荣获|结转|"
    r"欠|尾款|借款|贷款|余款|质保))"
)
_OF_PAST: Final = "可能说的是已经发生的事"
_LISTS: Final = "和别的年份并列"
_QUOTES: Final = "在引号里，可能是活动或文件的名称"
# 2022条, 2022人次: a number of things. 2022春晚: a year.
_COUNTED: Final = frozenset(
    "条个次期篇台套人元万千百亿户家件名本份场部辆块平米吨公克小分时天周月亩路幅张册首点处页字"
)


def years_in(text: str) -> Iterator[YearMention]:
    """Every year named in the text, in order, whatever its sense."""
    if not text or not _CANDIDATE.search(text):
        return
    fixed = _fixed(text)
    doubts = _doubts(text)
    for found in _CANDIDATE.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span()
        sense, why = _sense(text, start, end, kind)
        held = next((held for held, spans in fixed if _inside(spans, start, end)), None)
        doubt = next((doubt for doubt, spans in doubts if _inside(spans, start, end)), "")
        if held is not None:
            sense, why = held, ""
        elif kind == "bare" and not (doubt == _LISTS or _worth_a_look(text, start, end)):
            continue
        elif sense == "plain" and doubt:
            sense, why = "doubtful", doubt
        yield YearMention(read_year(found[0]), start, end, sense, why)


def read_year(digits: str) -> int:
    """The year of four digits: ordinary, full-width or Chinese (二〇二三)."""
    return int(digits.translate(_ORDINARY))


def written_like(digits: str, year: int) -> str:
    """Another year written as the given digits are."""
    shown = f"{year:04d}"
    if digits[0] in _HAN_DIGITS:
        naught = next((each for each in digits if each in _NAUGHTS), _NAUGHTS[0])
        return "".join(naught if each == "0" else _HAN_DIGITS[int(each)] for each in shown)
    if digits[0] in _FULL_DIGITS:
        return "".join(_FULL_DIGITS[int(each)] for each in shown)
    return shown


_Spans = list[tuple[int, int]]


def _fixed(text: str) -> list[tuple[Sense, _Spans]]:
    kinds: tuple[tuple[Sense, re.Pattern[str]], ...] = (
        ("title", _TITLE), ("number", _NUMBER), ("span", _SPAN),
    )  # fmt: skip
    return [(sense, [each.span() for each in kind.finditer(text)]) for sense, kind in kinds]


def _doubts(text: str) -> list[tuple[str, _Spans]]:
    dated = [
        each.span()
        for each in _DATED_SPAN.finditer(text)
        if read_year(each["first"]) != read_year(each["last"])
    ]
    return [
        ("书名号没有成对，可能是文件名", [each.span() for each in _OPEN_TITLE.finditer(text)]),
        ("是跨年度的时间段", dated),
        (_LISTS, [each.span() for each in _LISTED.finditer(text)]),
        (_QUOTES, [each.span() for each in _QUOTED.finditer(text)]),
    ]


def _sense(text: str, start: int, end: int, kind: str) -> tuple[Sense, str]:
    before = text[max(0, start - 6) : start]
    compared = _WITH.search(before) and _AS_COMPARED.match(text, end)
    if compared or _COMPARED.search(before) or _SINCE.match(text, end):
        return "past", ""
    if _COUNTED_FROM.search(before):
        return "doubtful", "可能是起算的年份"
    if _UNTIL_NOW.search(before) and not _TARGET_DATE.match(text, end):
        return "doubtful", _OF_PAST
    if _LOOKING_BACK.match(text, end):
        return "doubtful", _OF_PAST
    if kind == "bare":
        return "doubtful", "没有“年”字，可能不是年份"
    return "plain", ""


def _worth_a_look(text: str, start: int, end: int) -> bool:
    """Whether four digits without 年 may well be a year: （2023）, 2023春节."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and after and re.match(_OPENS, before) and re.match(_CLOSES, after):
        return True
    return (
        _is_han(after)
        and after not in _COUNTED
        and not (before and before in "≥≤＞＜＝><=约达超近第.№")
    )


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _inside(spans: _Spans, start: int, end: int) -> bool:
    at = bisect_right(spans, (start, sys.maxsize)) - 1
    return at >= 0 and end <= spans[at][1]
