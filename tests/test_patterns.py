"""A pattern that is compiled late finds what one compiled at once finds."""

from __future__ import annotations

import re

import pytest

from hfgoals.patterns import pattern


def test_it_finds_what_the_compiled_one_finds() -> None:
    late = pattern(r"(\d+)年", re.IGNORECASE)
    assert [each[1] for each in late.finditer("2022年、2023年")] == ["2022", "2023"]
    assert late.sub("-", "2022年") == "-"
    assert late.pattern == r"(\d+)年"
    assert late.flags & re.IGNORECASE
    assert pattern(rb"\d").search(b"a1") is not None


def test_a_mistake_in_it_is_told_at_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
