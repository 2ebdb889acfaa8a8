"""The columns of the spending plan, and when a project says that it is done."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from hfgoals.model.balance import MONTHS
from hfgoals.model.values import Indicator, Project, SpendingPlan
from hfgoals.presets import code_of


class Column(NamedTuple):
    """One column of the plan: the month at whose end it stands, its label and its path."""

    month: int
    label: str
    path: str


COLUMNS: Final = tuple(
    Column(month, f"{month}月底", f"plan.{name}")
    for month, name in zip(MONTHS, ("march", "june", "october", "december"), strict=True)
)
_DONE = re.compile(
    "完成|竣工|完工|办结|办完|交付|投入使用|验收|付清|结清|支付|偿还|支出|开通|启用|上线|送电|开播|开放"
)
_NOT_DONE = re.compile("签订|采购合同|开工|启动")


def column_of(month: int) -> int:
    """The first column at whose end that month is over."""
    return next(at for at, column in enumerate(COLUMNS) if month <= column.month)


def first_reaching(plan: SpendingPlan, percent: Decimal) -> int | None:
    """The first column with at least so many percent; None when there is none."""
    reached = (at for at, value in enumerate(plan) if value is not None and value >= percent)
    return next(reached, None)


def evened(plan: SpendingPlan) -> tuple[Decimal | None, ...]:
    """The plan with blanks in front as 0 and blanks after 100 as 100; others stay blank."""
    values = list(plan)
    filled = [at for at, value in enumerate(values) if value is not None]
    if not filled:
        return tuple(values)
    for at in range(filled[0]):
        values[at] = Decimal(0)
    if values[filled[-1]] == 100:
        for at in range(filled[-1] + 1, len(values)):
            values[at] = Decimal(100)
    return tuple(values)


_HELD = re.compile("举办|举行|演出|活动|晚会|开幕|比赛|启幕|召开|慰问|布展|直播")
_SEASONS: Final = (
    (1, re.compile("元旦|新年音乐会|迎新")),
    (2, re.compile("春节|春晚|新春|元宵|正月|除夕|年货")),
    (4, re.compile("清明")),
)
"""Times of the year that come round before half of it is over; 春晚 may be recorded in January."""


def event_of(project: Project, year: int) -> tuple[str, int] | None:
    """What is held and in which month: by a date in the table, else by the season in the name."""
    for row in project.indicators:
        held = row.target.deadline
        if held is not None and held.year == year and _HELD.search(row.name):
            return row.name.strip(), held.month
    for month, words in _SEASONS:
        found = words.search(project.name)
        if found:
            return found[0], month
    return None


def completion(project: Project, year: int) -> Indicator | None:
    """The 时效 row with the latest date of that year by which something is done."""
    rows = [
        row
        for row in project.indicators
        if row.target.deadline is not None
        and row.target.deadline.year == year
        and code_of(row.level2) == "时效"
        and (_DONE.search(row.name) or _DONE.search(row.target.text))
        and not _NOT_DONE.search(row.name)
    ]
    return max(rows, key=lambda row: row.target.deadline or date.min, default=None)
