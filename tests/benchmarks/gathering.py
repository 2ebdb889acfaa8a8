"""Gathering hundreds of files into one workbook, as the command does it, against bare reading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path

from hfgoals.cli.entry import main
from hfgoals.exchange.xlsx.plain import read_workbook
from hfgoals.exchange.xlsx.reading import understood
from hfgoals.export import Choice, export
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import create, open_file
from tests.benchmarks.books import YEAR, book
from tests.benchmarks.measure import Row, compare_timings, seconds

_FILES = 5
"""So many files for every project asked for: 500 at the usual size."""
_FEWER = 10
_FEW_ROUNDS = 3


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about gathering; the files go into the folder."""
    most = size * _FILES
    fewest = max(1, most // _FEWER)
    many = _saved(folder / "many", most)
    few = _saved(folder / "few", fewest)
    filled = _exported(folder / "filled", most)
    merged, numbers = _Merging(folder), count()
    rounds = min(rounds, _FEW_ROUNDS)
    yield compare_timings(
        f"merge {most} .hfg files",
        lambda: merged.seconds(many, most),
        "opening the same files one by one, saving their projects as one workbook",
        lambda: seconds(lambda: _put_together(many, folder / f"bare{next(numbers)}.hfg")),
        rounds=rounds,
        goal=2.0,
    )
    yield compare_timings(
        f"merge {most} .hfg files",
        lambda: merged.seconds(many, most),
        f"{fewest} files",
        lambda: merged.seconds(few, fewest),
        rounds=rounds,
        goal=12.0,
    )
    yield compare_timings(
        f"merge {most} Excel workbooks",
        lambda: merged.seconds(filled, most),
        "reading the same files one by one in this process",
        lambda: seconds(lambda: _read_each(filled)),
        rounds=rounds,
        goal=2.5,
    )


class _Merging:
    """Merges folders into workbooks that are not there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def seconds(self, sources: Path, projects: int) -> float:
        """How long the command takes; looks at what came of it afterwards."""
        target = self._folder / f"merged{next(self._numbers)}.hfg"
        command = ["merge", str(target), str(sources)]
        said = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with redirect_stdout(said), redirect_stderr(said):
            took = seconds(lambda: main(command, _no_window))
        with open_file(target, read_only=True) as store:
            (plan,) = store.book.years
            assert len(plan.projects) == projects
        return took


def _no_window(path: Path | None, picture: Path | None = None) -> int:
    raise AssertionError(path, picture)


def _parts(files: int) -> list[Book]:
    """The projects of a Book, each in one of its own, as departments hand them back."""
    made = book(files)
    return [
        Book(made.unit, (AnnualPlan(year=YEAR, projects=(project,)),))
        for project in made.years[0].projects
    ]


def _saved(folder: Path, files: int) -> Path:
    folder.mkdir()
    for number, part in enumerate(_parts(files)):
        create(folder / f"{number:04d}.hfg", part).close()
    return folder


def _exported(folder: Path, files: int) -> Path:
    for number, part in enumerate(_parts(files)):
        export(part, folder / f"{number:04d}", Choice(formats=("xlsx",)))
    return folder


def _put_together(folder: Path, target: Path) -> None:
    projects: list[Project] = []
    unit = Unit()
    for path in sorted(folder.iterdir()):
        with open_file(path, read_only=True) as store:
            unit = store.book.unit
            projects += store.book.years[0].projects
    create(target, Book(unit, (AnnualPlan(year=YEAR, projects=tuple(projects)),))).close()


def _read_each(folder: Path) -> None:
    for path in sorted(folder.glob("*/*.xlsx")):
        assert len(understood(read_workbook(path), path).plan.projects) == 1
