"""A repair of the rules of V and W mends what was found and breaks nothing."""

from __future__ import annotations

import pytest

from hfgoals.checks import Checker, Finding
from hfgoals.model.edits import applied
from hfgoals.model.values import Book
from tests.checks.documents import document


def _found(book: Book, checker: Checker) -> list[Finding]:
    return [
        each for plan in book.years for each in checker.check(book, plan) if each.code[0] in "VW"
    ]


@pytest.mark.parametrize("number", ["002", "004"])
def test_a_repair_mends_what_was_found_and_breaks_nothing(number: str) -> None:
    book, checker = document(number), Checker()
    before = {(each.code, each.address) for each in _found(book, checker)}
    repairs = [each for each in _found(book, checker) if each.repair]
    assert repairs
    for finding in repairs:
        after = _found(applied(book, finding.repair), checker)
        assert (finding.code, finding.address, finding.message) not in {
            (each.code, each.address, each.message) for each in after
        }
        errors = {(each.code, each.address) for each in after if each.level == "error"}
        assert errors <= before
