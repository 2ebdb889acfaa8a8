"""Amounts: exact to the 分, half up, shown as on the form."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv

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
        ("80万", 80_000_000),
        ("800000元", 80_000_000),
        ("８００，０００元", 80_000_000),
        ("1.2亿", 12_000_000_000),
        ("3千元", 300_000),
        ("１，２３４．５", 1_234_500_000),
        ("60。5", 60_500_000),
        ("60。", 60_000_000),
        ("=40+40", 80_000_000),
        ("＝４０＋４０", 80_000_000),
        ("= (12 + 3) × 2 − 10 ÷ 4", 27_500_000),
        ("=2*-3", -6_000_000),
        ("=50*2000元", 10_000_000),
        ("=(20万+300000元)/2", 25_000_000),
        ("=10/3", 3_333_333),
        ("=1,000.5-0.5", 1_000_000_000),
    ],
)
def test_what_is_an_amount(text: str, fen: int) -> None:
    assert Money.parse(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    [
        *("三十", "1,23", "1.2.3", "-", ".", "1e3", "NaN", "1" * 17, "1 2", "+-1", "1+1", "(3)"),
        *("=", "=1+", "=(1", "=1)", "=1/0", "=1/(2-2)", "=2**3", "=2^3", "=1;2", "=A1", "=SUM(1)"),
        *(
            "=1 2",
            "=1,2345",
            "80万万",
            "元",
            "80元5",
            "50%",
            "=" + "9*" * 100 + "9",
            "=" + "(" * 50,
        ),
        *("=10**16", "=1" + "+1" * 200, "=__import__('os')"),
    ],
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(AmountError):
        Money.parse(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [("=1/0", "不能除以 0"), ("=(1+2", "括号"), ("=1+2；3", "加减乘除"), ("=1+", "没有写完")],
)
def test_a_sum_that_cannot_be_worked_out_says_why(text: str, why: str) -> None:
    with pytest.raises(AmountError, match=why):
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


@given(amounts, st.sampled_from(["万", "万元", "元"]), st.booleans(), st.booleans())
def test_units_and_width_change_the_writing_only(
    amount: Money, unit: str, wide: bool, worked_out: bool
) -> None:
    number = Decimal(amount.fen) / (100 if unit == "元" else 1_000_000)
    text = f"{'=' if worked_out else ''}{number:f}{unit}"
    if wide:
        text = text.translate(str.maketrans("0123456789.-=", "０１２３４５６７８９。－＝"))
    assert Money.parse(text) == amount


_sums = st.recursive(
    st.integers(0, 10**6).map(lambda fen: f"{Decimal(fen) / 100}"),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(
        lambda parts: f"({parts[0]}{parts[1]}{parts[2]})"
    ),
    max_leaves=6,
)


@given(_sums)
def test_a_sum_is_worked_out_as_exact_fractions_do(written: str) -> None:
    try:
        exact = _worked_out(ast.parse(written, mode="eval").body, written)
    except ZeroDivisionError:
        with pytest.raises(AmountError, match="除以 0"):
            Money.parse(f"={written}")
        return
    if abs(exact) > 10**12:
        return
    amount = Money.parse(f"={written}")
    assert amount is not None
    assert abs(Fraction(amount.fen, 1_000_000) - exact) <= Fraction(1, 1_900_000)


def _worked_out(node: ast.expr, written: str) -> Fraction:
    if isinstance(node, ast.BinOp):
        left, right = _worked_out(node.left, written), _worked_out(node.right, written)
        by = {ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.Div: truediv}[type(node.op)]
        result: Fraction = by(left, right)
        return result
    return Fraction(ast.get_source_segment(written, node) or "")


@given(st.text("0123456789.,，。（）()+-*/=×÷元万亿% １９", max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        amount = Money.parse(text)
    except AmountError:
        return
    assert amount is None or Money.parse(str(amount)) == amount


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
