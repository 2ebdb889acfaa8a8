"""Two states of a year beside each other: of one workbook, and of another file that was retyped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from hfgoals.history.changes import changes_of_year
from hfgoals.model.identity import new_id
from hfgoals.model.values import Book, Indicator, Project
from tests.benchmarks.books import YEAR, book
from tests.benchmarks.measure import Row, compare_timings, within

_A_PROJECT: Final = 0.001
"""Seconds of the processor: 200 projects in 200 ms."""
_TWICE, _TEN_TIMES = 2, 10
_SLOW_ROUNDS: Final = 3
_LINEAR: Final = 14.0
_RETYPED: Final = 7
"""Every so many texts of the other file were written anew."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about comparing; nothing goes into the folder."""
    del folder
    usual, many = size * _TWICE, size * _TEN_TIMES
    for said, made in (("the same ids", _read_again), ("no ids in common", _typed_again)):
        subject = f"comparing two states of {usual} projects, {said} (processor time)"
        yield within(subject, _comparing(usual, made), _A_PROJECT * usual, rounds)
    slow = min(rounds, _SLOW_ROUNDS)
    yield compare_timings(
        f"comparing two states of {many} projects, no ids in common",
        _comparing(many, _typed_again),
        f"{size} projects",
        _comparing(size, _typed_again),
        rounds=slow,
        goal=_LINEAR,
    )


def _comparing(projects: int, other: Callable[[Book], Book]) -> Callable[[], float]:
    def timing() -> float:
        one = book(projects)
        two = other(one)
        begun = time.process_time()
        found = changes_of_year(one, two, YEAR)
        taken = time.process_time() - begun
        assert bool(found) is (other is _typed_again)
        return taken

    return timing


def _read_again(made: Book) -> Book:
    """As it comes out of a file: every value another object."""
    (plan,) = made.years
    projects = tuple(
        replace(
            each,
            goals=tuple(replace(goal) for goal in each.goals),
            indicators=tuple(replace(row) for row in each.indicators),
        )
        for each in plan.projects
    )
    return replace(made, years=(replace(plan, projects=projects),))


def _typed_again(made: Book) -> Book:
    """As another office sends it back: other ids, some texts and names written anew."""
    (plan,) = made.years
    numbers = count(1)

    def anew(text: str, every: int = _RETYPED) -> str:
        return f"{text}，有补充" if next(numbers) % every == 0 else text

    def row(each: Indicator) -> Indicator:
        name = anew(each.name, 3 * _RETYPED)
        return replace(each, id=new_id(), name=name, description=anew(each.description))

    def project(each: Project) -> Project:
        return replace(
            each,
            id=new_id(),
            name=anew(each.name),
            purpose=anew(each.purpose, 2),
            goals=tuple(replace(goal, id=new_id()) for goal in each.goals),
            indicators=tuple(map(row, each.indicators)),
        )

    projects = tuple(map(project, plan.projects))
    return replace(made, years=(replace(plan, id=new_id(), projects=projects),))
