from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.dump import dump, load
from hfgoals.model.address import Address
from hfgoals.model.disclosure import (
    ITEMS,
    KINDS,
    RESULTS,
    Fees,
    Matters,
    Report,
    rolled_report,
    settled,
    shown,
    sums_of,
)
from hfgoals.model.edits import SetText, applied, text_at
from hfgoals.model.fields import FIELDS, field_of
from hfgoals.model.kinds import CHANGE, COUNT, EXACT_MONEY, PROSE, FieldError
from hfgoals.model.money import Money
from hfgoals.model.rolling import rolled
from hfgoals.model.values import AnnualPlan, Book
from tests.disclosure import consistent, put


def test_sums_are_worked_out_and_kept_nowhere() -> None:
    report = put(Report(), {"granted.natural": "3", "secret.natural": "2", "granted.other": "1"})
    assert shown(report, "requests.results.natural") == 5
    assert shown(report, "requests.granted.total") == 4
    assert shown(report, "requests.results.total") == 6
    assert shown(report, "requests.received.total") is None
    assert report.requests.results.natural is None


@given(consistent())
def test_sums_add_up_both_ways(report: Report) -> None:
    sums = sums_of(report)
    for kind in (*KINDS, "total"):
        above = [shown(report, f"requests.{item}.{kind}") or 0 for item in RESULTS]
        assert shown(report, f"requests.results.{kind}") == sum(above)
    assert set(sums) == {
        field.path
        for field in FIELDS["report"]
        if field.path.endswith(".total") or field.path.startswith("requests.results.")
    }


@given(consistent(), st.sampled_from(ITEMS))
def test_a_stated_sum_that_is_right_is_let_go_and_another_stays(report: Report, item: str) -> None:
    place = field_of("report", f"requests.{item}.total")
    right = sums_of(report)[place.path]
    assert settled(place.put(report, str(right))) == report
    wrong = place.put(report, str((right or 0) + 1))
    assert settled(wrong) == wrong
    assert shown(wrong, place.path) == (right or 0) + 1


def test_the_first_text_makes_the_report_of_a_year_and_undo_has_none() -> None:
    plan = AnnualPlan(year=2020)
    address = Address("report", plan.report.id, "requests.received.natural")
    book = Book(years=(plan,))
    assert text_at(book, address) == ""
    assert plan.is_blank
    filled = applied(book, [SetText(address, "４　"), SetText(address, "5")])
    (report,) = filled.years[0].reports
    assert report.id == address.row
    assert report.requests.received.natural == 5
    assert not filled.years[0].is_blank


@pytest.mark.parametrize(
    ("text", "count"), [("４　", 4), (" 0", 0), ("1,234", 1234), ("", None), ("　", None)]
)
def test_counts_are_read_however_wide_they_are_written(text: str, count: int | None) -> None:
    assert COUNT.parse(text) == count
    assert COUNT.parse(COUNT.format(count)) == count


@pytest.mark.parametrize("text", ["-1", "1.5", "四", "1e3", "9" * 20, "²"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(FieldError):
        COUNT.parse(text)


def test_a_change_may_be_less() -> None:
    assert [CHANGE.parse(each) for each in ("-2", "－３", "+4", "5")] == [-2, -3, 4, 5]


def test_an_exact_amount_shows_four_decimals_and_more_where_there_are() -> None:
    assert EXACT_MONEY.format(EXACT_MONEY.parse("139.79")) == "139.7900"
    assert EXACT_MONEY.format(Money(1)) == "0.000001"
    assert EXACT_MONEY.format(None) == ""


def test_paragraphs_are_lines_without_blanks_around_them() -> None:
    assert PROSE.parse("　　一是。 \n\n 二是。\r\n") == "一是。\n二是。"


def test_a_report_rolls_into_the_next_year() -> None:
    texts = {"carried_over.natural": "2", "received.natural": "4", "received.legal": "1"}
    report = replace(
        put(Report(), texts),
        overview="2020年，共处理4项。",
        permits=Matters(29, 13, 4415),
        fees=Fees(3, -1),
    )
    following = rolled(AnnualPlan(year=2020, reports=(report,)), 2021, ()).report
    assert following.requests.brought_over.natural == 2
    assert following.requests.received.natural is None
    assert following.requests.carried_over.natural is None
    assert following.permits == Matters(42)
    assert following.fees == Fees(2)
    assert following.overview == report.overview
    assert rolled_report(Report(id="x")) == Report(id="x")


@pytest.mark.parametrize("items", [Matters(3, -5), Matters(10**12, 1), Matters(None, -1)])
def test_items_that_nobody_can_have_are_left_to_be_counted(items: Matters) -> None:
    report = Report(permits=items, fees=Fees(items.base, items.change))
    following = rolled(AnnualPlan(year=2020, reports=(report,)), 2021, ())
    assert (following.report.permits, following.report.fees) == (Matters(), Fees())
    assert load(dump(Book(years=(following,)))).years[0].report.permits == Matters()
