"""Usual patterns of 资金支出计划 (cumulative percent at the end of March, June, October, December).

They keep the review rules S01 to S05: filled, within 0-100, never falling, 100 at the end.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.model.values import SpendingPlan
from hfgoals.presets.source import Entry, preset_path, read_preset


@dataclass(frozen=True, slots=True)
class SpendingPattern:
    """One named pattern; ``kinds`` are the ids of the kinds of project it suits, () for all."""

    name: str
    march: Decimal | None
    june: Decimal | None
    october: Decimal | None
    december: Decimal | None
    note: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def plan(self) -> SpendingPlan:
        """The pattern as a project's plan."""
        return SpendingPlan(self.march, self.june, self.october, self.december)


@cache
def spending_plans(kind: str = "") -> tuple[SpendingPattern, ...]:
    """All patterns; with a kind's id those that suit it come first. Raises PresetTrouble."""
    suits = [one for one in _all() if kind and (kind in one.kinds or not one.kinds)]
    return (*suits, *(one for one in _all() if one not in suits))


@cache
def _all() -> tuple[SpendingPattern, ...]:
    return load_spending_plans(preset_path("spending_plans.toml"))


def load_spending_plans(path: Path) -> tuple[SpendingPattern, ...]:
    """The patterns of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("计划",))
    found = tuple(_pattern(entry) for entry in whole.entries("计划"))
    if len({one.name for one in found}) != len(found):
        raise whole.fault("有两个计划的“名称”相同")
    return found


def _pattern(entry: Entry) -> SpendingPattern:
    entry.only(("名称", "进度", "适用", "说明"))
    steps = entry.wholes("进度", 4)
    if list(steps) != sorted(steps) or steps[0] < 0 or steps[-1] != 100:
        raise entry.fault("“进度”应当从0到100，只增不减，最后一个是100")
    march, june, october, december = (Decimal(step) for step in steps)
    return SpendingPattern(
        entry.text("名称"),
        march,
        june,
        october,
        december,
        entry.text("说明", ""),
        entry.texts("适用", needed=False),
    )
