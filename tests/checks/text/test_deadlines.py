"""Months by which a text says that something is done."""

from __future__ import annotations

import pytest

from hfgoals.checks.text.deadlines import deadlines


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("9月底前投入使用", [(9, 0, False)]),
        ("2025年10月底前竣工", [(10, 2025, False)]),
        ("6月30日前付清", [(6, 0, False)]),
        ("年底前债务清零", [(12, 0, True)]),
        ("汛期前修复光缆", [(6, 0, True)]),
        ("每个月1场，8月播出", []),
        ("12个月内免费保修", []),
    ],
)
def test_months_are_found(text: str, months: list[tuple[int, int, bool]]) -> None:
    assert [(each.month, each.year, each.latest) for each in deadlines(text)] == months


def test_a_step_on_the_way_is_known_by_its_clause() -> None:
    first, second = deadlines("6月底前签订合同，9月底前投入使用")
    assert first.is_step
    assert not second.is_step
