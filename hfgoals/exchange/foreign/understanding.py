"""The understanding of a source: every cell's meaning, and the Proposal that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hfgoals.exchange.foreign.assembling import assembled
from hfgoals.exchange.foreign.corrections import CellHolds, CellLeftOut, Correction
from hfgoals.exchange.foreign.meaning import CellAt, Held, Meaning, RowAt, TableReading
from hfgoals.exchange.foreign.reading import read_tables
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the tables of a source mean. A value: correcting it gives another one."""

    tables: tuple[Table, ...]
    meanings: Mapping[CellAt, Meaning]
    """One for every cell with a text, of tables that are not read too."""
    readings: tuple[TableReading, ...]
    """One for every table."""
    corrections: tuple[Correction, ...] = ()
    name: str = ""
    """The file's name; it may say the year."""
    remarks: tuple[str, ...] = field(default=(), repr=False)
    """Sentences about the source as a whole."""

    def proposal(self) -> Proposal:
        """What it gives for a workbook, with a note for each cell that was left out, was not
        understood, or is doubtful."""
        whole = assembled(self.tables, self.meanings, self.readings, self.name, self.remarks)
        return replace(whole, understanding=self)

    def cell(self, at: CellAt) -> Cell:
        """The cell there. Raises KeyError when no cell with a text begins there."""
        for cell in self.tables[at.table].filled(at.row, at.column, at.column):
            return cell
        raise KeyError(at)

    def corrected(self, correction: Correction) -> Understanding:
        """The understanding after one more correction."""
        return understand(self.tables, (*self.corrections, correction), self.name, self.remarks)

    def undone(self) -> Understanding:
        """The understanding without the last correction."""
        return understand(self.tables, self.corrections[:-1], self.name, self.remarks)


def understand(
    tables: Sequence[Table],
    corrections: Iterable[Correction] = (),
    name: str = "",
    remarks: Iterable[str] = (),
) -> Understanding:
    """What the tables mean, with these corrections made. Pure; reads no file but the word list.

    Raises PresetTrouble when the word list is missing or not as it must be.
    """
    tables, corrections = tuple(tables), tuple(corrections)
    read = read_tables(tables, corrections)
    meanings = dict(read.meanings)
    for correction in corrections:
        if isinstance(correction, CellHolds):
            _hold(meanings, correction, tables, read.readings)
        elif isinstance(correction, CellLeftOut) and correction.at in meanings:
            was = meanings[correction.at]
            meanings[correction.at] = Meaning(
                "left_out", note="按您的选择没有读入。", project=was.project
            )
    return Understanding(
        tables, MappingProxyType(meanings), read.readings, corrections, name, tuple(remarks)
    )


def _hold(
    meanings: dict[CellAt, Meaning],
    made: CellHolds,
    tables: Sequence[Table],
    readings: Sequence[TableReading],
) -> None:
    was = meanings.get(made.at)
    if was is None:
        return
    choice, project = made.choice, made.project
    if not choice.of_project:
        project = None
    elif project is None:
        project = was.project if was.project is not None else _nearest(meanings, made.at)
    rows: tuple[RowAt, ...] = ()
    if choice.in_rows:
        same = was.holds and was.holds[0].choice.in_rows and made.row is None
        rows = was.holds[0].rows if same else ()
        rows = rows or (RowAt(made.at.table, made.row or made.at.row),)
    text = was.holds[0].text if len(was.holds) == 1 else _text(tables, made.at)
    currency = readings[made.at.table].currency if choice.is_money else None
    held = Held(choice, text, project, rows, currency)
    if not choice.in_rows and choice.id not in ("goal.text", "safeguard.text"):
        _give_way(meanings, held)
    meanings[made.at] = Meaning("value", (held,), project=project)


def _text(tables: Sequence[Table], at: CellAt) -> str:
    cells = tables[at.table].rows.get(at.row, ())
    return next((cell.text for cell in cells if cell.column == at.column), "")


def _nearest(meanings: Mapping[CellAt, Meaning], at: CellAt) -> int:
    """The project before that cell, else the first."""
    before = [key for key, each in meanings.items() if each.project is not None and key <= at]
    return (meanings[max(before)].project or 0) if before else 0


def _give_way(meanings: dict[CellAt, Meaning], held: Held) -> None:
    """A field that a person gives to a cell is taken from the cells that had it."""
    for at, each in meanings.items():
        rest = tuple(
            one for one in each.holds if (one.choice, one.project) != (held.choice, held.project)
        )
        if len(rest) < len(each.holds):
            kind = each.kind if rest else "left_out"
            note = each.note if rest else f"“{held.choice.label}”已按您的选择从另一格读入。"
            meanings[at] = replace(each, kind=kind, holds=rest, note=note)
