"""The kinds of values that a field may hold: how each is read, shown, stored and told.

To add a kind: one line here. Forms, the file, the dump and the imports go by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.disclosure import MOST_COUNTED
from hfgoals.model.figures import AMOUNT_UNITS, PERCENT_UNITS, Figure, NoFigure, figure_of
from hfgoals.model.money import LARGEST_WAN, AmountError, Money, shown, shown_to_four_places
from hfgoals.model.target import Target
from hfgoals.model.text import cleaned, paragraphs, single_line
from hfgoals.model.values import STANDARD_FORMS
from hfgoals.patterns import pattern

_MOST_DIGITS = 50
_LARGEST_PERCENT = 10**6
_HUNDRED_MILLION = Decimal(10_000)
"""1 亿元 in 万元: beyond the budget of any county's media centre."""
_ORDINARY_DIGITS = str.maketrans("０１２３４５６７８９－＋−﹣", "0123456789-+--")
_ID = pattern(r"[a-z][a-z0-9_]{0,63}")
_STAGE_DATE = pattern(r"(?:(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?)?")
TICK_SIGN: Final = "√"
_TICKED = frozenset("√✓✔☑1是对有vVyY")
_NOT_TICKED = frozenset(("", "0", "×", "否", "无", "□", "/"))
_POINTS = pattern(r"\d{1,3}(\.\d{1,2}0*)?")
_MOST_POINTS = 100


class FieldError(ValueError):
    """A text that its field cannot take; ``str()`` is the sentence for the user."""


class StoredError(ValueError):
    """A JSON value that is not what the kind stores."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value."""

    name: str
    parse: Callable[[str], Any]
    """The value of a form's text. Raises FieldError."""
    format: Callable[[Any], str]
    """The form's text of a value; "" for blank."""
    stored: Callable[[Any], Any]
    """What stands for the value in the file, as JSON has it."""
    restored: Callable[[Any], Any]
    """The value back from there. Raises StoredError."""
    told: Callable[[Any], Any]
    """The value in the dump, as JSON has it; None where an amount or a percent is blank."""
    heard: Callable[[Any], str]
    """The form's text of what the dump tells. Raises StoredError."""
    understood: Callable[[str], str] = lambda _: ""
    """What is about to be kept of a text that is not typed as it is kept, in words (80万: “80.00
    万元”); "" where that is plain to see, or where there is nothing to keep."""


def _parse_money(text: str) -> Money | None:
    try:
        return Money.parse(cleaned(text))
    except AmountError as problem:
        raise FieldError(
            f"“{text.strip()}”不是金额。{problem}"
            "请填写以万元为单位的数字，如 30.00；也可以写 300000元、=10+20。"
        ) from None


def _understood_money(text: str) -> str:
    figure = _figure(text, AMOUNT_UNITS)
    if figure is None or abs(figure.value) > LARGEST_WAN:
        return ""
    amount = Money.of_wan(figure.value)
    if not figure.plain:
        return f"= {amount} 万元{'' if amount.wan == figure.value else '，已四舍五入到分'}"
    if abs(figure.value) < _HUNDRED_MILLION:
        return ""
    much = f"{figure.value / _HUNDRED_MILLION:f} 亿元"
    return f"{amount} 万元，即 {much}；若是元，请写 {text.strip()}元"


def _figure(text: str, units: Mapping[str, Decimal]) -> Figure | None:
    """The figure of a text; None for a blank one and for none."""
    try:
        return figure_of(cleaned(text), units)
    except NoFigure:
        return None


def _parse_count(text: str, *, signed: bool = False) -> int | None:
    plain = "".join(cleaned(text).split()).translate(_ORDINARY_DIGITS).replace(",", "")
    if not plain:
        return None
    allowed = re.fullmatch(r"[-+]?\d{1,13}" if signed else r"\d{1,13}", plain, re.ASCII)
    if not allowed or abs(int(plain)) > MOST_COUNTED:
        kinds = "整数，减少的写负数，如 -2" if signed else "0 或正整数"
        raise FieldError(f"“{text.strip()}”不能填在这里。请填写{kinds}。")
    return int(plain)


def _parse_change(text: str) -> int | None:
    return _parse_count(text, signed=True)


def _format_count(count: int | None) -> str:
    return "" if count is None else str(count)


def _stored_count(value: int | None) -> int | None:
    return value


def _restored_count(value: Any) -> int | None:
    count = _restored_change(value)
    if count is not None and count < 0:
        raise StoredError("count")
    return count


