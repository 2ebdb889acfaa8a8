"""Findings in reading order, each under a key that stays with it from one check to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hfgoals.checks import LEVELS, Finding
from hfgoals.checks.causes import by_cause
from hfgoals.model.blanks import months_by_row
from hfgoals.model.rows import OF_STAGES
from hfgoals.model.values import AnnualPlan, Project
from ui.review.counts import Counts
from ui.review.places import Places
from ui.review.repairs import repairable

Key = tuple[str, str, str, int]
"""Code, row and path of the place, and which of several alike."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as it is listed."""

    key: Key
    finding: Finding
    place: str


@dataclass(frozen=True, slots=True)
class Section:
    """What was found in one project, or in the overall part, ready to be shown."""

    of: Any
    """The very project, or overall part."""
    number: int
    """Which project of the year it is, from 1; 0 for the overall part."""
    found: tuple[Finding, ...]
    keyed: Mapping[Key, Finding]
    """The same in reading order."""
    rows: tuple[FindingRow, ...]
    """The same as they are listed."""
    places: Places
    """The rows of this alone."""
    counts: Counts
    repairable: int
    of_stages: Mapping[int, Counts] = field(default_factory=dict)
    """How many of these stand in rows of stages, by the month of the stage."""


Sections = Mapping[str, Section]
"""By the year's id, for the overall part, and by the ids of the projects, in their order."""


def listed(
    plan: AnnualPlan, found: Mapping[str, tuple[Finding, ...]], before: Sections
) -> Sections:
    """The findings of a year, by owner; of those before is taken what is still the very same."""
    overall = replace(plan, projects=())
    sections = {plan.id: _section(plan.id, 0, plan.overall, overall, found, before)}
    for number, project in enumerate(plan.projects, 1):
        sections[project.id] = _section(project.id, number, project, None, found, before)
    return sections


def _section(
    owner: str,
    number: int,
    of: Any,
    whole: AnnualPlan | None,
    found: Mapping[str, tuple[Finding, ...]],
    before: Sections,
) -> Section:
    mine, kept = found.get(owner, ()), before.get(owner)
    if kept is not None and kept.found is mine and kept.of is of and kept.number == number:
        return kept
    places = Places(whole or AnnualPlan(id="", projects=(of,)), number)
    found_once = by_cause(mine)
    keyed = in_order(found_once, places)
    rows = tuple(FindingRow(key, each, places.words(each.address)) for key, each in keyed.items())
    staged = _of_stages(of, found_once) if number else {}
    told = (count(found_once), repairable(found_once), staged)
    return Section(of, number, mine, keyed, rows, places, *told)


def _of_stages(project: Project, findings: Iterable[Finding]) -> Mapping[int, Counts]:
    staged = [each for each in findings if each.address.part in OF_STAGES]
    if not staged:
        return {}
    month_of = months_by_row(project)
    by_month: dict[int, list[Finding]] = {}
    for each in staged:
        by_month.setdefault(month_of.get(each.address.row, 0), []).append(each)
    return {month: count(found) for month, found in by_month.items()}


def in_order(findings: Iterable[Finding], places: Places) -> dict[Key, Finding]:
    """The findings by key, as one reads: row by row, field by field, the gravest first."""

    def rank(finding: Finding) -> tuple[int, int, int]:
        return *places.rank(finding.address), LEVELS.index(finding.level)

    keyed: dict[Key, Finding] = {}
    for finding in sorted(findings, key=rank):
        code, row, path = finding.code, finding.address.row, finding.address.path
        number = 0
        while (code, row, path, number) in keyed:
            number += 1
        keyed[code, row, path, number] = finding
    return keyed


def count(findings: Iterable[Finding]) -> Counts:
    """How many of each sort."""
    return count_by_owner(findings, whole=True).get("", Counts())


def count_by_owner(findings: Iterable[Finding], *, whole: bool = False) -> Mapping[str, Counts]:
    """How many each project, and the year's overall part, has; under "" all, when ``whole``."""
    sums: dict[str, list[int]] = {}
    for finding in findings:
        at = 3 if finding.accepted else LEVELS.index(finding.level)
        sums.setdefault("" if whole else finding.owner, [0, 0, 0, 0])[at] += 1
    return {owner: Counts(*numbers) for owner, numbers in sums.items()}
