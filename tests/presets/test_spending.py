"""Patterns of the spending plan keep the review rules S01 to S05."""

from decimal import Decimal

import pytest

from hfgoals import presets
from hfgoals.presets import SpendingPattern


@pytest.mark.parametrize("pattern", presets.spending_plans(), ids=lambda pattern: pattern.name)
def test_a_pattern_is_filled_never_falls_and_ends_at_100(pattern: SpendingPattern) -> None:
    steps = list(pattern.plan)
    assert None not in steps
    assert steps == sorted(steps)
    assert steps[0] >= 0
    assert steps[-1] == Decimal(100)
    assert pattern.note


def test_patterns_suit_existing_kinds_and_each_kind_has_some() -> None:
    ids = {kind.id for kind in presets.kinds()}
    suited = {kind for pattern in presets.spending_plans() for kind in pattern.kinds}
    assert suited == ids


def test_those_of_the_kind_come_first_and_none_is_missing() -> None:
    patterns = presets.spending_plans("equipment")
    assert "equipment" in patterns[0].kinds
    assert sorted(one.name for one in patterns) == sorted(
        one.name for one in presets.spending_plans()
    )


def test_even_monthly_payment_is_83_percent_by_october() -> None:
    monthly = presets.spending_plans("personnel")[0]
    assert list(monthly.plan) == [Decimal(25), Decimal(50), Decimal(83), Decimal(100)]


def test_below_half_by_june_only_where_seasons_explain_it() -> None:
    slow = [one for one in presets.spending_plans() if one.june is not None and one.june < 50]
    assert {kind for one in slow for kind in one.kinds} == {
        "repair", "events", "upper_transfer", "logistics", "services", "domestic_it",
    }  # fmt: skip
