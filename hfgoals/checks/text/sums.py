"""What a text counts up: so many in all, of which so many each; so many of a list of titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from hfgoals.checks.text.quantities import Quantity, chinese_number, money_unit, quantities
from hfgoals.checks.text.wording import HAN, plain_number

_SENTENCE = re.compile(r"[^。；！？;\n（）()]+")
_OF_WHICH = re.compile(r"其中|包括|含|分别为")
_EACH = re.compile(r"[每各单]|平均|人均|日均|月均")
_OPEN = re.compile(r"等|不少于|不低于|以上|超过|至少|余|约|左右|力争|不超过|以内")
_ATTRIBUTES = frozenset("人 名 位 人次 户".split())
"""Of people the parts may overlap: 党员20人、女职工30人."""
_MIXED = frozenset(("台套", "台件", "件套"))
_TITLE = r"《[^《》]{1,40}》"
_TITLES = re.compile(
    rf"(?P<list>{_TITLE}(?:[^《》，。；\d]{{0,8}}[、和及与]?{_TITLE}){{1,20}})[^《》，。；\d]{{0,3}}?"
    r"(?P<open>等)?(?P<number>\d{1,2}|[二两三四五六七八九十]{1,3})(?P<unit>[档个部大种套本])"
)
_EACH_ONE = re.compile(r"各(?P<number>\d+|[一二两三四五六七八九十])(?P<unit>[^\d\s，。；、]{1,2})$")

_SEASONS = re.compile(
    r"(?P<list>(?:[春夏秋冬]|[上下]半年|[县乡镇村]+级?|[一二三四]季度)"
    r"(?:、(?:[春夏秋冬]|[上下]半年|[县乡镇村]+级?|[一二三四]季度)){1,3})季?"
    r"各(?P<number>\d+|[一二两三四五六])(?P<unit>[^\d\s，。；、级]{1,2})(?=[，。；]|$)"
)


@dataclass(frozen=True, slots=True)
class Odd:
    """A sum that does not come out."""

    text: str
    """As a message quotes it."""
    stated: Decimal
    counted: Decimal
    unit: str


@lru_cache(maxsize=256)
def odd_sums(text: str) -> tuple[Odd, ...]:
    """The sums of a text that do not come out; those whose parts are open are left alone."""
    if not text:
        return ()
    return (*_sums(text), *_listed_titles(text))


def _sums(text: str) -> Iterator[Odd]:
    if not re.search("其中|包括|含|分别为|共|合计", text):
        return
    for sentence in _SENTENCE.finditer(text):
        said = sentence[0]
        found = [each for each in quantities(said) if each.unit and not _is_money(each)]
        yield from _of_which(said, found)
        yield from _together(said, found)


def _is_money(quantity: Quantity) -> bool:
    return money_unit(quantity.unit) is not None or quantity.unit in ("%", "‰")


def _of_which(said: str, found: list[Quantity]) -> Iterator[Odd]:
    mark = _OF_WHICH.search(said)
    if mark is None:
        return
    before = [each for each in found if each.end <= mark.start()]
    if not before:
        return
    total, parts = before[-1], []
    for each in found:
        if each.start < mark.end():
            continue
        if each.unit != total.unit:
            break
        parts.append(each)
    if len(parts) < 2 or "、" not in said[parts[0].end : parts[-1].start]:
        return
    listed = said[mark.end() : parts[-1].end + 1]
    if _EACH.search(listed) or _OPEN.search(listed) or _EACH.search(said[: total.start][-6:]):
        return
    counted = sum((each.number for each in parts), Decimal(0))
    if counted == total.number or (counted < total.number and total.unit in _ATTRIBUTES):
        return
    if total.unit not in _ATTRIBUTES or counted > 2 * total.number:
        yield Odd(said[total.start : parts[-1].end], total.number, counted, total.unit)


def _together(said: str, found: list[Quantity]) -> Iterator[Odd]:
    for place, total in enumerate(found):
        before = said[: total.start] + total.text
        if not re.search(r"(?:^|[，,、])(?:共计|合计|总计|共|总共)\s*\d[\d.]*\s*\D*$", before):
            continue
        parts: list[Quantity] = []
        for each in reversed(found[:place]):
            between = said[each.end : (parts[-1] if parts else total).start]
            fits = each.unit == total.unit or total.unit in _MIXED
            # Parts stand one beside the other; what is before another comma is of another thing.
            if parts and ("，" in between or "," in between):
                break
            if not fits:
                parts = []
                break
            parts.append(each)
        start = parts[-1].start if parts else 0
        listed = said[max(0, start - 8) : total.start]
        if len(parts) < 2 or _EACH.search(listed) or _OPEN.search(listed):
            continue
        counted = sum((each.number for each in parts), Decimal(0))
        if counted != total.number:
            yield Odd(said[start : total.end], total.number, counted, total.unit)


def _listed_titles(text: str) -> Iterator[Odd]:
    for found in _TITLES.finditer(text) if "《" in text else ():
        count = Decimal(len(re.findall(_TITLE, found["list"])))
        number = Decimal(found["number"]) if found["number"].isdigit() else None
        stated = number or chinese_number(found["number"])
        if stated is None or stated == count or (found["open"] and count < stated):
            continue
        yield Odd(found[0][-24:], stated, count, found["unit"])


def parts_of(text: str) -> tuple[Quantity, ...]:
    """防火墙2台、日志审计1套: the amounts of a text that is nothing but a list of them."""
    clauses = re.split(r"[、，,和]", re.sub(r"[。；;]\s*$", "", text))
    found = []
    for clause in clauses:
        amounts = [each for each in quantities(clause) if each.unit]
        if len(amounts) != 1 or amounts[0].end < len(clause.rstrip()) or _EACH.search(clause):
            return ()
        if _OPEN.search(clause) or not amounts[0].start:
            return ()
        found.append(amounts[0])
    return tuple(found) if len(found) > 1 else ()


def shared_out(text: str) -> tuple[str, Decimal, str] | None:
    """13个乡镇各一个 as its text, 13 and 个; None where it is not such a text alone."""
    seasons = _SEASONS.match(text)
    if seasons is not None:
        each = chinese_number(seasons["number"]) or Decimal(seasons["number"])
        return seasons[0], len(seasons["list"].split("、")) * each, seasons["unit"]
    one = _EACH_ONE.search(text.strip("。 "))
    groups = quantities(text)
    if one is None or not groups or groups[0].start > 3 or "等" in text:
        return None
    each = chinese_number(one["number"]) or Decimal(one["number"])
    if len([g for g in groups if g.end <= one.start()]) != 1:
        return None
    return text, groups[0].number * each, one["unit"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with the noun behind it: 100个行政村."""

    noun: str
    """With its unit, as a key."""
    number: Decimal
    text: str


