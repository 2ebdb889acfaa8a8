"""Whether what stands in the columns of an indicator table can be what their headings say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from hfgoals.exchange.mending import level_alone
from hfgoals.model.target import Target
from hfgoals.model.values import Indicator
from hfgoals.presets import schemes

Place = Literal["level1", "level2", "name", "target"]
_LONGEST = 60
_PLACES: Final[tuple[Place, ...]] = ("level1", "level2", "name", "target")
ROW_MISPLACED: Final = "这一行的内容与表头对不上，像是错了一格，请核对。"
_COMPARED = re.compile(r"\s*[≥≤＞＜≧≦<>=＝》《⩾⩽]{1,2}\s*[\d０-９][^，。；;\n]{0,18}")
_SIGN = re.compile(r"\s*(?:[≥≤＞＜≧≦<>=＝]{1,2}|定性)\s*")
_NUMBER = re.compile(r"\s*[\d０-９][\d０-９.,，]*\s*[%％]?\s*")
_MEASURED = re.compile(
    r"\s*(?:[≥≤＞＜≧≦<>=＝》《⩾⩽]|不低于|不少于|不超过|大于|小于)?\s*\d[\d.,]*\s*[^\d\s，。；]{1,8}(?:以上|以内)?\s*"
)


@lru_cache(maxsize=4096)
def ranks(text: str) -> frozenset[int]:
    """The levels, 1 or 2, of which the text is a name in any scheme: 成本指标 is of both."""
    plain = level_alone(text.strip())[0]
    if not plain or len(plain) > 20:
        return frozenset()
    first = any(each.canonical_level1(plain) for each in schemes())
    second = any(each.code_of(plain) for each in schemes())
    return frozenset(rank for rank, said in ((1, first), (2, second)) if said)


def is_compared(text: str) -> bool:
    """Whether the text is a short target with a sign: ≥3场."""
    return len(text) <= _LONGEST and _COMPARED.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_measured(text: str) -> bool:
    """Whether the text may well be a target: a sign or a unit beside a number."""
    return len(text) <= _LONGEST and (is_compared(text) or _MEASURED.fullmatch(text) is not None)


def is_number(text: str) -> bool:
    """Whether the text is a number and nothing else."""
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    """Whether the text is a target, or a part of one: a sign, a number, a date."""
    if len(text) > _LONGEST:
        return False
    if is_compared(text) or is_number(text) or _SIGN.fullmatch(text):
        return True
    return Target.parse(text).deadline is not None


def faults(row: Mapping[Place, str]) -> int:
    """How many texts of a row cannot be what their column is for."""
    first, second, name = (row.get(place, "") for place in ("level1", "level2", "name"))
    wrong = [
        ranks(first) == {2},
        ranks(second) == {1},
        _is_value(first),
        _is_value(second),
        _is_value(name),
        name.endswith("指标") and name != second and bool(ranks(name)),
    ]
    return sum(wrong)


def is_misplaced(indicator: Indicator) -> bool:
    """Whether what was read of a row cannot be what its columns are for."""
    return bool(faults({place: str(getattr(indicator, place)) for place in _PLACES}))


def evidence(row: Mapping[Place, str]) -> int:
    """How many texts of a row clearly are what their column is for."""
    target = row.get("target", "")
    said = [
        1 in ranks(row.get("level1", "")),
        2 in ranks(row.get("level2", "")),
        is_measured(target) or Target.parse(target).deadline is not None,
    ]
    return sum(said)
