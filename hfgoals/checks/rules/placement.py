"""C09: what a row measures is what its second level is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.measure import QUALITY, is_negative, is_percent, is_rate, unit_of
from hfgoals.checks.text.quantities import money_unit
from hfgoals.checks.text.wording import folded
from hfgoals.checks.text.words import either, word_file
from hfgoals.model.values import Indicator
from hfgoals.presets import code_of, schemes
from hfgoals.presets.source import Entry

_DATE, _SHARE, _MONEY, _YEARS, _BAD = "日期", "比率", "金额", "年数", "坏事"
_SHARES: Final = re.compile(r"(?:率|占比|比例|比重)$")


@dataclass(frozen=True, slots=True)
class _Verdict:
    """One line of resources/checks/words/placement.toml: everything given must hold."""

    within: frozenset[str]
    whole: frozenset[str]
    holds: re.Pattern[str] | None
    ends: re.Pattern[str] | None
    units: frozenset[str]
    kind: str
    but: re.Pattern[str] | None
    why: str
    level: Level | None

    def fits(self, code: str, row: Indicator, name: str) -> bool:
        """Whether the row does not belong where it stands."""
        return (
            code in self.within
            and (not self.whole or name in self.whole)
            and (self.holds is None or self.holds.search(name) is not None)
            and (self.ends is None or self.ends.search(name) is not None)
            and (not self.units or _plain_unit(row) in self.units)
            and (not self.kind or self.kind in _kinds(row, name))
            and (self.but is None or self.but.search(name) is None)
        )


@cache
def _verdicts() -> tuple[_Verdict, ...]:
    return tuple(_verdict(entry) for entry in word_file("placement").entries("判断"))


def _verdict(entry: Entry) -> _Verdict:
    def words(key: str) -> tuple[str, ...]:
        return entry.texts(key, needed=False)

    ends, holds, but = words("结尾"), words("含"), words("例外")
    return _Verdict(
        frozenset(words("在")),
        frozenset(words("整名")),
        re.compile(either(holds)) if holds else None,
        re.compile(f"(?:{either(ends)})$") if ends else None,
        frozenset(words("单位")),
        entry.text("写的是", ""),
        re.compile(either(but)) if but else None,
        entry.text("说明"),
        "hint" if entry.text("级别", "") == "提示" else None,
    )


def _plain_unit(row: Indicator) -> str:
    return unit_of(row.target).removeprefix("万").removeprefix("亿")


def _kinds(row: Indicator, name: str) -> frozenset[str]:
    """What its value is: a date, a share, money, years."""
    unit = unit_of(row.target)
    found = {
        _DATE: row.target.deadline is not None,
        _SHARE: is_percent(unit) or (not unit and row.target.deadline is None and _is_share(name)),
        _MONEY: money_unit(unit) is not None,
        _YEARS: unit == "年",
        _BAD: is_negative(name),
    }
    return frozenset(kind for kind, holds in found.items() if holds)


def _is_share(name: str) -> bool:
    return is_rate(name) and _SHARES.search(name) is not None


@rule("C09", reads=("indicator",))
def misplaced(case: ProjectCase) -> Iterator[Hit]:
    """What a row measures is what its second level is for."""
    for number, row in enumerate(case.project.indicators, 1):
        if row.level1.strip() and not any(one.belongs(row.level2, row.level1) for one in schemes()):
            # C08 tells that the two levels do not go together.
            continue
        code, name = code_of(row.level2), folded(row.name)
        if code is None or not name:
            continue
        verdict = next((each for each in _verdicts() if each.fits(code, row, name)), None)
        if verdict is not None and code == QUALITY and is_negative(row.name):
            # How often something goes wrong is quality, though it is a number.
            continue
        if verdict is not None:
            values = {"number": number, "name": row.name, "level2": row.level2, "why": verdict.why}
            yield Hit(at(row, "name"), values, level=verdict.level)
