"""Taking a proposal in: nothing that is there is overwritten, nothing is left out silently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.exchange.dump import dump
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.merging.taking_in import taken_in
from hfgoals.merging.units import OtherUnit
from hfgoals.model.money import Money
from hfgoals.model.rows import flatten
from hfgoals.model.values import AnnualPlan, Book, Funds, Overall, Project, Signatures, Unit

_TEXT = (Path(__file__).parents[1] / "real_files" / "002.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    return read_published(_TEXT)


def test_an_empty_book_takes_all(proposal: Proposal) -> None:
    result = taken_in(Book(), proposal, 2022)
    assert result.book == Book(proposal.unit, (proposal.plan,))
    assert result.skipped == ()


def test_an_empty_year_is_filled_and_keeps_its_id(proposal: Proposal) -> None:
    empty = AnnualPlan(
        year=2022,
        overall=Overall(funds=Funds(basic=Money.parse("10"))),
        signatures=Signatures(preparer="张三"),
    )
    before = Book(proposal.unit, (AnnualPlan(year=2024), empty))
    result = taken_in(before, proposal, 2022)
    assert result.skipped == ()
    plan = result.book.plan_of(2022)
    assert plan is not None
    assert (plan.id, plan.signatures) == (empty.id, empty.signatures)
    assert plan.overall == replace(proposal.plan.overall, funds=empty.overall.funds)
    assert plan.projects == proposal.plan.projects
    assert [each.year for each in result.book.years] == [2022, 2024]


def test_what_is_there_is_never_overwritten(proposal: Proposal) -> None:
    same_code = Project(code=proposal.plan.projects[1].code, name="我的")
    same_name = Project(name=proposal.plan.projects[2].name, purpose="我的")
    own = AnnualPlan(year=2022, overall=Overall(goal="我的"), projects=(same_code, same_name))
    result = taken_in(Book(proposal.unit, (own,)), proposal, 2022)
    plan = result.book.plan_of(2022)
    assert plan is not None
    assert plan.overall == own.overall
    kept = [0, 3, 4, 5]
    wanted = (same_code, same_name, *(proposal.plan.projects[at] for at in kept))
    assert plan.projects == wanted
    assert len(result.skipped) == 3


_FUNDS = Funds(basic=Money.parse("10"))
_OTHER = Funds(basic=Money.parse("20"))


@pytest.mark.parametrize(
    ("present", "proposed", "expected", "told"),
    [
        (Overall(), Overall(goal="甲", funds=_FUNDS), Overall(goal="甲", funds=_FUNDS), 0),
        (Overall(funds=_OTHER), Overall(goal="甲"), Overall(goal="甲", funds=_OTHER), 0),
        (Overall(funds=_OTHER), Overall(funds=_OTHER), Overall(funds=_OTHER), 0),
        (Overall(funds=_OTHER), Overall(funds=_FUNDS), Overall(funds=_OTHER), 1),
        (Overall(goal="乙"), Overall(funds=_FUNDS), Overall(goal="乙", funds=_FUNDS), 0),
        (Overall(goal="乙"), Overall(goal="甲"), Overall(goal="乙"), 1),
        (
            Overall(goal="乙", funds=_OTHER),
            Overall(goal="甲", funds=_FUNDS),
            Overall(goal="乙", funds=_OTHER),
            2,
        ),
    ],
)
def test_goals_and_funds_of_the_year_are_taken_each_where_there_are_none(
    present: Overall, proposed: Overall, expected: Overall, told: int
) -> None:
    offered = Proposal(Unit(), 2022, plan=AnnualPlan(overall=proposed))
    result = taken_in(Book(years=(AnnualPlan(year=2022, overall=present),)), offered, 2022)
    assert result.book.years[0].overall == expected
    assert len(result.skipped) == told


def test_signatures_are_taken_only_where_there_are_none() -> None:
    ours, theirs = Signatures(preparer="张三"), Signatures(preparer="李四")
    for present, proposed, kept, told in (
        (Signatures(), theirs, theirs, 0),
        (ours, Signatures(), ours, 0),
        (ours, ours, ours, 0),
        (ours, theirs, ours, 1),
    ):
        offered = Proposal(Unit(), 2022, plan=AnnualPlan(signatures=proposed))
        before = Book(years=(AnnualPlan(year=2022, signatures=present),))
        result = taken_in(before, offered, 2022)
        assert result.book.years[0].signatures == kept
        assert len(result.skipped) == told


def test_taking_the_same_in_twice_adds_nothing(proposal: Proposal) -> None:
    once = taken_in(Book(), proposal, 2022).book
    twice = taken_in(once, proposal, 2022)
    assert twice.book == once
    assert len(twice.skipped) == 7


def test_two_years_from_one_proposal_have_ids_of_their_own(proposal: Proposal) -> None:
    book = taken_in(taken_in(Book(), proposal, 2022).book, proposal, 2023).book
    ids = [placed.id for placed in flatten(book)]
    assert len(ids) == len(set(ids))
    first, second = dump(book)["years"]
    assert first["projects"] == second["projects"]
    assert second["year"] == 2023


@pytest.mark.parametrize(
    "unit",
    [
        Unit("359001", "怀来县融媒体中心"),
        Unit("359001", "唐山市丰润区融媒体中心本级"),
        Unit("425", "唐山市丰润区融媒体中心"),
        Unit("", "怀来县融媒体中心"),
    ],
)
def test_another_unit_is_refused_unless_it_is_said_to_be_ours(
    unit: Unit, proposal: Proposal
) -> None:
    with pytest.raises(OtherUnit):
        taken_in(Book(unit), proposal, 2022)
    taken = taken_in(Book(unit), proposal, 2022, as_ours=True)
    assert taken.book.unit == unit
    assert len(taken.book.years[0].projects) == len(proposal.plan.projects)


def test_no_unit_is_ours(proposal: Proposal) -> None:
    ours = Unit("359001", "怀来县融媒体中心")
    assert taken_in(Book(ours), replace(proposal, unit=Unit()), 2022).book.unit == ours


def test_the_same_unit_written_another_way_keeps_the_books_words(proposal: Proposal) -> None:
    unit = Unit("425001", "丰润区融媒体中心")
    result = taken_in(Book(unit), proposal, 2022)
    assert result.book.unit == unit
    assert len(result.skipped) == 1
