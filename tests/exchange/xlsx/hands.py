"""What Excel does when people insert and delete: openpyxl alone leaves merged cells behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def split_all(sheet: Any) -> None:
    """Split all merged cells; only the first of each keeps its text."""
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def insert_column(sheet: Any, at: int) -> None:
    """Insert a column before column ``at``; merged cells across it become wider."""
    _with_merged(
        sheet,
        lambda: sheet.insert_cols(at),
        lambda left, top, right, bottom: (left + (left >= at), top, right + (right >= at), bottom),
    )


def insert_row(sheet: Any, at: int) -> None:
    """Insert a row above row ``at``, formatted as the one above it, as Excel does."""
    _with_merged(
        sheet,
        lambda: sheet.insert_rows(at),
        lambda left, top, right, bottom: (left, top + (top >= at), right, bottom + (bottom >= at)),
    )
    for above in sheet[at - 1]:
        sheet.cell(at, above.column).number_format = above.number_format


def delete_row(sheet: Any, at: int) -> None:
    """Delete a row; merged cells across it become lower, those that begin in it lose their text."""
    _with_merged(
        sheet,
        lambda: sheet.delete_rows(at),
        lambda left, top, right, bottom: (left, top - (top > at), right, bottom - (bottom >= at)),
    )


def _with_merged(
    sheet: Any,
    work: Callable[[], object],
    moved: Callable[[int, int, int, int], tuple[int, int, int, int]],
) -> None:
    bounds = [merged.bounds for merged in sheet.merged_cells.ranges]
    split_all(sheet)
    work()
    for left, top, right, bottom in (moved(*each) for each in bounds):
        if top <= bottom and (left, top) != (right, bottom):
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
