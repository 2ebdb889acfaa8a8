"""One mistake in the good sample, and what it must lead to."""

from __future__ import annotations

from dataclasses import dataclass

from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, SetText
from hfgoals.model.values import AnnualPlan, Project


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake: what was done, which codes fit, and where they may stand."""

    kind: str
    year: int
    edits: tuple[Edit, ...]
    codes: frozenset[str]
    places: frozenset[Address]
    follows: frozenset[str] = frozenset()
    """Codes that may also appear, anywhere in the year, as a consequence."""

    @property
    def touched(self) -> frozenset[Address]:
        """The cells that were changed."""
        return frozenset(edit.address for edit in self.edits if isinstance(edit, SetText))


def made(
    kind: str,
    plan: AnnualPlan,
    edits: dict[Address, str],
    codes: str,
    *,
    places: tuple[Address, ...] = (),
    follows: str = "",
) -> Mutation:
    return Mutation(
        kind,
        plan.year,
        tuple(SetText(address, text) for address, text in edits.items()),
        frozenset(codes.split()),
        frozenset(places or edits),
        frozenset(follows.split()),
    )


def is_debt(project: Project) -> bool:
    """Debts are of earlier years: their years are no mistakes."""
    return "欠款" in project.name
