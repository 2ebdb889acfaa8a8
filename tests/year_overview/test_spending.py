"""The curve of a year: weighed by money, exact, and honest about what is not in it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.money import Money
from hfgoals.model.values import Project, SpendingPlan
from hfgoals.year_overview.spending import spending_of
from hfgoals.year_overview.words import spent_by
from tests.budget import tried


def _project(wan: str | None, *percents: int | None) -> Project:
    steps = [None if each is None else Decimal(each) for each in percents]
    budget = None if wan is None else Money.of_wan(Decimal(wan))
    return Project(budget=budget, plan=SpendingPlan(*steps))


def test_large_projects_weigh_more() -> None:
    spending = spending_of([_project("90", 0, 50, 80, 100), _project("10", 100, 100, 100, 100)])
    assert [str(point.planned) for point in spending.points] == [
        "10.00",
        "55.00",
        "82.00",
        "100.00",
    ]
    assert [str(point.even) for point in spending.points] == [
        "25.00",
        "50.00",
        "83.333333",
        "100.00",
    ]
    assert spending.left_out == 0


def test_what_is_spent_by_then_is_told_with_two_decimals() -> None:
    spending = spending_of([_project("576.404", 17, 50, 88, 100)])
    assert [spent_by(point) for point in spending.points] == ["97.99", "288.20", "507.24", "576.40"]


def test_what_lacks_its_money_or_a_percentage_is_left_out_and_told() -> None:
    spending = spending_of(
        [
            _project("10", 25, 50, 75, 100),
            _project(None, 25, 50, 75, 100),
            _project("0", 25, 50, 75, 100),
            _project("7", 25, None, 75, 100),
        ]
    )
    assert str(spending.whole) == "10.00"
    assert spending.left_out == 3


def test_without_any_there_is_no_curve() -> None:
    assert spending_of([]).points == ()
    assert spending_of([_project("10", None, None, None, 100)]).points == ()


@tried(30)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 10**15),
            st.lists(st.integers(0, 100), min_size=4, max_size=4).map(sorted),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_plans_that_rise_make_a_curve_that_rises_within_the_whole(
    drawn: list[tuple[int, list[int]]],
) -> None:
    projects = [
        Project(budget=Money(fen), plan=SpendingPlan(*map(Decimal, steps))) for fen, steps in drawn
    ]
    spending = spending_of(projects)
    fens = [point.planned.fen for point in spending.points]
    assert fens == sorted(fens)
    assert 0 <= fens[0] <= fens[-1] <= spending.whole.fen
    assert spending.whole.fen == sum(fen for fen, _ in drawn)
    one = [spending_of([project]) for project in projects]
    # Rounded once for all, never once for each.
    for at, fen in enumerate(fens):
        assert abs(fen - sum(each.points[at].planned.fen for each in one)) <= len(one) / 2
