"""The indicator table of a project form: columns by their headings, rows by their spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hfgoals.exchange.mending import RESIDUE, is_residue, level_alone, target_mended
from hfgoals.exchange.misplaced import ROW_MISPLACED, is_misplaced
from hfgoals.exchange.optional import points_below
from hfgoals.exchange.tables import APART, BLANK, Cell, CellLedger, Table
from hfgoals.model.fields import FIELDS, LEVELS, field_of, labels_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import Indicator

_HEADS = labels_of("indicator")
_MOST_ROWS = 5_000
"""Below one heading; what stands further down is noted as not read."""


def head_row(table: Table, first: int, last: int) -> int | None:
    """The row of the headings: 一级指标 or 三级指标, and 指标值."""
    for row in table.numbers(first, last):
        found = {_HEADS.get(cell.label) for cell in table.filled(row)}
        if "target" in found and found & {"level1", "name"}:
            return row
    return None


@dataclass(slots=True)
class IndicatorRows:
    """Reads the rows below one heading; a blank level goes on from above unless marked apart."""

    table: Table
    ledger: CellLedger
    columns: dict[str, tuple[int, int]] = field(default_factory=dict)
    above: Indicator | None = None
    found: list[Indicator] = field(default_factory=list)
    heads: Mapping[str, str] = field(default_factory=lambda: _HEADS)
    """The paths of the columns by their labels."""
    complete: bool = True
    """Whether every required field is to have a column."""
    _points: list[tuple[int, str, str, Cell]] = field(default_factory=list)
    """What levels say their rows are worth: from which row on, which level, as it is said."""

    def read(self, head: int, last: int) -> tuple[Indicator, ...]:
        """The indicators below the heading row, down to the last row; blank ones if marked."""
        bottom = self._read_head(head)
        if not self.columns:
            return ()
        for row in self.table.numbers(bottom + 1, last)[:_MOST_ROWS]:
            if not self._repeats_head(row):
                self._read_row(row, self.table.counts.get(head, 0))
        for at, path, said, cell in self._points:
            self._share(at, path, said, cell)
        return tuple(self.found)

    def _read_row(self, row: int, width: int) -> None:
        """A row below headings of so many cells, where these are counted."""
        if not self.table.has(row, width):
            self._refuse(row, width)
        elif self._is_residue(row):
            for cell in self.table.filled(row):
                self.ledger.refuse(cell, RESIDUE)
        elif self._is_blank(row):
            self.found.append(Indicator())
        elif self._begins(row):
            indicator = self._indicator(row)
            if any(field.text(indicator) for field in FIELDS["indicator"]):
                self.above = indicator
                self.found.append(indicator)

    def _refuse(self, row: int, width: int) -> None:
        """A row of a text with another number of cells than the headings: which are which?"""
        self.above = None
        count = self.table.counts.get(row)
        message = f"这一行指标有{count}格，应为{width}格，没有读入。"
        for cell in self.table.filled(row):
            self.ledger.refuse(cell, message)

    def _share(self, at: int, path: str, said: str, cell: Cell) -> None:
        """Take the points that a level says from its first row on."""
        levels = LEVELS[: LEVELS.index(path) + 1]
        own = [getattr(self.found[at], each) for each in levels]
        same = [[getattr(row, each) for each in levels] == own for row in self.found[at:]]
        end = at + same.index(False) if False in same else len(self.found)
        weight, message = points_below(said, [row.weight for row in self.found[at:end]])
        if message:
            self.ledger.doubt(cell, message)
        if weight is not None:
            self.found[at] = replace(self.found[at], weight=weight)

    def _read_head(self, head: int) -> int:
        """The last row of the heading. Columns reach up to the next one."""
        cells = [cell for cell in self.table.filled(head) if cell.label in self.heads]
        paths = [self.heads[cell.label] for cell in cells]
        if len(set(paths)) != len(paths) or "name" not in paths or "target" not in paths:
            for cell in self.table.filled(head):
                message = "指标表的表头与标准表式不同，没有读入这张表的指标。"
                self.ledger.refuse(cell, message)
            return head
        self.ledger.use(*cells)
        self.ledger.headed.update(paths)
        fields = FIELDS["indicator"]
        names = [each.label for each in fields if each.required and each.path not in paths]
        if names and self.complete:
            self.ledger.tell(cells[0], f"指标表没有“{'、'.join(names)}”这一栏，按空白读入。")
        ends = [cell.column - 1 for cell in cells[1:]] + [cells[-1].last_column]
        for path, cell, end in zip(paths, cells, ends, strict=True):
            self.columns[path] = (cell.column, max(end, cell.last_column))
        return max(cell.last_row for cell in cells)

    def _repeats_head(self, row: int) -> bool:
        """Whether the headings stand here once more, as rows typed at the top of a page."""
        cells = [cell for cell in self.table.filled(row) if cell.label in self.heads]
        if {self.heads[cell.label] for cell in cells} != self.columns.keys():
            return False
        self.ledger.use(*cells)
        return True

    def _is_blank(self, row: int) -> bool:
        """Whether nothing stands in the row, and nothing did when it was written."""
        blank = False
        for path in self.columns:
            cell = self.table.at(row, *self.columns[path])
            if cell is not None and cell.text:
                return False
            blank = blank or (cell is not None and BLANK in cell.letters)
        return blank

    def _is_residue(self, row: int) -> bool:
        name = self.table.filled(row, *self.columns["name"])[:1]
        if not name or not is_residue(name[0].text):
            return False
        others = (path for path in self.columns if path not in (*LEVELS, "name"))
        cells = (self.table.filled(row, *self.columns[path])[:1] for path in others)
        return is_residue(name[0].text, (each[0].text for each in cells if each))

    def _begins(self, row: int) -> bool:
        """Whether an indicator begins in the row: a text of its own, or a blank row within levels.

        A row that is one in the form may be several in the worksheet, under merged cells.
        """
        values = [path for path in self.columns if path not in LEVELS]
        if any(self.table.filled(row, *self.columns[path]) for path in values):
            return True
        if any(self.table.above(row, self.columns[path][0]) for path in values):
            return False
        levels = [path for path in LEVELS if path in self.columns]
        return any(
            self.table.filled(row, *self.columns[path])
            or self.table.above(row, self.columns[path][0])
            for path in levels
        )

    def _indicator(self, row: int) -> Indicator:
        indicator = Indicator()
        for path in self.columns:
            if path not in LEVELS:
                cell = self._cell(row, path)
                text = cell.text if cell is not None else ""
                if path == "target" and cell is not None:
                    text, doubt = target_mended(text)
                    if doubt:
                        self.ledger.doubt(cell, doubt)
                indicator = self._put(indicator, path, text, cell)
        for path, text in zip(LEVELS, self._levels(row), strict=True):
            indicator = field_of("indicator", path).put(indicator, text)
        indicator = self._with_basis(indicator, row)
        cell = self.table.at(row, *self.columns["name"])
        if cell is not None and is_misplaced(indicator):
            self.ledger.doubt(cell, ROW_MISPLACED)
        return indicator

    def _with_basis(self, indicator: Indicator, row: int) -> Indicator:
        """Of a text, where a merged cell cannot be told from a blank one: the basis goes on below
        with the level that it stands beside."""
        goes_on = self.table.counts and not indicator.basis and self.above is not None
        if not goes_on or self.table.filled(row, *self.columns.get("level2", (1, 0))):
            return indicator
        above, named = self.above, next(iter(self.table.filled(row)), None)
        if above is None or not above.basis or named is None or indicator.level2 != above.level2:
            return indicator
        message = "指标值确定依据是空白的，已接续上一行的依据，请核对。"
        self.ledger.doubt(named, message, self.columns["basis"][0])
        return self._put(indicator, "basis", above.basis, named)

    def _put(self, indicator: Indicator, path: str, text: str, cell: Cell | None) -> Indicator:
        entry = field_of("indicator", path)
        try:
            put: Indicator = entry.put(indicator, text)
        except FieldError as error:
            if cell is not None:
                self.ledger.doubt(cell, f"{entry.label}没有读入：{error}")
            return indicator
        return put

    def _levels(self, row: int) -> tuple[str, str]:
        above = self.above
        level1, own = self._level(row, "level1")
        if level1 is None:
            level1 = above.level1 if above is not None else ""
            self._tell_blank(row, "level1", level1)
        level2, _ = self._level(row, "level2")
        if level2 is None:
            level2 = above.level2 if above is not None and not own else ""
            self._tell_blank(row, "level2", level2)
        return level1, level2

    def _level(self, row: int, path: str) -> tuple[str | None, bool]:
        """The text, None when it goes on from above; whether it stands in this very row."""
        if path not in self.columns:
            return "", False
        cell = self.table.at(row, *self.columns[path])
        if cell is not None and cell.text:
            self.ledger.use(cell)
            text, points = level_alone(cell.text)
            if points:
                self._points.append((len(self.found), path, points, cell))
            return text, True
        merged = self.table.above(row, self.columns[path][0])
        if merged is not None and merged.text:
            return level_alone(merged.text)[0], False
        apart = cell is not None and APART in cell.letters
        return ("" if apart else None), False

    def _tell_blank(self, row: int, path: str, text: str) -> None:
        place = next(iter(self.table.filled(row)), None)
        if not text and place is not None and path in self.columns:
            label = field_of("indicator", path).label
            self.ledger.doubt(place, f"{label}是空白的，上面也没有可以接续的{label}。")

    def _cell(self, row: int, path: str) -> Cell | None:
        first, last = self.columns[path]
        cell = next(iter(self.table.filled(row, first, last)), None)
        if cell is not None:
            self.ledger.use(cell)
            return cell
        return self.table.above(row, first)
