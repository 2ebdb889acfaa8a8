"""Whether two texts speak of one thing: by the dictionary senses.toml, else by their words.

Explainable on purpose: what is alike are things of one line of the dictionary, or neighbouring
characters that both texts have once words are left out that say nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from hfgoals.checks.text.wording import HAN
from hfgoals.checks.text.words import any_of, either, word_file

_THING: Final = 2
"""A thing in common weighs as much as so many pairs of characters."""
_NOT_HAN = re.compile(rf"[^{HAN}A-Za-z]+")
_MAKE_UP = re.compile(
    r"数量|总数|次数|人数|期数|条数|个数|台数|套数|篇数|件数|场数|场次|座数|块数|册数|卷数|集数|部数|户数"
    r"|总量|面积|长度|容量|时长|全年|年度|计划|完成|达到|保持在|控制在|稳定在|不低于|不少于|不超过|超过|突破"
    r"|以上|以内|合计|共计|其中|每年|县级|乡镇"
)


@cache
def _things() -> tuple[re.Pattern[str], dict[str, str]]:
    groups = next(word_file("senses").entries("事物"))
    of = {word: group for group in groups.values for word in groups.texts(group)}
    return re.compile(either(of)), of


@lru_cache(maxsize=4096)
def things(text: str) -> frozenset[str]:
    """The things of the dictionary that a text names, by the first word of their line."""
    pattern, of = _things()
    return frozenset(of[word] for word in pattern.findall(text))


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters of what a text says of things."""
    parts = _NOT_HAN.sub(" ", _MAKE_UP.sub(" ", text)).split()
    return frozenset(part[i : i + 2] for part in parts for i in range(len(part) - 1))


@lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """How much of the shorter text the other says too, 0 to 1; 0 where both name other things."""
    mine, theirs = pairs(one), pairs(other)
    shared_things = things(one) & things(other)
    if things(one) and things(other) and not shared_things:
        return 0.0
    fewest = min(len(mine), len(theirs))
    if not fewest:
        return 0.5 if shared_things else 0.0
    return min(1.0, (len(mine & theirs) + _THING * len(shared_things) / 2) / fewest)


@lru_cache(maxsize=4096)
def limits(text: str) -> frozenset[str]:
    """What narrows a count: 每期, 省级, 新增."""
    return frozenset(any_of("counts", "限定").findall(text))


@lru_cache(maxsize=4096)
def verbs(text: str) -> frozenset[str]:
    """What is done to the things, by the groups of counts.toml."""
    pattern, of = _verbs()
    return frozenset(name for verb in pattern.findall(text) for name in of[verb])


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    groups = next(word_file("counts").entries("动作"))
    of: dict[str, tuple[str, ...]] = {}
    for name in groups.values:
        for verb in groups.texts(name):
            of[verb] = (*of.get(verb, ()), name)
    return re.compile(either(of)), of


def at_odds(one: str, other: str) -> bool:
    """Whether the texts count in other bounds, or what is done otherwise (制作 and 播出)."""
    done, other_done = verbs(one), verbs(other)
    return limits(one) != limits(other) or bool(done and other_done and done.isdisjoint(other_done))
