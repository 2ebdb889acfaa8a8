"""Which required fields of a project are still blank (rules H01, S01, C05)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS, PART_OF, Field
from hfgoals.model.text import UNFILLED
from hfgoals.model.values import Project


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to fill in, and where; the address is None when its row is still to be added."""

    label: str
    address: Address | None


def gaps(project: Project) -> tuple[Gap, ...]:
    """What is left to fill in, in the order of the form; empty when nothing is."""
    return tuple(_gaps(project))


def _gaps(project: Project) -> Iterator[Gap]:
    for field in FIELDS["project"]:
        label = _missing(project, field)
        if label:
            yield Gap(label, Address("project", project.id, field.path))
    yield from _goal_gaps(project)
    yield from _indicator_gaps(project)


def _missing(project: Project, field: Field) -> str:
    """What to call the field of the project that is to be filled in; "" when it need not be."""
    unplanned = all(percent is None for percent in project.plan)
    if field.path == "fiscal":
        return "" if (project.fiscal, project.other) != (None, None) else field.label
    if field.path == "plan.march" and unplanned:
        return "资金支出计划"
    if field.path == "plan.december" and unplanned:
        return ""
    return field.label if field.required and _blank_text(field.text(project)) else ""


def _goal_gaps(project: Project) -> Iterator[Gap]:
    if all(_blank_text(goal.text) for goal in project.goals):
        first = project.goals[0].id if project.goals else None
        yield Gap("绩效目标", None if first is None else Address("goal", first, "text"))
    for number, goal in enumerate(project.goals, 1):
        if UNFILLED in goal.text:
            yield Gap(f"绩效目标{number}里的空", Address("goal", goal.id, "text"))


def _indicator_gaps(project: Project) -> Iterator[Gap]:
    if not project.indicators:
        yield Gap("绩效指标", None)
    for number, indicator in enumerate(project.indicators, 1):
        for field in FIELDS["indicator"]:
            text = field.text(indicator)
            if field.required and (_blank_text(text) or UNFILLED in text):
                label = f"第{number}行{field.label}"
                yield Gap(label, Address("indicator", indicator.id, field.path))


def completeness(project: Project) -> Literal["blank", "partial", "complete"]:
    """Whether nothing, something or all that is required is filled in."""
    if is_blank(project):
        return "blank"
    return "partial" if gaps(project) else "complete"


def is_blank(project: Project) -> bool:
    """Whether nothing at all is filled in."""
    return all(_blank(row) for row in (project, *project.goals, *project.indicators))


def _blank(row: Any) -> bool:
    return all(_blank_text(field.text(row)) for field in FIELDS[PART_OF[type(row)]])


def _blank_text(text: str) -> bool:
    return not text.strip()
