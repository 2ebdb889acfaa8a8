"""K01-K07: cost indicators against the budget and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.costs import Cost, costs_of, is_cost
from hfgoals.checks.text.kinds import is_one_off
from hfgoals.checks.text.quantities import money_unit
from hfgoals.checks.text.wording import plain_number
from hfgoals.checks.text.words import any_of
from hfgoals.model.target import AT_LEAST, MORE
from hfgoals.model.values import Indicator
from hfgoals.presets import code_of

_ROUNDING = Decimal("0.01")
_TOLERANCE = Decimal("0.005")
_SLACK = Decimal("0.005")
_SLIP = 1000
_READS = ("project.budget", "indicator")


def _judged(case: ProjectCase) -> tuple[Cost, ...]:
    """The readable costs, without those that H14 finds to be slips between 元 and 万元."""
    budget = case.project.budget
    if budget is None or budget.fen <= 0:
        return ()
    return tuple(cost for cost in costs_of(case.project) if cost.wan <= budget.wan * _SLIP)


@rule("K01", reads=_READS)
def cost_above_budget(case: ProjectCase) -> Iterator[Hit]:
    """No whole cost is above the budget; a gap of rounding is a warning."""
    budget = case.project.budget
    for cost in _judged(case):
        gap = cost.wan - budget.wan if budget is not None else Decimal(0)
        if cost.per or gap <= 0 or cost.row.target.sign in (AT_LEAST, MORE):
            continue
        rounding = gap < _ROUNDING
        remark = "，多半是四舍五入造成的" if rounding else ""
        values = {"budget": budget, "gap": plain_number(gap), "remark": remark}
        yield _hit(cost, values, level="warning" if rounding else None)


@rule("K02", reads=_READS)
def unit_cost_times_count(case: ProjectCase) -> Iterator[Hit]:
    """So much a month makes up the budget; so much a piece does not exceed it."""
    costs = _judged(case)
    monthly = [cost for cost in costs if cost.per in ("月", "个月")]
    if monthly:
        yield from _monthly(case, costs, monthly)
        return
    for cost in costs:
        row = _counted_row(case, cost) if cost.per and len(costs) == 1 else None
        budget = case.project.budget
        if row is None or budget is None or row.target.number is None:
            continue
        product = cost.wan * row.target.number
        if product > budget.wan * (1 + _SLACK):
            values = {
                "count": plain_number(row.target.number),
                "per": cost.per,
                "product": plain_number(product),
                "fault": "超过",
                "budget": budget,
                "counted": f"“{row.name}”",
            }
            yield _hit(cost, values)


def _monthly(case: ProjectCase, costs: tuple[Cost, ...], monthly: list[Cost]) -> Iterator[Hit]:
    budget = case.project.budget
    if budget is None:
        return
    a_month = sum((cost.wan for cost in monthly), Decimal(0))
    rest = [each for each in costs if each not in monthly and each.wan < budget.wan]
    products = {months: a_month * months for months in _months(case)}
    # Other costs beside the monthly ones may well make up the difference.
    lowest = Decimal(0) if rest else budget.wan * (1 - _SLACK)
    if any(lowest <= product <= budget.wan for product in products.values()):
        return
    months, product = min(products.items(), key=lambda each: abs(each[1] - budget.wan))
    values = {
        "count": months,
        "per": "个月",
        "product": plain_number(product),
        "fault": "超过" if product > budget.wan else "不足",
        "budget": budget,
        "counted": "月数",
    }
    yield _hit(monthly[0], values)


def _months(case: ProjectCase) -> list[int]:
    """How many months the money may be for: all twelve, those that a row counts, or to the end."""
    found = [12]
    for row in case.project.indicators:
        target = row.target
        if target.number is not None and target.unit in ("个月", "月") and 0 < target.number <= 12:
            found.append(int(target.number))
        if target.deadline is not None and target.deadline.year == case.year:
            found.append(target.deadline.month)
    return list(dict.fromkeys(found))


_GENERIC = re.compile(
    r"数量|总数|次数|人数|期数|条数|个数|台数|套数|场次|面积|总成本|成本|费用|平均|年均|月均|人均|单价"
    r"|单[个台套条期场位项件次份户人]|每[个台套条期场位项件次份户人]|制作|购置|采购|年度|全年|项目"
)


def _counted_row(case: ProjectCase, cost: Cost) -> Indicator | None:
    """The one 数量 row that counts what the cost is per, of the same thing by its name."""
    rows = [
        row
        for row in case.project.indicators
        if code_of(row.level2) == "数量" and row.target.unit == cost.per
    ]
    if len(rows) != 1:
        return None
    shared = _pairs(cost.row.name) & _pairs(rows[0].name)
    return rows[0] if shared else None


def _pairs(name: str) -> set[str]:
    parts = _GENERIC.sub(" ", name).split()
    return {part[i : i + 2] for part in parts for i in range(len(part) - 1)}


@rule("K03", reads=("project.name", "indicator"))
def monthly_cost_of_one_off(case: ProjectCase) -> Iterator[Hit]:
    """Works, purchases and debts have no cost per month."""
    if not is_one_off(case.project.name):
        return
    for cost in costs_of(case.project):
        if cost.per in ("月", "个月"):
            yield _hit(cost, {"name": case.project.name})


@rule("K04", reads=_READS)
def only_the_total(case: ProjectCase) -> Iterator[Hit]:
    """A cost says more than the budget does."""
    rows = [row for row in case.project.indicators if is_cost(row)]
    costs = _judged(case)
    budget = case.project.budget
    if len(rows) != 1 or len(costs) != 1 or budget is None:
        return
    cost = costs[0]
    if not cost.per and abs(cost.wan - budget.wan) < _ROUNDING:
        yield _hit(cost, {})


@rule("K05", reads=_READS)
def items_above_budget(case: ProjectCase) -> Iterator[Hit]:
    """Itemised costs do not add up to more than the budget."""
    budget = case.project.budget
    items = [cost for cost in _judged(case) if not cost.per and not cost.total]
    if budget is None or len(items) < 2:
        return
    # A row above the budget by itself is K01's.
    if any(cost.wan > budget.wan for cost in items):
        return
    whole = [cost for cost in items if cost.wan == budget.wan]
    others = [cost for cost in items if cost.wan != budget.wan]
    if len(whole) == 1 and sum(cost.wan for cost in others) <= budget.wan + _TOLERANCE:
        # One row is the whole of which the others are parts, whatever its name.
        items = others
    added = sum((cost.wan for cost in items), Decimal(0))
    if added > budget.wan + _TOLERANCE:
        values = {"count": len(items), "sum": plain_number(added), "budget": budget}
        yield _hit(items[-1], values)


@rule("K06", reads=("indicator",))
def cost_as_floor(case: ProjectCase) -> Iterator[Hit]:
    """A cost is a ceiling."""
    saving = any_of("indicator_names", "节约")
    for row in case.project.indicators:
        target = row.target
        floor = target.signed and target.sign in (AT_LEAST, MORE)
        if floor and is_cost(row) and money_unit(target.unit or "") and not saving.search(row.name):
            yield Hit(at(row, "target"), {"name": row.name, "target": target.text})


@rule("K07", reads=("indicator",))
def cost_in_another_unit(case: ProjectCase) -> Iterator[Hit]:
    """Whole costs are in 万元 like the rest of the table."""
    for cost in costs_of(case.project):
        if not cost.per and not cost.unit.startswith("万") and cost.wan >= 1:
            yield _hit(cost, {"unit": cost.unit, "wan": plain_number(cost.wan)})


def _hit(cost: Cost, values: Mapping[str, object], level: Level | None = None) -> Hit:
    told = {"target": cost.row.target.text, **values}
    return Hit(at(cost.row, "target"), told, level=level)
