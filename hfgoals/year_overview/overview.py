"""The overview of one year, put together from the facts of its projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from hfgoals.evaluation.exact import Grade, execution_rate, half_up
from hfgoals.lean import dataclass
from hfgoals.model.balance import ProjectSums, project_sums
from hfgoals.model.money import Money, total
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.year_overview.changes import BesideLastYear, beside_last_year
from hfgoals.year_overview.facts import Facts, ProjectFacts, StageFacts, State
from hfgoals.year_overview.findings import Found
from hfgoals.year_overview.spending import Spending, spending_of

Standing = Literal["complete", "to_mend", "blank"]


@dataclass(frozen=True, slots=True)
class KindSum:
    """The projects of one kind."""

    name: str
    """"" for those of no kind that is known."""
    count: int
    budget: Money | None


@dataclass(frozen=True, slots=True)
class StageSum:
    """One stage of all projects."""

    month: int
    states: Mapping[State, int]
    """How many projects are how far."""
    rate: Fraction | None
    """What was spent of the budgets (StageFacts) of the projects that say what they spent."""
    score: Decimal | None
    """The mean of the projects that have one, with two decimals."""
    grades: Mapping[Grade, int]


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project of the year."""

    number: int
    id: str
    name: str
    budget: Money | None
    standing: Standing
    stages: tuple[StageFacts, ...]


@dataclass(frozen=True, slots=True)
class YearOverview:
    """What a head of unit asks of a year."""

    year: int
    blank: bool
    """Whether nothing is filled in: there is nothing that could be right or wrong."""
    sums: ProjectSums
    standings: Mapping[Standing, int]
    """How many projects are filled in, to be mended or filled in further, not begun."""
    kinds: tuple[KindSum, ...]
    """The most money first; those of no known kind last."""
    spending: Spending
    found: Found | None
    """None while nothing was checked yet."""
    last: BesideLastYear | None
    stages: tuple[StageSum, ...]
    """None in a year without stages."""
    projects: tuple[ProjectLine, ...]


def overview_of(book: Book, plan: AnnualPlan, facts: Facts, found: Found | None) -> YearOverview:
    """The overview of that year of the book; ``facts`` have been worked out for it.

    Raises KeyError where they have not.
    """
    known = [(project, facts.of(project)) for project in plan.projects]
    wrong = found.wrong if found is not None else frozenset()
    lines = tuple(
        ProjectLine(
            number, project.id, project.name, project.budget, _standing(project, each, wrong),
            tuple(_judged(stage, wrong) for stage in each.stages),
        )
        for number, (project, each) in enumerate(known, 1)
    )  # fmt: skip
    standings = Counter(line.standing for line in lines)
    begun = standings["blank"] < len(lines) or not replace(plan, projects=()).is_blank
    return YearOverview(
        plan.year,
        not begun,
        project_sums(plan.projects),
        standings,
        _kinds(known),
        spending_of(plan.projects),
        found,
        beside_last_year(book, plan),
        tuple(map(_stage_sum, zip(*(line.stages for line in lines), strict=True))),
        lines,
    )


def _standing(project: Project, facts: ProjectFacts, wrong: frozenset[str]) -> Standing:
    if facts.state == "blank":
        return "blank"
    return "to_mend" if facts.state == "partial" or project.id in wrong else "complete"


def _judged(stage: StageFacts, wrong: frozenset[str]) -> StageFacts:
    return replace(stage, state="to_mend") if not wrong.isdisjoint(stage.rows) else stage


def _kinds(known: Iterable[tuple[Project, ProjectFacts]]) -> tuple[KindSum, ...]:
    by_kind: dict[str, list[Money | None]] = {}
    for project, facts in known:
        by_kind.setdefault(facts.kind, []).append(project.budget)
    sums = [KindSum(name, len(budgets), total(budgets)) for name, budgets in by_kind.items()]
    return tuple(sorted(sums, key=_more_money))


def _more_money(kind: KindSum) -> tuple[bool, int, int, str]:
    return not kind.name, -(kind.budget or Money(0)).fen, -kind.count, kind.name


def _stage_sum(stages: Sequence[StageFacts]) -> StageSum:
    states = Counter(each.state for each in stages)
    spending = [each for each in stages if each.rate is not None]
    scores = [each.score for each in stages if each.score is not None]
    return StageSum(
        stages[0].month,
        states,
        execution_rate(
            total([each.spent for each in spending]), total([each.budget for each in spending])
        ),
        half_up(Fraction(sum(scores)) / len(scores)) if scores else None,
        Counter(each.grade for each in stages if each.grade is not None),
    )
