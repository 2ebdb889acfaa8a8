"""Amounts: exact to the 分, half up, shown as on the form."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.money import AmountError, Money, shown, total

amounts = st.builds(Money, st.integers(-(10**18), 10**18))


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("30.00", 30_000_000),
        ("30", 30_000_000),
        (" 1,234.50 ", 1_234_500_000),
        ("１２．５", 12_500_000),
        ("80万元", 80_000_000),
        ("0.000001", 1),
        ("0.0000005", 1),
        ("0.0000004", 0),
        ("-2.5", -2_500_000),
        (".5", 500_000),
        ("5.", 5_000_000),
        ("+3", 3_000_000),
    ],
)
def test_what_is_an_amount(text: str, fen: int) -> None:
    assert Money.parse(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    ["三十", "1,23", "1.2.3", "-", ".", "1e3", "NaN", "=1+1", "30元", "1" * 17, "1 2", "+-1"],
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(AmountError):
        Money.parse(text)


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "万元"])
def test_blank_is_no_amount(text: str) -> None:
    assert Money.parse(text) is None
    assert shown(Money.parse(text)) == ""


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (30_000_000, "30.00"),
        (0, "0.00"),
        (1, "0.000001"),
        (12_345_600, "12.3456"),
        (1_500_000, "1.50"),
        (-500_000, "-0.50"),
        (10**15, "1000000000.00"),
    ],
)
def test_how_an_amount_is_shown(fen: int, text: str) -> None:
    assert str(Money(fen)) == text


@given(amounts)
def test_the_shown_text_means_the_same_amount(amount: Money) -> None:
    assert Money.parse(str(amount)) == amount
    assert len(str(amount).partition(".")[2]) >= 2
    assert Money.of_wan(amount.wan) == amount


@given(st.lists(st.none() | amounts))
def test_a_sum_is_exact_and_blank_only_when_all_is(parts: list[Money | None]) -> None:
    filled = [part.fen for part in parts if part is not None]
    summed = total(parts)
    assert (summed is None) == (not filled)
    assert summed is None or summed.fen == sum(filled)


@given(amounts, amounts)
def test_addition_and_subtraction_undo_each_other(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert (one < other) == (one.wan < other.wan)


@given(st.decimals(-1000, 1000, places=9))
def test_rounding_is_half_up_to_the_fen(wan: Decimal) -> None:
    off = Money.of_wan(wan).wan - wan
    assert abs(off) <= Decimal("0.0000005")
    if abs(off) == Decimal("0.0000005"):
        assert abs(Money.of_wan(wan).wan) > abs(wan)
