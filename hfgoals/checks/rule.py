"""A rule: one decorated function, and resources/checks/<code>.toml for what is told of it.

To add one: write it in a module of hfgoals/checks/rules with ``@rule``, and that file (told.py).
Modules are listed in hfgoals/checks/rules/__init__.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from hfgoals.checks.finding import Level
from hfgoals.checks.told import Told, told_of
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
    scope: Scope
    reads: tuple[str, ...]
    """The fields it reads, as "project.name", "indicator.target"; a part alone means all of it."""
    look: Look
    tell: Callable[[str], Told] = told_of

    @property
    def told(self) -> Told:
        """Title, level, reason, sentences, examples; raises PresetTrouble as told_of does."""
        return self.tell(self.code)


_RULES: Final[dict[str, Rule]] = {}


def rule(code: str, *, reads: tuple[str, ...], scope: Scope = "project") -> Callable[[Look], Look]:
    """Register the function below as the rule of that code."""

    def registered(look: Look) -> Look:
        if code in _RULES:
            raise ValueError(f"rule {code} is there twice")
        _RULES[code] = Rule(code, scope, reads, look)
        return look

    return registered


def registered_rules() -> tuple[Rule, ...]:
    """The rules of the modules imported so far, in the order of the codes; see catalogue.py."""
    return tuple(_RULES[code] for code in sorted(_RULES))