def _restored_change(value: Any) -> int | None:
    if value is not None and abs(_integer(value)) > MOST_COUNTED:
        raise StoredError("count")
    return None if value is None else _integer(value)


def _heard_count(value: Any) -> str:
    return "" if value is None else str(_integer(value))


def _told_to_four_places(amount: Money | None) -> str | None:
    return shown_to_four_places(amount) or None


def _parse_percent(text: str) -> Decimal | None:
    why = ""
    try:
        figure = figure_of(cleaned(text), PERCENT_UNITS)
    except NoFigure as problem:
        figure, why = Figure(Decimal("NaN")), str(problem)
    if figure is None:
        return None
    percent = _to_keep(figure)
    # A number far behind the point is small, but a text of a gigabyte.
    readable = percent.is_finite() and abs(percent.adjusted()) <= 20
    if not readable or abs(percent) > _LARGEST_PERCENT:
        raise FieldError(f"“{text.strip()}”不是百分比。{why}请填写数字，如 50%。")
    return percent


def _to_keep(figure: Figure) -> Decimal:
    """The percent that is kept: a third is one with two decimals."""
    if not figure.worked_out or abs(figure.value) > _LARGEST_PERCENT:
        return figure.value
    return figure.value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _understood_percent(text: str) -> str:
    figure = _figure(text, PERCENT_UNITS)
    if figure is None or figure.plain or abs(figure.value) > _LARGEST_PERCENT:
        return ""
    return f"= {_format_percent(_to_keep(figure))}"


def _format_percent(percent: Decimal | None) -> str:
    if percent is None:
        return ""
    whole = percent == percent.to_integral_value()
    return f"{percent.to_integral_value() if whole else percent.normalize():f}%"


def _parse_year(text: str) -> int:
    plain = cleaned(text).strip().removesuffix("年")
    if not (plain.isascii() and plain.isdigit() and 1990 <= int(plain) <= 2100):
        raise FieldError(f"“{text.strip()}”不是年度。请填写四位年份，如 2023。")
    return int(plain)


def _parse_points(text: str) -> Decimal | None:
    plain = cleaned(text).strip().translate(_ORDINARY_DIGITS).replace("．", ".").replace("％", "%")
    plain = re.sub(r"\s*[分%]$", "", plain)
    if not plain:
        return None
    if not _POINTS.fullmatch(plain) or Decimal(plain) > _MOST_POINTS:
        raise FieldError(
            f"“{text.strip()}”不是分值。请填写 0 到 {_MOST_POINTS} 的数字，最多两位小数，如 12.5。"
        )
    return Decimal(plain)


def _format_points(points: Decimal | None) -> str:
    return "" if points is None else _format_percent(points).removesuffix("%")


def _restored_points(value: Any) -> Decimal | None:
    try:
        return None if value is None else _parse_points(_string(value))
    except FieldError:
        raise StoredError("points") from None


def _told_points(points: Decimal | None) -> str | None:
    return _format_points(points) or None


def _parse_tick(text: str) -> bool:
    plain = "".join(cleaned(text).split())
    if plain in _TICKED:
        return True
    if plain in _NOT_TICKED:
        return False
    raise FieldError(f"“{text.strip()}”不能填在这里。打勾请键入 √ 或 1，不打勾留空。")


def _restored_tick(value: Any) -> bool:
    if type(value) is not bool:
        raise StoredError("tick")
    return value


def _shown_tick(ticked: bool) -> str:
    return TICK_SIGN if ticked else ""


def _parse_stage_date(text: str) -> str:
    plain = "".join(cleaned(text).split())
    if not _STAGE_DATE.fullmatch(plain):
        raise FieldError(f"“{text.strip()}”不是监控或自评的日期。请写成 2023-07 或 2023。")
    return plain


def _restored_stage_date(value: Any) -> str:
    if not _STAGE_DATE.fullmatch(_string(value)):
        raise StoredError("date")
    return str(value)


def _string(value: Any) -> str:
    if type(value) is not str:
        raise StoredError("text")
    return value


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise StoredError("integer")
    return value


def _stored_money(amount: Money | None) -> int | None:
    return None if amount is None else amount.fen


def _restored_money(value: Any) -> Money | None:
    return None if value is None else Money(_integer(value))


def _stored_percent(percent: Decimal | None) -> str | None:
    return None if percent is None else str(_sane(percent))


def _restored_percent(value: Any) -> Decimal | None:
    return None if value is None else _percent_of(_string(value))


