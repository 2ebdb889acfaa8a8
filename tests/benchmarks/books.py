"""Books of many projects, no two texts alike: nothing may be saved by having seen it before.

The layout remembers how it broke a text into lines. So a book laid out a second time is quicker,
and one that fits that memory is quicker than a larger one: every timing takes a new edition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from hfgoals.model.identity import new_id
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project
from tests.benchmarks.measure import Timing, seconds
from tests.forms.examples import UNIT, overall, platform_project, stray_project

YEAR = 2023


_editions = count(1)


def book(projects: int) -> Book:
    """A new Book of one year with so many projects of six or eight indicators each."""
    edition = next(_editions)
    numbered = tuple(_numbered(number, edition) for number in range(1, projects + 1))
    return Book(UNIT, (AnnualPlan(year=YEAR, overall=overall(), projects=numbered),))


def with_new_books(projects: int, work: Callable[[Book], object]) -> Timing:
    """The time of the work on a Book never seen before; making the Book is not counted."""

    def timing() -> float:
        made = book(projects)
        return seconds(lambda: work(made))

    return timing


def _numbered(number: int, edition: int) -> Project:
    pattern = platform_project() if number % 2 else stray_project()
    mark = f"{edition:03d}{number:04d}"
    return replace(
        pattern,
        id=new_id(),
        code=f"{pattern.code[:14]}{mark}",
        name=f"{pattern.name}{mark}",
        purpose=f"{pattern.purpose}本项目编号{mark}。",
        goals=tuple(
            replace(goal, id=new_id(), text=f"{goal.text}，编号{mark}") for goal in pattern.goals
        ),
        indicators=tuple(
            _indicator(each, f"{mark}{row}") for row, each in enumerate(pattern.indicators, 1)
        ),
    )


def _indicator(pattern: Indicator, mark: str) -> Indicator:
    return replace(
        pattern,
        id=new_id(),
        name=f"{pattern.name}{mark}",
        description=f"{pattern.description}，为{mark}项的全年累计情况",
        basis=f"{pattern.basis}{mark}",
    )
