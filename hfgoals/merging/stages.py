"""What came of a year's targets, put into the projects that have none of it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hfgoals.merging.pairing import Paired
from hfgoals.model.blanks import results_of
from hfgoals.model.department import department_of
from hfgoals.model.stages import Result, Stage, at_stage, month_of, says_anything
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Project

_Row = TypeVar("_Row", Stage, Result)


def brings_stages(project: Project) -> bool:
    """Whether anything of a monitoring or self-evaluation is filled in for it."""
    rows: tuple[Stage | Result, ...] = (*project.stages, *results_of(project))
    return any(map(says_anything, rows))


def with_stage_forms(present: AnnualPlan, proposed: AnnualPlan) -> AnnualPlan:
    """The year with the forms in which results were read, and the month that they are of."""
    if not any(map(brings_stages, (*proposed.projects, department_of(proposed)))):
        return present
    forms = forms_of_both(present, proposed)
    theirs, ours = proposed.stages, present.stages
    stages = replace(
        ours,
        month=ours.month or theirs.month,
        department=ours.department or theirs.department,
    )
    same = (forms, stages) == (present.forms, ours)
    return present if same else replace(present, forms=forms, stages=stages)


def forms_of_both(present: AnnualPlan, proposed: AnnualPlan) -> tuple[str, ...]:
    """The forms of the year and those that the proposed one brings besides."""
    # The year may use others in the place of those that every year has.
    more = (each for each in proposed.forms if each not in STANDARD_FORMS)
    return tuple(dict.fromkeys((*present.forms, *more)))


def with_stages(
    present: Sequence[Project], proposed: Sequence[Project], pairs: Sequence[int | None]
) -> tuple[Project, ...]:
    """The projects of the year with the stages that the proposed ones, paired with them, bring.

    A stage of which anything is filled in already stays as it is.
    """
    projects = list(present)
    for theirs, at in zip(proposed, pairs, strict=True):
        if at is not None and brings_stages(theirs):
            projects[at] = _project(projects[at], theirs)
    return tuple(projects)


def _project(ours: Project, theirs: Project) -> Project:
    rows = list(ours.indicators)
    pairs = Paired(ours.indicators).pairs(theirs.indicators)
    for indicator, at in zip(theirs.indicators, pairs, strict=True):
        if at is not None:
            rows[at] = replace(rows[at], stages=_together(rows[at].stages, indicator.stages))
    stages = _together(ours.stages, theirs.stages)
    return replace(ours, stages=stages, indicators=tuple(rows))


def _together(ours: tuple[_Row, ...], theirs: tuple[_Row, ...]) -> tuple[_Row, ...]:
    rows = list(ours)
    for row in filter(says_anything, theirs):
        there = at_stage(rows, month_of(row.date))
        if there is None:
            rows.append(row)
        elif not says_anything(there):
            rows[rows.index(there)] = replace(row, id=there.id)
    return tuple(rows)
