"""Tables of any source as the forms see them: cells with their spans, and a ledger of what became
of each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from hfgoals.exchange.note import Note
from hfgoals.exchange.origin import Origin
from hfgoals.exchange.struck import aside_notes, struck_rows, without_rows

CONTINUES, FURTHER, APART, BLANK, _REPEATS = "cmabr"
"""The letters of hfgoals.codec.marks."""
_NOT_COMPUTED, _ERROR, _CUT_DIGITS = "fel"
"""The letters of cells.py that somebody should hear of."""
_LAST_ROW, _LAST_COLUMN = 20_000, 200
"""Beyond, a merged range is not followed: no form is so large."""
_MOST_COVERED = 400_000
MOST_NOTES = 60
"""About cells that nobody asked for, in one table."""
_FULL_WIDTH = str.maketrans("：（）％", ":()%")


def plain_label(text: str) -> str:
    """The text without blanks and with punctuation of one width, as labels are compared."""
    return "".join(text.split()).translate(_FULL_WIDTH)


_short_label = lru_cache(maxsize=2048)(plain_label)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it, or with a mark; rows and columns from 1."""

    origin: Origin
    row: int
    column: int
    last_row: int
    last_column: int
    text: str
    letters: str = ""

    @property
    def label(self) -> str:
        """The text as a label would be compared: without blanks, punctuation of one width."""
        return "" if len(self.text) > 60 else _short_label(self.text)

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return self.origin.place(self.row, self.column)


@dataclass(slots=True)
class Table:
    """One table: its cells by row, and which rows and columns merged cells cover."""

    origin: Origin
    hidden: bool = False
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """The top left cell for every further place of a merged range."""
    last_row: int = 0
    notes: list[Note] = field(default_factory=list)
    """What its reader told of it: struck-out texts, hidden rows and columns."""
    counts: dict[int, int] = field(default_factory=dict)
    """How many cells each row has, of a text, where only their order tells their columns."""
    _numbers: list[int] = field(default_factory=list)
    _beginning: dict[str, list[int]] = field(default_factory=dict)

    def numbers(self, first: int, last: int) -> list[int]:
        """The rows from first to last in which there is anything: a text, a mark, a merged cell."""
        if not self._numbers:
            self._numbers = sorted({*self.rows, *(row for row, _ in self.covered)})
        start, end = bisect_left(self._numbers, first), bisect_right(self._numbers, last)
        return self._numbers[start:end]

    def has(self, row: int, count: int) -> bool:
        """Whether the row can be told cell by cell: it has its columns, or just so many cells."""
        return self.counts.get(row, count) == count

    def beginning(self, label: str) -> list[int]:
        """The rows of which the first cell with a text is that label."""
        if not self._beginning:
            for row in sorted(self.rows):
                first = next((cell for cell in self.rows[row] if cell.text), None)
                self._beginning.setdefault(first.label if first else "", []).append(row)
        return self._beginning.get(label, [])

    def cells(self) -> Iterator[Cell]:
        """All cells in reading order."""
        for row in sorted(self.rows):
            yield from self.rows[row]

    def filled(self, row: int, first: int = 1, last: int = 1 << 20) -> list[Cell]:
        """The cells of a row that begin in these columns and have a text."""
        return [
            cell for cell in self.rows.get(row, ()) if first <= cell.column <= last and cell.text
        ]

    def region(self, top: int, bottom: int, first: int, last: int = 1 << 20) -> list[Cell]:
        """The cells with a text that begin in these rows and columns, in reading order."""
        rows = self.numbers(top, bottom)
        return [cell for row in rows for cell in self.filled(row, first, last)]

    def at(self, row: int, first: int, last: int) -> Cell | None:
        """The first cell with a text that begins in these columns, else one with a mark."""
        found = self.filled(row, first, last)
        if found:
            return found[0]
        marked = (cell for cell in self.rows.get(row, ()) if first <= cell.column <= last)
        return next(marked, None)

    def above(self, row: int, column: int) -> Cell | None:
        """The cell of an earlier row whose merged range reaches here; blank ones too."""
        start = self.covered.get((row, column))
        if start is None or start[0] >= row:
            return None
        for cell in self.rows.get(start[0], ()):
            if cell.column == start[1]:
                return cell
        return Cell(self.origin, *start, row, column, "")


