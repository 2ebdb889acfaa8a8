"""K01, K03-K07: cost indicators against the budget and against each other."""

from __future__ import annotations

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

_ROUNDING = Decimal("0.01")
_TOLERANCE = Decimal("0.005")
_SLIP = 1000
_MOST = Decimal("0.9")
"""Of the budget: what the itemised costs may leave open."""
_READS = ("project.budget", "indicator")


def judged(case: ProjectCase) -> tuple[Cost, ...]:
    """The readable costs, without those that H14 finds to be slips between 元 and 万元."""
    budget = case.project.budget
    if budget is None or budget.fen <= 0:
        return ()
    return tuple(cost for cost in costs_of(case.project) if cost.wan <= budget.wan * _SLIP)


@rule("K01", reads=_READS)
def cost_above_budget(case: ProjectCase) -> Iterator[Hit]:
    """No whole cost is above the budget; a gap of rounding is a warning."""
    budget = case.project.budget
    for cost in judged(case):
        gap = cost.wan - budget.wan if budget is not None else Decimal(0)
        if cost.per or gap <= 0 or cost.row.target.sign in (AT_LEAST, MORE):
            continue
        rounding = gap < _ROUNDING
        remark = "，多半是四舍五入造成的" if rounding else ""
        values = {"budget": budget, "gap": plain_number(gap), "remark": remark}
        yield cost_hit(cost, values, level="warning" if rounding else None)


@rule("K03", reads=("project.name", "indicator"))
def monthly_cost_of_one_off(case: ProjectCase) -> Iterator[Hit]:
    """Works, purchases and debts have no cost per month."""
    if not is_one_off(case.project.name):
        return
    for cost in costs_of(case.project):
        if cost.per in ("月", "个月"):
            yield cost_hit(cost, {"name": case.project.name})


@rule("K04", reads=_READS)
def only_the_total(case: ProjectCase) -> Iterator[Hit]:
    """A cost says more than the budget does."""
    rows = [row for row in case.project.indicators if is_cost(row)]
    costs = judged(case)
    budget = case.project.budget
    if len(rows) != 1 or len(costs) != 1 or budget is None:
        return
    cost = costs[0]
    if not cost.per and abs(cost.wan - budget.wan) < _ROUNDING:
        yield cost_hit(cost, {})


@rule("K05", reads=_READS)
def items_above_budget(case: ProjectCase) -> Iterator[Hit]:
    """Itemised costs do not add up to more than the budget; much less is worth a look."""
    budget = case.project.budget
    items = [cost for cost in judged(case) if not cost.per and not cost.total]
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
        values = {"count": len(items), "sum": plain_number(added), "fault": "超过"}
        yield cost_hit(items[-1], values | {"budget": budget})
    elif added < budget.wan * _MOST and len(items) == len(judged(case)) == _rows(case):
        values = {"count": len(items), "sum": plain_number(added), "fault": "明显少于"}
        yield Hit(at(case.project, "budget"), values | {"budget": budget}, level="hint")


def _rows(case: ProjectCase) -> int:
    return sum(is_cost(row) for row in case.project.indicators)


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
            yield cost_hit(cost, {"unit": cost.unit, "wan": plain_number(cost.wan)})


def cost_hit(cost: Cost, values: Mapping[str, object], level: Level | None = None) -> Hit:
    told = {"target": cost.row.target.text, **values}
    return Hit(at(cost.row, "target"), told, level=level)
