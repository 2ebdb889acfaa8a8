"""What adds up in a project and in a year: amounts, spending plan, funds. All of it pure."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Literal

from hfgoals.lean import dataclass
from hfgoals.model.money import Money, total
from hfgoals.model.values import AnnualPlan, Project, SpendingPlan

MONTHS = (3, 6, 10, 12)
"""The months at whose ends the spending plan states a cumulative percent."""
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class FundsBalance:
    """预算数 against 财政资金 and 其他资金 (rule H12); a blank source counts as nothing."""

    budget: Money | None
    fiscal: Money | None
    other: Money | None

    @property
    def state(self) -> Literal["blank", "no_budget", "no_sources", "balanced", "off"]:
        """Whether it adds up, or what is not there yet to be added."""
        sources = total([self.fiscal, self.other])
        if self.budget is None:
            return "blank" if sources is None else "no_budget"
        if sources is None:
            return "no_sources"
        return "balanced" if sources == self.budget else "off"

    @property
    def difference(self) -> Money:
        """The budget less its sources, blanks as nothing: above zero when money has no source."""
        return (self.budget or Money(0)) - (self.fiscal or Money(0)) - (self.other or Money(0))


def funds_balance(project: Project) -> FundsBalance:
    """How the amounts of a project add up."""
    return FundsBalance(project.budget, project.fiscal, project.other)


@dataclass(frozen=True, slots=True)
class PlanBalance:
    """Whether a spending plan rises to 100 % by the end of December (rules S01 to S04)."""

    state: Literal["good", "blank", "beyond", "falling", "not_whole", "open"]
    """``beyond``: below 0 or above 100. ``not_whole``: December is not 100. ``open``: December is
    blank."""
    months: tuple[int, ...] = ()
    """The months concerned: the one beyond, or the two between which it falls."""
    percent: Decimal | None = None
    """The last percent that is filled in."""


def plan_balance(plan: SpendingPlan) -> PlanBalance:
    """What is wrong with the plan, the gravest first; months left blank are passed over."""
    filled = [(month, part) for month, part in zip(MONTHS, plan, strict=True) if part is not None]
    if not filled:
        return PlanBalance("blank")
    last = filled[-1][1]
    for month, percent in filled:
        if not 0 <= percent <= _WHOLE:
            return PlanBalance("beyond", (month,), last)
    for (before, less), (after, more) in pairwise(filled):
        if more < less:
            return PlanBalance("falling", (before, after), last)
    if plan.december is None:
        return PlanBalance("open", (12,), last)
    if plan.december != _WHOLE:
        return PlanBalance("not_whole", (12,), last)
    return PlanBalance("good", (), last)


def spent_by(budget: Money | None, percent: Decimal | None) -> Money | None:
    """The money that so many percent of a budget are, to the 分; None while either is blank."""
    if budget is None or percent is None:
        return None
    return Money.of_wan(budget.wan * percent / _WHOLE)


@dataclass(frozen=True, slots=True)
class ProjectSums:
    """The projects of a year added up; an amount is None where none is filled in."""

    count: int
    budget: Money | None
    fiscal: Money | None
    other: Money | None


def project_sums(projects: tuple[Project, ...]) -> ProjectSums:
    """The number of projects and the sums of their amounts."""
    known = _LAST_SUMS[-1]
    if known[0] is not projects:
        known = projects, _summed(projects)
        # Several parts of the window ask for those of the same year after every step.
        _LAST_SUMS[-1] = known
    return known[1]


def _summed(projects: tuple[Project, ...]) -> ProjectSums:
    return ProjectSums(
        len(projects),
        total([project.budget for project in projects]),
        total([project.fiscal for project in projects]),
        total([project.other for project in projects]),
    )


_LAST_SUMS: list[tuple[tuple[Project, ...], ProjectSums]] = [((), _summed(()))]


def project_funds_difference(plan: AnnualPlan) -> Money | None:
    """The department's 项目支出 less the projects' budgets; None while either is blank (H18)."""
    stated, budgets = plan.overall.funds.project, project_sums(plan.projects).budget
    return None if stated is None or budgets is None else stated - budgets
