"""Last year beside this year: the sums of both, and the projects that changed most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from hfgoals.lean import dataclass
from hfgoals.model.balance import ProjectSums, project_sums
from hfgoals.model.last_year import LastYear
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book

Sort = Literal["new", "gone", "more", "less"]
MOST: Final = 5
"""So many changes are told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One project whose budget is another than last year."""

    sort: Sort
    project: str
    """Its id in this year; "" for one that is gone."""
    name: str
    before: Money | None
    after: Money | None

    @property
    def difference(self) -> Money:
        """This year less last year, blanks as nothing."""
        return (self.after or Money(0)) - (self.before or Money(0))


@dataclass(frozen=True, slots=True)
class BesideLastYear:
    """The year before, and what became of it."""

    year: int
    sums: ProjectSums
    counts: Mapping[Sort, int]
    """How many projects changed in which way."""
    largest: tuple[Change, ...]
    """At most MOST of them, the largest difference first, either way."""


def beside_last_year(book: Book, plan: AnnualPlan) -> BesideLastYear | None:
    """What changed since the year before; None where the book has no such year."""
    before = book.plan_of(plan.year - 1)
    if before is None:
        return None
    changes = list(_changes(LastYear(book, plan), before, plan))
    # Of two alike the first in the year stays first: sorting keeps their order.
    changes.sort(key=lambda each: -abs(each.difference.fen))
    return BesideLastYear(
        before.year,
        project_sums(before.projects),
        Counter(each.sort for each in changes),
        tuple(changes[:MOST]),
    )


def _changes(last: LastYear, before: AnnualPlan, plan: AnnualPlan) -> Iterator[Change]:
    met: set[str] = set()
    for project in plan.projects:
        old = last.project(project)
        if old is None:
            yield Change("new", project.id, project.name, None, project.budget)
            continue
        met.add(old.id)
        change = Change("more", project.id, project.name, old.budget, project.budget)
        if change.difference.fen > 0:
            yield change
        elif change.difference.fen < 0:
            yield Change("less", project.id, project.name, old.budget, project.budget)
    for old in before.projects:
        if old.id not in met:
            yield Change("gone", "", old.name, old.budget, None)
