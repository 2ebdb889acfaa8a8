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
from hfgoals.checks.text.wording import HAN, quoted
from hfgoals.model.address import Address

_BOUNDARY = re.compile(r"[，。；：、！,;:!\n（）()]")
_EACH = re.compile(rf"[每单](?P<of>[{HAN}]{{1,3}}?)(?:每[年月])?[{HAN}]{{0,6}}$")
_TOGETHER = re.compile(r"(?:共|合计|共计|总计|费用|费|支出|资金|为)+$")
_LIKE = 0.75
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
        if len(rivals) != 1 or sum(rivals[0].fits(other) for other in left) != 1:
            continue
        price, target = rivals[0], cost.row.target.text
        label = price.address.field.label
        values = {"label": label, "text": price.text, "name": quoted(cost.row.name)}
        level: Level | None = None if price.wan > cost.wan else "hint"
        yield Hit(at(cost.row, "target"), values | {"target": target}, level=level)


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
