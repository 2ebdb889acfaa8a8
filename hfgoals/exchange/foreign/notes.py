"""Notes about the cells that were left out, were not understood, or are doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hfgoals.exchange.foreign.meaning import CellAt, Meaning
from hfgoals.exchange.note import Note
from hfgoals.exchange.tables import Cell, Table

_UNKNOWN = "没有读懂这一格，没有读入。"
_MOST = 60
"""About cells that were not understood, in one table."""
_LONGEST = 300


class Remarks:
    """Gathers notes; those about the meanings of cells are there from the start."""

    def __init__(self, tables: Sequence[Table], meanings: Mapping[CellAt, Meaning]) -> None:
        self._tables = tables
        self._index = {table.origin: index for index, table in reversed([*enumerate(tables)])}
        self._cells = {
            CellAt(index, cell.row, cell.column): cell
            for index, table in enumerate(tables)
            for cell in table.cells()
        }
        self._notes: list[tuple[CellAt, Note]] = []
        self._of_all: set[str] = set()
        """What was told about the source as a whole."""
        for index, table in enumerate(tables):
            self._notes += [(CellAt(index, 0, 0), note) for note in table.notes]
        self._of_meanings(meanings)

    def tell(self, cell: Cell, message: str) -> None:
        """Something to know about a cell that was taken in."""
        self._add(cell, cell.text, message, unread=False)

    def refuse(self, cell: Cell, message: str) -> None:
        """A cell was not taken in after all."""
        self._add(cell, cell.text, message, unread=True)

    def tell_all(self, message: str) -> None:
        """Something about the source as a whole."""
        if message not in self._of_all:
            self._of_all.add(message)
            self._notes.append((CellAt(-1, 0, 0), Note(0, "", message)))

    def add(self, notes: Iterable[Note]) -> None:
        """Notes made elsewhere, behind all others."""
        self._notes += [(CellAt(len(self._tables), 0, 0), note) for note in notes]

    def notes(self) -> tuple[Note, ...]:
        """All of them in the order of the cells."""
        return tuple(note for _, note in sorted(self._notes, key=lambda each: each[0]))

    def _add(self, cell: Cell, text: str, message: str, *, unread: bool) -> None:
        place = CellAt(self._index[cell.origin], cell.row, cell.column)
        note = Note(cell.row, text[:_LONGEST], message, unread, cell.place)
        self._notes.append((place, note))

    def _of_meanings(self, meanings: Mapping[CellAt, Meaning]) -> None:
        """One note for cells of one table of which the same is said, as of a column left out."""
        left: dict[tuple[int, str, int | None], list[Cell]] = {}
        doubtful: dict[tuple[int, str, int | None], list[Cell]] = {}
        unknown: dict[int, list[Cell]] = {}
        for at in sorted(meanings):
            meaning, cell = meanings[at], self._cells[at]
            if meaning.kind == "unknown":
                unknown.setdefault(at.table, []).append(cell)
            elif meaning.kind == "left_out":
                left.setdefault((at.table, meaning.note, meaning.project), []).append(cell)
            elif meaning.note:
                doubtful.setdefault((at.table, meaning.note, meaning.project), []).append(cell)
        for (_, why, _), cells in doubtful.items():
            self._together(cells, why, unread=why.endswith("没有读入。"))
        for (_, why, _), cells in left.items():
            self._together(cells, why or _UNKNOWN, unread=True)
        for cells in unknown.values():
            for cell in cells[:_MOST]:
                self.refuse(cell, _UNKNOWN)
            if cells[_MOST:]:
                self._together(cells[_MOST:], _UNKNOWN, unread=True)

    def _together(self, cells: Sequence[Cell], why: str, *, unread: bool) -> None:
        """One note for all cells about which the same is to be said."""
        if len(cells) == 1:
            self._add(cells[0], cells[0].text, why, unread=unread)
            return
        texts = "；".join(" ".join(cell.text.split()) for cell in cells)
        self._add(cells[0], texts, f"共 {len(cells)} 格：{why}", unread=unread)
