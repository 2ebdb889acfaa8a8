"""The reviewer while one types: findings after one edit, and all rules over a whole year."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path
from statistics import median

from hfgoals.checks import Checker
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, Move, Remove, SetText
from hfgoals.model.values import Book, Project
from hfgoals.model.workbook import Workbook
from tests.benchmarks.books import book, with_new_books
from tests.benchmarks.measure import Row, compare_timings, within

_TIMES, _MORE = 10, 5
_FEW = 0.5
"""Of the size: the book of an ordinary unit."""
_EDITS = 7
"""In one timing; the middle one counts."""
_SLOW_ROUNDS = 3
_ARRANGED = 12.0
"""Of a hundred projects: with ten, and with fifty times as many."""
_FRAME, _WHOLE = 0.016, 3.0
"""Seconds: between two pictures of the screen; all that is asked for at once."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about typing and about checking everything; nothing goes into the folder."""
    del folder
    few, many = max(1, int(size * _FEW)), size * _TIMES
    slow = min(rounds, _SLOW_ROUNDS)
    yield within(f"one edit among {few} projects, until findings", _typing(few), _FRAME, rounds)
    yield _one_edit(many, size, rounds, 2.5)
    yield _one_edit(many * _MORE, size, rounds, 6.0)
    yield _arranging(many, size, rounds)
    yield _arranging(many * _MORE, size, slow)
    yield within(f"all rules over {many} projects", with_new_books(many, _check), _WHOLE, slow)
    yield compare_timings(
        f"all rules over {many} projects",
        with_new_books(many, _check),
        f"{size} projects",
        with_new_books(size, _check),
        rounds=slow,
        goal=12.0,
    )


def _one_edit(many: int, size: int, rounds: int, goal: float) -> Row:
    some = max(1, size // 10)
    return compare_timings(
        f"one edit among {many} projects, until findings",
        _typing(many),
        f"{some} projects",
        _typing(some),
        rounds=rounds,
        goal=goal,
    )


def _arranging(many: int, size: int, rounds: int) -> Row:
    return compare_timings(
        f"a project renamed, inserted, moved, removed among {many}, until findings",
        _arranged(many),
        f"{size} projects",
        _arranged(size),
        rounds=rounds,
        goal=_ARRANGED,
    )


def _arranged(projects: int) -> Callable[[], float]:
    """One of each of these edits, in a book that was checked before."""
    workbook = Workbook(book(projects))
    checker = Checker()
    checker.check(workbook.book, workbook.book.years[0])
    numbers = count()

    def all_of_them() -> float:
        plan, middle = workbook.book.years[0], projects // 2
        came, number = Project(name="新增的项目"), next(numbers)
        edits: tuple[Edit, ...] = (
            SetText(Address("project", plan.projects[middle].id, "name"), f"改名的项目{number}"),
            Insert(plan.id, came, middle),
            Move(came.id, 0),
            Remove(came.id),
        )
        start = time.process_time()
        for edit in edits:
            workbook.apply("修改", [edit])
            checker.check(workbook.book, workbook.book.years[0])
        return time.process_time() - start

    return all_of_them


def _check(made: Book) -> object:
    return Checker().check(made, made.years[0])


def _typing(projects: int) -> Callable[[], float]:
    """The middle one of a few edits of all kinds, in a book that was checked before."""
    workbook = Workbook(book(projects))
    checker = Checker()
    checker.check(workbook.book, workbook.book.years[0])
    edits = _edits(workbook)

    def one() -> float:
        edit = next(edits)
        start = time.process_time()
        workbook.apply("修改", [edit])
        checker.check(workbook.book, workbook.book.years[0])
        return time.process_time() - start

    return lambda: median(one() for _ in range(_EDITS))


def _edits(workbook: Workbook) -> Iterator[SetText]:
    """A key more at the end of every kind of field, through the projects of the book."""
    plan = workbook.book.years[0]
    for number, project in enumerate(cycle(plan.projects)):
        places = _places(project)
        address, text = places[number % len(places)]
        yield SetText(address, f"{text}{number}")


def _places(project: Project) -> list[tuple[Address, str]]:
    row = project.indicators[0]
    return [
        (Address("project", project.id, "name"), project.name),
        (Address("project", project.id, "purpose"), project.purpose),
        (Address("goal", project.goals[0].id, "text"), project.goals[0].text),
        (Address("indicator", row.id, "name"), row.name),
        (Address("indicator", row.id, "description"), row.description),
        (Address("indicator", row.id, "target"), "≥1"),
        (Address("project", project.id, "budget"), "1"),
    ]
