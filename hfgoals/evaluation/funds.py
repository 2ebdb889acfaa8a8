"""What the table of funds of a stage shows: amounts as filled in, worked out, or of the targets."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from hfgoals.evaluation.exact import execution_rate
from hfgoals.lean import dataclass
from hfgoals.model.money import Money, total
from hfgoals.model.stages import SOURCES, Amounts, Stage
from hfgoals.model.values import Project

TOTAL: Final = "total"


@dataclass(frozen=True, slots=True)
class FundsShown:
    """The columns of the funds of a project at one stage, none of them blank for want of a sum."""

    initial: Amounts
    """年初预算数: that of the targets; of sources they do not tell apart as filled in."""
    revised: Amounts
    """全年预算数: as adjusted, else as at the start of the year."""
    spent: Amounts
    expected: Amounts

    def rate(self, source: str, *, of: str = "revised") -> Fraction | None:
        """执行率 of that source, of the adjusted budget or the initial one."""
        budget: Money | None = getattr(getattr(self, of), source)
        return execution_rate(getattr(self.spent, source), budget)


def funds_shown(project: Project, stage: Stage) -> FundsShown:
    """The funds of the project as the forms of that stage show them."""
    stated = stage.initial
    initial = Amounts(
        project.budget, project.fiscal, stated.carried, stated.special, stated.own, project.other,
        stated.basic, stated.project,
    )  # fmt: skip
    return FundsShown(
        initial, _revised(stage.revised, initial), _whole(stage.spent), _whole(stage.expected)
    )


def _revised(stated: Amounts, initial: Amounts) -> Amounts:
    """Where nothing was adjusted it is what it was."""
    known = {name: getattr(stated, name) for name in SOURCES}
    filled = {
        name: getattr(initial, name) if known[name] is None else known[name] for name in known
    }
    whole = stated.total
    if whole is None:
        adjusted = any(amount is not None for amount in known.values())
        first = initial.total
        whole = first if first is not None and not adjusted else total([*filled.values()])
    return Amounts(whole, **filled)


def _whole(amounts: Amounts) -> Amounts:
    return Amounts(amounts.whole, **{name: getattr(amounts, name) for name in SOURCES})
