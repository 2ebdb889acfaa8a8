"""The rows of a list below its heading: indicators, projects or tasks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from hfgoals.exchange.foreign.alignment import Alignment
from hfgoals.exchange.foreign.choices import MEASURE, SIGN, FieldChoice, choice_of
from hfgoals.exchange.foreign.columns import LEVELS, Column
from hfgoals.exchange.foreign.findings import Claim, Findings
from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.heads import Head
from hfgoals.exchange.foreign.labels import (
    currency_in,
    is_no_unit,
    sign_of,
    spelling_of,
)
from hfgoals.exchange.foreign.meaning import CellAt, Currency, Held, RowAt
from hfgoals.exchange.foreign.pieces import goals_in, unit_parts
from hfgoals.exchange.foreign.sections import names_sum
from hfgoals.exchange.mending import RESIDUE, is_residue, level_alone, name_alone
from hfgoals.exchange.misplaced import is_compared, is_number
from hfgoals.exchange.optional import points_below
from hfgoals.exchange.tables import Cell
from hfgoals.model.kinds import POINTS, FieldError

_DOTS = re.compile(r"[.…·\s—/-]*")
_BOTH_LEVELS = re.compile(r"(.+?指标)\s*[-—－/\\>→、·\s]\s*(.+指标.*)", re.DOTALL)
_LONGEST_LEVEL = 200
_NAME, _CODE = "project.name", "project.code"
_WEIGHT = "indicator.weight"
_OF_ONE_ROW = (_WEIGHT, "result.score")
_FURTHER = "“{}”一栏下面有几格，只读入了前一格，请核对。"
_SHARED = "这一格的“{}”跨了 {} 行，分不清各行多少，没有读入，请按行填写。"
_WITHOUT = "这一行没有填写指标，没有读入。"
_BESIDE = "这一格不像指标值，没有读入。"
_DOUBTED = "指标值一栏下面有几格，已读入带符号的这一格，请核对。"
_TAKEN = "“{}”一栏写在了几格里，已按顺序接在一起，请核对。"


@dataclass(slots=True)
class ListReader:
    """Reads the rows of one list into findings."""

    grid: Grid
    head: Head
    end: int
    findings: Findings
    project: int | None
    """Whose indicators these are; None when the list names its projects itself."""
    currency: Callable[[], Currency]
    overall: bool = False
    alignment: Alignment = field(default_factory=Alignment)
    _rows: dict[CellAt, list[RowAt]] = field(default_factory=dict)
    _held: dict[CellAt, tuple[Cell, FieldChoice]] = field(default_factory=dict)
    _current: dict[str, Cell] = field(default_factory=dict)
    _key: tuple[str, str] = ("", "")
    first_row: int | None = None

    def read(self, levels: dict[str, Cell] | None = None) -> dict[str, Cell]:
        """Read all rows; gives the levels in force at the end, for a list going on elsewhere."""
        self._current = dict(levels or {})
        wide, usual = self._wide, self.head
        for row in self.grid.rows_between(self.head.bottom + 1, self.end):
            if self._is_sum(row):
                self._leave_row(row, "合计行没有读入。")
                continue
            if self._is_residue(row):
                self._leave_row(row, RESIDUE)
                continue
            if row in self.alignment.refused:
                self._leave_row(row, self.alignment.refused[row])
                continue
            self.head = self.alignment.heads.get(row, usual)
            if wide:
                self._begin_project(row)
            self._read_row(row)
            if row in self.alignment.doubts:
                self._doubt_row(row, self.alignment.doubts[row])
            if wide:
                self._finish()
        self.head = usual
        self._finish()
        self._leave_blank_levels()
        return self._current

    @property
    def _wide(self) -> bool:
        return any(self.head.holding(each) for each in (_NAME, _CODE))

    def _is_sum(self, row: int) -> bool:
        cells = self.grid.row(row)
        return any(names_sum(cell) for cell in cells[:2])

    def _is_residue(self, row: int) -> bool:
        said: dict[str, list[str]] = {}
        for column in self.head.columns:
            cells = self.grid.row(row, column.first, column.last)
            if column.choice is not None and column.choice.id not in LEVELS:
                said[column.choice.id] = [cell.text for cell in cells]
        names = said.pop("indicator.name", [])
        return is_residue("".join(names), (text for texts in said.values() for text in texts))

    def _doubt_row(self, row: int, why: str) -> None:
        column = self.head.holding("indicator.target")
        cells = self.grid.row(row, column.first, column.last) if column is not None else []
        for cell in {*cells, *self.grid.row(row)[:1]}:
            self.findings.notes[self.grid.key(cell)] = why

    def _leave_row(self, row: int, why: str) -> None:
        for cell in self.grid.row(row):
            self.findings.tell(self.grid.key(cell), "left_out", why, self.project)

    def _begin_project(self, row: int) -> None:
        name, code = (self._project_text(row, each) for each in (_NAME, _CODE))
        if not (name or code):
            return
        known_name, known_code = self._key
        same = (not name or not known_name or name == known_name) and (
            not code or not known_code or code == known_code
        )
        if self.project is None or not same:
            self.project = self.findings.new_project()
            self._key = (name, code)
            self._current = {}
        else:
            self._key = (name or known_name, code or known_code)

    def _project_text(self, row: int, choice_id: str) -> str:
        column = self.head.holding(choice_id)
        cells = self.grid.row(row, column.first, column.last) if column is not None else []
        return "".join(cells[0].text.split()) if cells else ""

    def _read_row(self, row: int) -> None:
        begins = self._begins(row)
        if begins and self.first_row is None:
            self.first_row = row
        place = RowAt(self.grid.index, row)
        self._take_levels(row, place if begins else None)
        for cell in self.grid.row(row):
            column = self.head.column_at(cell.column)
            if column is None:
                self._outside(cell)
            elif column.choice is None:
                self.findings.pass_by(self.grid.key(cell), column.why, self.project)
            elif column.choice.id not in LEVELS and not column.choice.in_rows:
                self._claim_single(cell, column)
        for column in self.head.columns if begins else ():
            choice = column.choice
            if choice is not None and choice.in_rows and choice.id not in LEVELS:
                self._take(row, column, place)
        for cell in self.grid.row(row):
            at = self.grid.key(cell)
            if not self.findings.known(at):
                self.findings.pass_by(
                    at, "" if _DOTS.fullmatch(cell.text) else _WITHOUT, self.project
                )

    def _outside(self, cell: Cell) -> None:
        at = self.grid.key(cell)
        if spelling_of(cell.text) is not None or _DOTS.fullmatch(cell.text):
            self.findings.label(at, project=self.project)
        else:
            self.findings.tell(at, "unknown", project=self.project)

    def _begins(self, row: int) -> bool:
        """Whether an indicator begins in the row: something of its own, not of its levels."""
        own = [
            column
            for column in self.head.columns
            if column.choice is not None
            and column.choice.id
            in (
                "indicator.name",
                "indicator.target",
                "indicator.description",
                "subgoal.title",
                "subgoal.goal",
                "subgoal.indicators",
            )
        ]
        cells = [cell for each in own for cell in self.grid.row(row, each.first, each.last)]
        if any(not _DOTS.fullmatch(cell.text) for cell in cells):
            return True
        for cell in cells:
            self.findings.tell(self.grid.key(cell), "heading", project=self.project)
        return False

    def _take_levels(self, row: int, place: RowAt | None) -> None:
        for choice_id in LEVELS:
            column = self.head.holding(choice_id)
            if column is None:
                continue
            cells = self.grid.row(row, column.first, column.last)
            reaching = self.grid.at(row, column.first)
            if cells and not _DOTS.fullmatch(cells[0].text):
                if choice_id == LEVELS[0]:
                    self._current.pop(LEVELS[1], None)
                self._current[choice_id] = cells[0]
                self._hold(cells[0], choice_of(choice_id), None)
                for further in cells[1:]:
                    self.findings.tell(self.grid.key(further), "unknown", project=self.project)
            elif reaching is not None and reaching.row < row and reaching.row > self.head.bottom:
                self._current[choice_id] = reaching
            if place is not None and choice_id in self._current:
                self._hold(self._current[choice_id], choice_of(choice_id), place)

    def _take(self, row: int, column: Column, place: RowAt) -> None:
        choice = column.choice
        if choice is None:
            return
        cells = self.grid.row(row, column.first, column.last)
        if not cells:
            reaching = self.grid.at(row, column.first)
            if reaching is not None and self.head.bottom < reaching.row < row:
                self._hold(reaching, choice, place)
            return
        if len(cells) > 1 and choice.id == "indicator.target":
            whole = [cell for cell in cells if is_compared(cell.text)]
            if len(whole) == 1:
                self._take_whole(whole[0], cells, place)
            else:
                self._take_parts(cells, place)
            return
        if choice.part == "result":
            self._take_result(cells, column, choice, place)
            return
        for number, cell in enumerate(cells):
            if choice in (SIGN, MEASURE) and not self._is_part(cell, choice):
                continue
            self._hold(cell, choice, place)
            if number:
                self.findings.notes[self.grid.key(cell)] = _TAKEN.format(choice.label)

    def _take_result(
        self, cells: Sequence[Cell], column: Column, choice: FieldChoice, place: RowAt
    ) -> None:
        """What came of the indicator: one cell, and nothing that is only a dash or a heading."""
        for further in cells[1:]:
            why = _FURTHER.format(choice.label)
            self.findings.tell(self.grid.key(further), "left_out", why, self.project)
        if self._says_nothing(cells[0], column):
            self.findings.tell(self.grid.key(cells[0]), "heading", project=self.project)
        else:
            self._hold(cells[0], choice, place)

    @staticmethod
    def _says_nothing(cell: Cell, column: Column) -> bool:
        """Whether a cell has a dash, or repeats a heading."""
        return bool(_DOTS.fullmatch(cell.text)) or (
            column.head is not None and (folded(cell.text) == folded(column.head.text))
        )

    def _is_part(self, cell: Cell, choice: FieldChoice) -> bool:
        at = self.grid.key(cell)
        if choice == MEASURE and is_no_unit(cell.text):
            self.findings.tell(at, "heading", project=self.project)
            return False
        if choice == MEASURE and is_number(cell.text):
            self.findings.tell(at, "left_out", _BESIDE, self.project)
            return False
        if choice == SIGN and (sign := sign_of(cell.text)) in ("", None):
            why = "" if sign == "" else "这一格不是指标值的符号，没有读入。"
            self.findings.pass_by(at, why, self.project)
            return False
        return True

    def _take_whole(self, whole: Cell, cells: Sequence[Cell], place: RowAt) -> None:
        """One of the cells under a heading is a target by itself: the others are no part of it."""
        for cell in cells:
            if cell is not whole:
                self.findings.tell(self.grid.key(cell), "left_out", _BESIDE, self.project)
        self._hold(whole, choice_of("indicator.target"), place)
        self.findings.notes[self.grid.key(whole)] = _DOUBTED

    def _take_parts(self, cells: Sequence[Cell], place: RowAt) -> None:
        """Sign, number and unit in neighbouring cells under one heading."""
        number_seen = False
        for cell in cells:
            if not number_seen and sign_of(cell.text) is not None:
                choice = SIGN
            elif not number_seen:
                choice, number_seen = choice_of("indicator.target"), True
            else:
                choice = MEASURE
            if choice == choice_of("indicator.target") or self._is_part(cell, choice):
                self._hold(cell, choice, place)

    def _hold(self, cell: Cell, choice: FieldChoice, place: RowAt | None) -> None:
        at = self.grid.key(cell)
        if at not in self._held:
            self._held[at] = (cell, choice)
            self._rows[at] = []
            self.findings.kinds.setdefault(at, "value")
        rows = self._rows[at]
        # Row by row: one that is there already is the last.
        if place is not None and rows[-1:] != [place]:
            rows.append(place)

    def _finish(self) -> None:
        """Claim what is held for the rows in which it stands."""
        for at, (cell, choice) in list(self._held.items()):
            rows = tuple(self._rows[at])
            if len(rows) > 1 and choice.id in _OF_ONE_ROW:
                why = _SHARED.format(choice.label, len(rows))
                self.findings.tell(at, "left_out", why, self.project)
                del self._held[at], self._rows[at]
            elif rows:
                for held in self._held_of(cell, choice, rows):
                    self.findings.claim(Claim(at, held, at, listed=True))
                del self._held[at], self._rows[at]

    def _held_of(self, cell: Cell, choice: FieldChoice, rows: tuple[RowAt, ...]) -> list[Held]:
        text = cell.text
        at = CellAt(rows[0].table, cell.row, cell.column)
        if choice.id in LEVELS:
            text, points = level_alone(text)
            weights: list[Held] = []
            if points:
                weights = self._points_of_level(at, points, rows)
            both = _BOTH_LEVELS.fullmatch(text.strip()) if len(text) <= _LONGEST_LEVEL else None
            if both is not None and choice.id == LEVELS[1] and self.head.holding(LEVELS[0]) is None:
                levels = zip(LEVELS, both.groups(), strict=True)
                return [Held(choice_of(each), part, self.project, rows) for each, part in levels]
            return [Held(choice, text, None if self.overall else self.project, rows), *weights]
        if choice.id == "indicator.name":
            text = name_alone(text)
        project = None if self.overall else self.project
        return [Held(choice, text, project, rows)]

    def _points_of_level(self, at: CellAt, points: str, rows: tuple[RowAt, ...]) -> list[Held]:
        """What a level's own points say of its rows: all of the only one's; of several, whether
        they add up to them."""
        column = self.head.holding(_WEIGHT)
        given: list[Decimal | None] = [None] * len(rows)
        for number, row in enumerate(rows if column is not None else ()):
            cells = self.grid.row(row.row, column.first, column.last) if column is not None else []
            with suppress(FieldError):
                given[number] = POINTS.parse(cells[0].text) if cells else None
        single, note = points_below(points, given)
        if note:
            self.findings.notes[at] = note
        held = Held(choice_of(_WEIGHT), f"{single}", self.project, rows)
        return [] if single is None else [held]

    def _leave_blank_levels(self) -> None:
        """Levels under which nothing is filled in."""
        for at, (_, choice) in self._held.items():
            if choice.id in LEVELS and not self._rows[at]:
                self.findings.tell(at, "left_out", _WITHOUT, self.project)

    def _claim_single(self, cell: Cell, column: Column) -> None:
        at, choice = self.grid.key(cell), column.choice
        if choice is None:
            return
        if _DOTS.fullmatch(cell.text):
            self.findings.tell(at, "heading", project=self.project)
            return
        if choice.of_project and self.project is None:
            self.findings.tell(at, "unknown")
            return
        head = column.head
        said = currency_in(head.text) if head is not None else None
        money = (said or self.currency()) if choice.is_money else None
        project = self.project if choice.of_project else None
        label = self.grid.key(head) if head is not None else at
        parts = unit_parts(choice, cell.text)
        if choice.part == "goal":
            parts = [(choice, each) for each in goals_in(cell.text)]
        for each, text in parts:
            held = Held(each, text, project, (), money)
            title = " ".join(head.text.split()) if head is not None else ""
            self.findings.claim(
                Claim(at, held, label if not choice.of_project else at, title, listed=True)
            )
