"""Points of indicators: worked by hand, and what must hold whatever is filled in."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hfgoals.evaluation.attainment import (
    CLASSES,
    Scale,
    class_of,
    far_above,
    points_of,
    reached,
    share_of,
)
from hfgoals.model.target import Target
from tests.evaluation.worked import OTHER_SCALES, WORKED, lines
from tests.strategies import targets

_NUMBERS = st.decimals(0, 10**6, places=2, allow_nan=False)
_WEIGHTS = st.decimals(0, 100, places=2, allow_nan=False)
_SIGNS = st.sampled_from("≥＞＝≤＜")


def _points(weight: str, target: str, actual: str, scale: Scale | None = None) -> str:
    given_weight = Decimal(weight) if weight else None
    points = points_of(given_weight, Target.parse(target), Target.parse(actual), scale)
    return "" if points is None else str(points)


@pytest.mark.parametrize(("weight", "target", "actual", "points"), lines(WORKED))
def test_points_are_those_worked_by_hand(
    weight: str, target: str, actual: str, points: str
) -> None:
    assert _points(weight, target, actual) == points


@pytest.mark.parametrize(("scale", "weight", "target", "actual", "points"), lines(OTHER_SCALES))
def test_a_unit_may_have_another_scale(
    scale: str, weight: str, target: str, actual: str, points: str
) -> None:
    equal, late = scale.split()
    chosen = Scale("nothing" if equal == "nothing" else "share", Decimal(late))
    assert _points(weight, target, actual, chosen) == points


def test_the_table_is_large_enough() -> None:
    assert len(lines(WORKED)) >= 60


@given(_WEIGHTS, targets(), targets())
def test_points_lie_between_nothing_and_the_weight(
    weight: Decimal, target: Target, actual: Target
) -> None:
    points = points_of(weight, target, actual)
    assert points is None or 0 <= points <= weight
    assert points is None or -points.as_tuple().exponent == 2


@given(_SIGNS, _NUMBERS, _NUMBERS, _NUMBERS, st.sampled_from(["share", "nothing"]))
def test_who_does_more_gets_no_less(
    sign: str, aim: Decimal, one: Decimal, other: Decimal, equal: str
) -> None:
    target = Target.parse(f"{sign}{aim}次")
    scale = Scale("nothing" if equal == "nothing" else "share")
    shares = [share_of(target, Target.parse(f"{each}次"), scale) for each in (one, other)]
    assert None not in shares
    near, far = (Fraction(0) if each is None else each for each in shares)
    if sign in "≥＞":
        assert (one >= other) <= (near >= far)
    elif sign in "≤＜":
        assert (one <= other) <= (near >= far)
    else:
        assume(abs(one - aim) <= abs(other - aim))
        assert near >= far


@given(
    st.dates(datetime.date(1991, 1, 1), datetime.date(2090, 1, 1)),
    st.integers(0, 800),
    st.integers(0, 800),
)
def test_who_is_later_gets_no_more(day: datetime.date, one: int, other: int) -> None:
    target = Target.parse(f"{day.year}年{day.month}月{day.day}日前")
    shares = []
    for late in sorted((one, other)):
        done = day + datetime.timedelta(late)
        actual = Target.parse(f"{done.year}年{done.month}月{done.day}日")
        shares.append(share_of(target, actual))
    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[0] >= shares[1]


def test_the_bands_of_the_classes_meet_and_share_no_points() -> None:
    weight = Decimal(10)
    for points, place in (("10", 0), ("8", 0), ("7.99", 1), ("6", 1), ("5.99", 2), ("0", 2)):
        held = [each.holds(Decimal(points), weight) for each in CLASSES]
        assert held == [at == place for at in range(3)]
    assert not any(each.holds(Decimal("10.01"), weight) for each in CLASSES)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("达成预期指标", 0),
        ("已完成。", 0),
        ("按期完成", 0),
        ("部分达成预期指标并具有一定效果", 1),
        ("部分完成", 1),
        ("未达成预期指标且效果较差", 2),
        ("未完成", 2),
    ],
)
def test_words_name_a_class(said: str, place: int) -> None:
    assert class_of(said) is CLASSES[place]


@pytest.mark.parametrize("said", ["基本完成", "群众反映良好", "", "完成48期", "95%"])
def test_other_words_name_none(said: str) -> None:
    assert class_of(said) is None


@pytest.mark.parametrize(
    ("target", "actual", "far"),
    [
        ("≥100条", "130条", True),
        ("≥100条", "129.99条", False),
        ("＞10万人次", "130000人次", True),
        ("≤100条", "300条", False),
        ("＝4期", "8期", False),
        ("≥0次", "3次", False),
        ("≥100条", "200篇", False),
        ("进一步提升", "达成", False),
    ],
)
def test_a_floor_passed_by_far_was_set_too_low(target: str, actual: str, far: bool) -> None:
    assert far_above(Target.parse(target), Target.parse(actual)) == far


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [
        ("≥95%", "96%", True),
        ("≥95%", "94%", False),
        ("≥95%", "很好", None),
        ("2023年6月底前", "2023年7月1日", False),
        ("进一步提升", "达成", True),
        ("进一步提升", "部分达成", False),
        ("进一步提升", "明显提升", None),
    ],
)
def test_whether_a_target_was_met(target: str, actual: str, met: bool | None) -> None:
    assert reached(Target.parse(target), Target.parse(actual)) is met
