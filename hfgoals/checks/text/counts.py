"""What a text counts: 《新怀来》报 … 出版41期, 公益广告制作120条, 读者满意度≥90%.

Two counts are of one thing when title, object, verb and unit agree; so two that disagree in their
number contradict each other. The word lists are in resources/checks/words/counts.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from hfgoals.checks.text.nouns import titles, topics
from hfgoals.checks.text.quantities import Quantity, normalized, quantities
from hfgoals.checks.text.wording import HAN
from hfgoals.checks.text.words import any_of, either, ends_with, word_file, word_list

_BOUNDARY = re.compile(r"[，。；：、！？,;:!?\n（）()]")
_SENTENCE_BOUNDARY = re.compile(r"[。；！？;!?\n]")
_NOT_OBJECT = re.compile(rf"[^{HAN}A-Za-z0-9]+")
# What is counted may stand behind: 制作120条公益广告.
_BEHIND = re.compile(rf"的?([{HAN}]{{2,10}})(?=[，。；、！,;\n]|$)")
# How far back a number is looked for what it counts.
_LONGEST = 300
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年")
_RATE = re.compile(r"(?:率|度|比例|占比)$")
# Spans of time are no counts of work: 30分钟, 5年, 12个月.
_TIME = frozenset("年 个月 月 周 天 日 小时 分钟 秒 工作日 个工作日 季度 学时 课时 点 分".split())


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts."""

    title: str
    """The one title in 《》 that it belongs to; "" for none."""
    object: str
    """What is counted, without verbs and words that say nothing; of a rate its whole name."""
    verbs: frozenset[str]
    limits: frozenset[str]
    """Words that narrow it: 每期, 新增, 省级."""
    name: str
    """What is counted as the text says it, without the word for how it is counted."""
    unit: str
    number: Decimal
    text: str
    """As a message quotes it: 《新怀来》41期."""
    start: int = 0

    @property
    def of_work(self) -> bool:
        """Whether it is a year's amount of work, not a share, money, a price or a span of time."""
        return (
            bool(self.unit or self.number >= 1000)
            and self.unit not in _TIME
            and not re.search(r"[元%‰/]", self.unit)
            and not self.limits
        )

    @property
    def of_amount(self) -> bool:
        """Whether it is so many of something, no share and no money."""
        return bool(self.unit) and not re.search(r"[元%‰/]", self.unit)

    @property
    def of_money(self) -> bool:
        """Whether it is a whole amount of money, in 元."""
        return self.unit == "元"

    @property
    def clause(self) -> str:
        """What is counted, as the text says it before and after the number."""
        return re.sub(r"\d+(?:\.\d+)?", " ", self.text)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What two counts of one thing have at least one of in common."""
        named = {self.title, self.object, self.name} if self.object else {self.title}
        return tuple((each, self.unit) for each in named if each)

    def of_one_thing(self, other: Count) -> bool:
        """Whether both count the same, for certain."""
        if self.unit != other.unit or self.limits != other.limits:
            return False
        if self.name == other.name and self.title == other.title and len(self.name) >= 4:
            return bool(topics(self.name))
        if self.verbs and other.verbs and not self.verbs & other.verbs:
            return False
        if self.title or other.title:
            alike = self.object == other.object or not (self.object and other.object)
            return self.title == other.title and alike
        if self.object != other.object or len(self.object) < 2:
            return False
        # 设备 or 项目 alone may be any: one project's are not those of the whole unit.
        return not self.name or bool(topics(self.object))

    def under(self, title: str) -> Count:
        """The same count where only a heading says whose it is."""
        return replace(self, title=title)


@lru_cache(maxsize=1)
def _verbs() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    groups = next(word_file("counts").entries("动作"))
    known: dict[str, set[str]] = {}
    for name in groups.values:
        for verb in groups.texts(name):
            known.setdefault(verb, set()).add(name)
    return re.compile(either(known)), {verb: frozenset(names) for verb, names in known.items()}


@lru_cache(maxsize=2048)
def counts(text: str, heading: str = "") -> tuple[Count, ...]:
    """Every count of a text; ``heading`` names the title where the sentence itself has none."""
    return tuple(_counts(text, heading))


def _counts(text: str, heading: str) -> Iterator[Count]:
    end = 0
    for quantity in quantities(text):
        after = max(end, quantity.start - _LONGEST)
        before = text[_clause_start(text, after, quantity.start) : quantity.start]
        counted = _count(before, quantity)
        end = quantity.end
        if not counted.title and not counted.object and (behind := _BEHIND.match(text, end)):
            counted = replace(_count(before + behind[1], quantity), text=counted.text + behind[0])
        if not counted.title and not counted.object:
            begun = max(0, quantity.start - _LONGEST)
            sentence = text[_last(_SENTENCE_BOUNDARY, text, begun, quantity.start) : quantity.start]
            title = _only(titles(sentence)) or _only(titles(heading))
            if title:
                counted = replace(counted, title=title, text=f"《{title}》{counted.text}")
        yield counted


def count_of(name: str, number: Decimal, unit: str) -> Count:
    """The count that an indicator states: its name is what it counts."""
    whole, plain = normalized(number, unit)
    return _counted(name, whole, plain, f"{name}{number}{unit}", 0)


def _count(before: str, quantity: Quantity) -> Count:
    number, unit = normalized(quantity.number, quantity.unit)
    shown = _YEAR.sub("", f"{before}{quantity.text}").strip(" 、，")
    return _counted(before, number, unit, shown, quantity.start)


def _counted(named: str, number: Decimal, unit: str, shown: str, start: int) -> Count:
    named = _YEAR.sub("", named)
    found = titles(named)
    rest = _NOT_OBJECT.sub("", re.sub(r"《[^《》]*》", "", named))
    limits = frozenset(any_of("counts", "限定").findall(rest))
    if unit in ("%", "‰") or (not unit and _RATE.search(rest)):
        rate = _without_make_up(rest) if _RATE.search(rest) else ""
        generic = rate in word_list("counts", "泛称") or len(rate) < 4
        return Count(
            "", "" if generic else rate, frozenset(), limits, "", unit, number, shown, start
        )
    verbs, groups = _verbs()
    told = frozenset(name for verb in verbs.findall(rest) for name in groups[verb])
    name = ends_with("counts", "数法").sub("", _without_make_up(rest))
    thing = any_of("counts", "修饰", "限定").sub("", verbs.sub("", name))
    return Count(_only(found), thing, told, limits, name, unit, number, shown, start)


def _without_make_up(text: str) -> str:
    """The text without such words before it: 全年共完成公益广告制作 → 公益广告制作."""
    made_up = any_of("counts", "修饰")
    while found := made_up.match(text):
        text = text[found.end() :]
    return text


def _clause_start(text: str, after: int, before: int) -> int:
    """Where the clause before a number begins, not within a title in 《》."""
    start = _last(_BOUNDARY, text, after, before)
    opened = text.rfind("《", after, before)
    closed = text.find("》", opened, before)
    return opened if -1 < opened < start <= closed else start


def _last(pattern: re.Pattern[str], text: str, after: int, before: int) -> int:
    last = after
    for found in pattern.finditer(text, after, before):
        last = found.end()
    return last


def _only(found: tuple[str, ...]) -> str:
    return found[0] if len(found) == 1 else ""
