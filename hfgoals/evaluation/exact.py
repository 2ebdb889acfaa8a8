"""Rates and points, exact until they are shown: fractions, rounded half up to two decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from hfgoals.model.money import Money

EXECUTION_WEIGHT: Final = Decimal(10)
"""预算执行率 counts so much of 100 (财预〔2020〕10号)."""
Grade = Literal["优", "良", "中", "差"]
_GRADES: Final[tuple[tuple[int, Grade], ...]] = ((90, "优"), (80, "良"), (60, "中"))


def half_up(value: Fraction, places: int = 2) -> Decimal:
    """The value, not below zero, rounded half up to so many decimals, which it always shows."""
    scaled = value * 10**places
    return Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)).scaleb(
        -places
    )


def within(share: Fraction) -> Fraction:
    """The share of a weight, none below nothing and none above all of it."""
    return min(max(share, Fraction(0)), Fraction(1))


def execution_rate(spent: Money | None, budget: Money | None) -> Fraction | None:
    """预算执行率: what was spent of the adjusted budget; None where there is no such budget."""
    if spent is None or budget is None or budget.fen <= 0:
        return None
    return Fraction(spent.fen, budget.fen)


def percent_shown(rate: Fraction | None) -> str:
    """A rate as forms show it: 66.67%; blank for None."""
    if rate is None:
        return ""
    sign = "-" if rate < 0 else ""
    return f"{sign}{half_up(abs(rate) * 100)}%"


def execution_points(
    spent: Money | None, budget: Money | None, weight: Decimal = EXECUTION_WEIGHT
) -> Decimal | None:
    """The points for 预算执行率: its share of the weight, never more than all of it."""
    rate = execution_rate(spent, budget)
    return None if rate is None else half_up(within(rate) * Fraction(weight))


def total_points(points: Iterable[Decimal | None]) -> Decimal | None:
    """The exact sum of the points that there are, with two decimals; None for none."""
    given = [each for each in points if each is not None]
    return sum(given, Decimal("0.00")) if given else None


def grade_of(points: Decimal) -> Grade:
    """优 from 90 of 100, 良 from 80, 中 from 60, else 差."""
    return next((grade for least, grade in _GRADES if points >= least), "差")
