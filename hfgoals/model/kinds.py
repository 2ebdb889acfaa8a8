"""The kinds of values that a field may hold: how each is read, shown, stored and told.

To add a kind: one line here. Forms, the file, the dump and the imports go by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from hfgoals.lean import dataclass
from hfgoals.model.money import AmountError, Money, shown, shown_to_four_places
from hfgoals.model.target import Target
from hfgoals.model.text import cleaned, paragraphs, single_line
from hfgoals.model.values import STANDARD_FORMS
from hfgoals.patterns import pattern

_MOST_DIGITS = 50
_MOST_COUNTED = 10**12
_ORDINARY_DIGITS = str.maketrans("０１２３４５６７８９－＋−﹣", "0123456789-+--")
_FORM_ID = pattern(r"[a-z][a-z0-9_]{0,63}")


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


def _parse_money(text: str) -> Money | None:
    try:
        return Money.parse(cleaned(text))
    except AmountError:
        raise FieldError(
            f"“{text.strip()}”不是金额。请填写以万元为单位的数字，如 30.00。"
        ) from None


def _parse_count(text: str, *, signed: bool = False) -> int | None:
    plain = "".join(cleaned(text).split()).translate(_ORDINARY_DIGITS).replace(",", "")
    if not plain:
        return None
    allowed = re.fullmatch(r"[-+]?\d{1,13}" if signed else r"\d{1,13}", plain, re.ASCII)
    if not allowed or abs(int(plain)) > _MOST_COUNTED:
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
    if value is not None and abs(_integer(value)) > _MOST_COUNTED:
        raise StoredError("count")
    return None if value is None else _integer(value)


def _heard_count(value: Any) -> str:
    return "" if value is None else str(_integer(value))


def _told_to_four_places(amount: Money | None) -> str | None:
    return shown_to_four_places(amount) or None


def _parse_percent(text: str) -> Decimal | None:
    plain = cleaned(text).strip().replace("％", "%").removesuffix("%").strip()
    if not plain:
        return None
    try:
        percent = Decimal(plain)
    except InvalidOperation:
        percent = Decimal("NaN")
    # "1E-999999999" is a small number, but a text of a gigabyte.
    readable = percent.is_finite() and len(plain) <= 40 and abs(percent.adjusted()) <= 20
    if not readable or abs(percent) > 10**6:
        raise FieldError(f"“{text.strip()}”不是百分比。请填写数字，如 50%。")
    return percent


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


def _parse_forms(text: str) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(re.findall(r"[^\s、,，]+", cleaned(text))))
    wrong = next((each for each in ids if not _FORM_ID.fullmatch(each)), None)
    if wrong is not None:
        raise FieldError(f"“{wrong}”不是表样的代号。代号如 {'、'.join(STANDARD_FORMS)}。")
    return ids or STANDARD_FORMS


def _restored_forms(value: Any) -> tuple[str, ...]:
    if type(value) is not list or not all(_FORM_ID.fullmatch(_string(each)) for each in value):
        raise StoredError("forms")
    return tuple(dict.fromkeys(value)) or STANDARD_FORMS


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


def _shown_forms(ids: tuple[str, ...]) -> str:
    return "" if ids == STANDARD_FORMS else "、".join(ids)


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
MONEY = Kind("money", _parse_money, shown, _stored_money, _restored_money, _told_money, _heard)
EXACT_MONEY = Kind(
    "exact money",
    _parse_money,
    shown_to_four_places,
    _stored_money,
    _restored_money,
    _told_to_four_places,
    _heard,
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
YEAR = Kind("year", _parse_year, str, int, _integer, int, lambda value: str(_integer(value)))
FORM_IDS = Kind(
    "forms",
    _parse_forms,
    _shown_forms,
    list,
    _restored_forms,
    list,
    lambda value: "、".join(_restored_forms(value)),
)
"""Ids of standard forms; those that every year has unless it says otherwise are its blank."""
OF_THE_YEAR = (YEAR, FORM_IDS)
"""What a year is, not what is filled in for it."""
