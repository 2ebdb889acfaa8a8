"""One rule looking at one row, one project or one year, without the rest of the program."""

from __future__ import annotations

from typing import Any

from hfgoals.checks import Thresholds, all_rules
from hfgoals.checks.case import OverallCase, PlanCase, ProjectCase
from hfgoals.checks.rule import Hit
from hfgoals.model.edits import SetText
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Goal, Indicator, Overall, Project, Unit

YEAR = 2023
UNIT = Unit("425001", "怀远县融媒体中心")
_LEVEL2 = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("产出指标", "成本指标"),
    "经济": ("效益指标", "经济效益指标"),
    "社会": ("效益指标", "社会效益指标"),
    "持续": ("效益指标", "可持续影响指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
}


def row(
    kind: str, name: str, target: str = "", description: str = "", basis: str = ""
) -> Indicator:
    """An indicator; kind is 数量, 质量, 时效, 成本, 经济, 社会, 持续 or 满意."""
    level1, level2 = _LEVEL2[kind]
    return Indicator(
        level1=level1,
        level2=level2,
        name=name,
        description=description,
        target=Target.parse(target),
        basis=basis,
    )


def project(*indicators: Indicator, goals: tuple[str, ...] = (), **fields: Any) -> Project:
    """A project of these rows and goals."""
    texts = tuple(Goal(text=text) for text in goals)
    return Project(goals=texts, indicators=indicators, **fields)


def in_project(code: str, one: Project, last_year: Project | None = None) -> list[Hit]:
    """What the rule of that code finds in one project."""
    return list(_look(code)(ProjectCase(UNIT, YEAR, one, Thresholds(), last_year)))


def in_row(code: str, *args: str) -> list[Hit]:
    """What the rule finds in a project of one row (the arguments of ``row``)."""
    return in_project(code, project(row(*args)))


def in_overall(code: str, overall: Overall) -> list[Hit]:
    """What the rule finds in the overall part."""
    return list(_look(code)(OverallCase(UNIT, "plan", YEAR, overall, Thresholds())))


def in_plan(code: str, *projects: Project, unit: Unit = UNIT, goal: str = "") -> list[Hit]:
    """What the rule finds in a year of these projects."""
    plan = AnnualPlan(year=YEAR, overall=Overall(goal=goal), projects=projects)
    return list(_look(code)(PlanCase(unit, plan, Thresholds())))


def mended(hit: Hit) -> str:
    """The text that the repair puts at the hit's own place."""
    (edit,) = hit.repair
    assert isinstance(edit, SetText)
    assert edit.address == hit.address
    return edit.text


def _look(code: str) -> Any:
    return next(each.look for each in all_rules() if each.code == code)
