"""Rates, points for execution, totals and grades, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.evaluation.exact import (
    EXECUTION_WEIGHT,
    execution_points,
    execution_rate,
    grade_of,
    half_up,
    percent_shown,
    total_points,
)
from hfgoals.model.money import Money
from tests.evaluation.worked import EXECUTION, lines

_AMOUNTS = st.builds(Money, st.integers(0, 10**12))


@pytest.mark.parametrize(("spent", "budget", "rate", "points"), lines(EXECUTION))
def test_execution_is_what_was_worked_by_hand(
    spent: str, budget: str, rate: str, points: str
) -> None:
    amounts = Money.parse(spent), Money.parse(budget)
    assert percent_shown(execution_rate(*amounts)) == rate
    given_points = execution_points(*amounts)
    assert ("" if given_points is None else str(given_points)) == points


def test_execution_may_count_for_more_than_ten() -> None:
    assert execution_points(Money(2), Money(3), Decimal(20)) == Decimal("13.33")


@given(_AMOUNTS, _AMOUNTS, _AMOUNTS)
def test_points_for_execution_rise_with_what_is_spent(
    budget: Money, one: Money, other: Money
) -> None:
    less, more = (execution_points(each, budget) for each in sorted((one, other)))
    if less is None or more is None:
        assert budget.fen == 0
    else:
        assert 0 <= less <= more <= EXECUTION_WEIGHT


@given(st.fractions(0, 1000))
def test_rounding_goes_half_up_and_no_further(value: Fraction) -> None:
    rounded = Fraction(half_up(value))
    assert -Fraction(1, 200) < rounded - value <= Fraction(1, 200)


def test_a_total_is_the_exact_sum_of_what_there_is() -> None:
    points = [Decimal("9.47"), None, Decimal("2.33"), Decimal("4.67"), Decimal("0.1")]
    assert str(total_points(points)) == "16.57"
    assert total_points([None, None]) is None
    assert str(total_points([Decimal(90)])) == "90.00"


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中"),
        ("60", "中"), ("59.99", "差"), ("0", "差"),
    ],
)  # fmt: skip
def test_grades_begin_at_ninety_eighty_and_sixty(points: str, grade: str) -> None:
    assert grade_of(Decimal(points)) == grade