def tables_of(answer: dict[str, Any]) -> list[Table]:
    """The worksheets in what the child read of a workbook."""
    tables: list[Table] = []
    room = _MOST_COVERED
    for sheet in answer["sheets"]:
        origin, told = Origin(sheet["title"], sheet.get("number", 0)), sheet.get("told", ())
        cells, merges = sheet["cells"], sheet["merges"]
        gone = struck_rows(cells, merges, told)
        if gone:
            cells, merges = without_rows(cells, merges, gone)
        table = table_of(origin, cells, merges, hidden=sheet["hidden"], room=room)
        room -= len(table.covered)
        table.covered = {at: to for at, to in table.covered.items() if at[0] not in gone}
        if not table.hidden:
            table.notes += aside_notes(origin, told, gone)
        tables.append(table)
    return tables


def table_of(
    origin: Origin,
    cells: Iterable[tuple[int, int, str, str]],
    merges: Iterable[tuple[int, int, int, int]],
    *,
    hidden: bool = False,
    room: int = _MOST_COVERED,
    origins: Mapping[int, Origin] | None = None,
) -> Table:
    """The table of plain cells (row, column, text, letters) and merged ranges (top, left, bottom,
    right), all from 1; merged ranges are followed over so many places. Rows may have origins of
    their own.
    """
    places = origins or {}
    table = Table(origin, hidden)
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in merges:
        ends[top, left] = (min(bottom, max(top, _LAST_ROW)), min(right, max(left, _LAST_COLUMN)))
    for (top, left), (bottom, right) in ends.items():
        room -= (bottom - top + 1) * (right - left + 1)
        if room < 0:
            break
        _cover(table, top, left, bottom, right)
    latest: dict[int, Cell] = {}
    for row, column, text, letters in sorted(cells):
        start = table.covered.get((row, column), (row, column))
        if not text and (start != (row, column) or not letters):
            continue
        bottom, right = ends.get((row, column), (row, column))
        cell = Cell(places.get(row, origin), row, column, bottom, right, text, letters)
        before = latest.get(column)
        if before is not None and _goes_on(row, letters, text, before):
            added = text if CONTINUES in letters else ""
            cell = replace(before, text=before.text + added, last_row=max(bottom, before.last_row))
            table.rows[before.row] = [
                cell if each is before else each for each in table.rows[before.row]
            ]
            wider = right > before.last_column
            begins = cell.row if wider or before.row == before.last_row else before.last_row + 1
            _cover(table, begins, column, cell.last_row, max(right, before.last_column), cell.row)
        elif CONTINUES in letters and row > 1:
            # Nothing of it stood before the page's end: it begins in the blank cell above.
            top, left = table.covered.get((row - 1, column), (row - 1, column))
            _cover(table, top, left, bottom, right)
            if text:
                cell = Cell(places.get(top, origin), top, left, bottom, right, text)
                beside = [*table.rows.get(top, ()), cell]
                table.rows[top] = sorted(beside, key=lambda each: each.column)
        else:
            table.rows.setdefault(row, []).append(cell)
        if cell.text:
            latest[column] = cell
        table.last_row = max(table.last_row, _last_row(cell))
    return table


def _last_row(cell: Cell) -> int:
    """How far down the cell says that there is something: a blank row of the plan is, too."""
    return cell.last_row if cell.text or BLANK in cell.letters else 0


def _goes_on(row: int, letters: str, text: str, before: Cell) -> bool:
    """Whether the cell is part of the one above it: a page ended between them."""
    if CONTINUES in letters:
        return before.last_row == row - 1
    return _REPEATS in letters and text == before.text


def _cover(table: Table, top: int, left: int, bottom: int, right: int, start_row: int = 0) -> None:
    """Let these places be of the cell at their top left, or of the one in that row."""
    start = (start_row or top, left)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            table.covered[row, column] = start


