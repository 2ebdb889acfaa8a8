"""What happens to a table on its way from hand to hand."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.exchange.gauge.layouts import Sheet

Fault = Callable[[Sheet, random.Random], None]


def lost_merges(sheet: Sheet, chance: random.Random) -> None:
    """Merged cells fall apart: their text stays at the top left."""
    kept = [each for each in sheet.merges if chance.random() < 0.4]
    sheet.merges[:] = kept


def lost_cells(sheet: Sheet, chance: random.Random) -> None:
    """With a merged level its cell goes, too: what stood at its right moves to the left."""
    del chance
    rows = range(sheet.first_row, _last_row(sheet) + 1)
    for row in rows:
        cells = {column: text for (at, column), text in sheet.cells.items() if at == row}
        for column in cells:
            del sheet.cells[row, column]
        by = min(cells, default=1) - 1
        sheet.cells |= {(row, column - by): text for column, text in cells.items()}
    sheet.merges[:] = [each for each in sheet.merges if each[2] < sheet.first_row]


def shifted_rows(sheet: Sheet, chance: random.Random) -> None:
    """Some rows of indicators stand one column further right or left."""
    rows = range(sheet.first_row, _last_row(sheet) + 1)
    by = chance.choice((-1, 1))
    for row in chance.sample(rows, min(len(rows), chance.randint(1, 3))):
        cells = {at: text for at, text in sheet.cells.items() if at[0] == row}
        if by < 0 and any(column == 1 for _, column in cells):
            continue
        for at in cells:
            del sheet.cells[at]
        sheet.cells |= {(row, column + by): text for (_, column), text in cells.items()}
    sheet.merges[:] = [each for each in sheet.merges if each[2] < sheet.first_row]


def mixed_units(sheet: Sheet, chance: random.Random) -> None:
    """The amount of the whole is in 元, its parts are in 万元, or the other way round."""
    whole, other = sheet.amount(sheet.truth.budget), not sheet.yuan
    text = f"{sheet.truth.budget * 10_000:.2f}" if other else f"{sheet.truth.budget:.2f}"
    named = chance.random() < 0.5
    for at, said in sheet.cells.items():
        if said == whole:
            sheet.cells[at] = text + (("元" if other else "万元") if named else "")
            return


def further_column(sheet: Sheet, chance: random.Random) -> None:
    """A column more within the list, with a heading of its own or without any."""
    top = sheet.first_row - 1
    columns = sorted(column for row, column in sheet.cells if row == top)
    at = chance.choice([*columns[1:], columns[-1] + 1])
    head = chance.choice(("分值", "", "是否核心指标"))
    rows = range(top, _last_row(sheet) + 1)
    moved = {
        (row, column + (row in rows and column >= at)): text
        for (row, column), text in sheet.cells.items()
    }
    for row in rows:
        moved[row, at] = head if row == top else chance.choice(("10", "20", "5"))
    sheet.cells = {place: text for place, text in moved.items() if text}
    sheet.merges[:] = [
        each
        if each[2] < top
        else (each[0], each[1] + (each[1] >= at), each[2], each[3] + (each[3] >= at))
        for each in sheet.merges
    ]


FAULTS: dict[str, Fault | None] = {
    "none": None,
    "lost merges": lost_merges,
    "lost cells": lost_cells,
    "shifted rows": shifted_rows,
    "mixed units": mixed_units,
    "further column": further_column,
}


def _last_row(sheet: Sheet) -> int:
    return sheet.first_row + len(sheet.truth.rows) - 1
