"""V04, V06, V12, V13: the unit is one in which the indicator can be measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hfgoals.checks.case import OverallCase, ProjectCase
from hfgoals.checks.following import ByGroup, Members
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.measure import (
    family,
    is_growth,
    is_satisfaction,
    misfit,
    rate_misfit,
    unit_of,
)
from hfgoals.checks.text.wording import bare_name, quoted
from hfgoals.model.target import AT_LEAST

_SHARE_OF = re.compile(
    r"(?P<noun>[^，。；：、,;:\s\d≥≤＝＞]{2,30}?)的?"
    r"(?:大于或?等于|不低于|不少于|达到|≥|＞|＝|>=)\s*\d+(?:\.\d+)?\s*(?P<unit>[%％‰])"
)
_HUNDRED = Decimal(100)


@rule("V04", reads=("indicator.name", "indicator.target", "indicator.level2"))
def rate_in_percent(case: ProjectCase) -> Iterator[Hit]:
    """率, 度, 比例 are measured in %, or per something; satisfaction also in points of a score."""
    for row in rows_of(case.project):
        if rate_misfit(row.indicator.name, row.indicator.target, row.code):
            yield row.hit("target")


@rule("V06", reads=("indicator.name", "indicator.target"))
def within_bounds(case: ProjectCase) -> Iterator[Hit]:
    """A share is from 0 to 100 %; growth may be outside, which is only worth a look."""
    for row in rows_of(case.project):
        number = row.indicator.target.number
        if number is None or unit_of(row.indicator.target) not in ("%", "％"):
            continue
        growth = is_growth(row.indicator.name)
        if not 0 <= number <= _HUNDRED:
            yield row.hit("target", level="warning" if growth else None, fault="不在0%到100%之间")
        elif (
            number == _HUNDRED
            and row.indicator.target.sign == AT_LEAST
            and not growth
            and not is_satisfaction(row.indicator.name, row.code)
        ):
            # Nothing is above 100 %: ＝ is meant. (Satisfaction of all is V15's.)
            repair = row.rewrite("target", "＝100%")
            yield row.hit("target", repair, "hint", fault="不会高于100%，写成＝100%更准确")


@rule("V12", reads=("indicator.name", "indicator.target", "subgoal.indicators"), scope="texts")
def fitting_unit(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """What is counted is not measured in %, an ability in nothing, an area in square metres."""
    if isinstance(case, OverallCase):
        yield from _shares_of_counts(case)
        return
    for row in rows_of(case.project):
        target = row.indicator.target
        unit = "日期" if target.deadline and row.code != "时效" else unit_of(target)
        why = misfit(row.indicator.name, unit) if unit and target.value is not None else ""
        if why:
            yield row.hit("target", place=f"第{row.number}行", why=why)


def _shares_of_counts(case: OverallCase) -> Iterator[Hit]:
    # What of the overall part is no count (工作, 能力 in %) is X05's.
    for address, text in case.texts:
        if address.path != "indicators":
            continue
        for found in _SHARE_OF.finditer(text):
            why = misfit(found["noun"], "%")
            if "数出来" in why:
                told = {"place": "绩效指标中", "name": found["noun"], "why": why}
                yield Hit(address, told | {"target": quoted(found[0][len(found["noun"]) :])})
                break


@dataclass(frozen=True, slots=True)
class _Use:
    """How one project measures a name."""

    row: Row
    unit: str
    project: str


@rule("V13", reads=("indicator.name", "indicator.target"), scope="plan")
class SameMeasure(ByGroup):
    """One name is measured in one way throughout the unit."""

    def parts(self, project: ProjectCase) -> Iterator[tuple[Hashable, Any]]:
        for row in rows_of(project.project):
            name, target = bare_name(row.indicator.name), row.indicator.target
            if name and (target.deadline or unit_of(target)):
                unit = "日期" if target.deadline else unit_of(target)
                yield name, _Use(row, unit, project.project.name)

    def hits(self, members: Members) -> Iterator[Hit]:
        uses = [use for _, use in members]
        if len({use.unit for use in uses}) > 1:
            yield from _different(uses)


def _different(uses: list[_Use]) -> Iterator[Hit]:
    most = max(Counter(family(use.unit) for use in uses).values())
    usual = next(
        use for use in uses if sum(family(o.unit) == family(use.unit) for o in uses) == most
    )
    for use in uses:
        if family(use.unit) == family(usual.unit):
            continue
        if usual.project and usual.project == use.project:
            # Its own project is no other one: two rows of one table differ in what they measure.
            continue
        countable = not {family(use.unit), family(usual.unit)} & {"比率", "金额", "时间", "日期"}
        yield use.row.hit(
            "target",
            level="hint" if countable else None,
            unit=use.unit,
            usual=usual.unit,
            other=quoted(usual.project),
        )
