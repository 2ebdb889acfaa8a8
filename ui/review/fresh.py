"""Projects that nobody has begun to fill in: the window does not reproach them with being blank.

The rules do: reports, packages and the command line tell of them all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from hfgoals.model.address import Address
from hfgoals.model.completeness import is_blank
from hfgoals.model.values import Project
from ui.review.counts import Counts

if TYPE_CHECKING:
    from ui.review.listing import Section


class Fresh:
    """Which projects are untouched, or are being begun: the hand is still in their first row."""

    def __init__(self) -> None:
        self._untouched: set[str] = set()
        self._begun: dict[str, tuple[str, ...]] = {}
        """The row that the hand was in when a project ceased to be blank."""
        self._quieted: dict[str, tuple[Section, Section]] = {}

    @property
    def being_begun(self) -> bool:
        """Whether the hand is in the first row of a project that was blank before."""
        return bool(self._begun)

    def untouched(self, projects: Iterable[Project]) -> int:
        """How many of them nobody has begun."""
        return sum(project.id in self._untouched for project in projects)

    def begin(self, project: Project, hand: Address | None) -> None:
        """A step was taken with the hand there: an untouched project may be begun by it."""
        if project.id not in self._untouched or is_blank(project):
            return
        self._untouched.discard(project.id)
        if hand is not None and _holds(project, hand):
            self._begun[project.id] = _row(hand)

    def look(self, projects: Iterable[Project], hand: Address | None) -> frozenset[str]:
        """The ids of those to be let alone, with the hand there."""
        row = _row(hand) if hand is not None else ()
        self._begun = {which: begun for which, begun in self._begun.items() if begun == row}
        self._untouched = {each.id for each in projects if is_blank(each)}
        return frozenset(self._untouched | self._begun.keys())

    def quieted(self, owner: str, section: Section) -> Section:
        """The section without what was found; the very same for the very same."""
        known = self._quieted.get(owner)
        if known is None or known[0] is not section:
            silent = replace(
                section, found=(), keyed={}, rows=(), counts=Counts(), repairable=0, of_stages={}
            )
            known = self._quieted[owner] = (section, silent)
        return known[1]


def _row(address: Address) -> tuple[str, ...]:
    """What stands for a row of the form: the head's fields of one kind stand in one."""
    kind = address.field.kind.name if address.part == "project" else ""
    return address.part, address.row, kind


def _holds(project: Project, address: Address) -> bool:
    goals, indicators = project.goals, project.indicators
    ids = {project.id, *(each.id for each in goals), *(each.id for each in indicators)}
    return address.row in ids
