"""What the rules about a whole year found, kept by the rows' owners: an edit touches a few."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from hfgoals.checks.case import PlanCase, ProjectCase
from hfgoals.checks.finding import Finding
from hfgoals.checks.remembered import Place
from hfgoals.checks.rule import Hit, Rule, YearRule
from hfgoals.checks.running import fault, finding_of, findings_of
from hfgoals.model.address import Address

_ALL: Hashable = None
"""The group of a rule that does not remember."""
_log = logging.getLogger(__name__)


class Between:
    """The findings between the projects of one year."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.indexes: dict[type, Any] = {}
        """What several rules remember together (PlanCase.index)."""
        self.broken = False
        """Whether a rule failed. What it remembers cannot be relied on: begin anew next time."""
        self._begun = False
        self._rules = tuple(rules)
        self._followers: dict[str, YearRule] = {}
        self._failed: set[str] = set()
        self._found: dict[str, dict[Hashable, tuple[Finding, ...]]] = {}
        self._of: dict[str, dict[tuple[int, Hashable], tuple[Finding, ...]]] = {}

    def begin(self, case: PlanCase) -> bool:
        """Be ready for the changes of that year; False when it was already."""
        if self._begun:
            return False
        self._begun = True
        for rule in self._rules:
            self._found[rule.code] = {}
            if rule.follows is not None:
                self._followers[rule.code] = rule.follows(case)
        return True

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        """One project is another value now, has come, or has gone."""
        for code, follower in self._followers.items():
            if code not in self._failed:
                try:
                    follower.change(old, new)
                except Exception:  # noqa: BLE001 - logged and shown
                    self._fail(code)

    def tell(self, case: PlanCase, places: Mapping[str, Place]) -> set[str]:
        """Ask the rules what is new; back come the owners whose findings are others now."""
        owner, home = case.plan.id, Address("plan", case.plan.id, "year")
        touched: set[str] = set()
        for order, rule in enumerate(self._rules):
            follower = self._followers.get(rule.code)
            if follower is None:
                found = tuple(findings_of((rule,), case, owner, home, places))
                self._put(order, rule, _ALL, found, touched)
                continue
            if rule.code not in self._failed:
                try:
                    for group, hits in follower.told(case):
                        self._put(order, rule, group, _findings(rule, hits, owner, places), touched)
                except Exception:  # noqa: BLE001 - logged and shown
                    self._fail(rule.code)
            if rule.code in self._failed:
                for group in tuple(self._found[rule.code]):
                    self._put(order, rule, group, (), touched)
                self._put(order, rule, _ALL, (fault(rule, owner, home),), touched)
        return touched

    def of(self, owner: str) -> list[Finding]:
        """What was found in the rows of that owner, in the order of the rules."""
        found = self._of.get(owner)
        if not found:
            return []
        if len(found) == 1:
            return list(*found.values())
        return [each for key in sorted(found, key=_order) for each in found[key]]

    def _fail(self, code: str) -> None:
        _log.exception("rule %s failed", code)
        self._failed.add(code)
        self.broken = True

    def _put(
        self,
        order: int,
        rule: Rule,
        group: Hashable,
        findings: tuple[Finding, ...],
        touched: set[str],
    ) -> None:
        groups = self._found[rule.code]
        before = groups.get(group, ())
        if before == findings:
            return
        key = (order, group)
        for owner in {each.owner for each in before}:
            touched.add(owner)
            del self._of[owner][key]
            if not self._of[owner]:
                del self._of[owner]
        groups.pop(group, None)
        if findings:
            groups[group] = findings
        for each in findings:
            touched.add(each.owner)
            own = self._of.setdefault(each.owner, {})
            own[key] = (*own.get(key, ()), each)


def _order(key: tuple[int, Hashable]) -> int:
    return key[0]


def _findings(
    rule: Rule, hits: tuple[Hit, ...], owner: str, places: Mapping[str, Place]
) -> tuple[Finding, ...]:
    return tuple(finding_of(rule, hit, owner, places) for hit in hits) if hits else ()
