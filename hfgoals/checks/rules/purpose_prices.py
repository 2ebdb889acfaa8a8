"""K08: what purpose and goals say a thing costs is what its cost row says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.costs import Cost, costs_of
from hfgoals.checks.text.quantities import money_unit, quantities
from hfgoals.checks.text.senses import likeness
from hfgoals.checks.text.wording import HAN, plain_number, quoted
from hfgoals.model.address import Address

_BOUNDARY = re.compile(r"[，。；：、！,;:!\n（）()]")
_EACH = re.compile(
    rf"[每单](?P<of>平方米|平方公里|人次|户次|场次|小时|公里|[{HAN}]{{1,3}}?)(?:每[年月])?[{HAN}]{{0,6}}$"
)
_TOGETHER = re.compile(r"(?:共|合计|共计|总计|费用|费|支出|资金|为)+$")
_LIKE = 0.75
_LAST_LIKE = 0.4
_ROUNDING = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class _Price:
    """What a text says that something costs."""

    address: Address
    text: str
    """As it stands there."""
    wan: Decimal
    per: str
    """"" for a whole amount."""
    of: str
    """The clause before it."""

    def fits(self, cost: Cost) -> bool:
        """Whether the row is of the same price, by its unit or by what both are called."""
        if bool(self.per) != bool(cost.per):
            return False
        if self.per:
            return self.per == cost.per or self.per in cost.row.name
        return likeness(_TOGETHER.sub("", self.of), cost.row.name) >= _LIKE

    def equals(self, cost: Cost) -> bool:
        """Whether both are one amount, whatever they are called."""
        return abs(self.wan - cost.wan) <= cost.wan * _ROUNDING


@rule("K08", reads=("project.purpose", "goal.text", "indicator"))
def one_price(case: ProjectCase) -> Iterator[Hit]:
    """The price that the purpose tells is that of the cost row, or at least not above it."""
    prices = tuple(_prices(case))
    costs = costs_of(case.project) if prices else ()
    told = [each for each in prices if not any(each.equals(cost) for cost in costs)]
    left = [cost for cost in costs if not any(each.equals(cost) for each in prices)]
    for cost in left:
        rivals = [each for each in told if each.fits(cost)]
        if not rivals and (last := _last_left(told, left)):
            rivals = [last]
            if last.per or cost.per or likeness(last.of, cost.row.name) < _LAST_LIKE:
                continue
        elif len(rivals) != 1 or sum(rivals[0].fits(other) for other in left) != 1:
            continue
        price, target = rivals[0], cost.row.target.text
        label = price.address.field.label
        values = {"label": label, "text": price.text, "name": quoted(cost.row.name)}
        level: Level | None = None if price.wan > cost.wan else "hint"
        yield Hit(at(cost.row, "target"), values | {"target": target}, level=level)


def _last_left(told: list[_Price], left: list[Cost]) -> _Price | None:
    """The one whole amount that no row has, where but one row is left for it."""
    whole = [each for each in told if not each.per]
    return whole[0] if len(whole) == 1 and sum(not cost.per for cost in left) == 1 else None


def _prices(case: ProjectCase) -> Iterator[_Price]:
    project = case.project
    texts = [(at(project, "purpose"), project.purpose)]
    texts += [(at(goal, "text"), goal.text) for goal in project.goals]
    for address, text in texts:
        for each in quantities(text) if "元" in text else ():
            kind = money_unit(each.unit)
            before = _BOUNDARY.split(text[: each.start])[-1].strip()
            if kind is None or not (before or kind.per):
                continue
            found = _EACH.search(before)
            per = kind.per or (found["of"] if found else "")
            yield _Price(address, each.text, each.number * kind.yuan / 10000, per, before)


_OPEN = re.compile("等|不超过|以内|以下|左右|约|最高|上限|标准|或|至|不低于|补助|奖励|稿酬")
_SLACK = Decimal("0.005")


@rule("K09", reads=("project.budget", "project.purpose", "goal.text", "indicator"))
def purpose_adds_up(case: ProjectCase) -> Iterator[Hit]:
    """The prices and amounts that a purpose works with come to the budget.

    Only where each price has one number that it can be meant for; a single price that a row has
    too is K02's. Too little is worth a look, of several amounts: not all may be itemised.
    """
    project = case.project
    budget, text = project.budget, project.purpose
    if budget is None or budget.fen <= 0 or "元" not in text or _OPEN.search(text):
        return
    worked = _worked_out(case)
    if worked is None:
        return
    whole, items, priced = worked
    if items == 1 and priced and any(cost.per for cost in costs_of(project)):
        return
    share = whole / budget.wan
    if abs(share - 1) <= _SLACK or (share < 1 and items == 1 and not priced):
        return
    fault = "超过" if share > 1 else "不足"
    values = {"sum": plain_number(whole), "fault": fault, "budget": budget}
    yield Hit(at(project, "purpose"), values, level=None if share > 1 else "hint")


def _worked_out(case: ProjectCase) -> tuple[Decimal, int, int] | None:
    """What the purpose's prices and amounts come to in 万元, how many they are, and the prices.

    None when that cannot be told.
    """
    text = case.project.purpose
    found = quantities(text)
    texts = [text, *(goal.text for goal in case.project.goals)]
    counts = [
        (each, one[each.end : each.end + 3])
        for one in texts
        for each in quantities(one)
        if money_unit(each.unit) is None
    ]
    budget = case.project.budget
    total, items, prices = Decimal(0), 0, 0
    for each in found:
        kind = money_unit(each.unit)
        if kind is None:
            continue
        amount = each.number * kind.yuan / 10000
        before = _BOUNDARY.split(text[: each.start])[-1].strip()
        pers = _pers(before, kind.per)
        if not pers and budget is not None and amount == budget.wan:
            # The whole, told beside its parts.
            continue
        items += 1
        prices += bool(pers)
        for per in pers:
            # 13个点位 is what 每点 counts.
            numbers = {
                one.number
                for one, behind in counts
                if one.unit == per or (one.unit == "个" and behind.startswith(per))
            }
            if per == "月":
                numbers = {Decimal(12)}
            if len(numbers) != 1:
                return None
            amount *= next(iter(numbers))
        total += amount
    return (total, items, prices) if items else None


_EACH_PER = re.compile(
    r"[每单](平方米|平方公里|[^\d\s每]{1,3}?)(?=每|[的均费租价]|$)|(人)均|(月)(?:租|均|薪|费)"
)


def _pers(before: str, per: str) -> tuple[str, ...]:
    """What a price is for: 点 and 月 of 每点每月, in the clause before it or in its unit."""
    found = [one or two or three for one, two, three in _EACH_PER.findall(before)]
    found += [each for each in re.split(r"[/·]", per) if each]
    return tuple(dict.fromkeys(each.removeprefix("每") for each in found if each != "年"))
