"""Ten times the projects: nothing may take much more than ten times as long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, Format, export
from hfgoals.forms import overview
from hfgoals.model.uncollected import uncollected
from hfgoals.model.values import Book
from hfgoals.store import create, open_file
from tests.benchmarks.books import book, with_new_books
from tests.benchmarks.measure import Row, compare, compare_timings, within

_TIMES = 10
_GOAL = 12.0
_MANY, _PATIENCE = 100, 3.0
"""So many times the projects are opened in as many seconds of the processor."""
_SLOW_ROUNDS = 3
"""Exporting a thousand projects takes its time."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about listing, opening, exporting and importing; the files go into the folder."""
    numbers = count()

    def row(subject: str, work: Callable[[Book], object], rounds: int) -> Row:
        return compare_timings(
            f"{subject} {size * _TIMES} projects",
            with_new_books(size * _TIMES, work),
            f"{size} projects",
            with_new_books(size, work),
            rounds=rounds,
            goal=_GOAL,
        )

    def export_as(form: Format) -> Callable[[Book], object]:
        choice = Choice(formats=(form,))
        return lambda made: export(made, folder / f"{form}{next(numbers)}", choice)

    few = min(rounds, _SLOW_ROUNDS)
    yield row("list", lambda made: overview.compose(made.unit, made.years[0]), rounds)
    yield _opening(size, rounds, folder)
    yield _opening_many(size * _MANY, few, folder)
    yield row("export as PDF", export_as("pdf"), few)
    yield row("export as Excel", export_as("xlsx"), few)
    yield row("export as Word", export_as("docx"), few)
    yield _importing(size, few, folder)


def _opening(size: int, rounds: int, folder: Path) -> Row:
    small, large = folder / "small.hfg", folder / "large.hfg"
    create(small, book(size)).close()
    create(large, book(size * _TIMES)).close()
    return compare(
        f"open {size * _TIMES} projects",
        lambda: open_file(large).close(),
        f"{size} projects",
        lambda: open_file(small).close(),
        rounds=rounds,
        goal=_GOAL,
    )


def _opening_many(projects: int, rounds: int, folder: Path) -> Row:
    path = folder / "many.hfg"
    create(path, book(projects)).close()

    def opened() -> float:
        start = time.process_time()
        # As the window does: nothing that is read is garbage.
        with uncollected():
            open_file(path).close()
        return time.process_time() - start

    return within(f"open {projects} projects", opened, _PATIENCE, rounds)


def _importing(size: int, rounds: int, folder: Path) -> Row:
    def exported(projects: int) -> Path:
        choice = Choice(formats=("xlsx",))
        return export(book(projects), folder / f"import{projects}", choice).files[0]

    def imported(path: Path, projects: int) -> None:
        assert len(read_source(path).plan.projects) == projects

    small, large = exported(size), exported(size * _TIMES)
    return compare(
        f"import from Excel {size * _TIMES} projects",
        lambda: imported(large, size * _TIMES),
        f"{size} projects",
        lambda: imported(small, size),
        rounds=rounds,
        goal=_GOAL,
    )
