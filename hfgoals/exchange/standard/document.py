"""Paragraphs and tables as a Proposal: the overall part, and every form by its labels.

They are those of a document, or a published text as these (exchange/text_blocks.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from hfgoals.exchange.blocks import Block, Paragraph, WordTable
from hfgoals.exchange.note import Note
from hfgoals.exchange.optional import using
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.standard.form_tables import grouped, joined
from hfgoals.exchange.standard.policy_source import policy_proposal
from hfgoals.exchange.standard.project_form import FormRead, read_project_forms
from hfgoals.exchange.standard.sheet_reader import (
    form_of_table,
    paragraphs_said,
    read_form,
    unit_named,
    with_read,
)
from hfgoals.exchange.standard.text_part import (
    Front,
    TextPart,
    first_part,
    is_signatures,
    read_signatures,
)
from hfgoals.exchange.standard.units import UnitSeen
from hfgoals.exchange.tables import MOST_NOTES, CellLedger, Table
from hfgoals.exchange.year import budget_year, year_said
from hfgoals.forms.form import Form
from hfgoals.model.values import AnnualPlan, Project


def understood_blocks(
    source: Sequence[Block],
    title: str = "",
    path: Path | None = None,
    notes: Sequence[Note] = (),
    most_notes: int = MOST_NOTES,
) -> Proposal | None:
    """What these paragraphs and tables mean; None when none of our forms is there, nor an opinion.

    ``path`` and the document's own ``title`` may say the year; so many cells of a table that nobody
    asked for are noted one by one.
    """
    by_sheet, blocks = _forms_apart(source)
    signed = [
        block for block in blocks if isinstance(block, WordTable) and is_signatures(block.table)
    ]
    groups = grouped(blocks, apart=frozenset(block.number for block in signed))
    first, rest = first_part(groups.before) if groups.forms else (groups.before, [])
    before, others = TextPart("前", first), TextPart("后", [*rest, *groups.others])
    if not groups.forms and not before.has_overall() and not by_sheet:
        return policy_proposal(_lines(source), notes)
    tables = [joined(form) for form in groups.forms]
    names = [block.table for block in signed]
    unread = [*before.unread_tables, *others.unread_tables]
    of_sheets = [table for _, table in by_sheet]
    ledger = CellLedger(
        [before.table, *tables, *names, *of_sheets, others.table, *unread], most_notes
    )
    found = [read_form(form, table, ledger) for form, table in by_sheet]
    # A text of lines has no cover of its own: what stands there may be anything.
    front = before.read_front(ledger) if path is not None else Front()
    overall = before.read_overall(ledger)
    unit = UnitSeen(title)
    projects = _projects(tables, ledger, unit)
    signatures = read_signatures(names, front.date, ledger)
    before.refuse_rest(ledger)
    others.refuse_rest(ledger)
    if path is None:
        year = budget_year(before.texts, projects, ledger.tell_all)
    else:
        said = {each.form.name: year for each in found for year in each.years} | front.years
        year = year_said(said, title, path, projects, ledger.tell_all, before.texts)
    plan = AnnualPlan(year=year or 0, overall=overall, projects=projects, signatures=signatures)
    plan = using(with_read(plan, found, ledger.tell_all), ledger.headed)
    notes = (*notes, *ledger.notes())
    named = unit_named(unit.unit, front.unit, *(each.unit for each in found))
    return Proposal(named, year, plan, notes, ours=before.marked)


def _forms_apart(blocks: Sequence[Block]) -> tuple[list[tuple[Form, Table]], list[Block]]:
    """The tables of forms without a reader of their own, and all blocks that are none of theirs.

    Title and notes, which the form itself prints around its table, go with it.
    """
    found: list[tuple[Form, Table]] = []
    rest: list[Block] = []
    left = 0
    for at, block in enumerate(blocks):
        form = form_of_table(block.table) if isinstance(block, WordTable) else None
        if left:
            left -= 1
        elif form is None or not isinstance(block, WordTable):
            rest.append(block)
        else:
            found.append((form, block.table))
            above = paragraphs_said(form, _texts(reversed(rest)))
            del rest[len(rest) - above :]
            left = paragraphs_said(form, _texts(blocks[at + 1 :]))
    return found, rest


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """All that is said, a paragraph or a cell of a table after the other."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.table.cells())


def _texts(blocks: Iterable[Block]) -> list[str]:
    """Those of the paragraphs up to the next table."""
    return [
        block.text
        for block in takewhile(lambda block: isinstance(block, Paragraph), blocks)
        if isinstance(block, Paragraph)
    ]


def _projects(tables: Sequence[Table], ledger: CellLedger, unit: UnitSeen) -> tuple[Project, ...]:
    """In the order of the document, as published."""
    found: list[FormRead] = []
    for table in tables:
        for read in read_project_forms(table, ledger, unit):
            found.append(read)
            if read.head is not None and read.number not in (0, len(found)):
                message = f"原文编号是{read.number}，按顺序是第{len(found)}个项目。"
                ledger.tell(read.head, message)
    return tuple(read.project for read in found)
