"""The rules, by theme. To add a module, import it here; it registers its rules by itself."""

from __future__ import annotations

from hfgoals.checks.rules import (  # noqa: F401 - importing registers them
    basis,
    beijing,
    cells,
    code,
    completeness,
    cost,
    cross,
    examples,
    funds,
    goals,
    head,
    lists,
    mistyped,
    namesake,
    naming,
    overall,
    overall_items,
    placement,
    promise,
    punctuation,
    similar,
    spending,
    taken_up,
    timing,
    unit_cost,
    unit_fit,
    value,
    wording,
)
