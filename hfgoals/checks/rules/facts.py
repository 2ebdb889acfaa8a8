"""What the projects of a year say, as the rules between them and the overall part ask for it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hfgoals.checks.case import ProjectCase
from hfgoals.checks.text.counts import Count, count_of
from hfgoals.checks.text.nouns import titles, topics
from hfgoals.checks.text.quantities import normalized, quantities
from hfgoals.model.values import Indicator, Project

_NUMERAL = re.compile(r"\d|[二两三四五六七八九十百千]")

Key = tuple[str, str]
Number = tuple[Decimal, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A count of a project's table."""

    count: Count
    row: Indicator
    project: str
    """The name of the project."""


_Rows = dict[Key, tuple[Stated, ...]]


@dataclass(frozen=True, slots=True)
class Said:
    """What one project says: the counts of its table, its numbers and what it is about."""

    rows: _Rows
    """The counts of its table by what they count."""
    numbers: frozenset[Number]
    topics: frozenset[str]


_NOTHING = Said({}, frozenset(), frozenset())


def said_by(project: Project) -> Said:
    """What the project's texts say."""
    by_key: _Rows = {}
    texts = texts_of(project)
    numbers: set[Number] = set()
    for row in project.indicators:
        for count in _row_counts(row, project.name):
            numbers.add((count.number, count.unit))
            for key in count.keys:
                by_key[key] = (*by_key.get(key, ()), Stated(count, row, project.name))
    for text in texts:
        if _NUMERAL.search(text):
            numbers.update(normalized(each.number, each.unit) for each in quantities(text))
    return Said(by_key, frozenset(numbers), frozenset().union(*map(topics, texts)))


def texts_of(project: Project) -> list[str]:
    """The texts that tell what it is about: name, purpose, goals, rows and their descriptions."""
    texts = [project.name, project.purpose, *(goal.text for goal in project.goals)]
    for row in project.indicators:
        texts += [row.name, row.description]
    return texts


def _row_counts(row: Indicator, project: str) -> Iterator[Count]:
    number, unit = row.target.number, row.target.unit or ""
    if number is None:
        found = quantities(row.target.text) if row.target.qualitative else ()
        if len(found) != 1:
            return
        number, unit = found[0].number, found[0].unit
    count = count_of(row.name, number, unit)
    yield count
    own = titles(project)
    if not count.title and len(own) == 1 and count.unit and count.unit not in "%‰":
        yield count.under(own[0])


class Facts:
    """What all projects say, counted and by what it is about; kept up to date project by project.

    Several rules go by one of these; each change may be told by each of them.
    """

    def __init__(self) -> None:
        self.rows: dict[Key, tuple[tuple[str, Stated], ...]] = {}
        """What the tables count, by what is counted, each with its project's id."""
        self.numbers: Counter[Number] = Counter()
        """How many projects state a number."""
        self.spoken: Counter[str] = Counter()
        """How many projects are about a topic."""
        self.topics: dict[str, tuple[str, ...]] = {}
        """The topics of each project, by its id."""
        self.version = 0
        """Another one as soon as anything of this is another."""
        self._units: dict[str, tuple[Stated, ...]] = {}
        self._units_of = -1
        self._told: tuple[ProjectCase | None, ProjectCase | None] = (None, None)
        self._latest: tuple[Project | None, Said] = (None, _NOTHING)

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        """One project is another value now, has come, or has gone."""
        if self._told[0] is old and self._told[1] is new:
            return
        before, after = self._said(old), self._said(new)
        if old is not None:
            del self.topics[old.project.id]
        if new is not None:
            self.topics[new.project.id] = tuple(map(sys.intern, after.topics))
        case = new or old
        if case is not None:
            self._change_rows(case.project.id, before.rows, after.rows)
        self._recount(self.numbers, before.numbers, after.numbers)
        self._recount(self.spoken, before.topics, after.topics)
        self._told = (old, new)

    def _change_rows(self, project_id: str, before: _Rows, after: _Rows) -> None:
        for key in before.keys() | after.keys():
            was, now = before.get(key, ()), after.get(key, ())
            if was == now:
                continue
            rows = tuple(each for each in self.rows.pop(key, ()) if each[0] != project_id)
            rows += tuple((project_id, each) for each in now)
            if rows:
                self.rows[key] = rows
            self.version += 1

    def _recount(
        self, counter: Counter[Any], before: frozenset[Any], after: frozenset[Any]
    ) -> None:
        if before == after:
            return
        self.version += 1
        for gone in before - after:
            counter[gone] -= 1
            if not counter[gone]:
                del counter[gone]
        for come in after - before:
            counter[come] += 1

    def by_unit(self) -> dict[str, tuple[Stated, ...]]:
        """The rows by the units in which they count, each once; found anew when rows are others."""
        if self._units_of != self.version:
            found: dict[str, dict[str, Stated]] = {}
            for rows in self.rows.values():
                for _, each in rows:
                    found.setdefault(each.count.unit, {}).setdefault(each.row.id, each)
            self._units = {unit: tuple(rows.values()) for unit, rows in found.items()}
            self._units_of = self.version
        return self._units

    def _said(self, case: ProjectCase | None) -> Said:
        if case is None:
            return _NOTHING
        if self._latest[0] is not case.project:
            self._latest = (case.project, said_by(case.project))
        return self._latest[1]
