"""The headings of a wide table: which column is what, by what they say or invisibly tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from hfgoals.codec.marks import told
from hfgoals.exchange.tables import Cell, Table
from hfgoals.model.fields import FIELDS
from hfgoals.model.kinds import TARGET
from hfgoals.wide.columns import AMOUNTS, BLANK, CATALOGUE, KEYS
from hfgoals.wide.table import COLUMN, YUAN

_ROWS_LOOKED_AT: Final = 30
_FULL_WIDTH: Final = str.maketrans("：（）％", ":()%")
_CURRENCY: Final = re.compile(r"\((万元|元)\)$")
_ALSO: Final = {
    "年度": "year",
    "项目代码": "project_code",
    "预算金额": "budget",
    "绩效目标": "goals",
    "指标名称": "indicator",
    "三级指标名称": "indicator",
    "三级指标(指标名称)": "indicator",
    "目标值": "value",
    "运算符号": "sign",
    "符号": "sign",
    "单位": "measure",
    "上年完成值": "last_target",
}
_KEY_BY_LABEL: Final = {
    **{
        label: each.column.key
        for part in FIELDS.values()
        for each in part
        # 指标值 and 目标值 may be the number alone here.
        if each.column is not None and each.kind is not TARGET
        for label in each.also
    },
    **{column.title.translate(_FULL_WIDTH): column.key for column in CATALOGUE},
    **_ALSO,
}
_PROJECT: Final = frozenset({"project_code", "project_name"})
_INDICATOR: Final = frozenset({"indicator", "level1"})
_VALUE: Final = frozenset({"value", "target"})


@dataclass(frozen=True, slots=True)
class WideHead:
    """The heading row."""

    row: int
    bottom: int
    """The last row that headings reach down to."""
    columns: dict[str, Cell]
    """The heading of each column known, by its key."""
    currencies: dict[str, str] = field(default_factory=dict)
    """万元 or 元 by the keys of the amounts whose headings say or tell it."""
    others: tuple[Cell, ...] = ()
    """Headings of columns that nothing is read from."""
    ours: bool = False
    """Whether the headings tell invisibly that the program wrote them."""


def wide_head(table: Table) -> WideHead | None:
    """The heading row of a wide table: 指标名称 or 一级指标, 指标值, and the project; None without.

    A project form is none, whatever its project is called.
    """
    for row in sorted(table.rows)[:_ROWS_LOOKED_AT]:
        cells = table.filled(row)
        keys = {_key(cell) for cell in cells}
        if not (keys & _PROJECT and keys & _INDICATOR and keys & _VALUE):
            continue
        head = _head(row, cells)
        return head if head.ours or not _form_below(table, row) else None
    return None


def _head(row: int, cells: list[Cell]) -> WideHead:
    columns: dict[str, Cell] = {}
    currencies: dict[str, str] = {}
    others: list[Cell] = []
    # What a heading tells counts before what others merely say.
    for cell in sorted(cells, key=lambda each: not told(each.letters).startswith(COLUMN)):
        key = _key(cell)
        if not key or key == BLANK or key in columns:
            others.append(cell)
            continue
        columns[key] = cell
        currency = _currency(cell) if key in AMOUNTS else ""
        if currency:
            currencies[key] = currency
    ours = any(told(cell.letters).startswith(COLUMN) for cell in cells)
    bottom = max(cell.last_row for cell in cells)
    return WideHead(row, bottom, columns, currencies, tuple(others), ours)


def _key(cell: Cell) -> str:
    """The key of the column that the heading stands over, or ""."""
    said = told(cell.letters)
    if said.startswith(COLUMN):
        key = said.removeprefix(COLUMN).removesuffix(YUAN).casefold()
        if key in KEYS:
            return key
    return _KEY_BY_LABEL.get(_CURRENCY.sub("", cell.label), "")


def _currency(cell: Cell) -> str:
    # Whoever turned the amounts into another currency changed the heading, and not what it tells.
    found = _CURRENCY.search(cell.label)
    if found is not None:
        return found[1]
    said = told(cell.letters)
    if not said.startswith(COLUMN):
        return ""
    return "元" if said.endswith(YUAN) else "万元"


def _form_below(table: Table, row: int) -> bool:
    """Whether the heading of a form's own indicator table follows."""
    for below in sorted(table.rows):
        if below > row:
            keys = {_key(cell) for cell in table.filled(below)}
            if keys & _INDICATOR and keys & _VALUE and not keys & _PROJECT:
                return True
    return False
