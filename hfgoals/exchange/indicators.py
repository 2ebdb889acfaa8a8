"""The rows of an indicator table, with merged cells spelled out again."""

from __future__ import annotations

from dataclasses import dataclass

from hfgoals.exchange.lines import Ledger
from hfgoals.exchange.mending import POINTS, RESIDUE, is_residue, level_alone, target_mended
from hfgoals.exchange.misplaced import ROW_MISPLACED, is_misplaced
from hfgoals.exchange.rows import Cell, TableRow
from hfgoals.model.fields import FIELDS, LEVELS, field_of, labels_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import Indicator

_NAME = ("name",)
_REQUIRED = frozenset(field.path for field in FIELDS["indicator"] if field.required)


@dataclass(slots=True)
class IndicatorTable:
    """Reads one table row by row; a blank cell may continue the one above it."""

    ledger: Ledger
    paths: tuple[str, ...] = ()
    """What its columns hold; none as long as no heading was understood."""
    above: Indicator | None = None
    """The row above; None at the start, and after a row that was not understood."""

    def read_head(self, row: TableRow) -> None:
        """Take the heading row; rows under a heading of another shape are not guessed at."""
        self.above = None
        known = labels_of("indicator")
        paths = tuple(known.get(cell.label, "") for cell in row.cells)
        # Columns that may be left out may be there too; one that nobody knows, or twice, may not.
        understood = set(paths) >= _REQUIRED and "" not in paths and len(set(paths)) == len(paths)
        self.paths = paths if understood else ()
        if understood:
            _use(self.ledger, row)
        else:
            refuse(self.ledger, row, "指标表的表头与标准表式不同，没有读入这张表的指标。")

    def read_row(self, row: TableRow) -> Indicator | None:
        """The indicator in this row; None when it is empty or not understood."""
        if not self.paths:
            refuse(self.ledger, row, "指标表没有可以对照的表头，没有读入这一行。")
            return None
        if len(row.cells) != len(self.paths):
            self.above = None
            message = f"这一行指标有{len(row.cells)}格，应为{len(self.paths)}格，没有读入。"
            refuse(self.ledger, row, message)
            return None
        if not any(cell.text for cell in row.cells):
            return None
        texts = dict(zip(self.paths, (cell.text for cell in row.cells), strict=True))
        if is_residue(texts["name"], (texts[path] for path in texts if path not in LEVELS + _NAME)):
            refuse(self.ledger, row, RESIDUE)
            return None
        _use(self.ledger, row)
        self.above = self._filled(row.cells)
        if is_misplaced(self.above):
            place = row.cells[self.paths.index("name")].lines[0]
            self.ledger.tell(place, ROW_MISPLACED, text=texts["name"])
        return self.above

    def _mended(self, path: str, cell: Cell) -> str:
        """The text of the cell, with a note about what of it is no value or was mistyped."""
        text, doubt = target_mended(cell.text) if path == "target" else (cell.text, "")
        if path in LEVELS:
            text, points = level_alone(cell.text)
            doubt = POINTS.format(points) if points else ""
        if doubt:
            self.ledger.tell(cell.lines[0], doubt)
        return text

    def _filled(self, cells: list[Cell]) -> Indicator:
        indicator = Indicator()
        for path, cell in zip(self.paths, cells, strict=True):
            entry = field_of("indicator", path)
            try:
                indicator = entry.put(indicator, self._mended(path, cell))
            except FieldError as error:
                self.ledger.tell(cell.lines[0], f"{entry.label}没有读入：{error}")
        named = cells[self.paths.index("name")]
        level1, level2, basis = indicator.level1, indicator.level2, indicator.basis
        place = named.lines[0]
        if not level1 and (self.above is None or not self.above.level1):
            self.ledger.tell(place, "一级指标是空白的，上面也没有可以接续的一级指标。")
        if not level2 and (level1 or self.above is None or not self.above.level2):
            self.ledger.tell(place, "二级指标是空白的，上面也没有可以接续的二级指标。")
        if self.above is None or level1:
            return indicator
        level1 = self.above.level1
        if not level2:
            level2 = self.above.level2
            if not basis and self.above.basis:
                basis = self.above.basis
                message = "指标值确定依据是空白的，已接续上一行的依据，请核对。"
                place = cells[self.paths.index("basis")].lines[0]
                self.ledger.tell(place, message, text=named.text)
        filled = indicator
        for path, text in (("level1", level1), ("level2", level2), ("basis", basis)):
            filled = field_of("indicator", path).put(filled, text)
        return filled


def _use(ledger: Ledger, row: TableRow) -> None:
    ledger.use(*(line for cell in row.cells for line in cell.lines))


def refuse(ledger: Ledger, row: TableRow, message: str) -> None:
    """Note every line of the row as not taken in."""
    for cell in row.cells:
        for line in cell.lines:
            ledger.refuse(line, message)
