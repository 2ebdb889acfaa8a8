"""Group C on the published documents: every example of the shared rules, at its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hfgoals.checks import Checker, CheckSettings
from hfgoals.checks.settings import Thresholds
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from tests.checks.documents import Place, document, found, places


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        ("002", "C04", [(5, "满意率", "name"), (6, "满意率", "name")]),
        (
            "002",
            "C09",
            [(2, "完成率", "name"), (3, "覆盖率", "name"), (5, "完成率", "name")],
        ),
        (
            "004",
            "C09",
            [(1, "宣传效果持续影响程度", "name"), (1, "项目完成率", "name")],
        ),
        ("004", "C04", []),
    ],
)
def test_examples_are_found_at_their_places(number: str, code: str, expected: list[Place]) -> None:
    assert found(number, code) == expected


@pytest.mark.parametrize("number", ["002", "004"])
@pytest.mark.parametrize("code", ["C01", "C02", "C03", "C05", "C06", "C07", "C08", "C10"])
def test_what_is_right_in_the_documents_is_left_alone(number: str, code: str) -> None:
    assert found(number, code) == []


def test_the_blank_bases_of_the_second_document() -> None:
    """L216 and L230 are blank; reading in continues the basis above, so they are blanked again."""
    book = document("004")
    rows = {row.name: row for row in book.years[0].projects[1].indicators}
    names = ("办公空间改造数量", "项目建设验收合格率")
    blanked = applied(
        book, [SetText(Address("indicator", rows[name].id, "basis"), "") for name in names]
    )
    plan = blanked.years[0]
    findings = [each for each in Checker().check(blanked, plan) if each.code == "C05"]
    assert places(plan, findings) == [(2, name, "basis") for name in names]


def test_one_quantity_is_little_from_the_set_amount_on() -> None:
    book = document("004")
    thresholds = replace(Thresholds(), large_project=Decimal(80))
    checker = Checker(replace(CheckSettings(), thresholds=thresholds))
    findings = [each for each in checker.check(book, book.years[0]) if each.code == "C07"]
    # P2 is larger, but counts two things.
    assert [place[0] for place in places(book.years[0], findings)] == [1, 3]
