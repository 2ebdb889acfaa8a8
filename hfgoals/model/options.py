"""What a year chooses for its forms beside optional columns of indicators (AnnualPlan.columns)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

DEPARTMENT_FUNDS: Final = "department_funds"
"""That the county's overall form lists 资金总额, 基本支出 and 项目支出."""
_OF_TASKS: Final = "county_overall"
OPTIONS: Final = {DEPARTMENT_FUNDS: "资金总额、基本支出、项目支出"}
"""All of them, with what the user is told that they add."""


def has_tasks(forms: Collection[str]) -> bool:
    """Whether the sub-goals of a year with these forms are 年度主要任务 with money of their own."""
    return _OF_TASKS in forms


def asks_for_funds(forms: Collection[str], columns: Collection[str]) -> bool:
    """Whether a year with these forms and columns has a place for the department's funds."""
    return not has_tasks(forms) or DEPARTMENT_FUNDS in columns
