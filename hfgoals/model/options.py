"""What a year chooses for its forms beside optional columns of indicators (AnnualPlan.columns)."""

from __future__ import annotations

from typing import Final

DEPARTMENT_FUNDS: Final = "overall.funds"
"""That the county's overall form lists 资金总额, 基本支出 and 项目支出."""
OPTIONS: Final = {DEPARTMENT_FUNDS: "资金总额、基本支出、项目支出"}
"""All of them, with what the user is told that they add."""
