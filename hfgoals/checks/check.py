"""Checking a year again and again: after an edit only what it touched is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from operator import is_

from hfgoals.checks.between import Between
from hfgoals.checks.case import OverallCase, PlanCase, ProjectCase, ReportCase
from hfgoals.checks.catalogue import all_rules
from hfgoals.checks.finding import LEVELS, Finding
from hfgoals.checks.remembered import (
    Place,
    Remembered,
    YearMemory,
    changed_places,
    in_order,
    moved,
    rows_of_overall,
    rows_of_project,
    same_order,
)
from hfgoals.checks.rule import Rule
from hfgoals.checks.running import changed_fields, findings_of, reads
from hfgoals.checks.settings import Accepted, CheckSettings
from hfgoals.model.address import Address
from hfgoals.model.blanks import is_staged
from hfgoals.model.department import department_of
from hfgoals.model.last_year import LastYear, goes_by
from hfgoals.model.rows import OF_STAGES
from hfgoals.model.uncollected import uncollected
from hfgoals.model.values import AnnualPlan, Book, Overall, Project, Unit

ByOwner = dict[str, tuple[Finding, ...]]
Report = Callable[[int, int], None]
"""Called with (done, total); may raise Cancelled."""


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
        return tuple(chain.from_iterable(self.check_by_owner(book, plan, report).values()))

    def check_by_owner(
        self, book: Book, plan: AnnualPlan, report: Report | None = None
    ) -> dict[str, tuple[Finding, ...]]:
        """The same by the year's id, for the overall part, and the ids of all projects, in order.

        What did not change since the last look is the very same tuple.
        """
        with uncollected():
            return _without_lost(plan, self._checked(book, plan, report))

    def _checked(self, book: Book, plan: AnnualPlan, report: Report | None) -> ByOwner:
        memory = self._memory_of(book, plan)
        if memory.between.broken:
            memory.between = Between(self._active("plan", plan))
        case = PlanCase(
            book.unit,
            plan,
            self._settings.thresholds,
            book.plan_of(plan.year - 1),
            memory.known,
            memory.between.indexes,
        )
        if memory.between.begin(case):
            for project_id, kept in memory.projects.items():
                memory.between.change(None, case.of_project(kept.of))
                memory.again.add(project_id)
        overall = self._look_at_overall(memory, book, plan)
        self._look_at_projects(memory, book, case, report)
        memory.again |= memory.between.tell(case, memory.places)
        memory.forget(plan)
        return self._together(memory, plan, overall)

    def _memory_of(self, book: Book, plan: AnnualPlan) -> YearMemory:
        settings = self._settings
        year = (plan.year, plan.forms, plan.columns, plan.stages, plan.scheme)
        common = (book.unit, *year, settings.thresholds, settings.off)
        memory = self._years.get(plan.id)
        if memory is None or memory.common != common:
            self._years = {
                year.id: self._years[year.id] for year in book.years if year.id in self._years
            }
            between = Between(self._active("plan", plan))
            memory = self._years[plan.id] = YearMemory(common, between)
        return memory

    def _active(self, scope: str, plan: AnnualPlan) -> list[Rule]:
        off, forms, columns = self._settings.off, ("", *plan.forms), ("", *plan.columns)
        scopes = {scope, "texts"} if scope in ("project", "overall") else {scope}
        rules = (
            each
            for each in all_rules()
            if each.scope in scopes and each.form in forms and each.column in columns
        )
        return [each for each in rules if each.code not in off]

    def _look_at_overall(self, memory: YearMemory, book: Book, plan: AnnualPlan) -> Remembered:
        kept, unit = memory.overall, book.unit
        before = book.plan_of(plan.year - 1)
        beside = (plan.reports, before.reports if before is not None else (), plan.policies)
        seen = kept is not None and all(map(is_, memory.beside, beside))
        if kept is None or kept.of is not plan.overall or not seen:
            thresholds = self._settings.thresholds
            case = OverallCase(unit, plan.id, plan.year, plan.overall, thresholds)
            home = Address("plan", plan.id, "overall.goal")
            found = (
                *findings_of(self._active("overall", plan), case, plan.id, home),
                *self._of_report(plan, before),
                *self._of_department(unit, plan),
            )
            was = kept.of if kept is not None else Overall()
            gone = [row.id for row in (*was.subgoals, *was.safeguards, *was.indicators)]
            gone += [row.id for row in was.stages]
            gone += [row.id for each in was.indicators for row in each.stages]
            gone += [row.id for row in (*memory.beside[0], *memory.beside[2])]
            memory.replace_places(plan.id, rows_of_overall(unit, plan), gone)
            kept = memory.overall = Remembered(plan.overall, None, {"": found})
            memory.beside = beside
        # The year itself is a row too; it may be another value without its overall part changing.
        memory.places[plan.id] = replace(memory.places[plan.id], row=plan)
        return kept

    def _of_report(self, plan: AnnualPlan, before: AnnualPlan | None) -> Iterator[Finding]:
        """The findings of the year's 政府信息公开工作年度报告, where it has one."""
        if plan.report.is_blank:
            return iter(())
        last = before.report if before is not None and not before.report.is_blank else None
        case = ReportCase(plan.year, plan.report, last)
        return findings_of(self._active("report", plan), case, plan.id, case.at("overview"))

    def _of_department(self, unit: Unit, plan: AnnualPlan) -> Iterator[Finding]:
        """What the rules about results find in those of the department as a whole."""
        department = department_of(plan)
        if not is_staged(department):
            return
        thresholds = self._settings.thresholds
        case = ProjectCase(unit, plan.year, department, thresholds, None, plan.stages)
        rules = [each for each in self._active("project", plan) if _is_of_results(each)]
        home = Address("plan", plan.id, "overall.goal")
        for found in findings_of(rules, case, plan.id, home):
            # Its funds are told apart otherwise than those of a project.
            if found.address.part == "result" or found.address.path == "achieved":
                yield found

    def _look_at_projects(
        self, memory: YearMemory, book: Book, case: PlanCase, report: Report | None
    ) -> None:
        plan, projects = case.plan, case.plan.projects
        changed = changed_places(memory.seen, projects)
        last_year = self._last_year(memory, book, case, changed)
        if last_year is not memory.last_year:
            changed = range(len(projects))
        active = self._active("project", plan) if changed else []
        # Until the end nothing is certain: it may be stopped at any project.
        seen, memory.seen = memory.seen, ()
        for number in changed:
            if report is not None:
                report(number, len(projects))
            project = projects[number]
            last = last_year.project(project)
            kept = memory.projects.get(project.id)
            if kept is None or kept.of is not project or kept.last is not last:
                self._look_at_project(memory, active, book, plan, project, last)
        if not same_order(seen, projects, changed):
            self._follow_order(memory, case)
        memory.seen, memory.last_year = projects, last_year
        memory.before = case.last_year.projects if case.last_year is not None else ()

    def _last_year(
        self, memory: YearMemory, book: Book, case: PlanCase, changed: Iterable[int]
    ) -> LastYear:
        """How the projects are met by those of the year before; as known, where that must hold."""
        before = case.last_year.projects if case.last_year is not None else ()
        known, old, new = memory.last_year, memory.seen, case.plan.projects
        if known is None or before is not memory.before or len(old) != len(new):
            return LastYear(book, case.plan)
        if all(goes_by(old[place]) == goes_by(new[place]) for place in changed):
            return known
        return LastYear(book, case.plan)

    def _look_at_project(
        self,
        memory: YearMemory,
        active: Iterable[Rule],
        book: Book,
        plan: AnnualPlan,
        project: Project,
        last: Project | None,
    ) -> None:
        kept = memory.projects.get(project.id)
        same = kept is not None and kept.last is last
        changed = changed_fields(kept.of, project) if kept is not None and same else set()
        before = kept.by_rule if kept is not None and same else None
        thresholds = self._settings.thresholds
        of_year, stages = plan.scheme, plan.stages
        case = ProjectCase(book.unit, plan.year, project, thresholds, last, stages, of_year)
        home = Address("project", project.id, "name")
        by_rule: dict[str, tuple[Finding, ...]] = {}
        for each in active:
            if before is not None and not reads(each, changed):
                found = before.get(each.code, ())
            else:
                found = tuple(findings_of((each,), case, project.id, home))
            if found:
                by_rule[each.code] = found
        memory.projects[project.id] = Remembered(project, last, by_rule)
        memory.again.add(project.id)
        if kept is None or kept.of is not project:
            gone = (
                [row_id for row_id, _ in rows_of_project(kept.of, plan)] if kept is not None else ()
            )
            memory.replace_places(project.id, rows_of_project(project, plan), gone)
            was = ProjectCase(book.unit, plan.year, kept.of, thresholds) if kept else None
            memory.between.change(was, case)

    def _follow_order(self, memory: YearMemory, case: PlanCase) -> None:
        """Let go of projects that are no longer there, and tell of those that stand elsewhere."""
        ids = list(case.positions)
        for each in memory.projects.keys() - case.positions.keys():
            project = memory.projects.pop(each).of
            gone = [row_id for row_id, _ in rows_of_project(project, case.plan)]
            memory.replace_places(each, (), gone)
            memory.between.change(case.of_project(project), None)
            memory.strays.pop(each, None)
        for each in moved(memory.order, ids):
            project = case.of_project(case.project(each))
            memory.between.change(project, None)
            memory.between.change(None, project)
        memory.order, memory.unordered = ids, True

    def _together(self, memory: YearMemory, plan: AnnualPlan, overall: Remembered) -> ByOwner:
        if memory.settings is not self._settings:
            memory.again |= memory.projects.keys()
        for each in memory.again:
            part = memory.projects.get(each)
            if part is not None:
                memory.whole[each] = self._whole(memory, each, part, ())
                memory.strays.pop(each, None)
                if part.stray:
                    memory.strays[each] = part.stray
        memory.settings = self._settings
        memory.again.clear()
        if memory.unordered:
            memory.whole = {each: memory.whole[each] for each in memory.order}
            memory.unordered = False
        strays = sorted(memory.strays, key=memory.order.index)
        stray = chain.from_iterable(memory.strays[each] for each in strays)
        return {plan.id: self._whole(memory, plan.id, overall, stray)} | memory.whole

    def _whole(
        self, memory: YearMemory, owner: str, part: Remembered, stray: Iterable[Finding]
    ) -> tuple[Finding, ...]:
        """The findings of an owner as the user has them, with those between the projects."""
        places = memory.places
        if part.settings is not self._settings:
            self._settle(part, owner, places)
        added = (*stray, *memory.between.of(owner))
        if not added:
            return part.settled
        owned = [each if each.owner == owner else replace(each, owner=owner) for each in added]
        settled = [self._settled(each, places.get(each.address.row)) for each in owned]
        return tuple(in_order((*part.settled, *settled), places))

    def _settle(self, part: Remembered, owner: str, places: Mapping[str, Place]) -> None:
        here: list[Finding] = []
        stray: list[Finding] = []
        for each in chain.from_iterable(part.by_rule.values()):
            place = places.get(each.address.row)
            if place is not None and place.owner == owner:
                here.append(self._settled(each, place))
            else:
                stray.append(each)
        part.settled, part.stray = tuple(in_order(here, places)), tuple(stray)
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


def _without_lost(plan: AnnualPlan, found: ByOwner) -> ByOwner:
    """Nothing is told of a row that stands blank for one that a damaged file has lost."""
    if plan.damage is None:
        return found
    lost = plan.damage.lost
    return {
        owner: tuple(each for each in findings if each.address.row not in lost)
        for owner, findings in found.items()
    }


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


def _is_of_results(rule: Rule) -> bool:
    return any(path.partition(".")[0] in OF_STAGES for path in rule.reads)
