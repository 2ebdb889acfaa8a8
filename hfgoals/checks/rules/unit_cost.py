"""K02: a price times how many times it is paid makes up the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.rules.cost import cost_hit, judged
from hfgoals.checks.text.costs import COST, Cost
from hfgoals.checks.text.quantities import quantities
from hfgoals.checks.text.wording import HAN, plain_number
from hfgoals.model.money import Money
from hfgoals.presets import code_of

_SLACK = Decimal("0.005")
_SLIP = 10000
_LEAST_OF_SLIP = Decimal("0.2")
_FAR = Decimal("0.5")
_MOST = Decimal("0.9")
_MONTHS = ("月", "个月")
_GENERIC = re.compile(
    r"数量|总数|次数|人数|期数|条数|个数|台数|套数|场次|面积|总成本|成本|费用|平均|年均|月均|人均|单价"
    r"|单[个台套条期场位项件次份户人座间]|每[个台套条期场位项件次份户人座间]"
    r"|制作|购置|采购|年度|全年|项目|价格|造价"
)
_ONE = re.compile(r"[单每]([^\d\s]|平方米|人次|场次|小时)|(人)均")
_BOUNDARY = re.compile(r"[，。；：、！,;:!\n]")


@dataclass(frozen=True, slots=True)
class _Product:
    """A price times a number."""

    times: str
    """As 9座 or 4条、12个月."""
    counted: str
    """Where that number stands."""
    wan: Decimal
    sure: bool = True
    """Whether a name says that price and number are of one thing."""


@rule("K02", reads=("project.budget", "project.purpose", "goal.text", "indicator"))
def unit_cost_times_count(case: ProjectCase) -> Iterator[Hit]:
    """So much a month makes up the budget; so much a piece does not exceed it.

    Of several readings (all months or those to the deadline, one line or each) the nearest counts.
    """
    costs, budget = judged(case), case.project.budget
    priced = [cost for cost in costs if cost.per]
    monthly = [cost for cost in priced if cost.per in _MONTHS]
    if budget is None:
        return
    if len(monthly) > 1:
        # Several things a month are added up.
        first = monthly[0]
        whole = sum((cost.wan for cost in monthly), Decimal(0))
        added = Cost(first.row, first.number, first.unit, whole, first.per)
        priced = [added, *(cost for cost in priced if cost not in monthly)]
    for cost in priced:
        products = _products(case, cost)
        if products:
            nearest = min(products, key=lambda each: _distance(each.wan, budget))
            alone = len(priced) == 1 and all(each.per or each.wan >= budget.wan for each in costs)
            yield from _judge(cost, nearest, budget, alone)
    if len(costs) > 1 and not monthly:
        yield from _together(case, costs, budget)


def _together(case: ProjectCase, costs: tuple[Cost, ...], budget: Money) -> Iterator[Hit]:
    """Prices times their numbers and whole amounts together, where all can be worked out."""
    rows = sum(code_of(row.level2) == COST for row in case.project.indicators)
    if len({bool(cost.per) for cost in costs}) == 1 or len(costs) != rows:
        return
    # A row that is the whole by itself is told beside its parts.
    if any(not cost.per and cost.wan >= budget.wan * _MOST for cost in costs):
        return
    whole = Decimal(0)
    for cost in costs:
        products = _products(case, cost) if cost.per else [_Product("", "", cost.wan)]
        sure = {each.wan for each in products if each.sure}
        if len(sure) != 1:
            return
        whole += sure.pop()
    share = whole / budget.wan
    if share > 1 + _SLACK or share < _MOST:
        values = {"times": "各行单价乘数量再相加", "product": plain_number(whole), "budget": budget}
        values |= {"counted": "数量", "fault": "超过" if share > 1 else "明显少于"}
        cost = max(costs, key=lambda each: each.wan if not each.per else Decimal(0))
        level: Level | None = None if share > 1 else "hint"
        yield Hit(
            at(case.project, "budget"), values | {"target": cost.row.target.text}, level=level
        )


def _distance(wan: Decimal, budget: Money) -> Decimal:
    if wan <= 0:
        return Decimal("Infinity")
    # What is just paid by the budget is no nearer than what is well below it.
    return max(wan / budget.wan, budget.wan / wan)


def _judge(cost: Cost, product: _Product, budget: Money, alone: bool) -> Iterator[Hit]:
    share = product.wan / budget.wan
    values = {
        "times": product.times,
        "product": plain_number(product.wan),
        "budget": budget,
        "counted": product.counted,
    }
    for slip in (share * _SLIP, share / _SLIP):
        if _LEAST_OF_SLIP <= slip <= 1 + _SLACK:
            fault = "相差一万倍，多半是把元和万元写混了，不等于"
            yield cost_hit(cost, values | {"fault": fault}, level="error")
            return
    if not product.sure:
        return
    # Months are counted exactly; prices are rounded.
    slack = 0 if _by_month(cost) else _SLACK
    if share > 1 + slack:
        yield cost_hit(cost, values | {"fault": "超过"})
    elif alone and share < 1 - _SLACK and _by_month(cost):
        yield cost_hit(cost, values | {"fault": "不足"})
    elif alone and share < _FAR:
        level: Level = "hint"
        yield cost_hit(cost, values | {"fault": "远低于"}, level=level)


def _by_month(cost: Cost) -> bool:
    return cost.per in _MONTHS


def _products(case: ProjectCase, cost: Cost) -> list[_Product]:
    """The price times every number that it may be meant for; none when no number is known."""
    found = [_Product("", "", cost.wan)]
    for part in re.split(r"[/·]", cost.per):
        factors = _months(case) if part in _MONTHS else _counts(case, cost, part)
        if part in _MONTHS and (one := _ONE.search(cost.row.name)):
            # 单条光纤月租费 is paid for each line.
            each = _counts(case, cost, one[1] or one[2])
            factors += [
                (f"{times}、{count}", counted, number * months, sure)
                for times, counted, number, sure in each
                for count, _, months, _ in _months(case)
            ]
        found = [
            _Product(
                "、".join(filter(None, (one.times, times))),
                one.counted or counted,
                one.wan * number,
                one.sure and sure,
            )
            for one in found
            for times, counted, number, sure in factors
        ]
    return found


_Factor = tuple[str, str, Decimal, bool]
"""How many, where that stands, the number, and whether it is sure to be meant."""


def _months(case: ProjectCase) -> list[_Factor]:
    """How many months the money may be for: all twelve, those that a row counts, or to the end."""
    found = [12]
    for row in case.project.indicators:
        target = row.target
        if target.number is not None and target.unit in _MONTHS and 0 < target.number <= 12:
            found.append(int(target.number))
        if target.deadline is not None and target.deadline.year == case.year:
            found.append(target.deadline.month)
    return [(f"{months}个月", "月数", Decimal(months), True) for months in dict.fromkeys(found)]


def _counts(case: ProjectCase, cost: Cost, unit: str) -> list[_Factor]:
    """How many there are of what the cost is per, by the 数量 rows or else by goal and purpose."""
    name = cost.row.name
    rows = [
        row
        for row in case.project.indicators
        if code_of(row.level2) == "数量" and row.target.unit == unit and row.target.number
    ]
    alike = [row for row in rows if _pairs(name) & _pairs(row.name)]
    sure = bool(alike) or (len(rows) == 1 and (unit == "人" or _near(name, rows[0].name)))
    found = [
        (f"{plain_number(row.target.number)}{unit}", f"“{row.name}”", row.target.number, sure)
        for row in alike or rows[: len(rows) == 1]
        if row.target.number is not None
    ]
    if found:
        return found
    texts = (case.project.purpose, *(goal.text for goal in case.project.goals))
    return [
        (f"{plain_number(each.number)}{unit}", "目标和用途里的数量", each.number, True)
        for text in texts
        for each in quantities(text)
        if each.unit == unit and _pairs(name) & _pairs(_beside(text, each.start, each.end))
    ]


def _beside(text: str, start: int, end: int) -> str:
    """The clause in which that piece stands."""
    return _BOUNDARY.split(text[:start])[-1] + _BOUNDARY.split(text[end:])[0]


def _pairs(name: str) -> set[str]:
    parts = _GENERIC.sub(" ", name).split()
    return {part[i : i + 2] for part in parts for i in range(len(part) - 1)}


def _near(name: str, other: str) -> bool:
    return bool(_letters(name) & _letters(other))


def _letters(name: str) -> set[str]:
    return set(re.findall(rf"[{HAN}]", _GENERIC.sub("", name))) - set("年月日数量费建设单每总")
