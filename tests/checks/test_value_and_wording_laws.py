"""Laws of the rules of V and W: they never fail, and a repair mends what was found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from hfgoals.checks import Checker, Finding
from hfgoals.model.edits import applied
from hfgoals.model.values import Book
from tests.checks.documents import document
from tests.strategies import books


def _found(book: Book) -> list[Finding]:
    return [
        each for plan in book.years for each in Checker().check(book, plan) if each.code[0] in "VW"
    ]


@given(books())
@settings(max_examples=60, deadline=None)
def test_no_text_makes_a_rule_fail(book: Book) -> None:
    assert [each for each in _found(book) if each.fault] == []


@given(books())
@settings(max_examples=60, deadline=None)
def test_repairs_fit_their_fields(book: Book) -> None:
    for each in _found(book):
        applied(book, each.repair)


@pytest.mark.parametrize("number", ["002", "004"])
def test_a_repair_mends_what_was_found_and_breaks_nothing(number: str) -> None:
    book = document(number)
    before = {(each.code, each.address) for each in _found(book)}
    repairs = [each for each in _found(book) if each.repair]
    assert repairs
    for finding in repairs:
        after = _found(applied(book, finding.repair))
        assert (finding.code, finding.address, finding.message) not in {
            (each.code, each.address, each.message) for each in after
        }
        errors = {(each.code, each.address) for each in after if each.level == "error"}
        assert errors <= before
