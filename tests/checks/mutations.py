"""Single mistakes in the good sample, made by rule of thumb: always the same, of every group.

A kind says which rules fit (one of them is enough), where they may point, and what else follows
from the mistake by itself: a number that was changed is no longer the one of the goal.
"""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.model.values import Book
from tests.checks import mutations_head, mutations_table, mutations_year
from tests.checks.mutation import Mutation


def mutations(book: Book) -> Iterator[Mutation]:
    """All of them, for every year of the book."""
    for plan in book.years:
        for project in plan.projects:
            yield from mutations_head.of_project(plan, project)
            yield from mutations_table.of_project(plan, project)
        yield from mutations_year.of_year(plan)