@lru_cache(maxsize=1024)
def _percent_of(text: str) -> Decimal:
    # A year of thousands of projects has a few dozen of them.
    try:
        return _sane(Decimal(text))
    except InvalidOperation:
        raise StoredError("percent") from None


def _sane(percent: Decimal) -> Decimal:
    """A percent that can be shown: 1E-999999999 is one number, but a text of a gigabyte."""
    digits = len(percent.as_tuple().digits)
    if not percent.is_finite() or abs(percent.adjusted()) > _MOST_DIGITS or digits > _MOST_DIGITS:
        raise StoredError("percent")
    return percent


def _told_money(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _told_percent(percent: Decimal | None) -> str | None:
    return None if percent is None else _format_percent(percent).removesuffix("%")


def _heard(value: Any) -> str:
    return "" if value is None else _string(value)


LINE = Kind("line", single_line, str, str, _string, str, _heard)
TEXT = Kind("text", lambda text: cleaned(text).strip("\n"), str, str, _string, str, _heard)
PROSE = Kind("prose", paragraphs, str, str, _string, str, _heard)
"""Paragraphs, a line each; how far they stand in is the form's business."""
COUNT = Kind(
    "count",
    _parse_count,
    _format_count,
    _stored_count,
    _restored_count,
    _stored_count,
    _heard_count,
)
CHANGE = Kind(
    "change",
    _parse_change,
    _format_count,
    _stored_count,
    _restored_change,
    _stored_count,
    _heard_count,
)
"""How many more, or fewer, than the year before."""
COUNTED = (COUNT, CHANGE)
TEXTS = (TEXT, PROSE)
"""Of several lines."""
MONEY = Kind(
    "money",
    _parse_money,
    shown,
    _stored_money,
    _restored_money,
    _told_money,
    _heard,
    _understood_money,
)
EXACT_MONEY = Kind(
    "exact money",
    _parse_money,
    shown_to_four_places,
    _stored_money,
    _restored_money,
    _told_to_four_places,
    _heard,
    _understood_money,
)
"""An amount that its form wants with four decimals of 万元, which are 元."""
PERCENT = Kind(
    "percent",
    _parse_percent,
    _format_percent,
    _stored_percent,
    _restored_percent,
    _told_percent,
    _heard,
    _understood_percent,
)
TARGET = Kind(
    "target",
    lambda text: Target.parse(cleaned(text).strip("\n")),
    str,
    str,
    lambda value: Target.parse(_string(value)),
    str,
    _heard,
)
TICK = Kind(
    "tick",
    _parse_tick,
    _shown_tick,
    bool,
    _restored_tick,
    bool,
    lambda value: _shown_tick(_restored_tick(value)),
)
STAGE_DATE = Kind(
    "stage date", _parse_stage_date, str, str, _restored_stage_date, str, _restored_stage_date
)
"""The month that a monitoring reaches to (2023-07), or the year of a self-evaluation (2023)."""
YEAR = Kind("year", _parse_year, str, int, _integer, int, lambda value: str(_integer(value)))
POINTS = Kind(
    "points",
    _parse_points,
    _format_points,
    _told_points,
    _restored_points,
    _told_points,
    _heard,
)
"""Points of 100, with two decimals at the most."""


def _ids(name: str, what: str, blank: tuple[str, ...]) -> Kind:
    """A kind of lists of ids; ``blank`` is what a year has unless it says otherwise."""

    def parse(text: str) -> tuple[str, ...]:
        ids = tuple(dict.fromkeys(re.findall(r"[^\s、,，]+", cleaned(text))))
        wrong = next((each for each in ids if not _ID.fullmatch(each)), None)
        if wrong is not None:
            such = "、".join(blank) or "weight"
            raise FieldError(f"“{wrong}”不是{what}的代号。代号如 {such}。")
        return ids or blank

    def restored(value: Any) -> tuple[str, ...]:
        if type(value) is not list or not all(_ID.fullmatch(_string(each)) for each in value):
            raise StoredError(name)
        return tuple(dict.fromkeys(value)) or blank

    def shown(ids: tuple[str, ...]) -> str:
        return "" if ids == blank else "、".join(ids)

    return Kind(name, parse, shown, list, restored, list, lambda value: "、".join(restored(value)))


FORM_IDS = _ids("forms", "表样", STANDARD_FORMS)
"""Ids of standard forms; those that every year has unless it says otherwise are its blank."""
COLUMN_IDS = _ids("columns", "栏目", ())
"""Paths of optional fields of indicators."""
OF_THE_YEAR = (YEAR, FORM_IDS, COLUMN_IDS)
"""What a year is, not what is filled in for it."""
