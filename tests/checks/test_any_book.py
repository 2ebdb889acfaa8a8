"""The rules of groups H, S, C and K take whatever a workbook may hold."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from hfgoals.checks import Checker
from hfgoals.model.edits import text_at
from hfgoals.model.values import Book
from tests.strategies import books


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(books())
def test_no_rule_fails_and_every_place_is_there(book: Book) -> None:
    for plan in book.years:
        for found in Checker().check(book, plan):
            if found.code[0] in "HSCK":
                assert not found.fault, found
                text_at(book, found.address)
