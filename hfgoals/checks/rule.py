"""A rule: one decorated function, and resources/checks/<code>.toml for what is told of it.

To add one: write it in a module of hfgoals/checks/rules with ``@rule``, and that file (told.py).
Modules are listed in hfgoals/checks/rules/__init__.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import field
from typing import Any, Final, Literal, TypeVar

from hfgoals.checks.case import PlanCase, ProjectCase
from hfgoals.checks.finding import Level
from hfgoals.checks.told import Told, told_of
from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit

Scope = Literal["project", "overall", "texts", "plan", "report"]
"""What the function is given: ProjectCase, OverallCase, each of both in turn, PlanCase, or
ReportCase."""


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
HitGroup = tuple[Hashable, tuple[Hit, ...]]
"""A group of hits (a project's, or those of rows that share a name) and all its hits."""


class YearRule(ABC):
    """A rule about a whole year that is told what changed, and tells only what that changes.

    It says the same as one that looks through all projects after every key; it merely remembers.
    Unit, number of the year and thresholds never change while it lives.
    """

    def __init__(self, case: PlanCase) -> None:
        del case

    @abstractmethod
    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        """One project of the year is another value now, has come, or has gone."""

    @abstractmethod
    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        """The groups that may have other hits than at the last time, at first all.

        They take the place of what was told of these groups before.
        """

    @classmethod
    def once(cls, case: PlanCase) -> Iterator[Hit]:
        """All hits of a year that is looked at but once."""
        follower = cls(case)
        for project in case.plan.projects:
            follower.change(None, case.of_project(project))
        for _, hits in follower.told(case):
            yield from hits


Looks = TypeVar("Looks", Look, type[YearRule])


@dataclass(frozen=True, slots=True)
class Rule:
    """One review rule of the shared rules."""

    code: str
    scope: Scope
    reads: tuple[str, ...]
    """The fields it reads, as "project.name", "indicator.target"; a part alone means all of it."""
    look: Look
    form: str = ""
    """The id of the form whose demands it tells: silent in a year that does not use it."""
    column: str = ""
    """The optional field of indicators that it judges: silent in a year that does not use it."""
    follows: type[YearRule] | None = None
    """What remembers a year for it, if it is one of scope "plan" that can."""
    tell: Callable[[str], Told] = told_of

    @property
    def told(self) -> Told:
        """Title, level, reason, sentences, examples; raises PresetTrouble as told_of does."""
        return self.tell(self.code)

    @property
    def holds(self) -> str:
        """What holds in a good form, in English."""
        return " ".join(((self.follows or self.look).__doc__ or "").split())


_RULES: Final[dict[str, Rule]] = {}


def rule(
    code: str,
    *,
    reads: tuple[str, ...],
    scope: Scope = "project",
    form: str = "",
    column: str = "",
) -> Callable[[Looks], Looks]:
    """Register the function, or the YearRule, below as the rule of that code."""

    def registered(below: Looks) -> Looks:
        given: Any = below
        follows: type[YearRule] | None = given if isinstance(given, type) else None
        look: Look = given if follows is None else follows.once
        if code in _RULES:
            raise ValueError(f"rule {code} is there twice")
        _RULES[code] = Rule(code, scope, reads, look, form, column, follows)
        return below

    return registered


def registered_rules() -> tuple[Rule, ...]:
    """The rules of the modules imported so far, in the order of the codes; see catalogue.py."""
    return tuple(_RULES[code] for code in sorted(_RULES))
