"""The understanding of a source: what every cell of its tables means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hfgoals.exchange.foreign.corrections import Correction
from hfgoals.exchange.foreign.meaning import CellAt, Meaning, TableReading
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

    def cell(self, at: CellAt) -> Cell:
        """The cell there. Raises KeyError when no cell with a text begins there."""
        for cell in self.tables[at.table].filled(at.row, at.column, at.column):
            return cell
        raise KeyError(at)
