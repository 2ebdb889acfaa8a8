"""Last year beside this year: what is new, gone, more, less; the largest first."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.year_overview import words
from hfgoals.year_overview.changes import MOST, beside_last_year
from tests.budget import tried


def _year(year: int, **budgets: int | None) -> AnnualPlan:
    projects = (
        Project(name=name, budget=None if wan is None else Money.of_wan(Decimal(wan)))
        for name, wan in budgets.items()
    )
    return AnnualPlan(year=year, projects=tuple(projects))


def _book(before: AnnualPlan, now: AnnualPlan) -> Book:
    return Book(years=(before, now))


def test_every_sort_of_change_is_told() -> None:
    before = _year(2022, same=10, more=10, less=10, gone=30)
    now = _year(2023, same=10, more=15, less=8, new=7)
    last = beside_last_year(_book(before, now), now)
    assert last is not None
    told = [(each.sort, each.name, str(each.difference)) for each in last.largest]
    assert told == [
        ("gone", "gone", "-30.00"),
        ("new", "new", "7.00"),
        ("more", "more", "5.00"),
        ("less", "less", "-2.00"),
    ]
    assert last.counts == {"gone": 1, "new": 1, "more": 1, "less": 1}
    assert (last.sums.count, str(last.sums.budget)) == (4, "60.00")
    assert [bool(each.project) for each in last.largest] == [False, True, True, True]


def test_only_the_largest_are_told_and_all_are_counted() -> None:
    now = _year(2023, **{f"项目{n}": n for n in range(1, 9)})
    last = beside_last_year(_book(AnnualPlan(year=2022), now), now)
    assert last is not None
    assert [each.name for each in last.largest] == [f"项目{n}" for n in range(8, 8 - MOST, -1)]
    assert last.counts["new"] == 8


def test_a_budget_filled_in_since_is_more_and_one_left_blank_is_no_change() -> None:
    before, now = _year(2022, a=None, b=None), _year(2023, a=3, b=None)
    last = beside_last_year(_book(before, now), now)
    assert last is not None
    assert [(each.sort, each.name) for each in last.largest] == [("more", "a")]


def test_without_the_year_before_there_is_nothing_beside() -> None:
    now = _year(2023, a=1)
    assert beside_last_year(Book(years=(_year(2021, a=1), now)), now) is None


def test_equal_years_say_so() -> None:
    before, now = _year(2022, a=1), _year(2023, a=1)
    last = beside_last_year(_book(before, now), now)
    assert last is not None
    assert words.changes_told(last) == words.NO_CHANGES


_BUDGETS = st.dictionaries(st.sampled_from("甲乙丙丁戊己庚"), st.integers(0, 10**6))


@tried(40)
@given(_BUDGETS, _BUDGETS)
def test_the_changes_come_to_the_difference_of_the_years(
    before: dict[str, int], now: dict[str, int]
) -> None:
    old, new = _year(2022, **before), _year(2023, **now)
    last = beside_last_year(_book(old, new), new)
    assert last is not None
    changed = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    assert sum(last.counts.values()) == len(changed)
    assert len(last.largest) == min(MOST, len(changed))
    if len(changed) <= MOST:
        difference = sum(each.difference.fen for each in last.largest)
        assert difference == (sum(now.values()) - sum(before.values())) * 1_000_000
    sizes = [abs(each.difference.fen) for each in last.largest]
    assert sizes == sorted(sizes, reverse=True)
