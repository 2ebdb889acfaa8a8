"""Reading a workbook of many forms in, against bare openpyxl looking at every cell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from hfgoals.exchange.foreign import proposal_of, understand
from hfgoals.exchange.outside.child import plain_content
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.tables import Origin, table_of
from hfgoals.exchange.xlsx.plain import read_workbook
from hfgoals.export import Choice, export
from hfgoals.model.uncollected import uncollected
from tests.benchmarks.books import book
from tests.benchmarks.measure import Row, compare, compare_timings, seconds
from tests.exchange.foreign.layouts.maker import layouts

_TIMES = 10
_SLOW_ROUNDS = 3
_FILES = 20


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about reading in; the files go into the folder."""
    made = book(size)
    (path,) = export(made, folder, Choice(formats=("xlsx",))).files
    (small,) = export(book(1), folder / "one", Choice(formats=("xlsx",))).files
    yield compare(
        "one workbook of one form, read by a process that waits for it",
        lambda: plain_content("xlsx", small),
        "the same in this process",
        lambda: read_workbook(small),
        rounds=rounds,
        repeat=_FILES,
        goal=8.0,
    )
    yield compare_timings(
        f"import {size} forms from Excel (child process, read, understand)",
        lambda: seconds(lambda: _ours(path, size)),
        "bare openpyxl, every value of the same file, read_only mode",
        lambda: seconds(lambda: _bare(path)),
        rounds=rounds,
        goal=2.0,
    )
    yield compare_timings(
        f"understand {size * _TIMES} forms of others by their labels",
        _understanding(size * _TIMES),
        f"{size} forms",
        _understanding(size),
        rounds=min(rounds, _SLOW_ROUNDS),
        goal=12.0,
    )


def _understanding(size: int) -> Callable[[], float]:
    """Forms of many provinces, a worksheet each, from tables to a proposal."""
    grids = cycle(each.grids[0] for each in layouts() if len(each.grids) == 1)
    made = [
        table_of(
            Origin(f"{number}"),
            [(*place, text.removeprefix("'"), "") for place, text in grid.cells.items()],
            grid.merges,
        )
        for number, grid in zip(range(size), grids, strict=False)
    ]

    def timed() -> float:
        with uncollected():
            return seconds(lambda: proposal_of(understand(made)))

    return timed


def _ours(path: Path, size: int) -> None:
    assert len(read_source(path).plan.projects) == size


def _bare(path: Path) -> int:
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True)
    seen = 0
    for worksheet in workbook.worksheets:
        for row in worksheet.iter_rows(values_only=True):
            seen += len(row)
    workbook.close()
    return seen
