"""Running text for outputs that know paragraphs only as rows: a worksheet, a Word document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import accumulate

from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.layout.styles import STYLES


def in_paragraphs(sheet: Sheet) -> Sheet:
    """The Sheet with a row for every paragraph of its running texts; the same one without any.

    Only a text that stands alone in its row is parted; its paragraphs all have its address.
    """
    alone = Counter(row for cell in sheet.cells for row in range(cell.row, cell.row + cell.rows))
    parts = {
        cell.row: cell.text.split("\n")
        for cell in sheet.cells
        if alone[cell.row] == 1 and "\n" in cell.text and STYLES[cell.style].indent
    }
    if not parts:
        return sheet
    counts = (len(parts.get(row, "1")) for row in range(len(sheet.rows)))
    first = list(accumulate(counts, initial=0))
    rows = [row for number, row in enumerate(sheet.rows) for _ in parts.get(number, "1")]
    cells: list[Cell] = []
    for cell in sheet.cells:
        at, end = first[cell.row], first[cell.row + cell.rows]
        if cell.row in parts:
            cells += [
                replace(cell, row=at + number, text=text)
                for number, text in enumerate(parts[cell.row])
            ]
            continue
        adds_up = cell.adds_up and (first[cell.adds_up[0]], first[cell.adds_up[1]])
        cells.append(replace(cell, row=at, rows=end - at, adds_up=adds_up))
    return replace(sheet, rows=tuple(rows), cells=tuple(cells))
