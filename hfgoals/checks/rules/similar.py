"""H17, W24, X16: what looks as if it were there already, in another project or the year before."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.following import WHOLE, ByGroup, Members
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.text.alike import look_alikes
from hfgoals.checks.text.wording import folded, quoted
from hfgoals.model.address import Address
from hfgoals.model.values import AnnualPlan, Overall, Project

_YEAR = re.compile(r"20\d{2}\s*年?")
_SHORT = 15


@rule("H17", scope="plan", reads=("unit.name", "project.name"))
class LookAlike(YearRule):
    """No two projects share most of their names or name the same object and work."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._unit = case.unit.name
        self._renamed = False
        self._pairs: dict[str, tuple[str, str]] = {}
        """By its id the name of a project and that of an earlier one like it."""

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        if old is None or new is None or old.project.name != new.project.name:
            self._renamed = True

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        if not self._renamed:
            return
        self._renamed = False
        projects, before = case.plan.projects, self._pairs
        names = [project.name for project in projects]
        self._pairs = {
            projects[place].id: (names[place], names[earlier])
            for place, earlier in look_alikes(names, self._unit)
        }
        for each in before.keys() - self._pairs.keys():
            yield each, ()
        for each, (name, other) in self._pairs.items():
            if before.get(each) != (name, other):
                values = {"name": quoted(name, 30), "other": quoted(other, 30)}
                yield each, (Hit(Address("project", each, "name"), values),)


@rule("W24", scope="plan", reads=("project.purpose", "goal.text"))
class CopiedProject(ByGroup):
    """No purpose and no goal stands word for word in two projects; the later one is told."""

    def parts(self, project: ProjectCase) -> Iterator[tuple[Hashable, Any]]:
        one = project.project
        texts = [(at(one, "purpose"), one.purpose)]
        texts += [(at(goal, "text"), goal.text) for goal in one.goals]
        for address, text in texts:
            plain = folded(text)
            if len(plain) >= _SHORT:
                yield (address.path, plain), (address, one.name)

    def hits(self, members: Members) -> Iterator[Hit]:
        first, (_, name) = members[0]
        for owner, (address, _) in members[1:]:
            if owner != first:
                yield Hit(address, {"label": address.field.label, "other": quoted(name, 30)})


@rule("X16", scope="plan", reads=("plan.overall", "subgoal", "project", "goal", "indicator"))
class RepeatedYear(YearRule):
    """Goals and targets are not those of the year before, word for word. Actuals are not known."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._changed: dict[str, None] = {}
        self._year = 0
        self._last: AnnualPlan | None = None
        self._told: dict[str, tuple[Project, str]] = {}
        """What the projects of the year before promised."""
        self._known: frozenset[str] = frozenset()
        self._overall: Overall | None = None

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        self._changed |= {each.project.id: None for each in (old, new) if each is not None}

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        changed, self._changed = self._changed, {}
        last, overall = case.last_year, case.plan.overall
        before = self._last
        if overall is not self._overall or last is not before:
            yield WHOLE, tuple(_repeated_items(overall, last)) if last is not None else ()
        if last is not before and self._remember(last):
            changed |= dict.fromkeys(case.positions)
        self._overall, self._last = overall, last
        self._year = last.year if last is not None else 0
        for each in changed:
            known = self._known and each in case.positions
            yield each, tuple(self._hits(case.project(each))) if known else ()

    def _remember(self, last: AnnualPlan | None) -> bool:
        """Take in what the year before promises; whether that is something else now."""
        told, projects = self._told, last.projects if last is not None else ()
        self._told = {}
        for project in projects:
            kept = told.get(project.id)
            same = kept is not None and kept[0] is project
            self._told[project.id] = kept if kept and same else (project, _promised(project))
        known, self._known = self._known, frozenset(text for _, text in self._told.values())
        return known != self._known

    def _hits(self, project: Project) -> Iterator[Hit]:
        if project.goals and project.indicators and _promised(project) in self._known:
            what = f"项目“{quoted(project.name)}”的绩效目标和全部指标值"
            yield Hit(at(project.goals[0], "text"), {"what": what, "year": self._year})


def _repeated_items(overall: Overall, last: AnnualPlan) -> Iterator[Hit]:
    before = {_texts(row.title, row.goal, row.indicators) for row in last.overall.subgoals}
    for row in overall.subgoals:
        text = _texts(row.title, row.goal, row.indicators)
        if len(text) >= _SHORT and text in before:
            what = f"分项“{quoted(row.title)}”的目标和指标" if row.title else "分项绩效目标"
            yield Hit(at(row, "goal"), {"what": what, "year": last.year})


def _promised(project: Project) -> str:
    """Name, goals and targets, whatever the year."""
    targets = (f"{row.name}{row.target.text}" for row in project.indicators)
    return "\0".join(
        (_texts(project.name), _texts(*(goal.text for goal in project.goals)), _texts(*targets))
    )


def _texts(*texts: str) -> str:
    return folded(_YEAR.sub("", "".join(texts)))
