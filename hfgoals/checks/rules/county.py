"""D01-D05: what 部门（单位）整体支出绩效目标表 must hold: tasks with their money, indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hfgoals.checks.case import OverallCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.wording import quoted
from hfgoals.checks.text.words import any_of
from hfgoals.model.money import Money, total
from hfgoals.model.values import Indicator, SubGoal

_FORM = "county_overall"
_TASK: Final = (("title", "任务名称"), ("goal", "主要内容"), ("budget", "预算金额"))
_ROW: Final = (
    ("level1", "一级指标"), ("level2", "二级指标"), ("name", "三级指标"), ("target", "指标值"),
)  # fmt: skip


@rule("D01", scope="overall", reads=("subgoal.budget", "plan.overall.funds"), form=_FORM)
def tasks_make_the_budget(case: OverallCase) -> Iterator[Hit]:
    """The money of the tasks adds up to the department's budget, to the 分."""
    tasks, stated = case.overall.subgoals, case.overall.funds.whole
    found = total([task.budget for task in tasks])
    if stated is None or found is None or found == stated:
        return
    gap = Money(abs(found.fen - stated.fen))
    place = next(task for task in reversed(tasks) if task.budget is not None)
    yield Hit(at(place, "budget"), {"sum": found, "stated": stated, "gap": gap})


@rule("D02", scope="overall", reads=("subgoal",), form=_FORM)
def money_of_a_task(case: OverallCase) -> Iterator[Hit]:
    """The 预算金额 of a task is its 财政拨款 and 其他资金; none is below zero."""
    for number, task in enumerate(case.overall.subgoals, 1):
        item = _called(number, task)
        below = next(
            (path for path in ("budget", "fiscal", "other") if _below_zero(task, path)), None
        )
        if below is not None:
            fault = f"金额 {getattr(task, below)} 是负数"
            yield Hit(at(task, below), {"item": item, "fault": fault})
            continue
        parts = total([task.fiscal, task.other])
        if parts is None or parts == task.budget:
            continue
        fault = f"没有填总额，两项来源共 {parts} 万元"
        if task.budget is not None:
            gap = Money(abs(task.budget.fen - parts.fen))
            fault = f"总额 {task.budget} 万元与两项来源之和 {parts} 万元相差 {gap} 万元"
        yield Hit(at(task, "budget"), {"item": item, "fault": fault})


@rule("D03", scope="overall", reads=("plan.overall.goal", "indicator"), form=_FORM)
def outputs_and_effects(case: OverallCase) -> Iterator[Hit]:
    """The indicators of the department name an output at least, and an effect."""
    rows = [row for row in case.overall.indicators if row.name.strip()]
    told = [kind for kind in ("产出", "效益") if not any(_is_of(row, kind) for row in rows)]
    if told:
        what = "和".join(f"{kind}指标" for kind in told)
        place = at(rows[-1], "level1") if rows else case.at("overall.goal")
        yield Hit(place, {"what": what})


@rule("D04", scope="overall", reads=("subgoal",), form=_FORM)
def whole_tasks(case: OverallCase) -> Iterator[Hit]:
    """A task has its name, its content and its money; there is one at least."""
    for number, task in enumerate(case.overall.subgoals, 1):
        for path, label in _TASK:
            if not at(task, path).field.text(task).strip():
                values = {"item": _called(number, task), "label": label}
                yield Hit(at(task, path), values)


@rule("D05", scope="overall", reads=("indicator",), form=_FORM)
def whole_indicators(case: OverallCase) -> Iterator[Hit]:
    """A row of the department's indicators has its levels, its name and its value."""
    for number, row in enumerate(case.overall.indicators, 1):
        for path, label in _ROW:
            if not at(row, path).field.text(row).strip():
                name = f"“{quoted(row.name)}”" if row.name.strip() else ""
                yield Hit(at(row, path), {"row": number, "name": name, "label": label})


def _below_zero(task: SubGoal, path: str) -> bool:
    amount: Money | None = getattr(task, path)
    return amount is not None and amount.fen < 0


def _is_of(row: Indicator, kind: str) -> bool:
    return any_of("items", f"{kind}的一级指标").search(row.level1) is not None


def _called(number: int, task: SubGoal) -> str:
    return f"第{number}项任务“{quoted(task.title)}”" if task.title.strip() else f"第{number}项任务"
