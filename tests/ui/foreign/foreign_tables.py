"""Small tables as other counties make them, and their understanding."""

from __future__ import annotations

from collections.abc import Sequence

from hfgoals.exchange.foreign import Understanding, understand
from hfgoals.exchange.tables import Origin, Table, table_of

NAME = "甲县2024年绩效目标表.xlsx"
ROWS = (
    ("数量指标", "出版期数", "≥50期"),
    ("质量指标", "合格率", "≥98%"),
    ("时效指标", "按时出版率", "100%"),
)
FIRST_ROW = 8
"""Of the indicators in ``form``."""
STRAYS = ((2, 4), (5, 4))
"""Rows and columns of cells that no label explains."""


def form(
    title: str = "目标表",
    name: str = "办报费用",
    budget: str = "800000",
    rows: Sequence[tuple[str, str, str]] = ROWS,
    currency: str = "单位：元",
) -> Table:
    """One project: name, code, amounts, a goal, indicators under one 产出指标, a stray cell."""
    last = FIRST_ROW + len(rows) - 1
    cells = [
        (1, 1, "项目绩效目标表"),
        (2, 1, currency),
        (*STRAYS[0], "王某某 138"),
        (3, 1, "项目名称"),
        (3, 2, name),
        (3, 4, "项目编码"),
        (3, 5, "13070024P001"),
        (4, 1, "资金总额"),
        (4, 2, budget),
        (5, 1, "财政拨款"),
        (5, 2, budget),
        (6, 1, "绩效目标"),
        (6, 2, "办好<b>报纸</b>。"),
        (7, 1, "一级指标"),
        (7, 2, "二级指标"),
        (7, 3, "三级指标"),
        (7, 5, "指标值"),
        (FIRST_ROW, 1, "产出指标"),
        (*STRAYS[1], "见附件三"),
    ]
    for row, (level2, indicator, target) in enumerate(rows, FIRST_ROW):
        cells += [(row, 2, level2), (row, 3, indicator), (row, 5, target)]
    merges = [(1, 1, 1, 5), (3, 2, 3, 3), (4, 2, 4, 5), (5, 2, 5, 3), (6, 2, 6, 5)]
    merges += [(row, 3, row, 4) for row in range(7, last + 1)]
    merges += [(FIRST_ROW, 1, last, 1)] if last > FIRST_ROW else []
    return table_of(Origin(title), [(*cell, "") for cell in cells], merges)


def understood(*tables: Table) -> Understanding:
    """The understanding of these tables; of one form when none is given."""
    return understand(tables or (form(),), (), NAME)
