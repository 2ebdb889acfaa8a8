"""docs/rules.md is made out of the rules."""

from __future__ import annotations

import pytest

from hfgoals.checks import all_rules
from tests.house.rules_page import PAGE, page


def test_the_page_is_as_the_rules_are() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text) == text, "python -m tests.house.rules_page"
    for rule in all_rules():
        assert f"\n| {rule.code} | {rule.told.title} |" in text


def test_a_page_without_a_place_for_them_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        page("# Rules\n")
