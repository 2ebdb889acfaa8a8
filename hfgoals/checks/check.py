"""Running the rules. Values are frozen, so what did not change is not looked at again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from hfgoals.checks.case import OverallCase, PlanCase, ProjectCase
from hfgoals.checks.catalogue import all_rules
from hfgoals.checks.finding import LEVELS, OTHER, Finding
from hfgoals.checks.rule import Hit, Rule
from hfgoals.checks.settings import CheckSettings
from hfgoals.model.address import Address
from hfgoals.model.edits import UnknownRow, text_at
from hfgoals.model.fields import FIELDS
from hfgoals.model.values import AnnualPlan, Book, Project

Report = Callable[[int, int], None]
"""Called with (done, total); may raise Cancelled."""

_log = logging.getLogger(__name__)


class Checker:
    """Checks one book again and again; after an edit only what was touched is looked at."""

    def __init__(self, settings: CheckSettings | None = None) -> None:
        self._settings = settings or CheckSettings()
        self._projects: dict[str, tuple[tuple[Any, ...], dict[str, tuple[Finding, ...]]]] = {}
        self._overall: dict[str, tuple[tuple[Any, ...], tuple[Finding, ...]]] = {}
        self._memory: dict[tuple[str, int], tuple[Any, Any]] = {}

    @property
    def settings(self) -> CheckSettings:
        """What the user has set."""
        return self._settings

    def use(self, settings: CheckSettings) -> None:
        """Go by other settings from now on."""
        self._settings = settings

    def check(
        self, book: Book, plan: AnnualPlan, report: Report | None = None
    ) -> tuple[Finding, ...]:
        """Every finding of one year, place by place in the order of the printed text.

        Raises whatever ``report`` raises.
        """
        last = book.plan_of(plan.year - 1)
        found = list(self._of_overall(book, plan))
        before = _by_name(last.projects) if last is not None else {}
        for number, project in enumerate(plan.projects):
            if report is not None:
                report(number, len(plan.projects))
            found.extend(self._of_project(book, plan, project, before))
        case = PlanCase(book.unit, plan, self._settings.thresholds, last, self._memory)
        found.extend(
            self._run(self._active("plan"), case, plan.id, Address("plan", plan.id, "year"))
        )
        self._forget(plan)
        owners = _owners(plan)
        placed = [replace(each, owner=owners.get(each.address.row, plan.id)) for each in found]
        settled = [self._settled(book, each) for each in placed]
        order = {row: at for at, row in enumerate(owners)}
        settled.sort(key=lambda each: (order.get(each.address.row, -1), LEVELS.index(each.level)))
        return tuple(settled)

    def _active(self, scope: str) -> list[Rule]:
        off = self._settings.off
        scopes = {scope, "texts"} if scope in ("project", "overall") else {scope}
        return [each for each in all_rules() if each.scope in scopes and each.code not in off]

    def _of_overall(self, book: Book, plan: AnnualPlan) -> Iterable[Finding]:
        key = (book.unit, plan.year, plan.overall, self._settings.thresholds, self._settings.off)
        kept = self._overall.get(plan.id)
        if kept is not None and _same(kept[0], key):
            return kept[1]
        case = OverallCase(book.unit, plan.id, plan.year, plan.overall, self._settings.thresholds)
        home = Address("plan", plan.id, "overall.goal")
        found = tuple(self._run(self._active("overall"), case, plan.id, home))
        self._overall[plan.id] = (key, found)
        return found

    def _of_project(
        self, book: Book, plan: AnnualPlan, project: Project, before: dict[str, Project]
    ) -> Iterable[Finding]:
        last = before.get(project.code) or before.get(project.name)
        settings = self._settings
        key = (project, book.unit, plan.year, last, settings.thresholds, settings.off)
        kept_key, kept = self._projects.get(project.id, ((), {}))
        if not _same(kept_key, key):
            fresh = bool(kept_key) and _same(kept_key[1:], key[1:])
            changed = _changed(kept_key[0], project) if fresh else None
            case = ProjectCase(book.unit, plan.year, project, settings.thresholds, last)
            home = Address("project", project.id, "name")
            kept = {
                each.code: kept[each.code]
                if changed is not None and each.code in kept and not _reads(each, changed)
                else tuple(self._run([each], case, project.id, home))
                for each in self._active("project")
            }
            self._projects[project.id] = (key, kept)
        return (finding for found in kept.values() for finding in found)

    def _run(
        self, active: Iterable[Rule], case: Any, owner: str, home: Address
    ) -> Iterator[Finding]:
        for each in active:
            try:
                found = tuple(_finding(each, hit, owner) for hit in each.look(case))
            except Exception:  # noqa: BLE001 - logged and shown
                # One broken rule must not hide what the others find; it is shown as ours.
                _log.exception("rule %s failed", each.code)
                found = (_fault(each, owner, home),)
            yield from found

    def _settled(self, book: Book, finding: Finding) -> Finding:
        level = self._settings.levels.get(finding.code, finding.level)
        reason = self._accepted(book, finding)
        if level == finding.level and not reason:
            return finding
        return replace(finding, level=level, accepted=reason)

    def _accepted(self, book: Book, finding: Finding) -> str:
        address = finding.address
        for kept in self._settings.accepted:
            if (kept.code, kept.row, kept.path) == (finding.code, address.row, address.path):
                try:
                    return kept.reason if text_at(book, address) == kept.text else ""
                except UnknownRow:
                    return ""
        return ""

    def _forget(self, plan: AnnualPlan) -> None:
        """Let go of what belongs to values that are no longer there."""
        ids = {project.id for project in plan.projects}
        for gone in [each for each in self._projects if each not in ids]:
            del self._projects[gone]
        if len(self._memory) > 8 * (len(ids) + 64):
            alive = {id(project) for project in plan.projects} | {id(plan.overall)}
            for key in [key for key in self._memory if key[1] not in alive]:
                del self._memory[key]


def check_book(book: Book, settings: CheckSettings | None = None) -> dict[int, tuple[Finding, ...]]:
    """The findings of every year, by year."""
    return {plan.year: Checker(settings).check(book, plan) for plan in book.years}


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each level count: accepted ones do not."""
    counts: dict[str, int] = dict.fromkeys(LEVELS, 0)
    for finding in findings:
        if not finding.accepted:
            counts[finding.level] += 1
    return counts


