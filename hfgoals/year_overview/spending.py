"""The spending plans of a year's projects as one curve, each weighing as much as its money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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
    # By percent, for each month: most projects share a few, and exact fractions take long.
    planned: list[Counter[Decimal]] = [Counter() for _ in MONTHS]
    for project in projects:
        steps = [each for each in project.plan if each is not None]
        budget = project.budget
        if budget is None or budget.fen <= 0 or len(steps) < len(MONTHS):
            left_out += 1
            continue
        whole += budget.fen
        for fens, step in zip(planned, steps, strict=True):
            fens[step] += budget.fen
    points = tuple(
        Point(month, _rounded(_parts(fens)), _rounded(Fraction(whole * month, 12)))
        for month, fens in zip(MONTHS, planned, strict=True)
        if whole
    )
    return Spending(Money(whole), points, left_out)


def _parts(fens: Mapping[Decimal, int]) -> Fraction:
    """So many percent of each sum, together."""
    parts = (fen * Fraction(percent) for percent, fen in fens.items())
    return sum(parts, Fraction(0)) / 100


def _rounded(fen: Fraction) -> Money:
    """Half away from nothing: a plan may say less than nothing, and is told so by its rule."""
    half = (2 * abs(fen.numerator) + fen.denominator) // (2 * fen.denominator)
    return Money(half if fen >= 0 else -half)
