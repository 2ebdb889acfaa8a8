"""What an indicator measures: its unit, whether it is a rate, which direction is good.

Directions and units follow the review rules, section 1.2. Where the words do not tell, nothing is
claimed. Word lists: resources/checks/words/directions.toml and units.toml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from hfgoals.checks.text.wording import bare_name
from hfgoals.checks.text.words import any_of, ends_with, word_file, word_list
from hfgoals.model.target import Target
from hfgoals.presets import code_of

Direction = Literal["up", "down"]
"""Whether more or less is better."""

QUANTITY: Final = "数量"
QUALITY: Final = "质量"
TIMELINESS: Final = "时效"
SATISFACTION: Final = "满意度"
LASTING: Final = "可持续影响"
COST: Final = "成本"

_RATE = re.compile(r"(?:率|度|比例|占比|比重|百分比)$")
_SATISFACTION = re.compile(r"满意|好评|认可度|知晓|支持率")
_PERCENT = re.compile(r"[%‰‱％]|百分点|[百千万]分之")
_WORDS_AFTER = re.compile(r"(?:及以上|或以上|以上|及以下|或以下|以下|以内|之内|内|左右)$")
_COUNTED = r"(?:发生)?(?:次数|件数|起数|条数|个数|字数|数量|时长|次|件|起|数|率|量|比例|占比|情况)?"
_DURATION_UNIT = re.compile(r"(?:个?工作日|小时|分钟|秒钟?|天|日|周|个月)$")
_OF_THINGS = re.compile(r"[个座处台套条篇部件份册期场次人名户家间辆档支批张组只轮项种块笔集卷]数$")
_GROWTH = re.compile(r"增长|增幅|增速|增加|提高|提升|下降|降低|上升|减少|变化|完成")


@lru_cache(maxsize=1024)
def code(level2: str) -> str | None:
    """The code (类型) of a second-level indicator in any spelling; None when blank or unknown."""
    return code_of(level2) if level2.strip() else None


def unit_of(target: Target) -> str:
    """The unit alone: % of ≥95%以上; "" for none and for dates."""
    return _WORDS_AFTER.sub("", (target.unit or "").strip())


def words_after(target: Target) -> str:
    """What the unit drags along although a symbol already says it: 以上 of ≥95%以上."""
    unit = (target.unit or "").strip()
    return unit[len(_WORDS_AFTER.sub("", unit)) :]


@lru_cache(maxsize=4096)
def is_rate(name: str) -> bool:
    """Whether the name says that a share is measured (率, 度, 比例 …), so that % is its unit."""
    bare = bare_name(name)
    return bool(_RATE.search(bare)) and not ends_with("units", "不是比率").search(bare)


def is_satisfaction(name: str, level2_code: str | None) -> bool:
    """Whether it is about how far people are content."""
    return level2_code == SATISFACTION or bool(_SATISFACTION.search(name))


def is_growth(name: str) -> bool:
    """Whether more than 100 % or less than 0 may be meant: 增长率, 下降率, 任务完成率."""
    return bool(_GROWTH.search(name))


def is_percent(unit: str) -> bool:
    """Whether the unit is a share."""
    return bool(_PERCENT.search(unit))


def rate_misfit(name: str, target: Target, level2_code: str | None) -> bool:
    """Whether a rate stands in another unit than % or one per another; a score may be in points."""
    unit = unit_of(target)
    if not is_rate(name) or not (unit or target.deadline):
        return False
    scored = unit == "分" and is_satisfaction(name, level2_code)
    return not is_percent(unit) and "/" not in unit and not scored


@lru_cache(maxsize=4096)
def is_negative(name: str) -> bool:
    """Whether the name counts something bad (差错率, 停播次数) and not how it was dealt with."""
    bare = bare_name(name)
    return bool(_negative().search(bare)) and not _handled(bare)


def _handled(bare: str) -> bool:
    """Whether it tells how something bad was dealt with; 直播 of 直播中断次数 is but its name."""
    if any_of("directions", "处置").search(bare):
        return True
    bad = any_of("directions", "负面名词").search(bare)
    return bad is not None and bool(any_of("directions", "处置在后").search(bare, bad.end()))


@lru_cache(maxsize=1)
def _negative() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('directions', '负面名词').pattern}){_COUNTED}$")


@lru_cache(maxsize=4096)
def direction(level2_code: str | None, name: str, unit: str) -> Direction | None:
    """Which way is good, None where the words do not tell. Costs are left to the rules on cost."""
    if is_negative(name):
        return "down"
    bare = bare_name(name)
    if level2_code == TIMELINESS and _DURATION_UNIT.search(unit):
        return None if any_of("directions", "长才好").search(bare) else "down"
    if level2_code == SATISFACTION or bare.startswith(word_list("directions", "减少的开头")):
        return "up"
    if ends_with("directions", "越小越好").search(bare):
        return "down"
    if ends_with("directions", "越大越好").search(bare):
        return "up"
    bad_words = any_of("directions", "控制", "负面名词").search(bare)
    if is_rate(bare) and bare.endswith(("率", "度")):
        return "up" if _handled(bare) or not bad_words else None
    if level2_code == QUANTITY and not is_percent(unit) and not bad_words:
        return "up"
    return None


@lru_cache(maxsize=2048)
def family(unit: str) -> str:
    """The sort of a unit: 比率, 金额, 时间, else the unit itself; "" for none."""
    if is_percent(unit):
        return "比率"
    if "元" in unit:
        return "金额"
    if unit == "年" or _DURATION_UNIT.search(unit):
        return "时间"
    return unit


@lru_cache(maxsize=4096)
def misfit(name: str, unit: str) -> str:
    """Why the unit cannot be that of the name, as "…" in a sentence; "" where it may."""
    bare = bare_name(name)
    if is_percent(unit):
        counted = ends_with("units", "计数名词").search(bare)
        if counted:
            return f"“{counted[0]}”是数出来的，单位不应当是{unit}"
        unmeasured = ends_with("units", "量不出").search(bare)
        if unmeasured:
            return f"“{unmeasured[0]}”本身量不出百分之多少"
    plain = "/" not in unit and family(unit) in ("时间", "金额")
    if plain and _OF_THINGS.search(bare):
        return f"“{bare[-2:]}”数的是东西，单位不应当是{unit}"
    for noun, fitting in _dimensions() if unit else ():
        if bare.endswith(noun):
            return "" if any(each in unit for each in fitting) else f"“{noun}”的单位不应当是{unit}"
    return ""


@lru_cache(maxsize=1)
def _dimensions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups = next(word_file("units").entries("量纲"))
    return tuple((noun, groups.texts(noun)) for noun in groups.values)