_NAMED = re.compile(rf"[{HAN}]{{3}}$")
_NOUN = re.compile(rf"(?P<noun>[镇乡村屯]|[{HAN}]{{2,3}})")
_PART = re.compile(
    r"[每各单抽选取约另其其中]|平均|其余|随机|新增|不少于|不低于|不超过|以上|至少|余|首|分别|达|第"
)


def counted_nouns(text: str) -> tuple[Counted, ...]:
    """The numbers of a text with a noun right behind, those that narrow or share out left out."""
    found = []
    for each in quantities(text):
        if each.unit not in _OF_NOUNS or each.sign:
            continue
        noun = _NOUN.match(text, each.end)
        before = re.split("[，。；、：（）]", text[: each.start])[-1]
        if _PART.search(before):
            continue
        if noun is not None:
            key = noun["noun"][: 1 if noun["noun"][0] in "镇乡村屯" else 2]
            found.append(Counted(f"{each.unit}{key}", each.number, each.text + noun["noun"]))
        elif _NAMED.search(before):
            # 防火墙2台
            key = before[-3:]
            found.append(Counted(f"{key}{each.unit}", each.number, key + each.text))
    return tuple(found)


_OF_NOUNS = frozenset("个 名 座 处 家 户 所 条 台 套 部 间".split())


def listed_items(text: str) -> int:
    """How many things a mere list of nouns names: 景区预约、非遗商城、随手拍; 0 of other texts."""
    items = text.strip("。 ").split("、")
    plain = all(re.fullmatch(rf"[{HAN}A-Za-z]{{2,8}}", each) for each in items)
    closed = plain and not re.search("等$|及|和|与|的", text)
    return len(items) if closed and len(items) > 1 else 0


def told(odd: Odd) -> str:
    """What is wrong with it, as part of a sentence."""
    return (
        f"写的是{plain_number(odd.stated)}{odd.unit}，"
        f"数下来却是{plain_number(odd.counted)}{odd.unit}"
    )
