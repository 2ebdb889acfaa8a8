"""The whole overview: how far projects are, kinds, findings by reason, stages, its words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hfgoals.checks import Checker, Finding
from hfgoals.checks.causes import by_cause
from hfgoals.checks.finding import INCOMPLETE, OTHER, REASONS
from hfgoals.forms.year_overview import months_used
from hfgoals.model.address import Address
from hfgoals.model.money import Money
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.year_overview import words
from hfgoals.year_overview.facts import Facts
from hfgoals.year_overview.findings import Found, found_of
from hfgoals.year_overview.overview import YearOverview, overview_of
from tests.many_projects import many, so_many


def _overview(book: Book, found: Found | None = None) -> YearOverview:
    plan, facts = book.years[-1], Facts()
    list(facts.work(plan, months_used(plan)))
    return overview_of(book, plan, facts, found)


def _checked(book: Book) -> Found:
    return found_of(by_cause(Checker().check(book, book.years[-1])), REASONS)


def _finding(level: str, reason: str, address: Address, accepted: str = "") -> Finding:
    return Finding("W01", level, reason, address, "甲", "", "", (), accepted)  # type: ignore[arg-type]


def test_findings_are_counted_by_reason_and_level_in_the_order_of_the_reasons() -> None:
    place = Address("project", "甲", "name")
    found = found_of(
        [
            _finding("error", OTHER, place),
            _finding("hint", INCOMPLETE, place),
            _finding("warning", OTHER, place),
            _finding("error", OTHER, place, accepted="批复如此"),
        ],
        REASONS,
    )
    told = [(each.reason, each.error, each.warning, each.hint) for each in found.reasons]
    assert told == [(INCOMPLETE, 0, 0, 1), (OTHER, 1, 1, 0)]
    assert (found.sum.all, found.sum.error, found.kept) == (3, 1, 1)
    assert found.wrong == {"甲"}


def test_an_error_in_a_stage_is_none_of_the_targets() -> None:
    found = found_of([_finding("error", OTHER, Address("stage", "期", "spent"))], REASONS)
    assert found.wrong == {"期"}


def test_every_project_is_counted_once_as_filled_in_to_be_mended_or_not_begun() -> None:
    book = many()
    overview = _overview(book, _checked(book))
    assert overview.standings == {"complete": 11, "to_mend": 1, "blank": 1}
    assert words.standings_told(overview) == "完成填报 11，待改 1，未填 1"
    assert [line.standing for line in overview.projects].index("to_mend") == 2


def test_a_project_with_an_error_in_its_targets_is_to_be_mended() -> None:
    book = many()
    project = book.years[-1].projects[0].id
    wrong = Found((), 0, frozenset({project}))
    assert _overview(book, wrong).projects[0].standing == "to_mend"
    assert _overview(book, Found()).projects[0].standing == "complete"


def test_the_kinds_come_to_the_year() -> None:
    overview = _overview(many())
    assert sum(kind.count for kind in overview.kinds) == overview.sums.count == 13
    amounts = [kind.budget.fen for kind in overview.kinds if kind.budget is not None]
    assert overview.sums.budget == Money(sum(amounts))
    assert amounts == sorted(amounts, reverse=True)
    assert words.kind_name(overview.kinds[-1]) == words.NO_KIND
    assert overview.kinds[-1].name == ""


def test_a_kind_that_was_chosen_outweighs_the_name() -> None:
    plan = AnnualPlan(year=2023, projects=(Project(name="演播室设备购置", kind="报刊编印"),))
    assert [kind.name for kind in _overview(Book(years=(plan,))).kinds] == ["报刊编印"]


def test_stages_are_counted_and_errors_in_them_told_at_their_cells() -> None:
    book = many()
    overview = _overview(book, _checked(book))
    monitored, evaluated = overview.stages
    assert (monitored.month, evaluated.month) == (7, WHOLE_YEAR)
    assert monitored.states == {"complete": 1, "to_mend": 5, "blank": 7}
    assert evaluated.states == {"complete": 1, "blank": 12}
    assert evaluated.score == Decimal("98.67")
    assert evaluated.grades == {"优": 1}
    assert words.states_told(evaluated) == "自评：已填全 1 个，未填 12 个"
    # Of those that say what they spent: 26.5 + 7 + 14 + 21 + 28 + 35 of 48+36+128+24+42+18.
    assert words.rate_shown(monitored) == "44.43%"


def test_a_year_without_stages_has_none_and_one_that_takes_their_form_has() -> None:
    plan = so_many(3)
    assert months_used(plan) == ()
    assert _overview(Book(years=(plan,))).stages == ()
    formed = replace(plan, forms=(*plan.forms, "evaluation_project"))
    assert months_used(formed) == (WHOLE_YEAR,)
    assert _overview(Book(years=(formed,))).stages[0].states == {"blank": 3}


@pytest.mark.parametrize(
    "plan", [AnnualPlan(year=2023), AnnualPlan(year=2023, projects=(Project(),))]
)
def test_a_year_with_nothing_in_it_says_that_there_is_nothing_to_check(plan: AnnualPlan) -> None:
    overview = _overview(Book(years=(plan,)), Found())
    assert overview.blank
    assert words.found_told(overview) == words.NOTHING_TO_CHECK
    assert words.spending_told(overview) == words.NO_CURVE


def test_before_a_check_nothing_is_said_of_what_it_found() -> None:
    overview = _overview(many(), None)
    assert words.found_told(overview) == words.NOT_CHECKED
    assert words.found_told(_overview(many(), Found())) == words.NOTHING_FOUND
    assert "2 处" in words.found_told(_overview(many(), Found(kept=2)))


def test_the_curve_in_words_names_every_date_and_what_was_spent() -> None:
    told = words.spending_told(_overview(many()))
    for wanted in ("3月底", "6月底", "10月底", "12月底", "1–7月 44.43%", "全年 95.00%", "1 个项目"):
        assert wanted in told


def test_differences_carry_their_sign() -> None:
    assert words.signed(Money.of_wan(Decimal(8))) == "+8.00"
    assert words.signed(Money.of_wan(Decimal(-8))) == "-8.00"
    assert words.signed(Money(0)) == "0.00"
    assert words.signed_share(Money(-5), Money(40)) == "-12.5%"
    assert words.signed_share(Money(5), None) == ""
