"""Weights in equal shares, and what rows come to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.target import Target
from hfgoals.model.values import Indicator
from hfgoals.model.weights import shares, shown_points, weight_sums

_POINTS = st.decimals(0, 100, places=2)


@given(_POINTS, st.integers(1, 5000), st.integers(0, 2))
def test_shares_add_up_and_are_as_equal_as_can_be(points: Decimal, count: int, places: int) -> None:
    found = shares(points, count, places)
    assert sum(found) == points
    assert len(found) == count
    assert list(found) == sorted(found, reverse=True)
    assert all(each.quantize(Decimal("0.01")) == each for each in found)
    assert (found[0] - found[-1]) in (0, *(Decimal(1).scaleb(-at) for at in range(places, 3)))
    assert found[-1] > 0 or points < Decimal("0.01") * count


@pytest.mark.parametrize(
    ("points", "count", "places", "expected"),
    [
        ("50", 4, 0, "13 13 12 12"),
        ("50", 3, 1, "16.7 16.7 16.6"),
        ("50", 3, 2, "16.67 16.67 16.66"),
        ("10", 1, 0, "10"),
        ("30", 40, 0, " ".join(["0.8"] * 20 + ["0.7"] * 20)),
        ("12.5", 2, 0, "6.3 6.2"),
        ("0", 2, 0, "0 0"),
        ("50", 0, 0, ""),
    ],
)
def test_shares_worked_by_hand(points: str, count: int, places: int, expected: str) -> None:
    found = shares(Decimal(points), count, places)
    assert found == tuple(map(Decimal, expected.split()))


@pytest.mark.parametrize("points", ["-1", "0.001"])
def test_what_are_no_points_is_not_shared(points: str) -> None:
    with pytest.raises(ValueError, match=points):
        shares(Decimal(points), 2)


def test_sums_by_first_level() -> None:
    rows = (
        Indicator(level1="产出指标", name="甲", weight=Decimal("12.50")),
        Indicator(level1="产出\n指标", name="乙", weight=Decimal("37.5")),
        Indicator(level1="效益指标", target=Target.parse("≥95%")),
        Indicator(level1="效益指标"),
        Indicator(name="丁", weight=Decimal(5)),
    )
    sums = weight_sums(rows)
    assert sums.levels == (("产出指标", 50), ("效益指标", 0), ("", 5))
    assert (sums.total, sums.blank) == (55, 1)
    assert shown_points(sums.total) == "55"
    assert shown_points(Decimal("100.00")) == "100"
