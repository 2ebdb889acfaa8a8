"""Which required fields of a project are still blank (rules H01, S01, C05)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS, PART_OF, field_of
from hfgoals.model.values import Project

_OF_INDICATOR = ("level1", "level2", "name", "description", "target", "basis")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to fill in, and where; the address is None when its row is still to be added."""

    label: str
    address: Address | None


def gaps(project: Project) -> tuple[Gap, ...]:
    """What is left to fill in, in the order of the form; empty when nothing is."""
    return tuple(_gaps(project))


def _gaps(project: Project) -> Iterator[Gap]:
    def gap(path: str) -> Gap:
        return Gap(field_of("project", path).label, Address("project", project.id, path))

    for path in ("code", "name"):
        if _blank_text(getattr(project, path)):
            yield gap(path)
    if project.budget is None:
        yield gap("budget")
    if project.fiscal is None and project.other is None:
        yield gap("fiscal")
    if _blank_text(project.purpose):
        yield gap("purpose")
    if all(percent is None for percent in project.plan):
        yield Gap("资金支出计划", Address("project", project.id, "plan.march"))
    elif project.plan.december is None:
        yield gap("plan.december")
    yield from _goal_gaps(project)
    yield from _indicator_gaps(project)


def _goal_gaps(project: Project) -> Iterator[Gap]:
    if all(_blank_text(goal.text) for goal in project.goals):
        first = project.goals[0].id if project.goals else None
        yield Gap("绩效目标", None if first is None else Address("goal", first, "text"))


def _indicator_gaps(project: Project) -> Iterator[Gap]:
    if not project.indicators:
        yield Gap("绩效指标", None)
    for number, indicator in enumerate(project.indicators, 1):
        for path in _OF_INDICATOR:
            field = field_of("indicator", path)
            if _blank_text(field.text(indicator)):
                label = f"第{number}行{field.label}"
                yield Gap(label, Address("indicator", indicator.id, path))


def completeness(project: Project) -> Literal["blank", "partial", "complete"]:
    """Whether nothing, something or all that is required is filled in."""
    if not gaps(project):
        return "complete"
    rows = (project, *project.goals, *project.indicators)
    return "blank" if all(_blank(row) for row in rows) else "partial"


def _blank(row: Any) -> bool:
    return all(_blank_text(field.text(row)) for field in FIELDS[PART_OF[type(row)]])


def _blank_text(text: str) -> bool:
    return not text.strip()
