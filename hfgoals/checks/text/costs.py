"""The cost rows of a project with their amounts in 万元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hfgoals.checks.text.quantities import in_wan, money_unit, quantities
from hfgoals.checks.text.words import any_of
from hfgoals.model.values import Indicator, Project
from hfgoals.presets import code_of

COST = "成本"
"""The code of 成本指标 (scheme A) and 经济成本指标 (scheme B)."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost row: at most so many 万元, whole or per something."""

    row: Indicator
    number: Decimal
    """As written."""
    unit: str
    """As written: 万元, 元, 万元/月."""
    wan: Decimal
    """In 万元, per ``per``."""
    per: str
    """"" for a whole amount (also for one a year), else 月, 期, 人 …"""

    @property
    def total(self) -> bool:
        """Whether its name says that it is the whole cost of the project."""
        return (
            not self.per and any_of("indicator_names", "总成本").search(self.row.name) is not None
        )


def is_cost(row: Indicator) -> bool:
    """Whether the row is a 成本指标 of either scheme (社会成本 and 生态环境成本 are not)."""
    return code_of(row.level2) == COST


def costs_of(project: Project) -> tuple[Cost, ...]:
    """The cost rows whose amount can be read; others are left out."""
    read = (_cost(row) for row in project.indicators if is_cost(row))
    return tuple(cost for cost in read if cost is not None)


def _cost(row: Indicator) -> Cost | None:
    number, unit = row.target.number, row.target.unit or ""
    if money_unit(unit) is None:
        # 全年成本共计80.00万元左右: read as running text, when it names one amount only.
        amounts = [each for each in quantities(row.target.text) if money_unit(each.unit)]
        if len(amounts) != 1:
            return None
        number, unit = amounts[0].number, amounts[0].unit
    kind = money_unit(unit)
    wan = None if number is None else in_wan(number, unit)
    if number is None or wan is None or kind is None:
        return None
    return Cost(row, number, unit, wan, kind.per)
