"""Word of many project forms, against bare python-docx writing the same tables."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from hfgoals.forms import hebei_project
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.render.docx import write_docx
from tests.benchmarks.books import book
from tests.benchmarks.measure import Row, compare_timings, not_measured, seconds

_GOAL = 1.5


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about Word; the files go into the folder."""
    subject = f"Word of {size} forms (lay out, write)"
    against = "bare python-docx, the same tables, texts, merged cells, widths and frames"
    if importlib.util.find_spec("docx") is None:
        yield not_measured(subject, against, _GOAL, "python-docx is not installed")
        return
    made = book(size)
    sheets = hebei_project.FORM.sheets(made.unit, made.years[0])
    row = compare_timings(
        subject,
        lambda: _ours(size, folder / "ours.docx"),
        against,
        lambda: seconds(lambda: _write(sheets, folder / "bare.docx")),
        rounds=rounds,
        goal=_GOAL,
    )
    # It goes through lxml's tree for every cell; ours writes text.
    yield replace(row, straw_man=True)


def _ours(size: int, target: Path) -> float:
    made = book(size)
    sheets = hebei_project.FORM.sheets(made.unit, made.years[0])
    return seconds(lambda: write_docx(sheets, target, title="基准", author=made.unit.name))


def _write(sheets: Sequence[Sheet], target: Path) -> None:
    from docx import Document

    document = Document()
    for number, sheet in enumerate(sheets):
        if number:
            document.add_page_break()
        for rows, framed in _parts(sheet):
            cells = [cell for cell in sheet.cells if cell.row in rows]
            if framed:
                _table(document, sheet, rows, cells)
            else:
                for cell in cells:
                    document.add_paragraph(cell.text)
    document.save(str(target))


def _parts(sheet: Sheet) -> Iterator[tuple[range, bool]]:
    """The rows of tables and those between them."""
    for table, group in groupby(range(len(sheet.rows)), lambda row: sheet.rows[row].table):
        rows = list(group)
        yield range(rows[0], rows[-1] + 1), table > 0


def _table(document: Any, sheet: Sheet, rows: range, cells: Sequence[Cell]) -> None:
    from docx.shared import Mm

    widths = [Mm(width) for width in sheet.columns]
    table = document.add_table(len(rows), len(widths), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # Row by row: table.cell() goes through the whole table every time.
    grid = [row.cells for row in table.rows]
    for cell in cells:
        top = cell.row - rows.start
        place = grid[top][cell.column]
        if cell.rows > 1 or cell.columns > 1:
            last = grid[top + cell.rows - 1][cell.column + cell.columns - 1]
            place = place.merge(last)
        place.width = sum(widths[cell.column : cell.column + cell.columns])
        # No faces, sizes or alignment: styles take python-docx half as long again.
        place.paragraphs[0].add_run(cell.text)
