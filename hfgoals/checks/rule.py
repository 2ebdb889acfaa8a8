"""A rule: one decorated function beside its code, level, reason, sentence and advice.

To add one: write it in a module of hfgoals/checks/rules with ``@rule``, and its examples in
resources/checks/<code>.toml. Modules are listed in hfgoals/checks/rules/__init__.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from hfgoals.checks.finding import REASONS, Level
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit

Scope = Literal["project", "overall", "texts", "plan"]
"""What the function is given: ProjectCase, OverallCase, each of both in turn, or PlanCase."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule does not hold."""

    address: Address
    values: Mapping[str, object] = field(default_factory=dict)
    """What the rule's sentences name: {name}, {target} …"""
    repair: tuple[Edit, ...] = ()
    level: Level | None = None
    """Another level than the rule's, for a graver or milder case."""


Look = Callable[[Any], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One review rule of the shared rules."""

    code: str
    title: str
    level: Level
    reason: str
    scope: Scope
    reads: tuple[str, ...]
    """The fields it reads, as "project.name", "indicator.target"; a part alone means all of it."""
    says: str
    advice: str
    look: Look


_RULES: Final[dict[str, Rule]] = {}


def rule(
    code: str,
    *,
    title: str,
    level: Level,
    reason: str,
    reads: tuple[str, ...],
    says: str,
    advice: str,
    scope: Scope = "project",
) -> Callable[[Look], Look]:
    """Register the function below as the rule of that code; says and advice are templates."""

    def registered(look: Look) -> Look:
        if code in _RULES:
            raise ValueError(f"rule {code} is there twice")
        if reason not in REASONS:
            raise ValueError(f"rule {code} has an unknown reason")
        _RULES[code] = Rule(code, title, level, reason, scope, reads, says, advice, look)
        return look

    return registered


def registered_rules() -> tuple[Rule, ...]:
    """The rules of the modules imported so far, in the order of the codes; see catalogue.py."""
    return tuple(_RULES[code] for code in sorted(_RULES))
