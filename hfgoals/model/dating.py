"""The dates of a year's stages, and what stages are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hfgoals.model.department import department_of
from hfgoals.model.stages import WHOLE_YEAR, date_of, month_of
from hfgoals.model.values import AnnualPlan, Indicator, Project

UNKNOWN_YEAR: Final = 1900
"""The year of dates that a source does not say, until it is known."""
SELF_EVALUATION: Final = "自评"


def stage_name(date: str) -> str:
    """What the stage of that date is called: 7月监控, 自评."""
    month = month_of(date)
    return SELF_EVALUATION if month == WHOLE_YEAR else f"{month}月监控"


def dated(plan: AnnualPlan) -> AnnualPlan:
    """The year with all its stages of that year; the very same where they are."""
    projects = tuple(_project(each, plan.year) for each in plan.projects)
    overall, department = plan.overall, _project(department_of(plan), plan.year)
    overall = replace(overall, indicators=department.indicators, stages=department.stages)
    if (projects, overall) == (plan.projects, plan.overall):
        return plan
    return replace(plan, projects=projects, overall=overall)


def _project(project: Project, year: int) -> Project:
    if not project.stages and not any(each.stages for each in project.indicators):
        return project
    stages = tuple(replace(each, date=_moved(each.date, year)) for each in project.stages)
    rows = tuple(_indicator(each, year) for each in project.indicators)
    return replace(project, stages=stages, indicators=rows)


def _indicator(indicator: Indicator, year: int) -> Indicator:
    stages = tuple(replace(each, date=_moved(each.date, year)) for each in indicator.stages)
    return replace(indicator, stages=stages)


def _moved(date: str, year: int) -> str:
    return date_of(year, month_of(date)) if date else date
