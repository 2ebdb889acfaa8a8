"""Dates and years inside texts, and those that may well differ from the budget year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hfgoals.checks.text.wording import HAN

# Passed over as a whole: titles, document numbers, plans over several years.
_PASSED_OVER = re.compile(
    r"《[^《》]*》"
    r"|[【\[(（〔［]\s*\d{4}\s*[】\])）〕］]\s*(?:第\s*)?\d+\s*号"
    r"|\d{4}\s*年?\s*[-—–至~～到]+\s*\d{4}\s*年?"
    r"|\d{4}\s*年\s*第?\s*\d+\s*号"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
# 截至2022年, 比2022年, 自2020年起, 建于2008年, 到2025年 are years of their own right.
_BEFORE = re.compile(
    r"(?:截至|截止|上年度?|去年|较|比|相比|与|同|自|从|到|至|建于|成立于|签订于|始于|力争|截至于)\s*$"
)
# 2022年实际完成数, 2021年借款, 2019年以来 look back.
_AFTER = re.compile(
    r"(?:度|末|底|初|[^，。；：、\n]{0,10}?)"
    r"(?:实际|决算|完成数|完成值|同期|以来|以前|之前|建成|成立|投入使用|投用|购置的|采购的|安装的|购入|签订|签约|"
    r"印发|出台|竣工|启动|开工|立项|批复|审计|审定|欠|债|尾款|借款|贷款|结转|质保|拖欠|余款|补缴|补发|"
    r"基数|起|开始|开展的|评为|获得|荣获|换届|规划)"
    r"|[^。；\n]{0,40}?(?:完成了|实现了|取得了|获得了|达到了|共完成|已)"
)
_MONTH = re.compile(
    r"(?<![\d年./])(?:1[0-2]|0?[1-9])\s*月(?!度|均|租|报|刊)(?:份)?(?:\s*(?:3[01]|[12]?\d)\s*[日号])?"
    r"(?:[底末初中]|上旬|中旬|下旬)?(?:之前|以前|前|内)?"
)
_RECURRING = re.compile(r"每年|次年|当年|逐月|每月")
_HALF_DATE = re.compile(
    r"(?:年底|年末|年内|年中|上半年|下半年|[一二三四]季度)(?:之前|以前|前|末|内)?"
)
_ANY_YEAR = re.compile(r"\d{4}\s*[年./-]")


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year named in a text."""

    year: int
    start: int
    end: int


_LOOKS_BACK = re.compile(
    r"[^，。；：、\n]{0,10}?(?:实际|决算|完成数|完成值|签订|签约|审计|审定|竣工|购置的|采购的|建成|欠|债|尾款|结转|批复)"
)


def years_in(text: str, budget_year: int = 9999) -> Iterator[YearMention]:
    """The years that a text sets for itself, and those after the budget year told of as past.

    Not those in 《》 or document numbers, in a span of years, after 截至, 上年, 较 and the like, or
    of what is past (2021年借款, 2022年实际完成数).
    """
    if "年" not in text:
        return
    blank = _PASSED_OVER.sub(lambda found: "\0" * len(found[0]), text)
    for found in _YEAR.finditer(blank):
        before = blank[max(0, found.start() - 6) : found.start()]
        early = int(found[1]) > budget_year and _LOOKS_BACK.match(blank, found.end())
        if not early and (_BEFORE.search(before) or _AFTER.match(blank, found.end())):
            continue
        yield YearMention(int(found[1]), found.start(), found.end())


_IN_NAME = re.compile(
    r"(?<![\d.〔\[【A-Za-z-])(20[0-4]\d)(?=\s*年(?!\s*(?:以来|至|[-—－~～]))|\s*[)）]|[\u4e00-\u9fff])"
    r"(?!\s*(?:元|米|兆|台|套|人|户|平|个|公里|小时|场|期|条|号))"
)


def years_in_name(name: str) -> Iterator[YearMention]:
    """The years that a project's name gives itself: 2022年…费, …经费（2023）, 2023…项目."""
    if "20" not in name:
        return
    blank = _PASSED_OVER.sub(lambda found: "\0" * len(found[0]), name)
    for found in _IN_NAME.finditer(blank):
        yield YearMention(int(found[1]), found.start(), found.end())


def month_without_year(text: str) -> str:
    """The first month or day named without a year (≤12月, 6月底前); "" when none is."""
    if "月" not in text or _ANY_YEAR.search(text) or _RECURRING.search(text):
        return ""
    found = _MONTH.search(text)
    return found[0] if found else ""


def part_of_year(text: str) -> str:
    """年底前, 上半年 and the like without a year; "" when there is none."""
    if _ANY_YEAR.search(text) or _RECURRING.search(text):
        return ""
    found = _HALF_DATE.search(text)
    return found[0] if found else ""


def is_day(text: str) -> bool:
    """Whether a date without a year at least ends at a known day: 6月底前, 10月31日前."""
    return bool(re.search(r"月(?:份)?(?:底|末|\s*\d{1,2}\s*[日号])", text))


_WHOLE = re.compile(rf"[^\d{HAN}]*(?P<date>(?:1[0-2]|0?[1-9])\s*月[^\d]{{0,6}}\d*[^\d]{{0,8}})")


def with_year(text: str, year: int) -> str:
    """A date without a year as one of that year: 6月底前 → 2023年6月底前; "" when unclear."""
    found = _WHOLE.fullmatch(text.strip())
    return f"{year}年{found['date'].strip()}" if found and is_day(text) else ""
