"""Flat rows and back, and the difference between two Books."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.edits import Insert, Move, Remove, SetText, applied
from hfgoals.model.fields import FIELDS
from hfgoals.model.identity import new_id
from hfgoals.model.kinds import FieldError
from hfgoals.model.rows import (
    PlacedRow,
    assemble,
    assemble_fresh,
    bare,
    difference,
    families,
    flatten,
)
from hfgoals.model.values import AnnualPlan, Book, Goal, Project, SubGoal
from tests.strategies import books, projects


def as_file(book: Book) -> dict[str, PlacedRow]:
    """The records of a file that holds the Book."""
    return {placed.id: replace(placed, row=bare(placed.row)) for placed in flatten(book)}


def written(file: dict[str, PlacedRow], old: Book, new: Book) -> dict[str, PlacedRow]:
    """The file after the difference of two Books is written into it."""
    changes = difference(old, new)
    after = {row_id: row for row_id, row in file.items() if row_id not in changes.removed}
    after.update((placed.id, replace(placed, row=bare(placed.row))) for placed in changes.written)
    return after


def any_edits(book: Book, chance: random.Random) -> Book:
    """The Book after a few edits of every kind."""
    for _ in range(chance.randrange(1, 6)):
        rows = [placed for placed in flatten(book) if placed.part != "unit"]
        if not rows:
            return applied(book, [Insert("", AnnualPlan(year=chance.randrange(1990, 2100)))])
        placed = chance.choice(rows)
        kind = chance.randrange(4)
        if kind == 0:
            book = applied(book, [Remove(placed.id)])
        elif kind == 1 and placed.parent:
            book = applied(book, [Move(placed.id, chance.randrange(4))])
        elif kind == 2:
            book = _inserted(book, placed, chance)
        else:
            field = chance.choice(FIELDS[placed.part])
            text = chance.choice(["12", "文字", ""])
            address = (placed.part, placed.id, field.path)
            book = _put(book, address, text)
    return book


def _inserted(book: Book, placed: PlacedRow, chance: random.Random) -> Book:
    at = chance.randrange(-1, 3)
    if placed.part == "plan":
        row = chance.choice([Project(goals=(Goal(),)), SubGoal(title="新")])
        return applied(book, [Insert(placed.id, row, at)])
    if placed.part == "project":
        return applied(book, [Insert(placed.id, Goal(text="新"), at)])
    return book


def _put(book: Book, address: tuple[str, str, str], text: str) -> Book:
    from hfgoals.model.address import Address

    try:
        return applied(book, [SetText(Address(*address), text)])  # type: ignore[arg-type]
    except FieldError:
        return book


@given(books(), st.randoms(use_true_random=False))
def test_rows_in_any_order_make_the_book_again(book: Book, chance: random.Random) -> None:
    rows = list(as_file(book).values())
    chance.shuffle(rows)
    assert assemble(rows, book.sample) == book
    assert assemble(rows, book.sample) == book
    assert assemble_fresh(families(rows), book.sample) == book


@given(books())
def test_nothing_changed_is_no_difference(book: Book) -> None:
    assert not difference(book, book)
    assert not difference(book, replace(book))


@given(books(), st.randoms(use_true_random=False))
def test_the_difference_turns_the_one_file_into_the_other(
    book: Book, chance: random.Random
) -> None:
    changed = any_edits(book, chance)
    assert written(as_file(book), book, changed) == as_file(changed)
    assert written(as_file(changed), changed, book) == as_file(book)


@given(books(), books())
def test_so_does_that_of_two_books_with_nothing_in_common(one: Book, other: Book) -> None:
    assert written(as_file(one), one, other) == as_file(other)


@given(projects())
def test_a_small_edit_is_a_small_difference(project: Project) -> None:
    others = tuple(Project(id=new_id()) for _ in range(50))
    book = Book(years=(AnnualPlan(id="y", year=2023, projects=(*others, project)),))
    changed = _put(book, ("project", others[7].id, "name"), "新名称")
    changes = difference(book, changed)
    assert changes.rows == {others[7].id}
    assert changes.removed == ()


def test_a_row_that_moves_to_another_parent_is_written_and_not_removed() -> None:
    goal = Goal(id="g")
    one, other = Project(id="a", goals=(goal,)), Project(id="b")
    book = Book(years=(AnnualPlan(id="y", year=2023, projects=(one, other)),))
    moved = applied(book, [Remove("g"), Insert("b", goal)])
    changes = difference(book, moved)
    assert changes.removed == ()
    assert [(placed.id, placed.parent) for placed in changes.written] == [("g", "b")]
