"""Findings in reading order, each under a key that stays with it from one check to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hfgoals.checks import LEVELS, Finding
from ui.review.counts import Counts
from ui.review.places import Places

Key = tuple[str, str, str, int]
"""Code, row and path of the place, and which of several alike."""


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
