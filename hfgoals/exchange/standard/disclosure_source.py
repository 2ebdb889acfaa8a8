"""A published text or a Word document as the one Table that a disclosure report is read from.

Every paragraph is a row of one cell. In a text saved by a word processor a cell begins with a tab
and a blank line ends a row; rows have as many cells as they show, so they are set to the right: the
numbers stand there, and their heads above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hfgoals.exchange.blocks import Block, Stack, WordTable
from hfgoals.exchange.lines import SourceLine, read_lines, runs_of
from hfgoals.exchange.note import Note
from hfgoals.exchange.origin import InLines
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.standard.disclosure_form import is_report, may_be_report, read_report
from hfgoals.exchange.tables import CellLedger, Table, table_of
from hfgoals.forms import disclosure_report
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan

_Row = list[tuple[int, str]]
"""The cells of a row, each with the line it begins in."""


_TEXT: Final = InLines("文本", 1)


def proposal_of(table: Table, notes: Iterable[Note] = ()) -> Proposal:
    """What the report in that table proposes."""
    ledger = CellLedger([table])
    read = read_report(table, ledger)
    forms = (*STANDARD_FORMS, disclosure_report.ID)
    plan = AnnualPlan(year=read.year, forms=forms, reports=(read.report,))
    return Proposal(read.unit, read.year, plan, (*notes, *ledger.notes()))


def report_in_text(text: str) -> Table | None:
    """The report that the text is; None for any other."""
    if not may_be_report(text):
        return None
    table = _table_of_rows(_rows(read_lines(text)))
    return table if is_report(table) else None


def _rows(lines: Sequence[SourceLine]) -> Iterator[list[_Row]]:
    """Runs of rows of cells, and each paragraph as a run of its own."""
    run: list[_Row] = []
    for item in runs_of(lines):
        if not isinstance(item, SourceLine):
            run.append([(cell[0].number, "\n".join(line.text for line in cell)) for cell in item])
            continue
        if run:
            yield run
        run = []
        yield [[(item.number, item.text)]]
    if run:
        yield run


def _table_of_rows(runs: Iterable[list[_Row]]) -> Table:
    cells: list[tuple[int, int, str, str]] = []
    for run in runs:
        width = max(map(len, run))
        for row in run:
            first = width - len(row)
            cells += [
                (row[0][0], at, text.strip(), "")
                for at, (_, text) in enumerate(row, first + 1)
                if text.strip()
            ]
    return table_of(_TEXT, cells, [])


def report_in_document(blocks: Sequence[Block]) -> Table | None:
    """The report that the document is; None for any other."""
    stack = Stack("正文")
    for block in blocks:
        if isinstance(block, WordTable):
            stack.add_table(block)
        else:
            stack.add_paragraph(block, *([] if block.blank else [(1, block.text)]))
    table = stack.table()
    return table if is_report(table) else None
