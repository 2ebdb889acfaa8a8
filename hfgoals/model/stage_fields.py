"""The fields of monitoring and self-evaluation: of a project and of each of its indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hfgoals.model.field import Element, Field
from hfgoals.model.kinds import (
    COUNT,
    LINE,
    MONEY,
    PERCENT,
    POINTS,
    STAGE_DATE,
    TARGET,
    TEXT,
    TICK,
)
from hfgoals.model.stages import OF_DEPARTMENT

SOURCE_NAMES: Final = {
    "total": "资金总额",
    "fiscal": "财政拨款",
    "carried": "上年结转资金",
    "special": "财政专户管理资金",
    "own": "单位资金",
    "other": "其他资金",
    "basic": "基本支出",
    "project": "项目支出",
}
"""The rows of the funds, by their paths."""
COLUMN_NAMES: Final = {
    "initial": "年初预算数",
    "revised": "全年预算数",
    "spent": "执行数",
    "expected": "全年预计执行数",
}
"""The columns of the funds, by their paths."""
STATED: Final = {
    "initial": ("carried", "special", "own"),
    "revised": tuple(SOURCE_NAMES),
    "spent": tuple(SOURCE_NAMES),
    "expected": ("total", "fiscal", "other"),
}
"""The rows of each column that can be filled in: the rest of 年初预算数 is of the targets."""
CAUSE_NAMES: Final = {
    "funds": "经费保障",
    "rules": "制度保障",
    "staff": "人员保障",
    "equipment": "硬件条件保障",
    "other": "其他",
}
LIKELIHOOD_NAMES: Final = {
    "certain": "确定能",
    "possible": "有可能",
    "impossible": "完全不可能",
}
ONE_TICKED: Final = ("likelihood",)
"""Of whose ticks but one holds."""
_ROOM: Final = 2000
"""Bytes that the bureau's system has for a text of these stages."""

YEAR_FIELDS: Final = (
    Field("stages.month", "监控到几月", COUNT, foreign=False, printed=False),
    Field("stages.department", "主管部门及代码", LINE, foreign=False, printed=False),
    Field("stages.equal", "＝未达到时的计分", LINE, foreign=False, printed=False),
    Field("stages.late", "时限每逾一个月扣分", PERCENT, foreign=False, printed=False),
)


def _amounts() -> Iterator[Field]:
    for column, sources in STATED.items():
        for source in sources:
            label = f"{COLUMN_NAMES[column]}·{SOURCE_NAMES[source]}"
            key = f"budgets.{column}.{source}" if column in ("initial", "revised") else ""
            seldom = source in OF_DEPARTMENT
            path = f"{column}.{source}"
            yield Field(path, label, MONEY, foreign=False, key=key, optional=seldom)


def _text(path: str, label: str, element: str = "") -> Field:
    of = Element(element, _ROOM) if element else None
    return Field(path, label, TEXT, foreign=False, element=of)


STAGE_FIELDS: Final = (
    Field("date", "日期", STAGE_DATE, foreign=False),
    *_amounts(),
    _text("spending_reason", "预算执行原因"),
    _text("achieved", "年度总体目标完成情况", "GOAL_COMP"),
    _text("process", "项目实施内容及过程概述"),
    _text("conclusion", "评价结论"),
    _text("problems", "存在问题"),
    _text("measures", "改进措施"),
    Field("leader", "项目负责人", LINE, foreign=False),
)
RESULT_FIELDS: Final = (
    Field("date", "日期", STAGE_DATE, foreign=False),
    Field("actual", "完成情况", TARGET, foreign=False, element=Element("PERF_COMP", _ROOM)),
    Field(
        "forecast",
        "全年预计完成情况",
        TARGET,
        foreign=False,
        element=Element("EST_PERF_ANNUAL", _ROOM),
    ),
    *(
        Field(f"causes.{cause}", f"偏差原因·{name}", TICK, foreign=False)
        for cause, name in CAUSE_NAMES.items()
    ),
    _text("reason", "偏差原因", "ANA_DEV_REASONS"),
    *(
        Field(f"likelihood.{path}", f"完成可能性·{name}", TICK, foreign=False)
        for path, name in LIKELIHOOD_NAMES.items()
    ),
    _text("remedy", "备注"),
    Field("score", "得分", POINTS, foreign=False),
)
