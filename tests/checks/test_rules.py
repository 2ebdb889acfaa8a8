"""Every rule by its own examples: found at its place, quiet on good text."""

from __future__ import annotations

import re

import pytest

from hfgoals.checks import Checker, CheckSettings, Finding, all_rules
from hfgoals.checks.examples import address_of_place, with_example
from hfgoals.checks.told import Example, told_of
from hfgoals.model.values import Book
from hfgoals.paths import resource
from hfgoals.sample import sample_book

SAMPLE = sample_book()
YEAR = SAMPLE.years[-1].year
CODES = [rule.code for rule in all_rules()]


def _found(book: Book, code: str) -> tuple[Finding, ...]:
    """What that one rule finds."""
    plan = book.plan_of(YEAR)
    assert plan is not None
    return Checker(CheckSettings(off=frozenset(CODES) - {code})).check(book, plan)


def _examples(kind: str) -> list[tuple[str, Example]]:
    return [(code, each) for code in CODES for each in getattr(told_of(code), kind)]


def test_every_rule_has_help_with_examples_and_no_help_lacks_its_rule() -> None:
    helped = {path.stem for path in resource("checks").glob("*.toml")}
    assert helped == set(CODES)
    for code in CODES:
        told = told_of(code)
        assert told.title
        assert told.advice
        assert len(told.why) > 20, code
        assert told.bad, code
        assert told.good, code


@pytest.mark.parametrize(("code", "example"), _examples("bad"))
def test_a_bad_example_is_found_at_its_place(code: str, example: Example) -> None:
    book = with_example(SAMPLE, YEAR, example)
    found = _found(book, code)
    assert not any(finding.fault for finding in found)
    place = address_of_place(book, YEAR, example.project, example.place)
    assert place in [finding.address for finding in found], found
    for finding in found:
        assert not re.search(r"[{}]", finding.message + finding.advice)


@pytest.mark.parametrize(("code", "example"), _examples("good"))
def test_a_good_example_is_left_alone(code: str, example: Example) -> None:
    assert _found(with_example(SAMPLE, YEAR, example), code) == ()


def test_the_good_sample_gives_no_error_and_no_warning() -> None:
    for plan in SAMPLE.years:
        found = Checker().check(SAMPLE, plan)
        assert [each for each in found if each.level != "hint"] == []
        assert [each for each in found if each.fault] == []
