"""Findings as marks on cells and fields."""

from __future__ import annotations

from collections.abc import Iterable

from hfgoals.checks import Finding
from hfgoals.model.address import Address
from ui.grid.marks import RANK, Mark
from ui.review.counts import SIGNS


def marks_of(findings: Iterable[Finding]) -> dict[Address, Mark]:
    """One mark a place: the gravest level, and all that is to be said. Accepted ones are quiet."""
    at: dict[Address, list[Finding]] = {}
    for finding in findings:
        if not finding.accepted:
            at.setdefault(finding.address, []).append(finding)
    marks: dict[Address, Mark] = {}
    for address, found in at.items():
        found.sort(key=lambda each: RANK[each.level])
        marks[address] = Mark(found[0].level, "\n".join(_said(each) for each in found))
    return marks


def _said(finding: Finding) -> str:
    lines = [f"{SIGNS[finding.level]} {finding.message}"]
    if not finding.fault:
        lines.append(f"　 退回原因：{finding.reason}")
    lines.append(f"　 {finding.advice}")
    return "\n".join(lines)
