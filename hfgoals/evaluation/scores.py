"""The scores of a project's self-evaluation: execution, every indicator, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hfgoals.evaluation.attainment import Scale, points_of
from hfgoals.evaluation.exact import (
    EXECUTION_WEIGHT,
    Grade,
    execution_points,
    grade_of,
    total_points,
)
from hfgoals.evaluation.funds import FundsShown, funds_shown
from hfgoals.lean import dataclass
from hfgoals.model.department import department_of
from hfgoals.model.stages import NO_POINTS, WHOLE_YEAR, Result, YearStages, result_at, stage_at
from hfgoals.model.values import AnnualPlan, Indicator, Project


@dataclass(frozen=True, slots=True)
class Scores:
    """What a project is given, with two decimals; None where nothing can be said yet."""

    execution: Decimal | None
    of: Mapping[str, Decimal | None]
    """By the id of the indicator: as its unit gives it, else as worked out."""
    total: Decimal | None
    """The exact sum of all that there is."""
    weights: Decimal | None
    """What the weights come to with that of the execution: 100 in a good table."""
    beside_funds: bool = True
    """Whether the execution has points of its own."""

    @property
    def grade(self) -> Grade | None:
        """优, 良, 中 or 差; None while a score is missing."""
        execution = self.execution if self.beside_funds else self.total
        whole = None not in (execution, self.total, *self.of.values())
        return grade_of(self.total) if whole and self.total is not None else None


def scale_of(stages: YearStages) -> Scale:
    """How the year scores what the national notes leave open."""
    usual = Scale()
    return Scale(
        "nothing" if stages.equal == NO_POINTS else usual.equal,
        usual.late if stages.late is None else stages.late,
    )


def score_of(indicator: Indicator, result: Result, scale: Scale) -> Decimal | None:
    """The score of one indicator: as its unit gives it, else as worked out."""
    if result.score is not None:
        return result.score
    return points_of(indicator.weight, indicator.target, result.actual, scale)


def department_scores(plan: AnnualPlan, funds: FundsShown) -> Scores:
    """All scores of the self-evaluation of the department as a whole, with these funds shown.

    Where 预算执行率 is one of its indicators the points are there, and none beside the funds.
    """
    department = department_of(plan)
    rated = any("预算执行率" in each.name for each in department.indicators)
    scores = scores_of(department, plan.year, plan.stages, funds)
    if not rated:
        return scores
    weights = scores.weights
    return replace(
        scores,
        execution=None,
        beside_funds=False,
        total=total_points(scores.of.values()),
        weights=None if weights is None else weights - EXECUTION_WEIGHT,
    )


def scores_of(
    project: Project, year: int, stages: YearStages, funds: FundsShown | None = None
) -> Scores:
    """All scores of the project's self-evaluation; ``funds``: others than its own are shown."""
    scale = scale_of(stages)
    found = {
        each.id: score_of(each, result_at(each.stages, each.id, year, WHOLE_YEAR), scale)
        for each in project.indicators
    }
    funds = funds or funds_shown(project, stage_at(project.stages, project.id, year, WHOLE_YEAR))
    execution = execution_points(funds.spent.total, funds.revised.total)
    weights = total_points(each.weight for each in project.indicators)
    return Scores(
        execution,
        found,
        total_points((execution, *found.values())),
        None if weights is None else weights + EXECUTION_WEIGHT,
    )
