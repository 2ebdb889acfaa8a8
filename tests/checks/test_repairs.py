"""Every repair of groups H, S, C and K mends what its rule found."""

from __future__ import annotations

import pytest

from hfgoals.checks import Checker, all_rules
from hfgoals.checks.examples import Example, help_of, with_example
from hfgoals.model.edits import applied
from hfgoals.sample import sample_book

SAMPLE = sample_book()
YEAR = SAMPLE.years[-1].year
EXAMPLES = [
    pytest.param(rule.code, each, id=f"{rule.code} {each.says}")
    for rule in all_rules()
    if rule.code[0] in "HSCK"
    for each in help_of(rule.code).bad
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_a_repair_mends_its_finding(code: str, example: Example) -> None:
    book = with_example(SAMPLE, YEAR, example)
    plan = book.plan_of(YEAR)
    assert plan is not None
    before = Checker().check(book, plan)
    for found in before:
        if found.code != code or not found.repair:
            continue
        mended = applied(book, found.repair)
        after_plan = mended.plan_of(YEAR)
        assert after_plan is not None
        after = Checker().check(mended, after_plan)
        assert (code, found.address) not in {(each.code, each.address) for each in after}
        graver = {(e.code, e.address) for e in after if e.level == "error"}
        assert graver <= {(e.code, e.address) for e in before if e.level == "error"}
