"""What was only found out when the plan was put together: an amount that is none, two that differ.

The preview shows it at the cell, as it shows what was in doubt before.
"""

from __future__ import annotations

from dataclasses import replace

from hfgoals.exchange.foreign import CellAt, Meaning, Understanding
from hfgoals.exchange.proposal import Proposal


def noted(understanding: Understanding, proposal: Proposal) -> Understanding:
    """The understanding with the proposal's notes at their cells.

    Only to be shown: corrections begin from the tables again.
    """
    messages: dict[str, list[str]] = {}
    for note in proposal.notes:
        if note.place:
            messages.setdefault(note.place, []).append(note.message)
    meanings: dict[CellAt, Meaning] = dict(understanding.meanings)
    for number, table in enumerate(understanding.tables):
        for cell in table.cells():
            at = CellAt(number, cell.row, cell.column)
            meaning = meanings.get(at)
            if meaning is None or meaning.kind in ("left_out", "unknown"):
                continue
            more = [each for each in messages.get(cell.place, ()) if each not in meaning.note]
            if more:
                said = "\n".join(part for part in (meaning.note, *more) if part)
                meanings[at] = replace(meaning, note=said)
    return replace(understanding, meanings=meanings)
