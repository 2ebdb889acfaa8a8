"""Small projects for the tests of rules, and what the rules find in them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hfgoals.checks import Checker, Finding
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    SpendingPlan,
    Unit,
)
from hfgoals.presets import schemes

UNIT = Unit("999001", "示例县融媒体中心")
YEAR = 2023


def row(code: str, name: str, target: str, *, scheme: int = 0, **texts: str) -> Indicator:
    """An indicator of that 类型 in the older (0) or the newer (1) scheme."""
    level1, level2 = schemes()[scheme].level_of(code) or ("", "")
    told = {"description": f"{name}的描述", "basis": "2023年工作计划", **texts}
    return Indicator(level1=level1, level2=level2, name=name, target=Target.parse(target), **told)


def project(*rows: Indicator, budget: str = "30.00", plan: str = "", **values: Any) -> Project:
    """A project with those rows; the plan as "25 50 83 100" with "-" for a blank."""
    percents = [None if text == "-" else Decimal(text) for text in plan.split()]
    made = Project(
        name="播出设备运行维护费",
        budget=Money.parse(budget),
        fiscal=Money.parse(budget),
        purpose="用于备件更换和技术服务。",
        plan=SpendingPlan(*percents),
        goals=(Goal(text="全年维护设备86台，正常运行率达到99%。"),),
        indicators=rows,
    )
    return replace(made, **values)


def plan_of(*projects: Project, overall: Overall | None = None) -> AnnualPlan:
    """A year with those projects."""
    return AnnualPlan(year=YEAR, projects=projects, overall=overall or Overall())


def findings(code: str, plan: AnnualPlan) -> list[Finding]:
    """What that rule finds in that year."""
    found = Checker().check(Book(UNIT, (plan,)), plan)
    assert not [each for each in found if each.fault]
    return [each for each in found if each.code == code]


def told(code: str, *projects: Project) -> list[tuple[str, str]]:
    """The fields and levels that the rule finds in a year of those projects."""
    return [(each.address.path, each.level) for each in findings(code, plan_of(*projects))]
