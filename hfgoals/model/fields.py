"""Every fillable field, once: its place in the values, its Chinese label and its kind.

Forms, editors, the file, imports and checks all go by this table. To add a field: add it to its
value in values.py and a line here; the file and the editors follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal

from hfgoals.model.money import AmountError, Money, shown
from hfgoals.model.target import Target
from hfgoals.model.text import cleaned, single_line
from hfgoals.model.values import (
    AnnualPlan,
    Goal,
    Indicator,
    Project,
    Safeguard,
    SubGoal,
    Unit,
)

Part = Literal["unit", "plan", "subgoal", "safeguard", "project", "goal", "indicator"]
ROW_TYPES: dict[Part, type] = {
    "unit": Unit,
    "plan": AnnualPlan,
    "subgoal": SubGoal,
    "safeguard": Safeguard,
    "project": Project,
    "goal": Goal,
    "indicator": Indicator,
}
PART_OF: dict[type, Part] = {row_type: part for part, row_type in ROW_TYPES.items()}


class FieldError(ValueError):
    """A text that its field cannot take; ``str()`` is the sentence for the user."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of value is read from and written as the form's text."""

    name: str
    parse: Callable[[str], Any]
    format: Callable[[Any], str]


def _parse_money(text: str) -> Money | None:
    try:
        return Money.parse(cleaned(text))
    except AmountError:
        raise FieldError(
            f"“{text.strip()}”不是金额。请填写以万元为单位的数字，如 30.00。"
        ) from None


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


LINE = Kind("line", single_line, str)
TEXT = Kind("text", lambda text: cleaned(text).strip("\n"), str)
MONEY = Kind("money", _parse_money, shown)
PERCENT = Kind("percent", _parse_percent, _format_percent)
TARGET = Kind("target", lambda text: Target.parse(cleaned(text).strip("\n")), str)
YEAR = Kind("year", _parse_year, str)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one part; ``path`` is its attribute, dotted where a value holds a value."""

    path: str
    label: str
    kind: Kind

    def read(self, row: Any) -> Any:
        """The field's value in that row."""
        for attribute in self.path.split("."):
            row = getattr(row, attribute)
        return row

    def text(self, row: Any) -> str:
        """The field's text in that row, as on the form."""
        return self.kind.format(self.read(row))

    def put(self, row: Any, text: str) -> Any:
        """The row with this field read from the text. Raises FieldError."""
        return _put(row, self.path.split("."), self.kind.parse(text))


def _put(row: Any, path: list[str], value: Any) -> Any:
    inner = value if len(path) == 1 else _put(getattr(row, path[0]), path[1:], value)
    return replace(row, **{path[0]: inner})


FIELDS: dict[Part, tuple[Field, ...]] = {
    "unit": (
        Field("code", "单位编码", LINE),
        Field("name", "单位名称", LINE),
    ),
    "plan": (
        Field("year", "年度", YEAR),
        Field("overall.goal", "总体绩效目标", TEXT),
        Field("overall.funds.basic", "基本支出", MONEY),
        Field("overall.funds.project", "项目支出", MONEY),
        Field("signatures.unit_head", "单位负责人", LINE),
        Field("signatures.finance_head", "财务负责人", LINE),
        Field("signatures.preparer", "填报人", LINE),
        Field("signatures.phone", "联系电话", LINE),
        Field("signatures.filled_on", "填报日期", LINE),
    ),
    "subgoal": (
        Field("title", "分项名称", LINE),
        Field("goal", "绩效目标", TEXT),
        Field("indicators", "绩效指标", TEXT),
    ),
    "safeguard": (Field("text", "工作保障措施", TEXT),),
    "project": (
        Field("code", "项目编码", LINE),
        Field("name", "项目名称", LINE),
        Field("budget", "预算数", MONEY),
        Field("fiscal", "财政资金", MONEY),
        Field("other", "其他资金", MONEY),
        Field("purpose", "资金用途", TEXT),
        Field("plan.march", "3月底支出进度", PERCENT),
        Field("plan.june", "6月底支出进度", PERCENT),
        Field("plan.october", "10月底支出进度", PERCENT),
        Field("plan.december", "12月底支出进度", PERCENT),
    ),
    "goal": (Field("text", "绩效目标", TEXT),),
    "indicator": (
        Field("level1", "一级指标", LINE),
        Field("level2", "二级指标", LINE),
        Field("name", "三级指标", TEXT),
        Field("description", "绩效指标描述", TEXT),
        Field("target", "指标值", TARGET),
        Field("basis", "指标值确定依据", TEXT),
    ),
}


@cache
def field_of(part: Part, path: str) -> Field:
    """The field at that path. Raises KeyError when there is none."""
    for entry in FIELDS[part]:
        if entry.path == path:
            return entry
    raise KeyError((part, path))
