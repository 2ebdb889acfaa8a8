"""The examples of a rule carried out: a small change to the good sample; told.py says how one is
written."""

from __future__ import annotations

from typing import Any, cast

from hfgoals.checks.told import Example
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.characters import unified
from hfgoals.model.department import department_of
from hfgoals.model.edits import Edit, Insert, Remove, SetText, applied, rebuilt
from hfgoals.model.fields import Part
from hfgoals.model.policy import Policy
from hfgoals.model.stages import WHOLE_YEAR, Result, Stage, result_at, stage_at
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Project,
    Safeguard,
    SubGoal,
)

MONITORED = "监控:"
"""Before a place of the monitoring in hand; other results are of the self-evaluation."""
DEPARTMENT = "部门:"
"""Before a place of the department's own indicators and stages."""
LAST_YEAR = "上年:"
"""Before a place of the year before."""
_OF_THE_YEAR = {"subgoal": SubGoal, "safeguard": Safeguard, "policy": Policy}
_NEW_ROWS = {**_OF_THE_YEAR, "goal": Goal, "indicator": Indicator}


def with_example(book: Book, year: int, example: Example) -> Book:
    """The book (a good sample) with the example's change in that year."""
    for place, text in example.change.items():
        book = applied(book, _edits(book, _plan(book, year), example.project, place, text))
        if unified(text) != text:
            # Nobody can type it any more; old files have it.
            book = _as_stored(book, address_of_place(book, year, example.project, place), text)
    if example.alone:
        kept = _project(_plan(book, year), example.project, "")
        others = [each for each in _plan(book, year).projects if each is not kept]
        book = applied(book, [Remove(each.id) for each in others])
    gone: list[Edit] = [
        Remove(_row(_plan(book, year), example.project, place).id) for place in example.removed
    ]
    return applied(book, gone)


def _as_stored(book: Book, address: Address, text: str) -> Book:
    value = address.field.kind.restored(text)
    return rebuilt(book, address.row, lambda row: address.field.with_value(row, value))


def address_of_place(book: Book, year: int, project: str, place: str) -> Address:
    """The address that a place names. Raises LookupError when there is no such row."""
    part, path = _split(place.partition(":")[2] or place)
    if place.startswith(LAST_YEAR):
        year -= 1
    if part == "unit":
        return Address("unit", UNIT_ROW, path)
    return Address(part, _row(_plan(book, year), project, place).id, path)


def _plan(book: Book, year: int) -> AnnualPlan:
    plan = book.plan_of(year)
    if plan is None:
        raise LookupError(f"the sample has no year {year}")
    return plan


def _split(place: str) -> tuple[Part, str]:
    part, _, rest = place.partition(".")
    number, _, path = rest.partition(".")
    return cast("Part", part), path if number.isdigit() else rest


def _edits(book: Book, plan: AnnualPlan, named: str, place: str, text: str) -> list[Edit]:
    part, path = _split(place.partition(":")[2] or place)
    try:
        return [SetText(address_of_place(book, plan.year, named, place), text)]
    except IndexError:
        fresh = _NEW_ROWS[part]()
        parent = plan.id if part in _OF_THE_YEAR else _project(plan, named, place).id
        return [Insert(parent, fresh), SetText(Address(part, fresh.id, path), text)]


def _project(plan: AnnualPlan, named: str, place: str) -> Project:
    before, colon, _ = place.partition(":")
    if place.startswith(DEPARTMENT):
        return department_of(plan)
    wanted = before if colon and not place.startswith((MONITORED, LAST_YEAR)) else named
    for project in plan.projects:
        if wanted in project.name:
            return project
    raise LookupError(f"the sample has no project “{wanted}”")


def _row(plan: AnnualPlan, named: str, place: str) -> Any:
    part, _, rest = (place.partition(":")[2] or place).partition(".")
    if part == "plan":
        return plan
    if part == "report":
        return plan.report
    if part in ("project", "stage", "result"):
        project = _project(plan, named, place)
        return project if part == "project" else _of_stage(plan, project, place)
    number = int(rest.partition(".")[0])
    if part == "policy":
        return plan.policies[number - 1]
    if part in ("subgoal", "safeguard"):
        return getattr(plan.overall, f"{part}s")[number - 1]
    return getattr(_project(plan, named, place), f"{part}s")[number - 1]


def _of_stage(plan: AnnualPlan, project: Project, place: str) -> Stage | Result:
    """The Stage of a project, or the Result of the indicator of that number."""
    month = plan.stages.monitored if place.startswith(MONITORED) else WHOLE_YEAR
    part, _, rest = (place.partition(":")[2] or place).partition(".")
    if part == "stage":
        return stage_at(project.stages, project.id, plan.year, month)
    indicator = project.indicators[int(rest.partition(".")[0]) - 1]
    return result_at(indicator.stages, indicator.id, plan.year, month)
