"""The rules, by theme. To add a module, import it here; it registers its rules by itself."""

from __future__ import annotations

from hfgoals.checks.rules import (  # noqa: F401 - importing registers them
    basis,
    cells,
    code,
    completeness,
    cost,
    cross,
    disclosure,
    disclosure_prose,
    funds,
    goals,
    head,
    lists,
    namesake,
    naming,
    overall,
    overall_items,
    promise,
    punctuation,
    similar,
    spending,
    taken_up,
    timing,
    unit_fit,
    value,
    wording,
)
