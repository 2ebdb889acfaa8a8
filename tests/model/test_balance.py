"""What adds up, what does not, and by how much."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.balance import (
    FundsBalance,
    funds_balance,
    plan_balance,
    project_funds_difference,
    project_sums,
)
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Funds, Overall, Project, SpendingPlan
from tests.strategies import amounts, percents, projects


def money(text: str) -> Money | None:
    return Money.parse(text)


@pytest.mark.parametrize(
    ("budget", "fiscal", "other", "state", "difference"),
    [
        ("30", "30", "0", "balanced", "0.00"),
        ("30", "30", "", "balanced", "0.00"),
        ("30", "", "30", "balanced", "0.00"),
        ("0", "0", "", "balanced", "0.00"),
        ("315", "300", "14.5", "off", "0.50"),
        ("30", "20", "10.000001", "off", "-0.000001"),
        ("30", "", "", "no_sources", "30.00"),
        ("", "30", "", "no_budget", "-30.00"),
        ("", "", "", "blank", "0.00"),
    ],
)
def test_budget_against_its_sources(
    budget: str, fiscal: str, other: str, state: str, difference: str
) -> None:
    balance = funds_balance(Project(budget=money(budget), fiscal=money(fiscal), other=money(other)))
    assert (balance.state, str(balance.difference)) == (state, difference)


@given(amounts(), amounts(), amounts())
def test_balanced_means_no_difference(
    budget: Money | None, fiscal: Money | None, other: Money | None
) -> None:
    balance = FundsBalance(budget, fiscal, other)
    if balance.state == "balanced":
        assert balance.difference == Money(0)
    if balance.state == "off":
        assert balance.difference != Money(0)
    assert (budget is None) == (balance.state in ("blank", "no_budget"))


@pytest.mark.parametrize(
    ("percents", "state", "months"),
    [
        ((25, 50, 75, 100), "good", ()),
        ((None, 30, 60, 100), "good", ()),
        ((0, 0, 50, 100), "good", ()),
        ((100, 100, 100, 100), "good", ()),
        ((None, None, None, None), "blank", ()),
        ((25, 50, 40, 100), "falling", (6, 10)),
        ((60, None, 50, 100), "falling", (3, 10)),
        ((25, 50, 75, 90), "not_whole", (12,)),
        ((100, None, None, None), "open", (12,)),
        ((25, 50, 75, None), "open", (12,)),
        ((25, 50, 75, 120), "beyond", (12,)),
        ((-1, 50, 75, 100), "beyond", (3,)),
    ],
)
def test_the_spending_plan(
    percents: tuple[int | None, ...], state: str, months: tuple[int, ...]
) -> None:
    march, june, october, december = (None if each is None else Decimal(each) for each in percents)
    balance = plan_balance(SpendingPlan(march, june, october, december))
    assert (balance.state, balance.months) == (state, months)


@given(st.tuples(percents(), percents(), percents(), percents()))
def test_a_good_plan_rises_to_the_whole(parts: tuple[Decimal | None, ...]) -> None:
    good = plan_balance(SpendingPlan(*parts)).state == "good"
    filled = [part for part in parts if part is not None]
    rises = filled == sorted(filled) and all(0 <= part <= 100 for part in filled)
    assert good == (rises and parts[3] == 100)


@given(st.lists(projects(), max_size=4))
def test_the_sums_of_a_year(found: list[Project]) -> None:
    sums = project_sums(found)
    assert sums.count == len(found)
    filled = [project.budget.fen for project in found if project.budget is not None]
    assert (sums.budget.fen if sums.budget else 0) == sum(filled)


@pytest.mark.parametrize(
    ("stated", "budgets", "difference"),
    [("475", ("80", "395"), "0.00"), ("470", ("80", "395"), "-5.00"), ("480", ("475",), "5.00")],
)
def test_project_funds_against_the_projects(
    stated: str, budgets: tuple[str, ...], difference: str
) -> None:
    plan = AnnualPlan(
        overall=Overall(funds=Funds(project=money(stated))),
        projects=tuple(Project(budget=money(each)) for each in budgets),
    )
    assert str(project_funds_difference(plan)) == difference


def test_nothing_is_held_against_a_blank() -> None:
    assert project_funds_difference(AnnualPlan(projects=(Project(budget=money("1")),))) is None
    stated = AnnualPlan(overall=Overall(funds=Funds(project=money("1"))))
    assert project_funds_difference(stated) is None
