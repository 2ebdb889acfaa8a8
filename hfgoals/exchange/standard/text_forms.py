"""Forms of the registry in plain text, read by the labels of their Sheets (sheet_reader.py)."""

from __future__ import annotations

from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.proposal import NAME_YEAR, Proposal
from hfgoals.exchange.standard.sheet_reader import (
    OWN_READERS,
    form_of_table,
    read_form,
    with_read,
)
from hfgoals.exchange.tables import CellLedger
from hfgoals.model.values import AnnualPlan

_MOST_LINES = 20_000
"""A form has some hundred at most; what is longer is another kind of text."""


def read_text_form(text: str) -> Proposal | None:
    """What a text says that is one form of the registry; None when it is none."""
    if text.count("\n") > _MOST_LINES:
        return None
    tables = tables_of_text(text)
    form = form_of_table(tables[0]) if tables else None
    if form is None or form.id in OWN_READERS:
        return None
    ledger = CellLedger(tables)
    found = read_form(form, tables[0], ledger)
    year = next(iter(found.years)) if len(found.years) == 1 else None
    if year is None:
        ledger.tell_all(f"表里没有写明是哪一年度，或者写得不一致。{NAME_YEAR}")
    plan = with_read(AnnualPlan(year=year or 0), [found], ledger.tell_all)
    return Proposal(found.unit, year, plan, ledger.notes())
