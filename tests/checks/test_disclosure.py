"""The relations of the disclosure report: each violated once is found at its cell."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given

from hfgoals.checks import Checker, Finding
from hfgoals.exchange.reading import read_source
from hfgoals.model.disclosure import DISPUTES, ITEMS, KINDS, Matters, Report, rolled_report
from hfgoals.model.edits import applied
from hfgoals.model.fields import field_of, with_texts
from hfgoals.model.values import AnnualPlan, Book, Unit
from tests.disclosure import DOCUMENT, consistent, made

_UNIT = Unit("130001", "某县融媒体中心")


def _plans(report: Report, last: Report | None = None) -> tuple[AnnualPlan, ...]:
    before = () if last is None else (AnnualPlan(year=2020, reports=(replace(last, id="last"),)),)
    return (*before, AnnualPlan(year=2021, reports=(report,)))


def _findings(report: Report, last: Report | None = None) -> list[Finding]:
    plans = _plans(report, last)
    found = Checker().check(Book(_UNIT, plans), plans[-1])
    assert not [each for each in found if each.fault]
    return [each for each in found if each.code[0] == "R"]


def _told(report: Report, last: Report | None = None) -> list[tuple[str, str]]:
    return [(each.code, each.address.path) for each in _findings(report, last)]


def _off_by_one(report: Report, path: str) -> Report:
    field = field_of("report", path)
    value = field.read(report)
    made: Report = field.put(report, str(value + 1))
    return made


@pytest.fixture(scope="module")
def sound() -> Report:
    """Document 003, its heading mended and its followers left out."""
    report = read_source(DOCUMENT).plan.report
    overview = report.overview.replace("超过175万", "超过174万")
    return replace(report, carried_title="", overview=overview)


def test_document_003_has_the_two_faults_that_it_has() -> None:
    found = _findings(read_source(DOCUMENT).plan.report)
    assert [(each.code, each.address.path) for each in found] == [
        ("R11", "overview"),
        ("R12", "carried_title"),
    ]
    assert "1,745,307" in found[0].message


def test_the_sound_report_is_left_alone(sound: Report) -> None:
    assert _told(sound) == []


@pytest.mark.parametrize("item", ITEMS)
def test_a_total_of_an_item(sound: Report, item: str) -> None:
    path = f"requests.{item}.total"
    stated = with_texts(sound, {path: "77"})
    expected = [("R01", path)]
    if item in ("received", "brought_over", "results", "carried_over"):
        expected.append(("R03", "requests.carried_over.total"))
    if item == "received":
        # 正文写的是4项。
        expected.append(("R09", "overview"))
    assert sorted(_told(stated)) == sorted(expected)
    _assert_repairs(stated, "R01", sound)


@pytest.mark.parametrize("kind", KINDS)
def test_results_of_a_column(sound: Report, kind: str) -> None:
    path = f"requests.results.{kind}"
    stated = with_texts(sound, {path: "9"})
    assert ("R02", path) in _told(stated)
    _assert_repairs(stated, "R02", sound)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("item", ["received", "brought_over", "petition", "carried_over"])
def test_requests_balance(sound: Report, item: str, kind: str) -> None:
    broken = _off_by_one(sound, f"requests.{item}.{kind}")
    assert ("R03", f"requests.carried_over.{kind}") in _told(broken)


@pytest.mark.parametrize("dispute", DISPUTES)
def test_a_total_of_disputes(sound: Report, dispute: str) -> None:
    path = f"{dispute}.total"
    stated = with_texts(sound, {path: "2"})
    assert ("R04", path) in _told(stated)
    _assert_repairs(stated, "R04", sound)


@pytest.mark.parametrize("name", ["regulations", "documents"])
def test_more_new_ones_than_there_are(sound: Report, name: str) -> None:
    assert _told(with_texts(sound, {f"{name}.published": "8"})) == [("R05", f"{name}.public")]


@pytest.mark.parametrize("kind", KINDS)
def test_what_last_year_carried_over(sound: Report, kind: str) -> None:
    last = rolled_report(sound)
    last = with_texts(last, {f"requests.carried_over.{each}": "0" for each in KINDS})
    assert [each for each in _told(sound, last) if each[0] == "R06"] == []
    path = f"requests.carried_over.{kind}"
    broken = with_texts(last, {path: "3"})
    here = f"requests.brought_over.{kind}"
    found = [each for each in _findings(sound, broken) if each.code == "R06"]
    assert [each.address.path for each in found] == [here]
    plans = _plans(sound, broken)
    mended = applied(Book(_UNIT, plans), found[0].repair).years[-1].report
    assert getattr(mended.requests.brought_over, kind) == 3


@pytest.mark.parametrize("name", ["permits", "coercions", "fees"])
def test_items_go_on_from_last_year(sound: Report, name: str) -> None:
    following = rolled_report(sound)
    assert [each for each in _told(following, sound) if each[0] == "R07"] == []
    base = f"{name}.base"
    assert ("R07", base) in _told(_off_by_one(following, base), sound)


@pytest.mark.parametrize("last", [Matters(3, -5), Matters(10**12, 1)])
def test_no_mending_to_a_number_that_cannot_be_filled_in(sound: Report, last: Matters) -> None:
    """What last year comes to is told; a number that the field refuses is not offered."""
    found = _findings(replace(sound, permits=Matters(7, 0, 0)), replace(sound, permits=last))
    assert [(each.code, each.repair) for each in found if each.address.path == "permits.base"] == [
        ("R07", ())
    ]


def test_numbers_that_are_left_blank(sound: Report) -> None:
    blank = with_texts(sound, {"fees.change": "", "reviews.other": ""})
    (found,) = _findings(blank)
    assert (found.code, found.address.path, len(found.repair)) == ("R08", "fees.change", 2)
    _assert_repairs(blank, "R08", sound)
    assert _told(Report(overview="全年主动公开信息。")) == []


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("公示4415条", "公示4416条", "R09"),
        ("依申请公开信息4项", "依申请公开信息6项", "R09"),
        ("未发生行政复议、行政诉讼", "行政复议2件", "R10"),
        ("依申请公开信息4项", "依申请公开信息4项，新制发规范性文件5件", ""),
        ("依申请公开信息4项", "依申请公开信息4项，制发规范性文件3件", "R09"),
        ("依申请公开信息4项", "依申请公开信息4项，政府采购金额139.79万元", ""),
        ("依申请公开信息4项", "依申请公开信息4项，政府采购金额139.97万元", "R09"),
        ("关注量1711755个", "关注量1611755个", "R11"),
    ],
)
def test_prose_against_the_tables(sound: Report, before: str, after: str, code: str) -> None:
    assert before in sound.overview
    changed = replace(sound, overview=sound.overview.replace(before, after))
    assert _told(changed) == ([(code, "overview")] if code else [])


@pytest.mark.parametrize("dispute", DISPUTES)
def test_none_contested_means_zeros(sound: Report, dispute: str) -> None:
    assert ("R10", "overview") in _told(_off_by_one(sound, f"{dispute}.upheld"))


def test_a_thousand_consistent_tables_are_left_alone() -> None:
    for seed in range(1000):
        assert _told(made(Random(seed))) == [], seed


@given(consistent())
def test_a_rolled_report_goes_on(report: Report) -> None:
    assert [each for each in _told(rolled_report(report), report) if each[0] != "R08"] == []


def test_findings_follow_the_report_and_last_year_s(sound: Report) -> None:
    """A Checker that looked before says the same as one that looks for the first time."""
    checker = Checker()
    last = rolled_report(sound)
    states = [
        _plans(sound),
        _plans(with_texts(sound, {"reviews.total": "5"})),
        _plans(sound, with_texts(last, {"requests.carried_over.natural": "4"})),
        _plans(sound),
        _plans(Report()),
    ]
    one, two = (replace(plans[-1], id="p") for plans in states[:2])
    for plan, before in ((one, ()), (two, ()), (one, states[2][:1]), (one, ())):
        book = Book(_UNIT, (*before, plan))
        assert checker.check(book, plan) == Checker().check(book, plan)


def _assert_repairs(broken: Report, code: str, sound: Report) -> None:
    plans = _plans(broken)
    found = [each for each in _findings(broken) if each.code == code]
    mended = applied(Book(_UNIT, plans), found[0].repair).years[-1].report
    assert replace(mended, id="") == replace(sound, id="")
