"""B01-B05: what 部门整体支出绩效目标申报表 (北京) asks for in its own 填制说明."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import OverallCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.rules.funds import SumOfProjects
from hfgoals.checks.text.quantities import quantities
from hfgoals.checks.text.wording import quoted
from hfgoals.checks.text.words import any_of
from hfgoals.model.edits import SetText
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, SubGoal

_FORM = "beijing_overall"


@rule("B01", scope="overall", reads=("plan.overall.funds",), form=_FORM)
def total_of_funds(case: OverallCase) -> Iterator[Hit]:
    """资金总额 is 基本支出 and 项目支出 together, to the 分."""
    funds = case.overall.funds
    if funds.total is None or funds.total == funds.sum:
        return
    place = case.at("overall.funds.total")
    parts = funds.sum or Money(0)
    gap = Money(abs(funds.total.fen - parts.fen))
    repair = (SetText(place, ""),) if funds.basic is not None and funds.project is not None else ()
    yield Hit(place, {"total": funds.total, "sum": parts, "gap": gap}, repair)


@rule("B02", scope="plan", reads=("project.budget", "plan.overall.funds.project"), form=_FORM)
class RestOfProjects(SumOfProjects):
    """The projects add up to no less than the department's 项目支出; H18 tells of more."""

    def _hits(self, plan: AnnualPlan) -> Iterator[Hit]:
        stated, budgets = plan.overall.funds.project, Money(self._fen)
        if self._filled and stated is not None and budgets < stated:
            values = {
                "count": len(plan.projects),
                "sum": budgets,
                "stated": stated,
                "gap": stated - budgets,
            }
            yield Hit(at(plan, "overall.funds.project"), values)


@rule("B03", scope="overall", reads=("subgoal",), form=_FORM)
def countable_output(case: OverallCase) -> Iterator[Hit]:
    """指标内容和指标值 names an output with a number and its unit."""
    for number, row in _filled(case):
        if not any(each.unit or each.sign for each in quantities(row.indicators)):
            yield Hit(at(row, "indicators"), {"item": _called(number, row)})


@rule("B04", scope="overall", reads=("subgoal",), form=_FORM)
def clear_effect(case: OverallCase) -> Iterator[Hit]:
    """指标内容和指标值 says what comes of the output."""
    for number, row in _filled(case):
        if not any_of("items", "效果").search(row.indicators):
            yield Hit(at(row, "indicators"), {"item": _called(number, row)})


@rule("B05", scope="overall", reads=("subgoal",), form=_FORM)
def whole_item(case: OverallCase) -> Iterator[Hit]:
    """An item has its name and its content; the form has no room for a goal of its own."""
    for number, row in enumerate(case.overall.subgoals, 1):
        for path, label in (("title", "指标名称"), ("indicators", "指标内容和指标值")):
            if not getattr(row, path).strip():
                what = f"没有填写{label}"
                yield Hit(at(row, path), {"item": _called(number, row), "what": what})
        if row.goal.strip():
            what = "另写有分项绩效目标，这张表没有那一栏，不会印出来"
            text = "\n".join(each for each in (row.goal, row.indicators) if each.strip())
            repair = (SetText(at(row, "indicators"), text), SetText(at(row, "goal"), ""))
            place = at(row, "indicators")
            yield Hit(place, {"item": _called(number, row), "what": what}, repair)


def _filled(case: OverallCase) -> Iterator[tuple[int, SubGoal]]:
    rows = enumerate(case.overall.subgoals, 1)
    return ((number, row) for number, row in rows if row.indicators.strip())


def _called(number: int, row: SubGoal) -> str:
    return f"第{number}条“{quoted(row.title)}”" if row.title.strip() else f"第{number}条"
