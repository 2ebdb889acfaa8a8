"""The understanding in hand: corrected, undone, restored; each time with what follows from it,
and with what was only found out then, at its cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hfgoals.exchange.foreign import (
    CellAt,
    Correction,
    Meaning,
    TableBegins,
    TableMoney,
    TableRead,
    Understanding,
    proposal_of,
    understand,
)
from hfgoals.exchange.proposal import Proposal
from hfgoals.progress import Report
from ui.dialogs.progress import ProgressDialog
from ui.foreign.result import ResultRow, result_rows


@dataclass(frozen=True, slots=True)
class Looked:
    """An understanding with what follows from it, ready to be looked at."""

    understanding: Understanding
    """With what the proposal notes about its cells."""
    proposal: Proposal
    rows: tuple[ResultRow, ...]
    """The proposal, row by row."""


def looked_at(understanding: Understanding, report: Report | None = None) -> Looked:
    """Work out what follows from the understanding; long for large sources."""
    proposal = proposal_of(understanding)
    if report is not None:
        report(1, 2)
    shown = noted(understanding, proposal)
    return Looked(shown, proposal, result_rows(shown, proposal))


class Correcting(QObject):
    """Holds the state of the preview. Understanding anew runs beside the window."""

    changed = Signal()

    def __init__(self, looked: Looked, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._looked = looked

    @property
    def understanding(self) -> Understanding:
        """As it is now."""
        return self._looked.understanding

    @property
    def proposal(self) -> Proposal:
        """What follows from it."""
        return self._looked.proposal

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The same to look at."""
        return self._looked.rows

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Those made, the latest last."""
        return self.understanding.corrections

    def correct(self, correction: Correction) -> bool:
        """Make one more; False when the user stopped it.

        What is said about a table takes the place of the same said just before: with the arrow
        keys one comes by other values on the way.
        """
        made = self.corrections
        kept = made[:-1] if made and _same_switch(made[-1], correction) else made
        return self._take("更正", (*kept, correction))

    def undo(self) -> bool:
        """Take the last one back; False when there is none."""
        return bool(self.corrections) and self._take("撤销更正", self.corrections[:-1])

    def restore(self) -> bool:
        """Take all back; False when there are none."""
        return bool(self.corrections) and self._take("还原", ())

    def _take(self, title: str, corrections: tuple[Correction, ...]) -> bool:
        work = _understanding(self.understanding, corrections)
        progress = ProgressDialog(title, work, self._window)
        done = progress.run()
        progress.deleteLater()
        if not done:
            return False
        self._looked = progress.result_value
        self.changed.emit()
        return True


def _understanding(
    before: Understanding, corrections: tuple[Correction, ...]
) -> Callable[[Report], Looked]:
    def work(report: Report) -> Looked:
        afresh = understand(before.tables, corrections, before.name, before.remarks, report)
        report(0, 2)
        return looked_at(afresh, report)

    return work


def _same_switch(one: Correction, other: Correction) -> bool:
    for kind in (TableMoney, TableBegins, TableRead):
        if isinstance(one, kind) and isinstance(other, kind):
            return one.table == other.table
    return False


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
