"""Library lines as a unit fills them in: open numbers answered, unit costs divided."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hfgoals.model.money import Money
from hfgoals.presets import LibraryFill, LibraryIndicator, Scheme, library

COUNTED = {row.name: Decimal(row.value) for row in library() if row.code == "数量"}


def answered(row: LibraryIndicator, year: int, budget: Money | None, scheme: Scheme) -> LibraryFill:
    """What choosing the line writes, its number the library's example where it is left open."""
    fill = row.filled(year, budget, scheme, COUNTED)
    return replace(fill, target=row.example(year)) if row.open else fill
