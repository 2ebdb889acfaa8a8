"""What a backup holds otherwise than the workbook does now, and taking one project out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from hfgoals.model.fields import PART_OF
from hfgoals.model.identity import new_id
from hfgoals.model.rows import CHILDREN, bare, children_of, flatten
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.trouble import Trouble

OVERALL: Final = "部门整体绩效目标"
State = Literal["same", "changed", "gone", "new"]
"""Of a part now, against the backup; new is what the backup does not hold."""


@dataclass(frozen=True, slots=True)
class PartStanding:
    """The overall part or a project of a year, in a backup and now."""

    year: int
    name: str
    project: Project | None
    """As the backup holds it, or as it is now where that does not; None for the overall part."""
    state: State
    rows: int = 0
    """How many of its rows differ, of one that is in both."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects differ between a backup and now."""

    changed: int = 0
    gone: int = 0
    new: int = 0
    elsewhere: int = 0
    """Overall parts that differ, and the unit."""

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone or self.new or self.elsewhere)


def standings(then: Book, now: Book) -> tuple[PartStanding, ...]:
    """Every part of the backup in its order, each year's followed by what is new now."""
    after = {each.id: each for plan in now.years for each in plan.projects}
    before = {each.id for plan in then.years for each in plan.projects}
    found: list[PartStanding] = []
    for plan in then.years:
        found.append(_overall(plan, _year(now, plan)))
        for project in plan.projects:
            there = after.get(project.id)
            rows = 0 if there is None else _differing(project, there)
            state: State = "gone" if there is None else "changed" if rows else "same"
            found.append(PartStanding(plan.year, project.name, project, state, rows))
        found += _new_ones(_year(now, plan), before)
    for plan in now.years:
        if _year(then, plan) is None:
            found += _new_ones(plan, before)
    return tuple(found)


def counted(then: Book, now: Book) -> Count:
    """How many projects differ."""
    found = standings(then, now)
    states = Counter(each.state for each in found if each.project is not None)
    overall = sum(each.project is None and each.state != "same" for each in found)
    return Count(
        states["changed"], states["gone"], states["new"], overall + (then.unit != now.unit)
    )


def with_project(now: Book, then: Book, project_id: str) -> Book:
    """The Book of now with that project as the backup holds it, in its place or behind the others.

    Raises Trouble when there is no such year any more.
    """
    plan, project = next(
        (plan, each) for plan in then.years for each in plan.projects if each.id == project_id
    )
    target = _year(now, plan)
    if target is None:
        raise Trouble(
            f"本工作簿里现在没有 {plan.year} 年度，放不进这个项目。",
            "没有改动任何内容。",
            f"请先新建 {plan.year} 年度，或者恢复全部内容。",
        )
    at = next((at for at, each in enumerate(target.projects) if each.id == project_id), None)
    own = {project_id} if at is not None else set()
    taken = {each.id for each in flatten(now) if own.isdisjoint((each.id, each.parent))}
    project = _without_taken_ids(project, taken)
    projects = [*target.projects]
    projects[len(projects) if at is None else at :] = [
        project,
        *([] if at is None else projects[at + 1 :]),
    ]
    filled = replace(target, projects=tuple(projects))
    return replace(now, years=tuple(filled if each is target else each for each in now.years))


def _without_taken_ids(project: Project, taken: set[str]) -> Project:
    """A row has moved elsewhere since, perhaps to another year; it comes back as one more."""
    return replace(
        project,
        id=_untaken(project.id, taken),
        goals=tuple(replace(each, id=_untaken(each.id, taken)) for each in project.goals),
        indicators=tuple(replace(each, id=_untaken(each.id, taken)) for each in project.indicators),
    )


def _untaken(row_id: str, taken: set[str]) -> str:
    return new_id() if row_id in taken else row_id


def _year(book: Book, plan: AnnualPlan) -> AnnualPlan | None:
    """The same year in that Book."""
    same = next((each for each in book.years if each.id == plan.id), None)
    return same or book.plan_of(plan.year)


def _overall(then: AnnualPlan, now: AnnualPlan | None) -> PartStanding:
    rows = 0
    if now is not None:
        alike = replace(now, id=then.id, projects=())
        rows = _differing(replace(then, projects=()), alike)
    state: State = "gone" if now is None else "changed" if rows else "same"
    return PartStanding(then.year, OVERALL, None, state, rows)


def _new_ones(plan: AnnualPlan | None, before: set[str]) -> list[PartStanding]:
    if plan is None:
        return []
    return [
        PartStanding(plan.year, each.name, each, "new")
        for each in plan.projects
        if each.id not in before
    ]


def _differing(then: Any, now: Any) -> int:
    """How many rows differ between the two, themselves and all that they hold; the places of rows
    in one list count as one."""
    if then == now:
        return 0
    count = int(bare(then) != bare(now))
    for path, _ in CHILDREN[PART_OF[type(then)]]:
        before = {row.id: row for row in children_of(then, path)}
        after = {row.id: row for row in children_of(now, path)}
        count += len(before.keys() ^ after.keys())
        common = [row_id for row_id in before if row_id in after]
        count += sum(_differing(before[row_id], after[row_id]) for row_id in common)
        count += common != [row_id for row_id in after if row_id in before]
    return count
