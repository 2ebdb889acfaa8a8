"""The tables of a published text as rows of cells.

A row is a run of cell lines, ended by a blank line. A cell may hold several paragraphs, and blank
ones too, so a run that is short of cells goes on after the gap as long as it then fits its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hfgoals.exchange.lines import SourceLine

CODE, NAME = "项目编码", "项目名称"
BUDGET, AMOUNT, FISCAL, OTHER = "预算规模及资金用途", "预算数", "其中:财政资金", "其他资金"
PLAN = "资金支出计划(%)"
GOAL = "绩效目标"
LEVEL1 = "一级指标"
CURRENCY = "单位:"
_CELLS = {CODE: 4, BUDGET: 7, PLAN: 5, GOAL: 2, LEVEL1: 6, CURRENCY: 2}
_CELLS_BELOW = {BUDGET: 2, PLAN: 5, GOAL: 2, LEVEL1: 6}
_LONGEST_HEADING = 500
_HEADING = re.compile(r"\s*(\d{1,6})\s*[.．、]\s*(.*)绩效目标表\s*")
_FULL_WIDTH = str.maketrans("：（）％", ":()%")


@dataclass(slots=True)
class Cell:
    """One cell: its paragraphs."""

    lines: list[SourceLine]

    @property
    def text(self) -> str:
        """To the letter; "" when there is nothing but blanks."""
        text = "\n".join(line.text for line in self.lines)
        return text if text.strip() else ""

    @property
    def label(self) -> str:
        """The text as a label would be compared: without blanks, punctuation of one width."""
        return re.sub(r"\s", "", self.text).translate(_FULL_WIDTH)


@dataclass(slots=True)
class TableRow:
    """One row, under the last label that began a row."""

    section: str
    """The label that this row begins with or stands below; "" before any."""
    labelled: bool
    """Whether the row itself begins with the label."""
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """The title above a project's tables: 1.项目名称绩效目标表."""

    line: SourceLine
    number: int
    name: str


def heading_of(line: SourceLine) -> Heading | None:
    """The heading that the line is, or None."""
    if line.cell or len(line.text) > _LONGEST_HEADING:
        return None
    found = _HEADING.fullmatch(line.text)
    return None if found is None else Heading(line, int(found[1]), found[2])


def table_rows(lines: Sequence[SourceLine]) -> Iterator[Heading | TableRow]:
    """Headings and rows in their order. Lines that belong to neither are left out."""
    row: TableRow | None = None
    section = ""
    for run in _runs(lines):
        if row is not None and _goes_on(row, run):
            _append(row, run)
            continue
        if row is not None:
            yield row
            row = None
        if isinstance(run, Heading):
            section = ""
            yield run
        elif isinstance(run, list):
            own = _label(run)
            section = own or section
            row = TableRow(section, own != "", run)
    if row is not None:
        yield row


def _runs(lines: Iterable[SourceLine]) -> Iterator[Heading | list[Cell] | SourceLine]:
    """Headings, runs of cells without a gap, and paragraphs that follow a gap."""
    run: list[Cell] = []
    for line in lines:
        heading = heading_of(line)
        if run and not line.cell and not line.blank and heading is None:
            run[-1].lines.append(line)
            continue
        if line.cell:
            run.append(Cell([line]))
            continue
        if run:
            yield run
            run = []
        if heading is not None:
            yield heading
        elif not line.blank:
            yield line
    if run:
        yield run


def _label(cells: Sequence[Cell]) -> str:
    if any(cell.label.startswith(CURRENCY) for cell in cells[:2]):
        return CURRENCY
    return cells[0].label if cells[0].label in _CELLS else ""


def _goes_on(row: TableRow, run: Heading | list[Cell] | SourceLine) -> bool:
    width = (_CELLS if row.labelled else _CELLS_BELOW).get(row.section, 0)
    if isinstance(run, SourceLine):
        return len(row.cells) < width
    if isinstance(run, Heading):
        return False
    return len(row.cells) + len(run) <= width and not _label(run)


def _append(row: TableRow, run: Heading | list[Cell] | SourceLine) -> None:
    if isinstance(run, SourceLine):
        row.cells[-1].lines.append(run)
    elif isinstance(run, list):
        row.cells.extend(run)
