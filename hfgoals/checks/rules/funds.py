"""H12-H15, H18, H19: money adds up, in one unit, from sources that fit the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.following import WHOLE
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.text.costs import costs_of
from hfgoals.checks.text.quantities import quantities
from hfgoals.checks.text.wording import plain_number
from hfgoals.checks.text.words import any_of
from hfgoals.model.address import Address
from hfgoals.model.money import Money
from hfgoals.model.options import asks_for_funds
from hfgoals.model.values import AnnualPlan

_ROUNDING = Decimal("0.01")
_NEAR = Decimal("0.01")
_SLIP = 1000
# Before an amount that is the whole budget, not one contract of it.
_WHOLE = re.compile("预算|共需|总额|合计|共计|总计|总成本|总投资|所需资金|项目资金|安排资金")


@rule("H14", reads=("project.budget", "project.purpose", "goal", "indicator"))
def unit_of_money(case: ProjectCase) -> Iterator[Hit]:
    """An amount in 元 that means the budget equals it; no cost is a thousand times off."""
    budget = case.project.budget
    if budget is None or budget.fen <= 0:
        return
    costs = {at(cost.row, "target"): cost for cost in costs_of(case.project)}
    for address, cost in costs.items():
        shifted = (
            not cost.per and cost.wan != budget.wan and _digits(cost.wan) == _digits(budget.wan)
        )
        same_number = cost.number == budget.wan and cost.wan != budget.wan
        low = not cost.per and 0 < cost.wan * _SLIP < budget.wan and (cost.total or same_number)
        far = cost.wan > budget.wan * _SLIP or low
        if far or shifted:
            fault = f"与预算数 {budget} 万元数字相同、小数点错了位"
            if far:
                fault = f"与预算数 {budget} 万元相差上千倍，多半是把元和万元写混了"
            yield Hit(address, {"amount": f"{cost.number:f}{cost.unit}", "fault": fault})
    for address, text in case.texts:
        for each in quantities(text) if "元" in text else ():
            wan = each.wan
            if wan is None or each.unit.startswith("万") or wan == budget.wan:
                continue
            gap = abs(wan - budget.wan)
            priced = address in costs and (wan > budget.wan or gap < _ROUNDING)
            same = priced or _WHOLE.search(text[max(0, each.start - 8) : each.start])
            if same and gap <= budget.wan * _NEAR:
                fault = f"换算后是 {plain_number(wan)} 万元，与预算数 {budget} 万元不相等"
                level: Level | None = None if gap >= _ROUNDING else "warning"
                yield Hit(address, {"amount": each.text, "fault": fault}, level=level)


def _digits(wan: Decimal) -> tuple[int, ...]:
    """The figures without their point and the zeros at the end; none for a single figure."""
    digits = wan.normalize().as_tuple().digits
    return digits if len(digits) > 1 else (-1, int(wan * 10000))


@rule("H15", reads=("project", "goal"))
def own_income(case: ProjectCase) -> Iterator[Hit]:
    """Money that the texts call the unit's own stands under 其他资金."""
    project = case.project
    if project.fiscal is None or project.fiscal != project.budget:
        return
    if project.other is not None and project.other.fen:
        return
    growth = any_of("project_names", "增收")
    rows = (project, "name"), (project, "purpose"), *((goal, "text") for goal in project.goals)
    for row, path in rows:
        text = getattr(row, path)
        keys = ("自有收入",) if path == "text" else ("自有收入", "用途里的自有收入")
        for found in any_of("project_names", *keys).finditer(text):
            if growth.search(text[max(0, found.start() - 6) : found.start()]):
                continue
            label = at(row, path).field.label
            yield Hit(at(project, "other"), {"label": label, "word": found[0]})
            return


