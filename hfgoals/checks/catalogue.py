"""All the rules: importing their modules registers them."""

from __future__ import annotations

from hfgoals.checks.rule import Rule, registered_rules


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    # Their patterns take a third of the time of opening a workbook; the first check is beside it.
    import hfgoals.checks.rules  # noqa: F401

    return registered_rules()
