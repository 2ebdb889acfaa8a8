"""Rows that are there once anything is filled in: until then forms show a blank one, under the id
that it will have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from hfgoals.model import stages
from hfgoals.model.department import department_of
from hfgoals.model.disclosure import Report
from hfgoals.model.stages import WHOLE_YEAR, Result, Stage
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project

_Row = TypeVar("_Row", Stage, Result)


def blank_row(book: Book, row_id: str) -> tuple[str, Report | Stage | Result] | None:
    """The row that will have that id, with the id of the row that will hold it; None for none."""
    for plan in book.years:
        if not plan.reports and plan.report.id == row_id:
            return plan.id, plan.report
        for month in _months(plan):
            found = _of_stage(plan, month, row_id)
            if found is not None:
                return found
    return None


def all_stages(plan: AnnualPlan, project: Project) -> tuple[Stage, ...]:
    """The project's stages of the year, with blank ones for those that a form may show."""
    shown = (
        stages.stage_at(project.stages, project.id, plan.year, month) for month in _months(plan)
    )
    return _together(project.stages, shown)


def all_results(plan: AnnualPlan, indicator: Indicator) -> tuple[Result, ...]:
    """What came of the indicator, with blank ones for the stages that a form may show."""
    shown = (
        stages.result_at(indicator.stages, indicator.id, plan.year, month)
        for month in _months(plan)
    )
    return _together(indicator.stages, shown)


def rows_of(plan: AnnualPlan, project: Project) -> Iterator[Stage | Result]:
    """All of these of the project, its own before those of its indicators."""
    yield from all_stages(plan, project)
    for indicator in project.indicators:
        yield from all_results(plan, indicator)


def is_staged(project: Project) -> bool:
    """Whether anything of any of its stages is filled in."""
    return bool(project.stages) or any(each.stages for each in project.indicators)


def results_of(project: Project) -> tuple[Result, ...]:
    """What came of all its indicators, as far as anything is filled in."""
    return tuple(row for each in project.indicators for row in each.stages)


def _months(plan: AnnualPlan) -> tuple[int, int]:
    return plan.stages.monitored, WHOLE_YEAR


def _together(there: Sequence[_Row], shown: Iterable[_Row]) -> tuple[_Row, ...]:
    known = {row.id for row in there}
    return tuple(there) + tuple(row for row in shown if row.id not in known)


def _of_stage(plan: AnnualPlan, month: int, row_id: str) -> tuple[str, Stage | Result] | None:
    for project in (*plan.projects, department_of(plan)):
        if stages.blank_id(project.id, month) == row_id:
            return project.id, stages.stage_at((), project.id, plan.year, month)
        for indicator in project.indicators:
            if stages.blank_id(indicator.id, month) == row_id:
                return indicator.id, stages.result_at((), indicator.id, plan.year, month)
    return None
