"""A published text as blocks: paragraphs, and the tables that a word processor saved as lines.

A cell begins with a tab, a blank line ends a row. A cell may hold several paragraphs, also blank
ones: a row that is short of cells goes on behind the gap as long as it then fits its label. Only
their order tells in which columns cells stand, so a Table of a text says how many each row has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hfgoals.exchange.blocks import Block, Paragraph, WordTable
from hfgoals.exchange.lines import LineCell, SourceLine, read_lines, runs_of
from hfgoals.exchange.origin import InLines
from hfgoals.exchange.tables import plain_label, table_of

_CODE, _CURRENCY = "项目编码", "单位:"
_BUDGET, _PLAN, _GOAL, _LEVEL1 = "预算规模及资金用途", "资金支出计划(%)", "绩效目标", "一级指标"
_CELLS = {_CODE: 4, _BUDGET: 7, _PLAN: 5, _GOAL: 2, _LEVEL1: 6, _CURRENCY: 2}
"""Of a row that begins with the label."""
_CELLS_BELOW = {_BUDGET: 2, _PLAN: 5, _GOAL: 2, _LEVEL1: 6}
_PART_TWO = ("第二部分", "预算项目绩效目标")
_LONGEST_HEADING = 500
_HEADING = re.compile(r"\s*\d{1,6}\s*[.．、]\s*.*绩效目标表\s*")

_Row = list[LineCell]


def blocks_of_text(text: str) -> list[Block]:
    """The paragraphs of the text, and its tables, which begin with the second part."""
    lines = read_lines(text)
    start = _tables_start(lines)
    blocks: list[Block] = [_paragraph(line) for line in lines[:start]]
    rows: list[_Row] = []
    number = 1
    for item in _rows(lines[start:]):
        if isinstance(item, list):
            rows.append(item)
            continue
        if rows:
            blocks.append(_table(rows, number))
        rows = []
        # What a foreign paragraph parts is still one table.
        number += _is_heading(item)
        blocks.append(_paragraph(item))
    return [*blocks, _table(rows, number)] if rows else blocks


def _tables_start(lines: Sequence[SourceLine]) -> int:
    """Where the second part begins: at its title, or else at the first table."""
    follows_cell = False
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.blank and not line.cell:
            continue
        titled = not line.cell and line.text.strip() in _PART_TWO
        headed = follows_cell and _is_heading(line)
        if titled or headed or (line.cell and line.text.strip().startswith((_CODE, "单位："))):
            start = index
        follows_cell = line.cell
    while start > 0 and lines[start - 1].cell and not lines[start - 1].blank:
        start -= 1
    return start


def _is_heading(line: SourceLine) -> bool:
    """Whether it is the title above a project's table: 1.项目名称绩效目标表."""
    return (
        not line.cell
        and len(line.text) <= _LONGEST_HEADING
        and _HEADING.fullmatch(line.text) is not None
    )


def _paragraph(line: SourceLine) -> Paragraph:
    return Paragraph(0, "" if line.blank else line.text, line=line.number)


def _table(rows: Sequence[_Row], number: int) -> WordTable:
    cells: list[tuple[int, int, str, str]] = []
    lines: dict[tuple[int, int], int] = {}
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            text = "\n".join(line.text for line in cell)
            cells.append((at, column, text if text.strip() else "", ""))
            lines[at, column] = next((line for line in cell if not line.blank), cell[0]).number
    starts = [list(range(1, len(row) + 1)) for row in rows]
    plain = {"cells": cells, "merges": [], "starts": starts, "widths": [], "ordered": True}
    # Two parts of one table are told from each other by where they begin.
    origin = InLines(f"{rows[0][0][0].number}", number, lines=lines)
    return WordTable(number, table_of(origin, cells, []), plain)


def _rows(lines: Sequence[SourceLine]) -> Iterator[_Row | SourceLine]:
    """The rows in their order, and the paragraphs that are part of none."""
    row: _Row = []
    width = 0
    section = ""
    for run in runs_of(lines, _is_heading):
        if row and isinstance(run, list) and len(row) + len(run) <= width and not _label(run):
            row += run
            continue
        if row and isinstance(run, SourceLine) and len(row) < width and not _is_heading(run):
            row[-1].append(run)
            continue
        if row:
            yield row
        row = []
        if isinstance(run, SourceLine):
            section = "" if _is_heading(run) else section
            yield run
            continue
        own = _label(run)
        section = own or section
        row, width = run, (_CELLS if own else _CELLS_BELOW).get(section, 0)
    if row:
        yield row


def _label(cells: _Row) -> str:
    said = [plain_label("".join(line.text for line in cell)) for cell in cells[:2]]
    if any(each.startswith(_CURRENCY) for each in said):
        return _CURRENCY
    return said[0] if said[0] in _CELLS else ""
