"""What a year chooses for its forms beside optional columns of indicators (AnnualPlan.columns)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

DEPARTMENT_FUNDS: Final = "overall.funds"
"""That the county's overall form lists 资金总额, 基本支出 and 项目支出."""
_FUNDS_ONLY_IF_CHOSEN: Final = "county_overall"
OPTIONS: Final = {DEPARTMENT_FUNDS: "资金总额、基本支出、项目支出"}
"""All of them, with what the user is told that they add."""


def asks_for_funds(forms: Collection[str], columns: Collection[str]) -> bool:
    """Whether a year with these forms and columns has a place for the department's funds."""
    return _FUNDS_ONLY_IF_CHOSEN not in forms or DEPARTMENT_FUNDS in columns
