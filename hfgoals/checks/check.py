"""Checking a year again and again: after an edit only what it touched is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hfgoals.checks.case import Memory, OverallCase, PlanCase, ProjectCase
from hfgoals.checks.catalogue import all_rules
from hfgoals.checks.finding import LEVELS, Finding
from hfgoals.checks.remembered import (
    Place,
    Remembered,
    YearMemory,
    in_order,
    places_of_overall,
    places_of_project,
)
from hfgoals.checks.rule import Rule
from hfgoals.checks.running import changed_fields, findings_of, reads
from hfgoals.checks.settings import Accepted, CheckSettings
from hfgoals.model.address import Address
from hfgoals.model.last_year import LastYear
from hfgoals.model.uncollected import uncollected
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.progress import Report


class Checker:
    """Checks one book; the years of it may be checked by turns."""

    def __init__(self, settings: CheckSettings | None = None) -> None:
        self._years: dict[str, YearMemory] = {}
        self.use(settings or CheckSettings())

    @property
    def settings(self) -> CheckSettings:
        """What the user has set."""
        return self._settings

    def use(self, settings: CheckSettings) -> None:
        """Go by other settings from now on."""
        self._settings = settings
        self._accepted: dict[tuple[str, str, str], Accepted] = {}
        for kept in settings.accepted:
            self._accepted.setdefault((kept.code, kept.row, kept.path), kept)

    def check(
        self, book: Book, plan: AnnualPlan, report: Report | None = None
    ) -> tuple[Finding, ...]:
        """Every finding of one year, place by place in the order of the printed text.

        Raises whatever ``report`` raises.
        """
        with uncollected():
            return self._checked(book, plan, report)

    def _checked(self, book: Book, plan: AnnualPlan, report: Report | None) -> tuple[Finding, ...]:
        memory = self._memory_of(book, plan)
        last_year = book.plan_of(plan.year - 1)
        before = LastYear(book, plan)
        parts = [self._of_overall(memory, book, plan)]
        active = self._active("project")
        for number, project in enumerate(plan.projects):
            if report is not None:
                report(number, len(plan.projects))
            kept = memory.projects.get(project.id)
            last = before.project(project)
            if kept is None or kept.of is not project or kept.last is not last:
                kept = self._of_project(kept, active, book, plan, project, last, memory.known)
                memory.projects[project.id] = kept
            parts.append(kept)
        case = PlanCase(book.unit, plan, self._settings.thresholds, last_year, memory.known)
        home = Address("plan", plan.id, "year")
        places: dict[str, Place] = {}
        for part in parts:
            places.update(part.places)
        between = list(findings_of(self._active("plan"), case, plan.id, home, places))
        memory.forget(plan)
        return self._together(plan, parts, between, places)

    def _memory_of(self, book: Book, plan: AnnualPlan) -> YearMemory:
        settings = self._settings
        common = (book.unit, plan.year, settings.thresholds, settings.off)
        memory = self._years.get(plan.id)
        if memory is None or memory.common != common:
            self._years = {
                year.id: self._years[year.id] for year in book.years if year.id in self._years
            }
            memory = self._years[plan.id] = YearMemory(common)
        return memory

    def _active(self, scope: str) -> list[Rule]:
        off = self._settings.off
        scopes = {scope, "texts"} if scope in ("project", "overall") else {scope}
        return [each for each in all_rules() if each.scope in scopes and each.code not in off]

    def _of_overall(self, memory: YearMemory, book: Book, plan: AnnualPlan) -> Remembered:
        kept = memory.overall
        if kept is None or kept.of is not plan.overall:
            thresholds = self._settings.thresholds
            case = OverallCase(book.unit, plan.id, plan.year, plan.overall, thresholds)
            home = Address("plan", plan.id, "overall.goal")
            found = tuple(findings_of(self._active("overall"), case, plan.id, home))
            places = places_of_overall(book.unit, plan)
            kept = memory.overall = Remembered(plan.overall, None, {"": found}, places)
        # The year itself is a row too; it may be another value without its overall part changing.
        kept.places[plan.id] = replace(kept.places[plan.id], row=plan)
        return kept

    def _of_project(
        self,
        kept: Remembered | None,
        active: Iterable[Rule],
        book: Book,
        plan: AnnualPlan,
        project: Project,
        last: Project | None,
        known: Memory,
    ) -> Remembered:
        same = kept is not None and kept.last is last
        changed = changed_fields(kept.of, project) if kept is not None and same else set()
        before = kept.by_rule if kept is not None and same else {}
        case = ProjectCase(book.unit, plan.year, project, self._settings.thresholds, last, known)
        home = Address("project", project.id, "name")
        by_rule = {
            each.code: before[each.code]
            if each.code in before and not reads(each, changed)
            else tuple(findings_of((each,), case, project.id, home))
            for each in active
        }
        return Remembered(project, last, by_rule, places_of_project(project))

    def _together(
        self,
        plan: AnnualPlan,
        parts: list[Remembered],
        between: list[Finding],
        places: dict[str, Place],
    ) -> tuple[Finding, ...]:
        for part in parts:
            self._settle(part)
        stray = [each for part in parts if part.stray for each in part.stray]
        others: dict[str, list[Finding]] = {}
        for each in (*stray, *between):
            place = places.get(each.address.row)
            owner = plan.id if place is None else place.owner
            owned = each if owner == each.owner else replace(each, owner=owner)
            others.setdefault(owner, []).append(self._settled(owned, place))
        found: list[Finding] = []
        for owner, part in zip((plan.id, *(each.id for each in plan.projects)), parts, strict=True):
            added = others.get(owner)
            found += in_order((*part.settled, *added), part.places) if added else part.settled
        return tuple(found)

    def _settle(self, part: Remembered) -> None:
        if part.settings is self._settings:
            return
        found = [each for one in part.by_rule.values() for each in one]
        here = [each for each in found if each.address.row in part.places]
        settled = [self._settled(each, part.places[each.address.row]) for each in here]
        part.settled = tuple(in_order(settled, part.places))
        part.stray = tuple(each for each in found if each.address.row not in part.places)
        part.settings = self._settings

    def _settled(self, finding: Finding, place: Place | None) -> Finding:
        """The finding as the user has it: its level, and the reason for keeping it."""
        level = self._settings.levels.get(finding.code, finding.level)
        address = finding.address
        kept = self._accepted.get((finding.code, address.row, address.path))
        reason = ""
        if kept is not None and place is not None and address.field.text(place.row) == kept.text:
            reason = kept.reason
        if level == finding.level and not reason:
            return finding
        return replace(finding, level=level, accepted=reason)


def check_book(book: Book, settings: CheckSettings | None = None) -> dict[int, tuple[Finding, ...]]:
    """The findings of every year, by year."""
    checker = Checker(settings)
    return {plan.year: checker.check(book, plan) for plan in book.years}


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each level count: accepted ones do not."""
    counts: dict[str, int] = dict.fromkeys(LEVELS, 0)
    for finding in findings:
        if not finding.accepted:
            counts[finding.level] += 1
    return counts
