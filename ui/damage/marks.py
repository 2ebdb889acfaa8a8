"""Marks on the cells of a damaged workbook: what is lost, and what may be an older state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS, Part
from hfgoals.model.rows import flatten
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.store.told import SalvageReport
from ui.grid.marks import Mark

_LOST: Final = "这一行在文件里已损坏，内容读不出来。"
_DOUBTFUL: Final = "这一行可能是以前的内容，请与纸质件或备份核对。"
_FIRST: Final[dict[Part, str]] = {"plan": "overall.goal", "indicator": "name", "project": "name"}


def damage_marks(book: Book, report: SalvageReport | None) -> dict[Address, Mark]:
    """A mark for every cell of every row concerned; none where nothing is damaged."""
    if report is None:
        return {}
    told = {loss.row: loss.text for loss in report.losses if loss.kind == "damaged" and loss.row}
    marks: dict[Address, Mark] = {}
    for plan in book.years:
        for part, row in _rows(book, plan):
            mark = _mark(plan, row, told)
            if mark is not None:
                marks.update({Address(part, row, field.path): mark for field in FIELDS[part]})
    return marks


def _rows(book: Book, plan: AnnualPlan) -> Iterator[tuple[Part, str]]:
    return ((placed.part, placed.id) for placed in flatten(Book(book.unit, (plan,))))


def _mark(plan: AnnualPlan, row: str, told: dict[str, str]) -> Mark | None:
    damage = plan.damage
    if damage is not None and row in damage.lost:
        left = told.get(row, "")
        return Mark("error", f"{_LOST}\n残存的文字，未必正确：{left}" if left else _LOST)
    if damage is not None and row in damage.doubtful:
        return Mark("warning", _DOUBTFUL)
    return None


def place_of(book: Book, row: str) -> tuple[AnnualPlan | None, Address] | None:
    """The year (None for the unit) and the address to turn to for that row; None for none."""
    for plan in book.years:
        for part, found in _rows(book, plan):
            if found == row:
                path = _FIRST.get(part, FIELDS[part][0].path)
                return (None if part == "unit" else plan), Address(part, row, path)
    return None
