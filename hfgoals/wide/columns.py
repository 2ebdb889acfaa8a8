"""Every column that the wide table of indicators can have, once, with its usual title.

To add one: a line in CATALOGUE, and how it is filled in table.py; what it means when read, in
exchange/wide. Workbooks remember the key, profile files the usual title: neither ever changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

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


CATALOGUE: Final = (
    WideColumn("number", "序号", 5, kind="center", note="从 1 起，一行一个号"),
    WideColumn("year", "预算年度", 8, "project", "center"),
    WideColumn("unit_code", "单位编码", 10, "project", "center", "unit", "code"),
    WideColumn("unit_name", "单位名称", 16, "project", "text", "unit", "name"),
    WideColumn("project_code", "项目编码", 22, "project", "center", "project", "code"),
    WideColumn("project_name", "项目名称", 21, "project", "text", "project", "name"),
    WideColumn("budget", "预算数", 10, "project", "amount", "project", "budget"),
    WideColumn("fiscal", "财政资金", 10, "project", "amount", "project", "fiscal"),
    WideColumn("other", "其他资金", 10, "project", "amount", "project", "other"),
    WideColumn("purpose", "资金用途", 24, "project", "text", "project", "purpose", long=True),
    WideColumn("march", "3月底", 7, "project", "center", "project", "plan.march", "支出进度，累计"),
    WideColumn("june", "6月底", 7, "project", "center", "project", "plan.june", "支出进度，累计"),
    WideColumn(
        "october", "10月底", 7, "project", "center", "project", "plan.october", "支出进度，累计"
    ),
    WideColumn(
        "december", "12月底", 7, "project", "center", "project", "plan.december", "支出进度，累计"
    ),
    WideColumn(
        "goals", "年度绩效目标", 30, "project", note="各条目标编号，一条一行，写在一格里", long=True
    ),
    WideColumn("level1", "一级指标", 10, kind="center", part="indicator", path="level1"),
    WideColumn("level2", "二级指标", 15, kind="center", part="indicator", path="level2"),
    WideColumn("indicator", "三级指标", 18, part="indicator", path="name"),
    WideColumn("description", "绩效指标描述", 22, part="indicator", path="description"),
    WideColumn("sign", "计算符号", 8, kind="center", note="≥、＞、＝、＜、≤ 或 定性"),
    WideColumn("value", "指标值", 11, kind="center", note="只是数值；拆不开的写全文"),
    WideColumn("measure", "计量单位", 8, kind="center"),
    WideColumn(
        "target", "指标值（全文）", 14, kind="center", part="indicator", path="target",
        note="如 ≥95%",
    ),
    WideColumn("basis", "指标值确定依据", 20, part="indicator", path="basis"),
    WideColumn(
        "last_target", "上年指标值", 12, kind="center",
        note="结转前的那一行，没有时是上年同名项目、同名指标的",
    ),
    WideColumn("weight", "权重", 6, kind="center", note="留空，自己填写"),
    WideColumn(BLANK, "空列", 12, note="留空，标题自定，可以有几列"),
)  # fmt: skip

AMOUNTS: Final = frozenset(column.key for column in CATALOGUE if column.kind == "amount")
_BY_KEY: Final = {column.key: column for column in CATALOGUE}
KEYS: Final = tuple(_BY_KEY)


def column_of(key: str) -> WideColumn:
    """The column of that key. Raises KeyError."""
    return _BY_KEY[key]
