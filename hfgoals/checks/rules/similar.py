"""H17, X16: what looks as if it were there already, in another project or in the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from hfgoals.checks.case import PlanCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.alike import look_alikes
from hfgoals.checks.text.wording import folded, quoted
from hfgoals.model.values import Project

_YEAR = re.compile(r"20\d{2}\s*年?")
_SHORT = 15


@rule("H17", scope="plan", reads=("unit.name", "project.name"))
def look_alike(case: PlanCase) -> Iterator[Hit]:
    """No two projects share most of their names or name the same object and work."""
    projects = case.plan.projects
    names = tuple([project.name for project in projects])
    for place, earlier in look_alikes(names, case.unit.name):
        values = {"name": quoted(names[place], 30), "other": quoted(names[earlier], 30)}
        yield Hit(at(projects[place], "name"), values)


@rule("X16", scope="plan", reads=("plan.overall", "subgoal", "project", "goal", "indicator"))
def repeated_year(case: PlanCase) -> Iterator[Hit]:
    """Goals and targets are not those of the year before, word for word. Actuals are not known."""
    last = case.last_year
    if last is None:
        return
    before = {_texts(row.title, row.goal, row.indicators) for row in last.overall.subgoals}
    for row in case.plan.overall.subgoals:
        text = _texts(row.title, row.goal, row.indicators)
        if len(text) >= _SHORT and text in before:
            what = f"分项“{quoted(row.title)}”的目标和指标" if row.title else "分项绩效目标"
            yield Hit(at(row, "goal"), {"what": what, "year": last.year})
    if not case.plan.projects or not last.projects:
        return
    known = {case.known("promised", project, _promised) for project in last.projects}
    for project in case.plan.projects:
        promised = case.known("promised", project, _promised)
        if project.goals and project.indicators and promised in known:
            what = f"项目“{quoted(project.name)}”的绩效目标和全部指标值"
            yield Hit(at(project.goals[0], "text"), {"what": what, "year": last.year})


def _promised(project: Project) -> str:
    """Name, goals and targets, whatever the year."""
    targets = (f"{row.name}{row.target.text}" for row in project.indicators)
    return "\0".join(
        (_texts(project.name), _texts(*(goal.text for goal in project.goals)), _texts(*targets))
    )


@lru_cache(maxsize=4096)
def _texts(*texts: str) -> str:
    return folded(_YEAR.sub("", "".join(texts)))
