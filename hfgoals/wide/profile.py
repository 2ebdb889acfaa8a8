"""A profile (方案): which columns the wide table has, in which order, under which titles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from hfgoals.model.values import AnnualPlan
from hfgoals.wide.columns import AMOUNTS, BLANK, CATALOGUE, column_of

Currency = Literal["万元", "元"]
SignWords = Literal["符号", "文字"]
"""≥ or 大于等于."""
Repeat = Literal["重复", "合并"]
"""Project columns in every row, as import tables want them, or once in merged cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """One chosen column; its usual title when ``title`` is ""."""

    key: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class WideProfile:
    """A named choice of columns with what goes for all of them."""

    name: str
    columns: tuple[Column, ...]
    currency: Currency = "万元"
    signs: SignWords = "符号"
    repeat: Repeat = "重复"
    titled: bool = False
    """With a title, the unit and the currency above the headings; import tables want none."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the columns chosen."""
        return frozenset(column.key for column in self.columns)

    @property
    def value_is_whole(self) -> bool:
        """Whether 指标值 must hold the whole text: sign or unit would be lost otherwise."""
        return "target" not in self.keys and not {"sign", "measure"} <= self.keys

    def title_of(self, column: Column) -> str:
        """The heading of a column: as the user calls it, else its usual title."""
        return column.title or usual_title(column.key, self.currency)

    def of_year(self, plan: AnnualPlan) -> WideProfile:
        """The same with the optional columns that the year uses, of a profile that is to have all
        that forms show or the bureau's system keeps."""
        by_element = self.name == ELEMENTS.name
        new = [
            Column(each.key, each.element if by_element else "")
            for each in CATALOGUE
            if each.optional and each.path in plan.columns and each.key not in self.keys
            if not by_element or each.element
        ]
        grows = by_element or self.name == STANDARD.name
        return replace(self, columns=(*self.columns, *new)) if grows and new else self

    def fault(self) -> str:
        """Why no table can be made by it, in Chinese; "" when one can."""
        if not self.columns:
            return "请至少选择一栏。"
        if not {"project_code", "project_name"} & self.keys:
            return "“项目编码”和“项目名称”至少要有一栏，否则看不出各行是哪个项目的。"
        keys = [column.key for column in self.columns if column.key != BLANK]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            return f"“{column_of(twice).title}”选了两次。"
        return ""


def usual_title(key: str, currency: Currency) -> str:
    """The title of a column that nobody renamed; amounts say their currency."""
    title = column_of(key).title
    return f"{title}（{currency}）" if key in AMOUNTS else title


STANDARD: Final = WideProfile(
    "标准明细表",
    tuple(
        Column(column.key)
        for column in CATALOGUE
        if not (column.by_hand or column.optional)
        and column.key not in ("unit_code", "unit_name", "year", "target")
    ),
    repeat="合并",
    titled=True,
)
IMPORT: Final = WideProfile(
    "预算系统导入",
    (
        *(Column(key) for key in ("project_code", "project_name", "level1", "level2")),
        Column("indicator", "指标名称"),
        *(Column(key) for key in ("sign", "value", "measure", "basis", "last_target", "weight")),
    ),
)
ELEMENTS: Final = WideProfile(
    "一体化系统要素",
    tuple(
        Column(column.key, column.element)
        for column in CATALOGUE
        # The number of a target means nothing without its sign.
        if column.key == "sign" or column.element
    ),
)
BUILT_IN: Final = (STANDARD, IMPORT, ELEMENTS)
BUILT_IN_NAMES: Final = frozenset(profile.name for profile in BUILT_IN)
