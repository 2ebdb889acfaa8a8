"""Labels with their values: beside them, below them, or in the same cell."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hfgoals.exchange.foreign.block_labels import NOT_HELD, Label, LabelFinder
from hfgoals.exchange.foreign.choices import FieldChoice
from hfgoals.exchange.foreign.findings import Claim, Findings
from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.headings import Named
from hfgoals.exchange.foreign.labels import caption_of, currency_in, is_footnote
from hfgoals.exchange.foreign.matrices import Matrix, matrices_of
from hfgoals.exchange.foreign.meaning import CellAt, Currency, Held, RowAt
from hfgoals.exchange.foreign.pieces import Piece, goals_in, pieces_of, unit_parts
from hfgoals.exchange.foreign.stage_funds import StageFunds, said_of, stage_funds_of
from hfgoals.exchange.foreign.titles import is_title, is_year
from hfgoals.exchange.foreign.words import Period, Spelling
from hfgoals.exchange.tables import Cell

_PROSE = (
    "goal.text", "project.purpose", "plan.overall.goal", "safeguard.text", "subgoal.goal",
    "stage.achieved", "stage.process", "stage.conclusion", "stage.problems", "stage.measures",
)  # fmt: skip
"""Fields whose value may stand in several cells."""
_GOAL = "goal.text"
_GROUP_ENDS = ("情况", "信息", "构成", "资金", "来源", "目标", "指标", "预算", "内容")
_FOOT = "表尾的说明没有读入。"


@dataclass(slots=True)
class BlockReader:
    """Reads the labels and values of some rows that are not part of a list."""

    grid: Grid
    rows: tuple[int, ...]
    findings: Findings
    project: int | None
    """The project whose values these are; None for the department as a whole."""
    named: Named
    currency: Callable[[], Currency]
    looks_back: bool = False
    """Whether the table tells what became of the targets."""
    adjusted: bool = False
    """Whether it tells 年初预算数 from the budget as adjusted."""
    _finder: LabelFinder = field(init=False)
    _rows: frozenset[int] = field(init=False)
    _labels: dict[CellAt, Label] = field(default_factory=dict)
    _pieces: dict[CellAt, tuple[Piece, ...]] = field(default_factory=dict)
    _taken: set[CellAt] = field(default_factory=set)
    _gaps: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How many labels end at a column and have their value at another."""

    def __post_init__(self) -> None:
        self._finder = LabelFinder(
            self.grid, self.project, self.named, self.looks_back, self.adjusted
        )
        self._rows = frozenset(self.rows)

    def read(self) -> None:
        """Say what every cell of these rows is."""
        cells = [cell for row in self.rows for cell in self.grid.row(row)]
        for cell in cells:
            self._look_at(cell)
        self._count_gaps()
        of_project = self.project is not None
        funds = stage_funds_of(self.grid, self.rows) if of_project and self.looks_back else None
        if funds is not None:
            self._take_funds(funds)
        for matrix in matrices_of(self.grid, self.rows) if of_project and funds is None else ():
            self._take_matrix(matrix)
        labels = [
            label for at, label in self._labels.items() if label.has_value and at not in self._taken
        ]
        headings = {row for row in self.rows if self._is_heading_row(row)}
        for label in labels:
            if label.cell.row not in headings:
                self._give(label, self._beside(label))
        for label in labels:
            if self.grid.key(label.cell) not in self._taken and not self._groups(label, headings):
                self._give(label, self._under(label))
        for label in self._labels.values():
            self._tell_label(label)
        for cell in cells:
            self._tell_rest(cell)

    def _count_gaps(self) -> None:
        for label in self._labels.values():
            beside = self.grid.right(label.cell.row, label.cell.last_column)
            if beside is not None:
                self._gaps[label.cell.last_column, beside.column] += 1

    def _look_at(self, cell: Cell) -> None:
        at = self.grid.key(cell)
        label = self._finder.find(cell)
        if label is not None:
            self._labels[at] = label
        elif caption_of(cell.text) is None and (pieces := pieces_of(cell.text)):
            self._pieces[at] = pieces

    def _take_matrix(self, matrix: Matrix) -> None:
        """Let the column that counts be the values of the labels at its left."""
        for head in matrix.heads:
            self._labels.pop(self.grid.key(head), None)
            self._taken.add(self.grid.key(head))
            self.findings.label(self.grid.key(head), project=self.project)
        for row in matrix.rows:
            label = self._labels.get(self.grid.key(row.label))
            self._taken.add(self.grid.key(row.label))
            for head, cell in row.others:
                self._taken.add(self.grid.key(cell))
                text = " ".join(head.text.split())
                why = NOT_HELD.format(text) if text else ""
                self.findings.tell(self.grid.key(cell), "left_out", why, self.project)
            if label is None or row.value is None or row.heading is None:
                continue
            self._taken.add(self.grid.key(row.value))
            if label.choice is None:
                self.findings.tell(self.grid.key(row.value), "left_out", label.why, self.project)
                continue
            said = currency_in(row.heading.text) or self._currency_of(row.label)
            title = f"{row.label.text}（{row.heading.text}）"
            spelling = replace(label.spelling, period="year", weak=False)
            text = row.value.text
            self._claim(row.value, label.choice, text, row.label, spelling, said, title)

    def _take_funds(self, funds: StageFunds) -> None:
        """Let amounts go to what they are of: the targets, the year as adjusted, what was spent."""
        for head in funds.heads:
            self._labels.pop(self.grid.key(head), None)
            self._taken.add(self.grid.key(head))
            self.findings.label(self.grid.key(head), project=self.project)
        for line in funds.lines:
            self._taken.add(self.grid.key(line.label))
            self.findings.label(self.grid.key(line.label), project=self.project)
            for said in said_of(funds, line, self._currency_of(line.label)):
                at = self.grid.key(said.cell)
                self._taken.add(at)
                if said.choice is None:
                    self.findings.pass_by(at, said.note, self.project)
                    continue
                money = said.choice.is_money
                currency = currency_in(said.head.text) or self._currency_of(line.label)
                spelling = Spelling(
                    "field", "", weak=line.spelling is not None and line.spelling.weak
                )
                self._claim(
                    said.cell,
                    said.choice,
                    said.cell.text,
                    line.label,
                    replace(spelling, period="year"),
                    currency if money else None,
                    f"{line.label.text}（{said.head.text}）",
                )

    def _is_plain(self, cell: Cell | None) -> bool:
        """Whether the cell may be a value."""
        if cell is None or cell.row not in self._rows or cell.text.rstrip().endswith(("：", ":")):
            return False
        if caption_of(cell.text) is not None:
            return False
        at = self.grid.key(cell)
        return at not in self._labels and at not in self._pieces and at not in self._taken

    def _is_heading_row(self, row: int) -> bool:
        """Whether values stand below all labels of the row, and none of them beside."""
        cells = self.grid.row(row)
        labels = [cell for cell in cells if self.grid.key(cell) in self._labels]
        if len(labels) < 2 or any(len(cell.text) > 15 for cell in cells):
            return False
        below = [self.grid.below(cell) for cell in cells]
        if not all(self._is_plain(cell) for cell in below if cell is not None):
            return False
        if len(labels) == len(cells):
            return any(cell is not None for cell in below)
        # Where labels and values take turns, the row is no heading.
        return len(labels) * 2 > len(cells) and all(cell is not None for cell in below)

    def _beside(self, label: Label) -> list[Cell]:
        """The values at the right of a label, down to its last row."""
        cell = label.cell
        first = self.grid.right(cell.row, cell.last_column)
        if first is None or not self._is_plain(first) or self._is_far_label(cell, first):
            return []
        prose = label.choice is None or label.choice.id in _PROSE
        found = [first]
        if not prose:
            return found
        last = cell.last_row
        for at in range(bisect_left(self.rows, cell.row), len(self.rows)):
            row = self.rows[at]
            if row > last + 1:
                break
            if row <= last or self._goes_on(label, row, first):
                last = max(last, row)
                run = list(self._run(row, cell.last_column, first))
                found += run if label.choice is not None or row > cell.row else []
        return found

    def _is_far_label(self, cell: Cell, first: Cell) -> bool:
        """Whether what stands beyond a gap is a label itself, that the list does not have."""
        if first.column == cell.last_column + 1 or len(first.text) > 10:
            return False
        if self._gaps[cell.last_column, first.column] > 1:
            return False
        beyond = self.grid.right(first.row, first.last_column)
        return beyond is not None and self._is_plain(beyond)

    def _goes_on(self, label: Label, row: int, first: Cell) -> bool:
        """Whether a goal goes on in the next row, where nothing stands in the label's column."""
        if label.choice is None or label.choice.id != _GOAL:
            return False
        if self.grid.at(row, label.cell.column) is not None:
            return False
        cells = self.grid.row(row)
        return (
            bool(cells)
            and cells[0].column == first.column
            and all(self._is_plain(cell) for cell in cells)
            and not any(self._ends(cell) for cell in cells)
        )

    def _run(self, row: int, column: int, first: Cell) -> Iterator[Cell]:
        for cell in self.grid.row(row, column + 1):
            if cell is first:
                continue
            if not self._is_plain(cell):
                return
            yield cell

    def _groups(self, label: Label, headings: set[int]) -> bool:
        """Whether a label stands before further labels and so only groups them."""
        cell = label.cell
        right = self.grid.right(cell.row, cell.last_column)
        if cell.row in headings or right is None:
            return False
        return self.grid.key(right) in self._labels and cell.last_row > cell.row

    def _under(self, label: Label) -> list[Cell]:
        """The values below a label."""
        cell = label.cell
        below = self.grid.below(cell)
        if below is None or not self._is_plain(below) or self._ends(below):
            return []
        # What stands there may belong to a label at its left that has a blank between.
        found = [below]
        prose = label.choice is None or label.choice.id in _PROSE
        while prose:
            further = self.grid.below(found[-1])
            if further is None or not self._is_plain(further) or self._ends(further):
                break
            if any(self.grid.key(each) in self._labels for each in self.grid.row(further.row)):
                break
            found.append(further)
        return found

    @staticmethod
    def _ends(cell: Cell) -> bool:
        return (
            is_footnote(cell.text)
            or is_title(cell.text)
            or is_year(cell.text)
            or caption_of(cell.text) is not None
        )

    def _give(self, label: Label, values: list[Cell]) -> None:
        """Let the cells be the values of the label."""
        if not values:
            return
        self._taken.add(self.grid.key(label.cell))
        for cell in values:
            at = self.grid.key(cell)
            self._taken.add(at)
            if label.choice is None:
                self.findings.tell(at, "left_out", label.why, self.project)
            else:
                said = self._currency_of(label.cell) if label.choice.is_money else None
                self._claim(cell, label.choice, cell.text, label.cell, label.spelling, said)

    def _claim(
        self,
        cell: Cell,
        choice: FieldChoice,
        text: str,
        label: Cell,
        spelling: Spelling,
        currency: Currency | None,
        title: str = "",
    ) -> None:
        project = self.project if choice.of_project else None
        period: Period = spelling.period
        weak = spelling.weak or spelling.role == "either"
        at = self.grid.key(cell)
        rows = (RowAt(self.grid.index, cell.row),) if choice.in_rows else ()
        parts = unit_parts(choice, text)
        if choice.id == _GOAL:
            parts = [(choice, each) for each in self._goals(text, self.grid.key(label))]
        if not parts:
            # A currency beside 单位：, or a label: nothing to take in.
            self.findings.tell(at, "heading", project=self.project)
        title = " ".join((title or label.text).split())[:40]
        for each, part in parts:
            held = Held(each, part, project, rows, currency)
            claim = Claim(at, held, self.grid.key(label), title, weak, period)
            self.findings.claim(claim)

    def _goals(self, text: str, label: CellAt) -> tuple[str, ...]:
        """The goals of a cell; numbers go on from the cell before."""
        before = self.findings.claimed_under[label]
        going_on = goals_in(text, before + 1)
        return goals_in(text) if going_on == (text.strip(),) else going_on

    def _currency_of(self, label: Cell) -> Currency:
        """What a label, or one that groups it, says in brackets; else what the table says."""
        above = self.grid.above(label)
        groups = [label, *self.grid.left(label), *([above] if above is not None else [])]
        for cell in groups:
            if (cell is label or self.grid.key(cell) in self._labels) and (
                said := currency_in(cell.text)
            ):
                return said
        return self.currency()

    def _tell_label(self, label: Label) -> None:
        names = (label.choice,) if label.choice is not None else ()
        self.findings.label(
            self.grid.key(label.cell), *names, note=label.doubt, project=self.project
        )

    def _tell_rest(self, cell: Cell) -> None:
        at = self.grid.key(cell)
        if at in self._pieces:
            self._tell_pieces(cell, self._pieces[at])
        elif at in self._taken or at in self._labels:
            return
        elif caption_of(cell.text) is not None or is_title(cell.text) or is_year(cell.text):
            self.findings.tell(at, "heading", project=self.project)
        elif is_footnote(cell.text):
            self.findings.tell(at, "left_out", _FOOT, self.project)
        elif self._is_group(cell):
            self.findings.label(at, project=self.project)
        elif not self.findings.known(at):
            self.findings.tell(at, "unknown", project=self.project)

    def _is_group(self, cell: Cell) -> bool:
        """Whether a short text at the left of labels only groups them: 资金来源情况."""
        if any(self.grid.key(left) not in self._labels for left in self.grid.left(cell)):
            return False
        right = self.grid.right(cell.row, cell.last_column)
        key = self.grid.key(right) if right is not None else None
        if key not in self._labels and key not in self._pieces:
            return False
        text = folded(cell.text)
        wide = cell.last_row > cell.row or key in self._pieces
        return 2 <= len(text) <= 15 and (wide or text.endswith(_GROUP_ENDS))

    def _tell_pieces(self, cell: Cell, pieces: tuple[Piece, ...]) -> None:
        at = self.grid.key(cell)
        whys: list[str] = []
        names: list[FieldChoice] = []
        for piece in pieces:
            label = self._finder.label(cell, piece.spelling)
            if label.choice is None:
                if label.why and piece.text:
                    whys.append(NOT_HELD.format(folded(piece.label)))
                continue
            names.append(label.choice)
            if piece.text:
                money = label.choice.is_money
                said = (piece.currency or self._currency_of(cell)) if money else None
                self._claim(cell, label.choice, piece.text, cell, piece.spelling, said, piece.label)
        if at not in self.findings.kinds:
            self.findings.tell(at, "left_out" if whys else "label", "", self.project)
        if whys:
            self.findings.notes[at] = "".join(dict.fromkeys(whys))
        self.findings.names[at] = tuple(names)
