"""Every column that the wide table of indicators can have, once, with its usual title.

A field has its column by the table of fields. To add another: a line in _columns, and how it is
filled in table.py; what it means when read, in exchange/wide. Workbooks remember the key, profile
files the usual title: neither ever changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from hfgoals.model.fields import FIELDS, Field, field_of
from hfgoals.model.kinds import MONEY, TARGET

Scope = Literal["project", "indicator"]
"""Whether a column says the same in all rows of a project."""
Kind = Literal["text", "center", "amount"]
"""How it looks."""

BLANK: Final = "blank"
"""The key of a column for anything else; the only one that may stand in a table twice."""


@dataclass(frozen=True, slots=True)
class WideColumn:
    """One column of the catalogue."""

    key: str
    title: str
    width: int
    """In digits, as worksheets count."""
    scope: Scope = "indicator"
    kind: Kind = "text"
    part: Literal["", "unit", "project", "indicator"] = ""
    """The part whose field it shows as it stands, "" when it is made otherwise."""
    path: str = ""
    note: str = ""
    """What to know about it, in Chinese."""
    long: bool = False
    """Whether it is to be read in full once a project, and may be cut off where it is repeated."""
    by_hand: bool = False
    """Whether it stays blank, for others to fill in."""
    element: str = ""
    """What the bureau's system calls it, "" when there is no such data element."""
    optional: bool = False
    """Whether only years that use its field want it (AnnualPlan.columns)."""


def _of(part: Literal["unit", "project", "indicator"], field: Field) -> Iterator[WideColumn]:
    column = field.column
    if column is None:
        return
    scope: Scope = "indicator" if part == "indicator" else "project"
    look: Kind = "amount" if field.kind is MONEY else "center" if column.centred else "text"
    title = column.title or field.label
    yield WideColumn(
        column.key,
        title,
        column.width,
        scope,
        look,
        part,
        field.path,
        column.note,
        column.long,
        # Of a target it is the number's, which has a column of its own.
        element="" if field.kind is TARGET else _element(field),
        optional=field.optional,
    )


def _element(field: Field) -> str:
    return field.element.name if field.element is not None else ""


def _columns() -> Iterator[WideColumn]:
    yield WideColumn("number", "序号", 5, kind="center", note="从 1 起，一行一个号")
    element = _element(field_of("plan", "year"))
    yield WideColumn("year", "预算年度", 8, "project", "center", element=element)
    for unit in FIELDS["unit"]:
        yield from _of("unit", unit)
    for project in FIELDS["project"]:
        yield from _of("project", project)
    yield WideColumn(
        "goals",
        "年度绩效目标",
        30,
        "project",
        note="各条目标编号，一条一行，写在一格里",
        long=True,
        element=_element(field_of("goal", "text")),
    )
    for indicator in FIELDS["indicator"]:
        if indicator.kind is TARGET:
            yield WideColumn("sign", "计算符号", 8, kind="center", note="≥、＞、＝、＜、≤ 或 定性")
            note, element = "只是数值；拆不开的写全文", _element(indicator)
            yield WideColumn("value", "指标值", 11, kind="center", note=note, element=element)
            yield WideColumn("measure", "计量单位", 8, kind="center", element="METERUNIT")
        yield from _of("indicator", indicator)
    note = "结转前的那一行，没有时是上年同名项目、同名指标的"
    yield WideColumn("last_target", "上年指标值", 12, kind="center", note=note)
    yield WideColumn(BLANK, "空列", 12, note="留空，标题自定，可以有几列", by_hand=True)


_BY_KEY: Final = {column.key: column for column in _columns()}
CATALOGUE: Final = tuple(_BY_KEY.values())
AMOUNTS: Final = frozenset(column.key for column in CATALOGUE if column.kind == "amount")
KEYS: Final = tuple(_BY_KEY)


def column_of(key: str) -> WideColumn:
    """The column of that key. Raises KeyError."""
    return _BY_KEY[key]
