"""Two sorts of rules that follow a year: of each project alone, and of what projects share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from hfgoals.checks.case import PlanCase, ProjectCase
from hfgoals.checks.rule import Hit, HitGroup, YearRule

WHOLE = ""
"""The group of what is found in no project alone."""


class ByProject(YearRule):
    """Hits of each project by itself, and of the overall part."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._changed: dict[str, tuple[Hit, ...]] = {}
        self._overall: Any = None

    @abstractmethod
    def of_project(self, case: ProjectCase) -> Iterable[Hit]:
        """The hits of a project."""

    def of_overall(self, case: PlanCase) -> Iterable[Hit]:
        """The hits of the unit and the overall part."""
        del case
        return ()

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        if old is not None:
            self._changed[old.project.id] = ()
        if new is not None:
            self._changed[new.project.id] = tuple(self.of_project(new))

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        changed, self._changed = self._changed, {}
        yield from changed.items()
        if self._overall is not case.plan.overall:
            self._overall = case.plan.overall
            yield WHOLE, tuple(self.of_overall(case))


Members = list[tuple[str, Any]]
"""What stands in a group, each with the id of its project, in the order of the year."""


class ByGroup(YearRule):
    """Hits among what several projects have in common: a name, a code."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._groups: dict[Hashable, tuple[tuple[str, Any], ...]] = {}
        self._changed: dict[Hashable, None] = {}

    @abstractmethod
    def parts(self, project: ProjectCase) -> Iterable[tuple[Hashable, Any]]:
        """What the project puts into which group, in its order; compared by value."""

    @abstractmethod
    def hits(self, members: Members) -> Iterable[Hit]:
        """The hits of a group of two or more."""

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        before = self._by_group(old) if old is not None else {}
        after = self._by_group(new) if new is not None else {}
        for group in before | after:
            was, now = before.get(group, ()), after.get(group, ())
            if was == now:
                continue
            members = self._groups.pop(group, ())
            if was:
                members = tuple(each for each in members if each[0] != was[0][0])
            if now or members:
                self._groups[group] = members + now
            self._changed[group] = None

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        changed, self._changed = self._changed, {}
        place = case.positions
        for group in changed:
            members = self._groups.get(group, ())
            if len(members) < 2:
                yield group, ()
            else:
                # Stable: those of one project stay in its order.
                in_order = sorted(members, key=lambda each: place[each[0]])
                yield group, tuple(self.hits(in_order))

    def _by_group(self, case: ProjectCase) -> dict[Hashable, tuple[tuple[str, Any], ...]]:
        found: dict[Hashable, tuple[tuple[str, Any], ...]] = {}
        for group, part in self.parts(case):
            found[group] = (*found.get(group, ()), (case.project.id, part))
        return found
