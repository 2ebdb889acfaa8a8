"""Edits: what each does, what they refuse, and that they share what they leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.edits import Insert, Move, Remove, SetText, UnknownRow, applied, find, text_at
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SubGoal,
)


@pytest.fixture
def book() -> Book:
    overall = Overall(subgoals=tuple(SubGoal(id=each) for each in ("s1", "s2", "s3")))
    first = Project(id="p1", name="甲", goals=(Goal(id="g1"),), indicators=(Indicator(id="i1"),))
    plan = AnnualPlan(id="y1", year=2023, overall=overall, projects=(first, Project(id="p2")))
    return Book(years=(plan,))


def subgoals(book: Book) -> list[str]:
    return [each.id for each in book.years[0].overall.subgoals]


@pytest.mark.parametrize(
    "address",
    [
        Address("unit", UNIT_ROW, "name"),
        Address("plan", "y1", "overall.goal"),
        Address("subgoal", "s2", "title"),
        Address("project", "p2", "plan.december"),
        Address("goal", "g1", "text"),
        Address("indicator", "i1", "target"),
    ],
)
def test_a_text_is_put_where_it_belongs_and_nowhere_else(book: Book, address: Address) -> None:
    changed = applied(book, [SetText(address, "50%")])
    assert text_at(changed, address) == "50%"
    assert text_at(book, address) == ""
    assert applied(changed, [SetText(address, "")]) == book


def test_what_is_not_touched_is_the_very_same(book: Book) -> None:
    changed = applied(book, [SetText(Address("goal", "g1", "text"), "新")])
    before, after = book.years[0], changed.years[0]
    assert after.overall is before.overall
    assert after.projects[1] is before.projects[1]
    assert after.projects[0].indicators is before.projects[0].indicators
    assert applied(book, [SetText(Address("project", "p1", "name"), "甲")]) is book


@pytest.mark.parametrize(
    ("row", "index", "order"),
    [
        ("s1", 0, ["s1", "s2", "s3"]),
        ("s1", 1, ["s2", "s1", "s3"]),
        ("s1", 2, ["s2", "s3", "s1"]),
        ("s3", 0, ["s3", "s1", "s2"]),
        ("s2", 99, ["s1", "s3", "s2"]),
        ("s2", -5, ["s2", "s1", "s3"]),
    ],
)
def test_a_move_counts_without_the_row(book: Book, row: str, index: int, order: list[str]) -> None:
    assert subgoals(applied(book, [Move(row, index)])) == order


@pytest.mark.parametrize(
    ("index", "order"),
    [(0, ["x", "s1", "s2", "s3"]), (2, ["s1", "s2", "x", "s3"]), (-1, ["s1", "s2", "s3", "x"]),
     (99, ["s1", "s2", "s3", "x"])],
)  # fmt: skip
def test_an_insert_goes_to_its_index(book: Book, index: int, order: list[str]) -> None:
    assert subgoals(applied(book, [Insert("y1", SubGoal(id="x"), index)])) == order


def test_each_kind_of_row_finds_its_place(book: Book) -> None:
    changed = applied(
        book,
        [
            Insert("y1", Safeguard(id="m1")),
            Insert("y1", Project(id="p3")),
            Insert("p3", Goal(id="g2")),
            Insert("p3", Indicator(id="i2")),
            Insert("", AnnualPlan(id="y0", year=2022)),
        ],
    )
    assert [plan.id for plan in changed.years] == ["y0", "y1"]
    assert find(changed, "p3").goals == (Goal(id="g2"),)
    assert find(changed, "p3").indicators[0].id == "i2"
    assert find(changed, "m1") == Safeguard(id="m1")


def test_a_row_goes_with_its_children(book: Book) -> None:
    changed = applied(book, [Remove("p1")])
    for gone in ("p1", "g1", "i1"):
        with pytest.raises(UnknownRow):
            find(changed, gone)
    assert find(changed, "p2") is find(book, "p2")


def test_years_stay_in_order_when_one_is_renamed(book: Book) -> None:
    two = applied(book, [Insert("", AnnualPlan(id="y2", year=2024))])
    turned = applied(two, [SetText(Address("plan", "y1", "year"), "2030")])
    assert [plan.id for plan in turned.years] == ["y2", "y1"]


@pytest.mark.parametrize(
    "edit",
    [
        SetText(Address("goal", "no", "text"), "x"),
        Remove("no"),
        Move("no", 0),
        Insert("no", Goal()),
    ],
)
def test_a_row_that_is_not_there_is_refused(book: Book, edit: object) -> None:
    with pytest.raises(UnknownRow):
        applied(book, [edit])  # type: ignore[list-item]


def test_one_edit_that_does_not_fit_stops_them_all(book: Book) -> None:
    with pytest.raises(FieldError):
        applied(
            book,
            [Remove("p2"), SetText(Address("project", "p1", "budget"), "许多")],
        )
    assert find(book, "p2").id == "p2"


def test_a_row_is_found_wherever_it_stands_now(book: Book) -> None:
    plan = book.years[0]
    other = Book(years=(replace(plan, projects=plan.projects[::-1]), AnnualPlan(year=2024)))
    assert find(book, "g1") is find(other, "g1") is plan.projects[0].goals[0]
    for row_id in ("p1", "p2", "g1", "i1", "s3", "y1"):
        assert find(book, row_id).id == find(other, row_id).id == row_id
    gone = applied(other, [Remove("p1")])
    assert find(book, "i1").id == "i1"
    with pytest.raises(UnknownRow):
        find(gone, "i1")
    assert find(gone, "p2") is plan.projects[1]
