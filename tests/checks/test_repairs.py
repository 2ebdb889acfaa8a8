"""Every repair of groups H, S, C and K mends what its rule found."""

from __future__ import annotations

import pytest

from hfgoals.checks import Checker, Finding, all_rules
from hfgoals.checks.examples import with_example
from hfgoals.checks.told import Example
from hfgoals.model.edits import applied
from hfgoals.model.values import Book
from hfgoals.sample import sample_book

SAMPLE = sample_book()
YEAR = SAMPLE.years[-1].year
EXAMPLES = [
    pytest.param(rule.code, each, id=f"{rule.code} {each.says}")
    for rule in all_rules()
    for each in rule.told.bad
]


# It remembers what an example leaves as it is; test_engine.py says that nobody can tell.
CHECKER = Checker()


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_a_repair_mends_its_finding(code: str, example: Example) -> None:
    book = with_example(SAMPLE, YEAR, example)
    before = _findings(book)
    told = [found for found in before if found.code == code]
    assert told
    for found in told:
        if not found.repair:
            continue
        after = _findings(applied(book, found.repair))
        assert (code, found.address) not in {(each.code, each.address) for each in after}
        graver = {(e.code, e.address) for e in after if e.level == "error"}
        assert graver <= {(e.code, e.address) for e in before if e.level == "error"}


def test_many_rules_offer_a_repair() -> None:
    offering = set()
    for code, example in (each.values for each in EXAMPLES):
        assert isinstance(example, Example)
        found = _findings(with_example(SAMPLE, YEAR, example))
        offering |= {each.code for each in found if each.code == code and each.repair}
    assert offering >= set("H02 H05 H06 H07 S02 S05".split())


def _findings(book: Book) -> tuple[Finding, ...]:
    plan = book.plan_of(YEAR)
    assert plan is not None
    return CHECKER.check(book, plan)
