"""Several projects at once: each list of edits does to them together what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.model.edits import applied
from hfgoals.model.last_year import LastYear
from hfgoals.model.rolling import copied_to
from hfgoals.model.rows import flatten
from hfgoals.model.several import copied, moved, put_in_order, removed
from hfgoals.model.values import AnnualPlan, Book, Goal, Project


def _book() -> Book:
    projects = tuple(
        Project(id=each, code=f"C{each}", name=each, purpose="2023年用", goals=(Goal(text=each),))
        for each in "abcde"
    )
    plan = AnnualPlan(id="y1", year=2023, projects=projects)
    return Book(years=(AnnualPlan(id="y0", year=2022), plan, AnnualPlan(id="y2", year=2024)))


def _plan(book: Book, year: int = 2023) -> AnnualPlan:
    plan = book.plan_of(year)
    assert plan is not None
    return plan


def _names(book: Book, year: int = 2023) -> str:
    return "".join(project.name for project in _plan(book, year).projects)


@pytest.mark.parametrize(
    ("ids", "down", "after"),
    [
        ("bd", True, "acbed"),
        ("bd", False, "badce"),
        ("bc", True, "adbce"),
        ("bc", False, "bcade"),
        ("ac", False, "abcde"),
        ("ce", True, "abcde"),
        ("", True, "abcde"),
    ],
)
def test_they_move_together(ids: str, down: bool, after: str) -> None:
    book = _book()
    assert _names(applied(book, moved(_plan(book), set(ids), down=down))) == after


def test_they_go_together() -> None:
    book = _book()
    assert _names(applied(book, removed(["b", "d"]))) == "ace"


def test_copies_stand_below_the_last_of_them() -> None:
    book = _book()
    after = applied(book, copied(_plan(book), {"a", "c"}))
    assert _names(after) == "abca（副本）c（副本）de"
    ids = [placed.id for placed in flatten(after)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("order", ["edcba", "abcde", "baced"])
def test_the_year_takes_an_order_over(order: str) -> None:
    book = _book()
    assert _names(applied(book, put_in_order(_plan(book), list(order)))) == order


def test_a_copy_in_the_year_after_goes_on_from_this_one() -> None:
    book = _book()
    edits = copied_to(book, _plan(book), _plan(book, 2024), {"b", "d"})
    after = applied(book, edits)
    first, second = _plan(after, 2024).projects
    assert (first.name, second.name, first.code) == ("b", "d", "")
    assert first.purpose == "2024年用"
    assert _names(after) == "abcde"
    last = LastYear(after, _plan(after, 2024)).project(second)
    assert last is not None
    assert last.id == "d"
    # A second copy is another project.
    again = applied(after, copied_to(after, _plan(after), _plan(after, 2024), {"b"}))
    ids = [placed.id for placed in flatten(again)]
    assert len(ids) == len(set(ids))


def test_a_copy_in_an_earlier_year_keeps_its_texts() -> None:
    book = _book()
    after = applied(book, copied_to(book, _plan(book), _plan(book, 2022), {"b"}))
    (only,) = _plan(after, 2022).projects
    assert replace(only, id="b", goals=()) == replace(_plan(book).projects[1], code="", goals=())
    assert only.id != "b"
