"""What a Checker remembers of one year. Values are frozen: the same value needs no second look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from hfgoals.checks.case import Memory
from hfgoals.checks.finding import LEVELS, Finding
from hfgoals.model.address import UNIT_ROW
from hfgoals.model.values import AnnualPlan, Overall, Project, Unit

LEVEL_ORDER = {level: number for number, level in enumerate(LEVELS)}
_ROOM = 512
"""How much may be remembered beyond twice what is in use."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the year: who owns it (the project, or the year), how far down it stands there."""

    owner: str
    position: int
    row: Any


_NOWHERE: Final = Place("", -1, None)


@dataclass(slots=True)
class Remembered:
    """The findings of one project, or of the overall part."""

    of: Any
    """The very value they were found in."""
    last: Project | None
    """The same project in the year before."""
    by_rule: dict[str, tuple[Finding, ...]]
    places: dict[str, Place]
    """The rows of it."""
    settings: Any = None
    """The settings for which ``settled`` holds."""
    settled: tuple[Finding, ...] = ()
    """The findings as the user's settings have them, in the order of the printed text."""
    stray: tuple[Finding, ...] = ()
    """Those that stand elsewhere: at the unit's name."""


@dataclass(slots=True)
class YearMemory:
    """All that is remembered of one year."""

    common: tuple[Any, ...] = ()
    """What every rule may ask for: as soon as it differs, all is looked at again."""
    overall: Remembered | None = None
    projects: dict[str, Remembered] = field(default_factory=dict)
    known: Memory = field(default_factory=Memory)
    """What rules worked out of single values (PlanCase.known)."""
    _limit: int = _ROOM

    def forget(self, plan: AnnualPlan) -> None:
        """Let go of what belongs to values that are no longer there."""
        if len(self.projects) > len(plan.projects):
            ids = {project.id for project in plan.projects}
            for gone in [each for each in self.projects if each not in ids]:
                del self.projects[gone]
        if len(self.known) > self._limit:
            self.known.keep_only({id(plan.overall), *map(id, plan.projects)})
            self._limit = 2 * len(self.known) + _ROOM


def places_of_project(project: Project) -> dict[str, Place]:
    """The rows of a project, by their ids."""
    rows: tuple[Any, ...] = (project, *project.goals, *project.indicators)
    return {row.id: Place(project.id, number, row) for number, row in enumerate(rows)}


def places_of_overall(unit: Unit, plan: AnnualPlan) -> dict[str, Place]:
    """The rows of the overall part, the unit before them."""
    overall: Overall = plan.overall
    rows: tuple[Any, ...] = (plan, *overall.subgoals, *overall.safeguards)
    places = {row.id: Place(plan.id, number, row) for number, row in enumerate(rows, 1)}
    return {UNIT_ROW: Place(plan.id, 0, unit)} | places


def in_order(findings: Iterable[Finding], places: dict[str, Place]) -> list[Finding]:
    """Row by row, graver ones first; all of one owner."""
    levels = len(LEVELS)
    return sorted(
        findings,
        key=lambda each: (
            places.get(each.address.row, _NOWHERE).position * levels + LEVEL_ORDER[each.level]
        ),
    )
