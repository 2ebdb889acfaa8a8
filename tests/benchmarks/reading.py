"""Reading a workbook of many forms in, against bare openpyxl looking at every cell of it."""

from __future__ import annotations

from pathlib import Path

from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from tests.benchmarks.books import book
from tests.benchmarks.measure import Row, compare_timings, seconds


def measure(size: int, rounds: int, folder: Path) -> list[Row]:
    """Rows about reading in; the files go into the folder."""
    made = book(size)
    (path,) = export(made, folder, Choice(formats=("xlsx",))).files
    return [
        compare_timings(
            f"import {size} forms from Excel (child process, read, understand)",
            lambda: seconds(lambda: _ours(path, size)),
            "bare openpyxl, every value of the same file, read_only mode",
            lambda: seconds(lambda: _bare(path)),
            rounds=rounds,
            goal=2.0,
        )
    ]


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
