"""A Book as the JSON that `hfgoals dump` writes ("hfgoals-dump/1"), and back.

Amounts are texts in 万元 as on the form, percents whole texts without their sign, null where
blank. Read back, a missing key means its default, and a key of a later program is passed over.
Beyond the format's own keys: "sample", a year's "signatures". Row ids are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from hfgoals.model.fields import PERCENT, FieldError, Part, field_of
from hfgoals.model.money import Money
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Project,
    Safeguard,
    SubGoal,
    Unit,
)
from hfgoals.trouble import NotUnderstood

_Row = TypeVar("_Row")
FORMAT = "hfgoals-dump/1"
_MONTHS = {"3": "march", "6": "june", "10": "october", "12": "december"}
_SIGNATURES = ("unit_head", "finance_head", "preparer", "phone", "filled_on")
_INDICATOR_TEXTS = ("level1", "level2", "name", "description", "target", "basis")


def dump(book: Book) -> dict[str, Any]:
    """Everything in the Book, ready for json.dumps."""
    return {
        "format": FORMAT,
        "sample": book.sample,
        "unit": {"code": book.unit.code, "name": book.unit.name},
        "years": [_plan(plan) for plan in book.years],
    }


def _plan(plan: AnnualPlan) -> dict[str, Any]:
    overall = plan.overall
    return {
        "year": plan.year,
        "overall": {
            "goal": overall.goal,
            "subgoals": [
                {"title": each.title, "goal": each.goal, "indicators": each.indicators}
                for each in overall.subgoals
            ],
            "safeguards": [each.text for each in overall.safeguards],
            "funds": {
                "basic": _amount(overall.funds.basic),
                "project": _amount(overall.funds.project),
            },
        },
        "projects": [_project(project) for project in plan.projects],
        "signatures": {key: getattr(plan.signatures, key) for key in _SIGNATURES},
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "code": project.code,
        "name": project.name,
        "budget": _amount(project.budget),
        "fiscal": _amount(project.fiscal),
        "other": _amount(project.other),
        "purpose": project.purpose,
        "plan": {month: _percent(getattr(project.plan, path)) for month, path in _MONTHS.items()},
        "goals": [goal.text for goal in project.goals],
        "indicators": [_indicator(indicator) for indicator in project.indicators],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    target = indicator.target
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "description": indicator.description,
        "target": target.text,
        "sign": target.sign,
        "value": target.value,
        "unit": target.unit,
        "basis": indicator.basis,
    }


def _amount(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _percent(percent: Decimal | None) -> str | None:
    return None if percent is None else PERCENT.format(percent).removesuffix("%")


def load(data: object) -> Book:
    """The Book that ``dump`` wrote so, with new row ids. Raises NotUnderstood."""
    try:
        return _book(data)
    except (FieldError, KeyError, TypeError, ValueError) as error:
        raise NotUnderstood(
            f"这不是本程序写出的数据（{FORMAT}），或者内容不完整：{error}",
            "没有读入任何内容。",
            "请选择由 hfgoals dump 写出的文件。",
        ) from error


def _book(data: object) -> Book:
    whole = _mapping(data)
    if whole["format"] != FORMAT:
        raise ValueError(f"format 是 {whole['format']!r}")
    unit = _filled("unit", Unit(), _mapping(whole.get("unit", {})), ("code", "name"))
    years = sorted(map(_loaded_plan, _list(whole.get("years", []))), key=lambda plan: plan.year)
    if len({plan.year for plan in years}) != len(years):
        raise ValueError("同一年度出现两次")
    return Book(unit, tuple(years), whole.get("sample", False) is True)


def _loaded_plan(data: object) -> AnnualPlan:
    given = _mapping(data)
    overall = _mapping(given.get("overall", {}))
    year = given["year"]
    if not isinstance(year, int) or isinstance(year, bool):
        raise TypeError(f"year 是 {year!r}")
    projects = _list(given.get("projects", []))
    plan = AnnualPlan(year=year, projects=tuple(map(_loaded_project, projects)))
    plan = _filled("plan", plan, overall, ("goal",), "overall.")
    funds, signatures = _mapping(overall.get("funds", {})), _mapping(given.get("signatures", {}))
    plan = _filled("plan", plan, funds, ("basic", "project"), "overall.funds.")
    plan = _filled("plan", plan, signatures, _SIGNATURES, "signatures.")
    subgoals = tuple(
        _filled("subgoal", SubGoal(), _mapping(each), ("title", "goal", "indicators"))
        for each in _list(overall.get("subgoals", []))
    )
    safeguards = tuple(
        _put("safeguard", Safeguard(), "text", text)
        for text in _list(overall.get("safeguards", []))
    )
    return replace(plan, overall=replace(plan.overall, subgoals=subgoals, safeguards=safeguards))


def _loaded_project(data: object) -> Project:
    given = _mapping(data)
    project = Project(
        goals=tuple(_put("goal", Goal(), "text", text) for text in _list(given.get("goals", []))),
        indicators=tuple(
            _filled("indicator", Indicator(), _mapping(each), _INDICATOR_TEXTS)
            for each in _list(given.get("indicators", []))
        ),
    )
    texts = ("code", "name", "budget", "fiscal", "other", "purpose")
    project = _filled("project", project, given, texts)
    plan = _mapping(given.get("plan", {}))
    months = {path: plan[month] for month, path in _MONTHS.items() if month in plan}
    return _filled("project", project, months, tuple(_MONTHS.values()), "plan.")


def _filled(
    part: Part, row: _Row, given: dict[str, Any], keys: Iterable[str], above: str = ""
) -> _Row:
    """The row with the fields of those keys, ``above`` before their paths, that are given."""
    for key in keys:
        if key in given:
            row = _put(part, row, f"{above}{key}", given[key])
    return row


def _put(part: Part, row: _Row, path: str, text: object) -> _Row:
    if text is not None and not isinstance(text, str):
        raise TypeError(f"{path} 是 {text!r}")
    filled: _Row = field_of(part, path).put(row, text or "")
    return filled


def _mapping(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise TypeError(f"此处应为对象：{str(data)[:40]!r}")
    return data


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError(f"此处应为列表：{str(data)[:40]!r}")
    return data