def _finding(rule: Rule, hit: Hit, owner: str) -> Finding:
    return Finding(
        rule.code,
        hit.level or rule.level,
        rule.reason,
        hit.address,
        owner,
        rule.says.format_map(hit.values),
        rule.advice.format_map(hit.values),
        hit.repair,
    )


def _fault(rule: Rule, owner: str, home: Address) -> Finding:
    return Finding(
        rule.code,
        "hint",
        OTHER,
        home,
        owner,
        f"程序检查“{rule.title}”时出了差错，这一项没有查。这是程序的问题，不是填报的问题。",
        "可以照常填报；方便时请把日志发给开发者。",
        fault=True,
    )


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(
        a is b or (not isinstance(a, Project) and a == b) for a, b in zip(one, other, strict=True)
    )


def _changed(old: Project, new: Project) -> set[str]:
    """The fields in which two states of a project differ; a row more or less changes all of it."""
    changed = {
        f"project.{field.path}" for field in FIELDS["project"] if field.read(old) != field.read(new)
    }
    for part, before, after in (
        ("goal", old.goals, new.goals),
        ("indicator", old.indicators, new.indicators),
    ):
        if before is after:
            continue
        if [row.id for row in before] != [row.id for row in after]:
            changed |= {f"{part}.{field.path}" for field in FIELDS[part]}  # type: ignore[index]
            continue
        for was, row in zip(before, after, strict=True):
            changed |= {
                f"{part}.{field.path}"
                for field in FIELDS[part]  # type: ignore[index]
                if field.read(was) != field.read(row)
            }
    return changed


def _reads(rule: Rule, changed: set[str]) -> bool:
    return any(
        field == read or field.startswith(f"{read}.") for field in changed for read in rule.reads
    )


def _by_name(projects: Iterable[Project]) -> dict[str, Project]:
    known: dict[str, Project] = {}
    for project in projects:
        for name in (project.code, project.name):
            if name:
                known.setdefault(name, project)
    return known


def _owners(plan: AnnualPlan) -> dict[str, str]:
    """The project (or year) that every row belongs to, rows in the order of the printed text."""
    owners = {"unit": plan.id, plan.id: plan.id}
    owners.update((row.id, plan.id) for row in plan.overall.subgoals)
    owners.update((row.id, plan.id) for row in plan.overall.safeguards)
    for project in plan.projects:
        owners[project.id] = project.id
        owners.update((row.id, project.id) for row in project.goals)
        owners.update((row.id, project.id) for row in project.indicators)
    return owners
