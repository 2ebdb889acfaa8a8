"""Projects in the other scheme of indicators: what becomes of every row, shown before it is done.

A row goes to the place that its second level has there: 产出指标/成本指标 becomes
成本指标/经济成本指标 and stands first, and back. Names, values and all else of a row stay as they
are; a row that the other scheme has no place for stays whole, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Move, SetText
from hfgoals.model.fields import LEVELS
from hfgoals.model.values import AnnualPlan, Indicator, Project
from hfgoals.presets.schemes import Scheme, code_of, scheme_of, schemes

_COST: Final = "成本"


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that gets other levels."""

    project: Project
    number: int
    """Its number in the table as it is, from 1."""
    row: Indicator
    levels: tuple[str, str]
    """First and second level in the other scheme."""
    to: int
    """Its number in the table as it would be."""


@dataclass(frozen=True, slots=True)
class Rescheming:
    """What choosing a scheme for a year, or for one project of it, comes to."""

    scheme: Scheme
    moved: tuple[Moved, ...]
    left: tuple[str, ...]
    """The rows that it has no place for, a Chinese sentence each; they stay as they are."""
    edits: tuple[Edit, ...]
    """The one step that does it; () when all is so already."""


def rescheming(plan: AnnualPlan, scheme: Scheme, project: Project | None = None) -> Rescheming:
    """The year with all its projects in that scheme, or the one project. Raises PresetTrouble."""
    moved: list[Moved] = []
    left: list[str] = []
    edits: list[Edit] = list(_chosen(plan, scheme, project))
    for each in plan.projects if project is None else (project,):
        new = {row.id: _levels(row, scheme) for row in each.indicators}
        order = _order(each.indicators, new, scheme)
        for number, row in enumerate(each.indicators, 1):
            levels = new[row.id]
            if levels is None:
                left.append(_told(each, number, row))
            elif levels != (row.level1, row.level2):
                moved.append(Moved(each, number, row, levels, order.index(row.id) + 1))
                edits += _relevelled(row, levels)
        edits += _moves([row.id for row in each.indicators], order)
    return Rescheming(scheme, tuple(moved), tuple(left), tuple(edits))


def other_scheme(plan: AnnualPlan, project: Project | None) -> Scheme:
    """The one that they are not in now, for a choice to begin with."""
    rows = project or Project(indicators=tuple(r for p in plan.projects for r in p.indicators))
    now = scheme_of(rows, plan.year, plan.scheme)
    return next(one for one in schemes() if one is not now)


def _chosen(plan: AnnualPlan, scheme: Scheme, project: Project | None) -> Iterator[Edit]:
    if project is not None:
        if project.scheme != scheme.name:
            yield SetText(Address("project", project.id, "scheme"), scheme.name)
        return
    if plan.scheme != scheme.name:
        yield SetText(Address("plan", plan.id, "scheme"), scheme.name)
    for each in plan.projects:
        if each.scheme:
            yield SetText(Address("project", each.id, "scheme"), "")


def _levels(row: Indicator, scheme: Scheme) -> tuple[str, str] | None:
    """The row's levels there, as they are where they are right; None where it has no place."""
    one, two = row.level1.strip(), row.level2.strip()
    if scheme.belongs(two, one) or not (one or two):
        return row.level1, row.level2
    if not two:
        # Of the first level alone: 成本指标 is none of the older scheme, and means its costs.
        known = scheme.canonical_level1(one)
        code = None if known else _first_code(one)
        return (row.level1, row.level2) if code is None else scheme.level_of(code)
    code = next((each.code_of(two) for each in schemes() if each.belongs(two, one)), code_of(two))
    if code is None:
        return None
    place = scheme.level_of(code)
    return (row.level1, place[1]) if place is not None and not one else place


def _first_code(level1: str) -> str | None:
    for one in schemes():
        name = one.canonical_level1(level1)
        if name is not None:
            return next(level.entries[0].code for level in one.levels if level.name == name)
    return None


def _order(
    rows: Sequence[Indicator], new: dict[str, tuple[str, str] | None], scheme: Scheme
) -> list[str]:
    """The ids of the rows as the scheme has them: only rows of costs change their places."""
    place = scheme.level_of(_COST)
    costs = [row.id for row in rows if (levels := new[row.id]) and place and _is(levels, place)]
    if not any(new[row.id] != (row.level1, row.level2) for row in rows if row.id in costs):
        return [row.id for row in rows]
    others = [row for row in rows if row.id not in costs]
    first = scheme.level1.index(place[0]) if place is not None else 0
    at = 0
    for number, row in enumerate(others, 1):
        levels = new[row.id]
        known = scheme.canonical_level1(levels[0]) if levels is not None else None
        if known is not None and scheme.level1.index(known) <= first:
            at = number
    ids = [row.id for row in others]
    return [*ids[:at], *costs, *ids[at:]]


def _is(levels: tuple[str, str], place: tuple[str, str]) -> bool:
    return tuple(map(str.strip, levels)) == place


def _relevelled(row: Indicator, levels: tuple[str, str]) -> Iterator[Edit]:
    for path, text in zip(LEVELS, levels, strict=True):
        if getattr(row, path) != text:
            yield SetText(Address("indicator", row.id, path), text)


def _moves(now: list[str], order: list[str]) -> Iterator[Edit]:
    """The moves that bring the rows into that order, one after the other."""
    now = list(now)
    for at, row_id in enumerate(order):
        if now[at] != row_id:
            now.remove(row_id)
            now.insert(at, row_id)
            yield Move(row_id, at)


def _told(project: Project, number: int, row: Indicator) -> str:
    named = project.name.strip() or "未命名项目"
    level = row.level2.strip() or row.level1.strip()
    return f"“{named}”第{number}行的“{level}”在这套体系里没有位置，这一行照旧，请自己改。"