@rule("H18", reads=("project.budget", "plan.overall.funds.project"), scope="plan")
class SumOfProjects(YearRule):
    """The projects add up to the department's 项目支出; never to more."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._fen = self._filled = 0

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        for case, times in ((old, -1), (new, 1)):
            if case is not None and case.project.budget is not None:
                self._fen += times * case.project.budget.fen
                self._filled += times

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        yield WHOLE, tuple(self._hits(case.plan))

    def _hits(self, plan: AnnualPlan) -> Iterator[Hit]:
        if not self._filled:
            return
        budgets, stated = Money(self._fen), plan.overall.funds.project
        place = at(plan, "overall.funds.project")
        values: dict[str, object] = {"count": len(plan.projects), "sum": budgets}
        if stated is None and not asks_for_funds(plan.forms, plan.columns):
            return
        if stated is None:
            values["fault"] = "部门的项目支出没有填，不能核对"
            values["advice"] = "请与部门预算批复核对，需要核对时填写部门的项目支出。"
            yield Hit(place, values)
        elif budgets > stated:
            values["fault"] = f"比部门的项目支出 {stated} 万元多 {budgets - stated} 万元"
            values["advice"] = "请核对各项目的预算数和部门的项目支出。"
            yield Hit(place, values, level="error")
        elif budgets < stated:
            values["fault"] = f"比部门的项目支出 {stated} 万元少 {stated - budgets} 万元"
            values["advice"] = "请核对有没有漏报的项目，或者部门的项目支出是不是写错了。"
            yield Hit(place, values)


_LABELS = {"total": "资金总额|支出总额|预算总额", "basic": "基本支出", "project": "项目支出"}
_LINKS = "(?:预算)?(?:合计|共计|总计|为|是|安排)?"
_STATED = {
    name: re.compile(rf"(?:{label}){_LINKS}[：:，,\s]{{0,2}}(?=[\d共])")
    for name, label in _LABELS.items()
}


@rule("H19", reads=("plan.overall",), scope="plan")
def department_funds(case: PlanCase) -> Iterator[Hit]:
    """What the overall text states as total, basic and project funds adds up and fits the funds."""
    plan = case.plan
    stated = case.known("H19", plan.overall, lambda overall: _stated(overall.goal))
    place = Address("plan", plan.id, "overall.goal")
    if len(stated) == len(_LABELS) and stated["total"] != stated["basic"] + stated["project"]:
        fault = (
            f"资金总额 {stated['total']} 万元与基本支出 {stated['basic']} 万元、"
            f"项目支出 {stated['project']} 万元之和不相等"
        )
        yield Hit(place, {"fault": fault})
    funds = plan.overall.funds
    for name, filled in (("basic", funds.basic), ("project", funds.project)):
        told = stated.get(name)
        if told is not None and filled is not None and told != filled:
            fault = f"写的{_LABELS[name]}是 {told} 万元，所填的部门{_LABELS[name]}是 {filled} 万元"
            yield Hit(place, {"fault": fault})


def _stated(text: str) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for name, pattern in _STATED.items():
        for label in pattern.finditer(text):
            amounts = quantities(text[label.end() : label.end() + 30])
            wan = amounts[0].wan if amounts and amounts[0].start <= 1 else None
            if wan is not None:
                found.setdefault(name, Money.of_wan(wan))
    return found


@rule("H12", reads=("project.budget", "project.fiscal", "project.other"))
def balance(case: ProjectCase) -> Iterator[Hit]:
    """The budget is the fiscal money and the other money, to the 分."""
    project = case.project
    if project.budget is None or (project.fiscal is None and project.other is None):
        return
    parts = sum(each.fen for each in (project.fiscal, project.other) if each is not None)
    if parts != project.budget.fen:
        gap = Money(abs(project.budget.fen - parts))
        values = {"budget": project.budget, "sum": Money(parts), "gap": gap}
        yield Hit(at(project, "budget"), values)


@rule("H13", reads=("project.budget", "project.fiscal", "project.other"))
def positive(case: ProjectCase) -> Iterator[Hit]:
    """Amounts are above zero; 其他资金 may be 0.00."""
    project = case.project
    for path in ("budget", "fiscal", "other"):
        amount = getattr(project, path)
        if amount is not None and (amount.fen < 0 or (amount.fen == 0 and path == "budget")):
            address = at(project, path)
            yield Hit(address, {"label": address.field.label, "amount": amount})
