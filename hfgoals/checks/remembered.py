"""What a Checker remembers of one year. Values are frozen: the same value needs no second look."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from operator import is_
from typing import Any, Final

from hfgoals.checks.case import Memory
from hfgoals.checks.finding import LEVELS, Finding
from hfgoals.lean import dataclass
from hfgoals.model.address import UNIT_ROW
from hfgoals.model.blanks import is_staged, rows_of
from hfgoals.model.department import department_of
from hfgoals.model.last_year import LastYear
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
    """Rules that found nothing are left out."""
    settings: Any = None
    """The settings for which what follows holds."""
    settled: tuple[Finding, ...] = ()
    """The findings as the user's settings have them, in the order of the printed text."""
    stray: tuple[Finding, ...] = ()
    """Those that stand elsewhere: at the unit's name."""


@dataclass(slots=True)
class YearMemory:
    """All that is remembered of one year."""

    common: tuple[Any, ...]
    """What every rule may ask for: as soon as it differs, all is looked at again."""
    between: Any
    """What the rules about the whole year found and remember (a Between)."""
    overall: Remembered | None = None
    beside: tuple[tuple[Any, ...], ...] = ((), (), ())
    """The 政府信息公开工作年度报告 of the year, that of the year before, and the policies, at
    the last look."""
    projects: dict[str, Remembered] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    """The rows of the year, by their ids."""
    known: Memory = field(default_factory=Memory)
    """What rules worked out of single values (PlanCase.known)."""
    seen: tuple[Project, ...] = ()
    """The projects at the last look, if that came to its end."""
    order: list[str] = field(default_factory=list)
    """Their ids, as the rules about the whole year know them."""
    unordered: bool = False
    """Whether ``whole`` is yet to be put into that order."""
    whole: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By project all its findings, those between projects among them, for ``settings``."""
    strays: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By project what it has of Remembered.stray, if anything."""
    again: set[str] = field(default_factory=set)
    """The projects of which ``whole`` has to be put together anew."""
    settings: Any = None
    last_year: LastYear | None = None
    """How they are met by those of the year before."""
    before: tuple[Project, ...] = ()
    """The projects of the year before at that look."""
    _limit: int = _ROOM

    def forget(self, plan: AnnualPlan) -> None:
        """Let go of what was worked out of values that are no longer there."""
        if len(self.known) > self._limit:
            self.known.keep_only({id(plan.overall), *map(id, plan.projects)})
            self._limit = 2 * len(self.known) + _ROOM

    def replace_places(
        self, owner: str, rows: Iterable[tuple[str, Any]], gone: Iterable[str]
    ) -> None:
        """The rows of an owner from now on, by their ids; its rows of before are ``gone``."""
        for row_id in gone:
            place = self.places.get(row_id)
            if place is not None and place.owner == owner:
                del self.places[row_id]
        for number, (row_id, row) in enumerate(rows):
            self.places[row_id] = Place(owner, number, row)


def rows_of_project(project: Project, plan: AnnualPlan) -> Iterator[tuple[str, Any]]:
    """The rows of a project as they stand below each other, with their ids."""
    own: tuple[Any, ...] = (project, *project.goals, *project.indicators)
    # Nothing is found of stages that nobody has begun, and their blank rows would take room.
    rows: tuple[Any, ...] = (*own, *rows_of(plan, project)) if is_staged(project) else own
    return ((row.id, row) for row in rows)


def rows_of_overall(unit: Unit, plan: AnnualPlan) -> Iterator[tuple[str, Any]]:
    """The rows of the overall part, the unit before them."""
    overall: Overall = plan.overall
    rows: tuple[Any, ...] = (plan, *overall.subgoals, *overall.safeguards, *overall.indicators)
    department = department_of(plan)
    if is_staged(department):
        rows += tuple(rows_of(plan, department))
    rows += (plan.report, *plan.policies)
    yield UNIT_ROW, unit
    for row in rows:
        yield row.id, row


def changed_places(old: tuple[Project, ...], new: tuple[Project, ...]) -> Iterable[int]:
    """Where in the year another value stands; nothing is known of years of other projects."""
    if len(old) != len(new):
        return range(len(new))
    return [place for place, same in enumerate(map(is_, old, new)) if not same]


def same_order(old: tuple[Project, ...], new: tuple[Project, ...], changed: Iterable[int]) -> bool:
    """Whether the same projects stand at the same places; they may differ where ``changed``."""
    return len(old) == len(new) and all(old[at].id == new[at].id for at in changed)


def moved(before: list[str], after: list[str]) -> set[str]:
    """As few of the projects, by their ids, as let the others stand in the order of before.

    Of any two that changed sides one at least is among them.
    """
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    was_at = {each: place for place, each in enumerate(before[head : len(before) - tail])}
    here = [each for each in after[head : len(after) - tail] if each in was_at]
    return set(here) - _longest_in_order(here, was_at)


def _longest_in_order(ids: list[str], place: Mapping[str, int]) -> set[str]:
    """The most of them that stand one behind the other by their places (patience sorting)."""
    ends: list[int] = []
    piles: list[str] = []
    under: dict[str, str | None] = {}
    for each in ids:
        at = bisect_left(ends, place[each])
        under[each] = piles[at - 1] if at else None
        ends[at : at + 1] = [place[each]]
        piles[at : at + 1] = [each]
    kept: set[str] = set()
    top = piles[-1] if piles else None
    while top is not None:
        kept.add(top)
        top = under[top]
    return kept


def in_order(findings: Iterable[Finding], places: Mapping[str, Place]) -> list[Finding]:
    """Row by row, graver ones first; all of one owner."""
    levels = len(LEVELS)
    return sorted(
        findings,
        key=lambda each: (
            places.get(each.address.row, _NOWHERE).position * levels + LEVEL_ORDER[each.level]
        ),
    )
