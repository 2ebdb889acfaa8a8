"""What a standard form is to the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from hfgoals.layout.sheet import Sheet
from hfgoals.model.values import AnnualPlan, Unit


class Compose(Protocol):
    """All the Sheets that a form makes of one year; ``signed`` adds room for signatures."""

    def __call__(
        self, unit: Unit, plan: AnnualPlan, *, signed: bool = False
    ) -> tuple[Sheet, ...]: ...


@dataclass(frozen=True, slots=True)
class Form:
    """One standard form: its id (as on the command line), its Chinese name and its Sheets."""

    id: str
    name: str
    compose: Compose