class CellLedger:
    """Keeps the law that every cell with a text is either used or noted."""

    def __init__(self, tables: Sequence[Table], most: int = MOST_NOTES) -> None:
        """``most`` is how many cells of a table that nobody asked for are noted one by one."""
        self.most = most
        self._open = {
            self._key(cell): cell for table in tables for cell in table.cells() if cell.text.strip()
        }
        self._order = {key: number for number, key in enumerate(self._open)}
        self.headed: set[str] = set()
        """The paths of the fields of indicators that have a heading."""
        self._notes: list[tuple[int, Note]] = []
        for table in tables:
            if not table.notes:
                continue
            at = [self._order[self._key(cell)] for cell in table.cells() if cell.text.strip()]
            # Those of a worksheet stand before those of its cells.
            self._notes += [(min(at, default=0), note) for note in table.notes]

    @staticmethod
    def _key(cell: Cell) -> tuple[Origin, int, int]:
        return cell.origin, cell.row, cell.column

    def use(self, *cells: Cell) -> None:
        """These cells were taken in, or say only where something stands."""
        for cell in cells:
            self._open.pop(self._key(cell), None)

    def tell(self, cell: Cell, message: str) -> None:
        """Something the user should know about a cell; it is taken in all the same."""
        self.use(cell)
        self._note(cell, message)

    def doubt(self, cell: Cell, message: str, column: int = 0) -> None:
        """Something to look at in a cell, or in a blank one of its row, whatever becomes of it."""
        self._note(cell, message, column=column)

    def refuse(self, cell: Cell, message: str) -> None:
        """This cell was not taken in; each is noted once."""
        if self._open.pop(self._key(cell), None) is not None:
            self._note(cell, message, unread=True)

    def refuse_table(self, table: Table, message: str) -> None:
        """Nothing of this table that is still open was taken in."""
        cells = [cell for cell in table.cells() if self._key(cell) in self._open]
        if cells:
            self.use(*cells)
            order = self._order[self._key(cells[0])]
            place = table.origin.name
            self._notes.append((order, Note(0, "", message, unread=True, place=place)))

    def tell_all(self, message: str) -> None:
        """Something about the source as a whole."""
        self._notes.append((-1, Note(0, "", message)))

    def _note(self, cell: Cell, message: str, *, unread: bool = False, column: int = 0) -> None:
        at = (cell.row, column or cell.column)
        line, place = cell.origin.line(*at), cell.origin.place(*at)
        of_lines = place == f"第{line}行"
        text = cell.text if of_lines else cell.text[:300]
        note = Note(line, text, message, unread, "" if of_lines else place)
        self._notes.append((self._order.get(self._key(cell), 0), note))

    def notes(self) -> tuple[Note, ...]:
        """All notes in the order of the cells, with whatever nobody asked for."""
        left: dict[Origin, list[Cell]] = {}
        for cell in self._open.values():
            left.setdefault(cell.origin, []).append(cell)
        for cells in left.values():
            for cell in cells[: self.most]:
                self.refuse(cell, "没有读懂这一格，没有读入。")
            rest = cells[self.most :]
            if rest:
                order = self._order[self._key(rest[0])]
                message = f"从这里起另有 {len(rest)} 格没有读懂，没有读入。"
                note = Note(rest[0].row, rest[0].text[:300], message, True, rest[0].place)
                self._notes.append((order, note))
                self.use(*rest)
        return tuple(note for _, note in sorted(self._notes, key=lambda each: each[0]))


def tell_of_values(tables: Iterable[Table], ledger: CellLedger) -> None:
    """Note the cells whose shown value may not be what its author meant."""
    for table in tables:
        told = 0
        for cell in list(table.cells()):
            message = _doubt(cell.letters)
            if message and told < MOST_NOTES:
                told += 1
                ledger.doubt(cell, message)


def _doubt(letters: str) -> str:
    if _NOT_COMPUTED in letters:
        return (
            "这一格是公式，文件里没有存它的计算结果，按空白读入。"
            "请用 Excel 或 WPS 打开保存一次再读入。"
        )
    if _ERROR in letters:
        return "这一格是公式出错后的结果，请核对。"
    if _CUT_DIGITS in letters:
        return "这一格的长数字是按数值存的，Excel 只保留前 15 位，请核对后几位。"
    return ""
