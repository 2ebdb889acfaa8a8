"""Every rule takes whatever a workbook may hold, and what it finds can be shown and mended."""

from __future__ import annotations

from hypothesis import given

from hfgoals.checks import LEVELS, REASONS, check_book
from hfgoals.model.edits import applied, text_at
from hfgoals.model.values import Book
from tests.budget import tried
from tests.strategies import books


@tried(40)
@given(books())
def test_no_rule_fails_and_every_finding_has_its_place(book: Book) -> None:
    for findings in check_book(book).values():
        assert [each.code for each in findings if each.fault] == []
        for finding in findings:
            assert finding.reason in REASONS
            assert finding.level in LEVELS
            text_at(book, finding.address)
            if finding.repair:
                assert applied(book, finding.repair) != book, finding
