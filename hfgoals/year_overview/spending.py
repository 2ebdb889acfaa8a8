"""The spending plans of a year's projects as one curve, each weighing as much as its money."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from hfgoals.lean import dataclass
from hfgoals.model.balance import MONTHS
from hfgoals.model.money import Money
from hfgoals.model.values import Project


@dataclass(frozen=True, slots=True)
class Point:
    """What is to be spent by the end of a month."""

    month: int
    planned: Money
    even: Money
    """What it would be if every month took the same."""


@dataclass(frozen=True, slots=True)
class Spending:
    """The curve of a year."""

    whole: Money
    """The budgets that it is of."""
    points: tuple[Point, ...]
    """One for each of balance.MONTHS; none where no project has what it takes."""
    left_out: int
    """How many projects lack a budget or one of the four percentages, and are not in it."""

    def share(self, amount: Money) -> Fraction:
        """So much of the whole; only to be asked where there are points."""
        return Fraction(amount.fen, self.whole.fen)


def spending_of(projects: Iterable[Project]) -> Spending:
    """The curve of these projects; sums are exact and rounded to the 分 once."""
    whole, left_out = 0, 0
    planned = [Fraction(0)] * len(MONTHS)
    for project in projects:
        steps = [each for each in project.plan if each is not None]
        budget = project.budget
        if budget is None or budget.fen <= 0 or len(steps) < len(MONTHS):
            left_out += 1
            continue
        whole += budget.fen
        planned = [sum_ + _part(budget, step) for sum_, step in zip(planned, steps, strict=True)]
    points = tuple(
        Point(month, _rounded(sum_), _rounded(Fraction(whole * month, 12)))
        for month, sum_ in zip(MONTHS, planned, strict=True)
        if whole
    )
    return Spending(Money(whole), points, left_out)


def _part(budget: Money, percent: Decimal) -> Fraction:
    return budget.fen * Fraction(percent) / 100


def _rounded(fen: Fraction) -> Money:
    """Half away from nothing: a plan may say less than nothing, and is told so by its rule."""
    half = (2 * abs(fen.numerator) + fen.denominator) // (2 * fen.denominator)
    return Money(half if fen >= 0 else -half)
