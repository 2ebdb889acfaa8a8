"""How far an actual value reaches a target: 0 to 1 of the indicator's weight.

Rules of year-after.md, section 4 (财预〔2020〕10号). Where text and text cannot be compared nothing
is guessed: the share is None, and the unit gives the points itself.
"""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from operator import eq, ge, gt, le, lt
from typing import Final, Literal

from hfgoals.evaluation.exact import half_up, within
from hfgoals.lean import dataclass
from hfgoals.model.target import AT_LEAST, AT_MOST, EQUAL, LESS, MORE, Target

_ALL, _NONE = Fraction(1), Fraction(0)
_FACTORS: Final = (
    ("千万", 10**7), ("百万", 10**6), ("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100),
)  # fmt: skip
_SAME: Final = {"天": "日", "个月": "月", "人民币元": "元", "％": "%", "百分之": "%"}
_COMPARED: Final = {AT_LEAST: ge, MORE: gt, EQUAL: eq, AT_MOST: le, LESS: lt}
_MONTH: Final = re.compile(r"\s*\d{1,2}\s*月")
_LEVELS: Final = frozenset("优 优秀 良 良好 中 合格 达标 一级 二级 三级 一等 二等 三等".split())
"""Said both as a target and as what came of it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the national notes leave to the unit."""

    equal: Literal["share", "nothing"] = "share"
    """A target with ＝ that is missed: points by the distance, or none."""
    late: Decimal = Decimal(10)
    """A date that is missed: so many percent of the weight are lost for each month begun."""


@dataclass(frozen=True, slots=True)
class Class:
    """How far a qualitative target was reached, with its band in percent of the weight."""

    name: str
    least: int
    most: int
    holds_most: bool
    """Whether the upper end is of this band: 80 % is of the one above."""

    def holds(self, points: Decimal, weight: Decimal) -> bool:
        """Whether that many points of the weight lie in the band."""
        least, most = weight * self.least / 100, weight * self.most / 100
        return least <= points <= most if self.holds_most else least <= points < most


CLASSES: Final = (
    Class("达成预期指标", 80, 100, holds_most=True),
    Class("部分达成预期指标并具有一定效果", 60, 80, holds_most=False),
    Class("未达成预期指标且效果较差", 0, 60, holds_most=False),
)
_SAID: Final = (
    re.compile(
        r"(?:全部|已经?|均|都)?(?:按[期时]|如期)?(?:达成|完成|实现)(?:了?预期)?(?:的?指标|目标)?"
    ),
    re.compile(r"部分(?:达成|完成|实现).*"),
    re.compile(r"(?:未|没有|没)(?:能)?(?:达成|完成|实现).*"),
)


def class_of(text: str) -> Class | None:
    """The class that the words of an actual value name; None for other words."""
    plain = "".join(text.split()).rstrip("。.")
    return next(
        (each for each, said in zip(CLASSES, _SAID, strict=True) if said.fullmatch(plain)), None
    )


def reached(target: Target, actual: Target) -> bool | None:
    """Whether the target was met; None where that cannot be told."""
    if target.deadline is not None:
        day = day_of(target, actual)
        if day is not None:
            return day <= target.deadline
        return True if class_of(actual.text) is CLASSES[0] else None
    if target.qualitative:
        said = class_of(actual.text)
        if said is not None:
            return said is CLASSES[0]
        return _same_level(target, actual) or None
    pair = comparable(target, actual)
    return None if pair is None else _meets(target.sign, *pair)


@lru_cache(maxsize=1 << 14)
def share_of(target: Target, actual: Target, scale: Scale | None = None) -> Fraction | None:
    """The share of its weight that the indicator gets, 0 to 1.

    None where nothing is filled in, where the two cannot be compared, and for a qualitative target
    that was not fully reached: within its band the unit chooses.
    """
    scale = scale or Scale()
    if not (target.text.strip() and actual.text.strip()):
        return None
    if target.number is not None:
        pair = comparable(target, actual)
        if pair is None:
            return None
        met = _meets(target.sign, *pair)
        return _ALL if met else _by_proportion(target.sign, *pair, scale)
    if reached(target, actual):
        return _ALL
    day = day_of(target, actual)
    if target.deadline is None or day is None:
        return None
    return _when_late(target.deadline, day, scale)


def points_of(
    weight: Decimal | None, target: Target, actual: Target, scale: Scale | None = None
) -> Decimal | None:
    """The points that an indicator of that weight gets, with two decimals; None as ``share_of``."""
    share = share_of(target, actual, scale)
    return None if share is None or weight is None else half_up(share * Fraction(weight))


def far_above(target: Target, actual: Target, percent: Decimal = Decimal(130)) -> bool:
    """Whether a floor was passed by so much that it was set too low: from 130 % of it, mostly."""
    pair = comparable(target, actual) if target.sign in (AT_LEAST, MORE) else None
    return pair is not None and pair[0] > 0 and pair[1] * 100 >= pair[0] * Fraction(percent)


def comparable(target: Target, actual: Target) -> tuple[Fraction, Fraction] | None:
    """Both as numbers of one unit; None where one is no number, or the units differ.

    A number without a unit is in the unit of the other.
    """
    wanted, got = _quantity(target), _quantity(actual)
    if wanted is None or got is None:
        return None
    (aim, factor, unit), (value, times, measured) = wanted, got
    bare = not (target.unit and actual.unit)
    if bare:
        return aim, value
    return (aim * factor, value * times) if unit == measured else None


def _quantity(target: Target) -> tuple[Fraction, Fraction, str] | None:
    """The number as written, what its unit multiplies it with, and the unit without that."""
    number = target.number
    if number is None:
        return None
    unit, factor = "".join((target.unit or "").split()), Fraction(1)
    if unit == "‰":
        return Fraction(number), Fraction(1, 10), "%"
    for word, times in _FACTORS:
        if unit.startswith(word) and unit != "百分点":
            unit, factor = unit.removeprefix(word), Fraction(times)
            break
    return Fraction(number), factor, _SAME.get(unit, unit)


def _meets(sign: str, aim: Fraction, value: Fraction) -> bool:
    return bool(_COMPARED[sign](value, aim))


def _by_proportion(sign: str, aim: Fraction, value: Fraction, scale: Scale) -> Fraction:
    """Of a target that was missed. One of nothing or less has no proportion: it gets none."""
    if sign == EQUAL:
        if scale.equal == "nothing" or aim == 0:
            return _NONE
        return within(1 - abs(value - aim) / abs(aim))
    if aim <= 0:
        return _NONE
    return within(value / aim if sign in (AT_LEAST, MORE) else aim / value)


def day_of(target: Target, actual: Target) -> datetime.date | None:
    """The day that an actual value names, in the target's year where it says none."""
    if actual.deadline is not None or target.deadline is None or not _MONTH.match(actual.text):
        return actual.deadline
    return Target.parse(f"{target.deadline.year}年{actual.text.strip()}").deadline


def _when_late(due: datetime.date, day: datetime.date, scale: Scale) -> Fraction:
    months = (day.year - due.year) * 12 + day.month - due.month
    if _months_after(due, months) < day:
        months += 1
    return within(1 - Fraction(scale.late) * months / 100)


def _months_after(due: datetime.date, months: int) -> datetime.date:
    """That day so many months on; the last of a month stays the last."""
    years, month = divmod(due.month - 1 + months, 12)
    year, month = due.year + years, month + 1
    length = calendar.monthrange(year, month)[1]
    last = due.day == calendar.monthrange(due.year, due.month)[1]
    return datetime.date(year, month, length if last else min(due.day, length))


def _same_level(target: Target, actual: Target) -> bool:
    return target.text.strip() in _LEVELS and target.text.strip() == actual.text.strip()
