"""Words are found wherever the forms show them, and put in their place exactly there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.edits import applied, find, text_at
from hfgoals.model.fields import FIELDS, PART_OF, ROW_TYPES, with_texts
from hfgoals.model.kinds import LINE, TEXTS
from hfgoals.model.money import Money
from hfgoals.model.rows import flatten
from hfgoals.model.searching import NUMBER, found, replacing, searched_fields, words_of
from hfgoals.model.stretch import Stretch, with_stretches
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project, Unit
from tests.budget import tried
from tests.strategies import books


def _book() -> Book:
    project = Project(
        id="p",
        code="ABC1",
        name="abc办报费",
        budget=Money.parse("12"),
        purpose="办报费，办报费\nAbc",
        indicators=(Indicator(id="i", level1="产出指标", name="办报期数"),),
    )
    plans = (
        AnnualPlan(id="y1", year=2023, projects=(project,)),
        AnnualPlan(id="y2", year=2024, projects=(replace(project, id="q", indicators=()),)),
    )
    return Book(Unit("12", "某县办报社"), plans)


def test_every_place_is_found_in_the_order_of_the_form() -> None:
    book = _book()
    places = list(found(book, book.years[:1], "办报"))
    assert [(each.stretch.address.part, each.stretch.address.path) for each in places] == [
        ("unit", "name"),
        ("project", "name"),
        ("project", "purpose"),
        ("project", "purpose"),
        ("indicator", "name"),
    ]
    assert [each.stretch.start for each in places] == [2, 3, 0, 4, 0]
    assert {each.by.id for each in places} == {"y1"}


def test_all_years_are_looked_through_and_the_unit_once() -> None:
    book = _book()
    places = list(found(book, book.years, "办报"))
    assert [each.by.year for each in places] == [2023] * 5 + [2024] * 3
    assert sum(each.stretch.address.part == "unit" for each in places) == 1


def test_letters_count_the_same_unless_their_case_is_asked_for() -> None:
    book = _book()
    assert len(list(found(book, book.years[:1], "aBc"))) == 3
    assert len(list(found(book, book.years[:1], "abc", case=True))) == 1
    assert list(found(book, book.years, "")) == []
    # Nothing of the words is a pattern.
    assert list(found(book, book.years, "a.c")) == []


def test_numbers_are_found_but_never_replaced() -> None:
    book = _book()
    places = list(found(book, book.years[:1], "12", "13"))
    by_path = {each.stretch.address.path: each for each in places}
    assert set(by_path) == {"code", "budget"}
    assert by_path["code"].replaceable
    assert not by_path["budget"].replaceable
    assert by_path["budget"].stretch.why == NUMBER
    assert not by_path["budget"].stretch.sure


def test_only_the_chosen_places_change() -> None:
    book = _book()
    places = list(found(book, book.years[:1], "办报", "出版"))
    after = applied(book, replacing([places[1], places[3]]))
    project = find(after, "p")
    assert project.name == "abc出版费"
    assert project.purpose == "办报费，出版费\nAbc"
    assert find(after, "i").name == "办报期数"
    assert find(after, "q") is find(book, "q")


@pytest.mark.parametrize("part", [part for part in ROW_TYPES if part not in ("unit", "report")])
def test_a_field_is_searched_because_it_is_in_the_table(part: str) -> None:
    for field in FIELDS[part]:  # type: ignore[index]
        if field.kind not in (LINE, *TEXTS):
            continue
        row = with_texts(ROW_TYPES[part](), {field.path: "寻找的话"})  # type: ignore[index]
        assert ("寻找的话" in words_of(row)) == (field in searched_fields(part))
        assert field in searched_fields(part) or not field.printed


@tried(40)
@given(books(), st.sampled_from(["1", "a", "指标", "，", "\n"]), st.sampled_from(["", "乙", "1甲"]))
def test_replacing_all_does_what_it_does_to_each_text(book: Book, words: str, after: str) -> None:
    places = [each for each in found(book, book.years, words, after, case=True) if each.replaceable]
    expected = {}
    for placed in flatten(book):
        for field in searched_fields(placed.part):
            text = field.text(placed.row)
            if words in text and field.kind in (LINE, *TEXTS):
                expected[placed.id, field.path] = text.replace(words, after)
    edits = {(each.address.row, each.address.path): each.text for each in replacing(places)}
    assert expected.items() <= edits.items() or not book.years
    assert all(text_at(book, each.stretch.address) == each.stretch.text for each in places)
    assert all(PART_OF[type(find(book, key[0]))] for key in edits)


def test_a_stretch_that_stands_elsewhere_is_not_put() -> None:
    book = _book()
    (place, *_) = found(book, book.years, "办报", "出版")
    with pytest.raises(ValueError, match="办报"):
        with_stretches("出版社", [place.stretch])
    assert isinstance(place.stretch, Stretch)
