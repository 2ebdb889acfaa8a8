"""What changed between two states: every field that differs, nothing else; and mirrored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.history.changes import ORDER, OVERALL_HOME, changes_between, changes_of_year
from hfgoals.merging.pairing import without_ids
from hfgoals.model.address import Address
from hfgoals.model.edits import Move, Remove, SetText, applied
from hfgoals.model.fields import PART_OF
from hfgoals.model.identity import new_id
from hfgoals.model.rows import CHILDREN, children_of, with_children
from hfgoals.model.values import Book
from tests.budget import tried
from tests.store.workbooks import small_book
from tests.strategies import books

LAWS = tried(20)


def _fresh(row: Any) -> Any:
    """The row and all below it, as another file would have it: with ids of its own."""
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        row = with_children(row, path, tuple(map(_fresh, children_of(row, path))))
    return replace(row, id=new_id())


def _of_another_file(book: Book) -> Book:
    return replace(book, years=tuple(_fresh(plan) for plan in book.years))


@LAWS
@given(books())
def test_nothing_differs_from_itself(book: Book) -> None:
    assert changes_between(book, replace(book)) == ()


@LAWS
@given(books(), books())
def test_the_way_back_is_the_same_mirrored(one: Book, other: Book) -> None:
    there, back = changes_between(one, other), changes_between(other, one)
    assert {(each.row, each.path, each.before, each.after) for each in there} == {
        (each.row, each.path, each.after, each.before) for each in back
    }


@LAWS
@given(books(), st.data())
def test_a_field_set_is_the_one_change(book: Book, data: st.DataObject) -> None:
    projects = [project for plan in book.years for project in plan.projects]
    if not projects:
        return
    project = data.draw(st.sampled_from(projects))
    after = applied(book, [SetText(Address("project", project.id, "purpose"), "另作他用。")])
    found = changes_between(book, after)
    if after == book:
        assert found == ()
        return
    (change,) = found
    assert (change.row, change.path, change.project) == (project.id, "purpose", project.id)
    assert (change.before, change.after, change.kind) == (project.purpose, "另作他用。", "修改")


def test_rows_of_another_file_are_known_by_what_they_say() -> None:
    book = small_book()
    other = _of_another_file(book)
    assert without_ids(book.years[0]) == without_ids(other.years[0])
    assert changes_of_year(book, other, 2023) == ()
    row = other.years[0].projects[1].indicators[2]
    edited = applied(other, [SetText(Address("indicator", row.id, "target"), "≥99个")])
    (change,) = changes_of_year(book, edited, 2023)
    ours = book.years[0].projects[1]
    assert (change.row, change.project) == (ours.indicators[2].id, ours.id)
    assert (change.home, change.line, change.label) == (ours.name, "绩效指标第3行", "指标值")
    assert (change.before, change.after) == (ours.indicators[2].target.text, "≥99个")


def test_a_row_that_goes_leaves_all_that_it_said() -> None:
    book = small_book()
    row = book.years[0].projects[0].indicators[1]
    found = changes_between(book, applied(book, [Remove(row.id)]))
    assert {each.kind for each in found} == {"删除"}
    assert {each.path: each.before for each in found}["name"] == row.name
    assert all(each.row == row.id for each in found), "those below it only moved up"


def test_rows_that_change_places_are_told_once() -> None:
    book = small_book()
    project = book.years[0].projects[0]
    moved = applied(book, [Move(project.indicators[3].id, 0)])
    (change,) = changes_between(book, moved)
    assert (change.row, change.path, change.kind) == (project.id, ORDER, "修改")
    assert change.after is not None
    assert change.after.startswith(project.indicators[3].name)


def test_a_year_that_only_one_has_came_as_a_whole() -> None:
    book = small_book(projects=1, indicators=1)
    found = changes_of_year(replace(book, years=()), book, 2023)
    assert {each.kind for each in found} == {"增加"}
    assert {each.home for each in found} == {OVERALL_HOME, book.years[0].projects[0].name}
    assert changes_of_year(book, book, 1999) == ()
