"""压缩到一页: a form that is only a little too long is set more closely, so that it fits a page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hfgoals.layout.plan import SLACK, plan_of
from hfgoals.layout.sheet import Sheet
from hfgoals.layout.styles import Density

CLOSER: Final = (
    Density(10.5, 0.7, 0.9),
    Density(10.0, 0.6, 0.85),
    Density(9.5, 0.5, 0.8),
    Density(9.0, 0.4, 0.75),
)
"""How a form may be set instead of as usual, the least change first."""
_RESERVE: Final = 0.25
"""The mm of every row that Word adds for its frame, and a little for lines that it breaks by its
own measure: what fits a page of the PDF shall fit one of Word's."""


def fitted(sheet: Sheet) -> Sheet:
    """The form on one page, set no more closely than it must be; as it is when nothing helps.

    Widths of columns, rows, cells and texts stay.
    """
    if _fits(sheet) or any(row.page_break for row in sheet.rows[1:]):
        return sheet
    *others, closest = (_set_in(sheet, density) for density in CLOSER)
    if not _fits(closest, reserve=0.0):
        return sheet
    return next(filter(_fits, others), closest)


def _fits(sheet: Sheet, reserve: float = _RESERVE) -> bool:
    paper = sheet.paper
    room = paper.height - paper.top - paper.bottom - reserve * len(sheet.rows)
    return sum(plan_of(sheet).heights) <= room + SLACK


def _set_in(sheet: Sheet, density: Density) -> Sheet:
    rows = tuple(replace(row, least=row.least * density.least) for row in sheet.rows)
    return replace(sheet, rows=rows, density=density)
