"""All the rules: importing their modules registers them."""

from __future__ import annotations

import hfgoals.checks.rules  # noqa: F401
from hfgoals.checks.rule import Rule, registered_rules


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    return registered_rules()
