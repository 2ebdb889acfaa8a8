"""What the overview counts of one project, worked out once for each of its frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from hfgoals.evaluation.exact import Grade
from hfgoals.evaluation.funds import TOTAL, funds_shown
from hfgoals.evaluation.scores import scores_of
from hfgoals.lean import dataclass
from hfgoals.model.blanks import is_staged
from hfgoals.model.completeness import completeness
from hfgoals.model.money import Money
from hfgoals.model.stages import WHOLE_YEAR, YearStages, result_at, says_anything, stage_at
from hfgoals.model.values import AnnualPlan, Project
from hfgoals.presets.recognition import kind_of_project

State = Literal["blank", "partial", "to_mend", "complete"]
"""Nothing, something or all filled in; "to_mend": something, and with errors in it."""


@dataclass(frozen=True, slots=True)
class StageFacts:
    """How far one stage of a project is filled in, and what it came to."""

    month: int
    """stages.WHOLE_YEAR for the self-evaluation."""
    state: State = "blank"
    """"complete": money spent and the actual value of every indicator are there."""
    rows: frozenset[str] = frozenset()
    """The ids of its rows; none while it is blank."""
    spent: Money | None = None
    budget: Money | None = None
    """What its form takes the rate of: of a monitoring 年初预算数, of the self-evaluation
    全年（调整后）预算数."""
    score: Decimal | None = None
    """Of a self-evaluation in which no score is missing, with two decimals."""
    grade: Grade | None = None

    @property
    def rate(self) -> Fraction | None:
        """执行率; None before anything is spent, and where there is no budget."""
        if self.spent is None or self.budget is None or self.budget.fen <= 0:
            return None
        return Fraction(self.spent.fen, self.budget.fen)


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """One project in the overview."""

    kind: str
    """The name of its kind among the presets; "" where neither choice nor name tells."""
    state: Literal["blank", "partial", "complete"]
    """Of its targets."""
    stages: tuple[StageFacts, ...] = ()
    """One for each of the months asked for."""


class Facts:
    """The facts of a year's projects; those of an unchanged project are not worked out again."""

    def __init__(self) -> None:
        self._common: Any = None
        self._known: dict[str, tuple[Project, ProjectFacts]] = {}

    def work(self, plan: AnnualPlan, months: tuple[int, ...]) -> Iterator[None]:
        """Work out what is not known yet, one project a step; ``of`` knows all of them then."""
        common = (plan.id, plan.year, plan.stages, months)
        if common != self._common:
            self._common, self._known = common, {}
        there = {project.id for project in plan.projects}
        for gone in self._known.keys() - there:
            del self._known[gone]
        for project in plan.projects:
            known = self._known.get(project.id)
            if known is None or known[0] is not project:
                found = facts_of(project, plan.year, plan.stages, months)
                self._known[project.id] = project, found
                yield

    def of(self, project: Project) -> ProjectFacts:
        """The facts of a project. Raises KeyError for one that was not worked out."""
        return self._known[project.id][1]


def facts_of(
    project: Project, year: int, stages: YearStages, months: tuple[int, ...]
) -> ProjectFacts:
    """The facts of one project at the stages of those months."""
    kind = kind_of_project(project)
    return ProjectFacts(
        "" if kind is None else kind.name,
        completeness(project),
        tuple(_stage(project, year, stages, month) for month in months),
    )


def _stage(project: Project, year: int, stages: YearStages, month: int) -> StageFacts:
    if not is_staged(project):
        return StageFacts(month)
    stage = stage_at(project.stages, project.id, year, month)
    results = [result_at(each.stages, each.id, year, month) for each in project.indicators]
    if not (says_anything(stage) or any(map(says_anything, results))):
        return StageFacts(month)
    funds = funds_shown(project, stage)
    spent = getattr(funds.spent, TOTAL)
    told = spent is not None and all(each.actual.text.strip() for each in results)
    score, grade = None, None
    if month == WHOLE_YEAR:
        scores = scores_of(project, year, stages)
        grade = scores.grade
        score = scores.total if grade is not None else None
    state: State = "complete" if told else "partial"
    budget = getattr(funds.revised if month == WHOLE_YEAR else funds.initial, TOTAL)
    rows = frozenset((stage.id, *(each.id for each in results)))
    return StageFacts(month, state, rows, spent, budget, score, grade)
