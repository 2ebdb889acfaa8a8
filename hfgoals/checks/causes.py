"""One line for one cause: what two rules say of one cell, what one rule says of many rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from hfgoals.checks.finding import LEVELS, Finding
from hfgoals.model.address import Address

_TOLD_BY: Final = {
    "K01": "H14", "K07": "H14", "K04": "H14", "K02": "H14", "C04": "W08",
    "W06": "W05", "H03": "H02", "W12": "W01",
    "V02": "V19", "V03": "V19", "V01": "V19", "V10": "V19", "V05": "V04", "C09": "V05",
    "V21": "V17",
}  # fmt: skip
"""A rule by the other that tells of the same cause at the same cell."""
MANY: Final = 4
"""So many places of one rule and level are one line."""


def by_cause(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, of two with one cause at one cell the graver with both words.

    A finding kept for a reason stays by itself.
    """
    listed = list(findings)
    there: dict[tuple[Address, str, str], Finding] = {}
    for each in listed:
        there.setdefault((each.address, each.code, each.accepted), each)
    joined: dict[int, Finding] = {}
    gone: set[int] = set()
    for each in listed:
        other = there.get((each.address, _TOLD_BY.get(each.code, ""), each.accepted))
        if other is None or other.fault or each.fault:
            continue
        gone.add(id(each))
        now = joined.get(id(other), other)
        level = min(now.level, each.level, key=LEVELS.index)
        message = f"{now.message}{each.message}"
        repair = now.repair or each.repair
        also = (*now.also, each.code)
        joined[id(other)] = replace(now, level=level, message=message, repair=repair, also=also)
    return tuple(joined.get(id(each), each) for each in listed if id(each) not in gone)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: a finding, or one that stands for all alike."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one whose words are told."""
        return self.findings[0]

    @property
    def many(self) -> bool:
        """Whether it stands for several."""
        return len(self.findings) > 1


def lines(findings: Iterable[Finding]) -> tuple[Line, ...]:
    """The findings as lines; first those that stand for many, the gravest first, then the others.

    Those kept for a reason are lines of their own.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    listed = by_cause(findings)
    for each in listed:
        if not each.accepted and not each.fault:
            alike.setdefault((each.code, each.level), []).append(each)
    many = [tuple(found) for found in alike.values() if len(found) >= MANY]
    many.sort(key=lambda found: (LEVELS.index(found[0].level), -len(found)))
    told = {id(each) for found in many for each in found}
    return (
        *(Line(found) for found in many),
        *(Line((each,)) for each in listed if id(each) not in told),
    )
