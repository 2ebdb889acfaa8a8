"""The labels among the cells that are not part of a list, and what their values go into."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hfgoals.exchange.foreign import afterwards
from hfgoals.exchange.foreign.choices import FieldChoice, choice_of
from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.headings import Named
from hfgoals.exchange.foreign.labels import (
    afterwards_spelling_of,
    currency_in,
    heading_spelling_of,
    near_spelling_of,
    period_of,
    spelling_of,
)
from hfgoals.exchange.foreign.words import Period, Spelling
from hfgoals.exchange.tables import Cell

_GOAL, _WHOLE_GOAL = "goal.text", "plan.overall.goal"
_BUDGET, _WHOLE_MONEY = "project.budget", "plan.overall.funds.total"
NOT_HELD = "本程序的表里没有“{}”这一栏，没有读入。"
_MOST_AMOUNTS = 15
"""In one group."""
_BY_CHOICE = "按您的选择没有读入。"
_NOT_HERE = "“{}”不属于{}，没有读入。"
_NOT_THIS_YEAR = "这里的“{}”是中期（实施期）的，没有读入。"


@dataclass(frozen=True, slots=True)
class Label:
    """A cell that says what stands beside or below it, or in it."""

    cell: Cell
    spelling: Spelling
    choice: FieldChoice | None
    """What its value goes into; None when that is not taken in."""
    why: str = ""
    """Why it is not; "" for a label that only groups others."""
    doubt: str = ""

    @property
    def has_value(self) -> bool:
        """Whether a value is to be looked for."""
        return self.choice is not None or bool(self.why)


@dataclass(frozen=True, slots=True)
class LabelFinder:
    """Says of a cell whether it is a label, by its text and by what stands around it."""

    grid: Grid
    project: int | None
    """The project among whose cells they stand; None for the department as a whole."""
    named: Named
    looks_back: bool = False
    """Whether the table tells what became of the targets: then more words are labels."""
    adjusted: bool = False
    """Whether it has 年初预算数: then another budget is the one as adjusted."""

    def find(self, cell: Cell) -> Label | None:
        """The label that the cell is, as a person named it or as it is spelt; else None."""
        if (cell.row, cell.column) in self.named:
            return self._named_label(cell, self.named[cell.row, cell.column])
        if self.looks_back and self.project is not None:
            choice = self._told_afterwards(cell.text)
            if choice is not None:
                told = Spelling("field", folded(cell.text), (choice,), period="year")
                return Label(cell, told, choice)
        spelling = self._spelling(cell)
        return self.label(cell, spelling) if spelling is not None else None

    def _told_afterwards(self, text: str) -> FieldChoice | None:
        """What only a monitoring or self-evaluation says, and which of its budgets is which."""
        if len(text) > 40:
            return None
        column = afterwards.funds_column(text)
        if column in ("spent", "expected"):
            return afterwards.funds_choice(column, "total")
        if self.adjusted and column in ("initial", "revised"):
            return afterwards.funds_choice(column, "total")
        return afterwards.label_choice(text)

    @staticmethod
    def _named_label(cell: Cell, choice: FieldChoice | None) -> Label:
        """A label as a person named it."""
        text = folded(cell.text)
        if choice is None:
            return Label(cell, Spelling("left_out", text), None, _BY_CHOICE)
        return Label(cell, Spelling("field", text, (choice,)), choice)

    def _spelling(self, cell: Cell) -> Spelling | None:
        if len(cell.text) > 80:
            return None
        found = spelling_of(cell.text)
        if found is None:
            either = heading_spelling_of(cell.text)
            if either is not None and self._plain_right(cell) is not None:
                return replace(either, weak=True)
            near = near_spelling_of(cell.text)
            if near is not None and near.role != "skip" and self._plain_right(cell) is not None:
                return near
            later = afterwards_spelling_of(cell.text) if self.looks_back else None
            return later or self._period_label(cell)
        if found.within and not self._stands_in(cell, found.within):
            return replace(found, role="skip")
        return found

    def _plain_right(self, cell: Cell) -> Cell | None:
        right = self.grid.right(cell.row, cell.last_column)
        return right if right is not None and spelling_of(right.text) is None else None

    def _period_label(self, cell: Cell) -> Spelling | None:
        """实施期 | 年度 under or beside 总体目标."""
        period, rest = period_of(folded(cell.text))
        if not period or rest:
            return None
        for group in (*self.grid.left(cell), self.grid.above(cell)):
            found = spelling_of(group.text) if group is not None else None
            if found is not None and any(choice.id == _GOAL for choice in found.choices):
                text = folded(cell.text)
                if period == "year":
                    return replace(found, text=text, period=period, weak=False)
                return Spelling("left_out", text, period=period)
        return None

    def _stands_in(self, cell: Cell, word: str) -> bool:
        above = self.grid.above(cell)
        groups = [*self.grid.left(cell), *([above] if above is not None else [])]
        return (
            any(word in folded(group.text) for group in groups)
            or currency_in(cell.text) is not None
        )

    def label(self, cell: Cell, spelling: Spelling) -> Label:
        """The label that the cell, or a piece of it, is when it is spelt like that."""
        text = folded(cell.text)
        if spelling.role == "skip":
            return Label(cell, spelling, None)
        choice = spelling.choices[0] if spelling.role in ("field", "either") else None
        if spelling.role == "either" and choice is not None and not choice.of_project:
            choice = None
        if choice is not None and choice.part == "indicator":
            choice = None
        if spelling.role == "left_out" or choice is None:
            return Label(cell, spelling, None, NOT_HELD.format(text))
        if choice.is_money and self._period_above(cell) in ("mid", "past"):
            return Label(cell, spelling, None, _NOT_THIS_YEAR.format(text))
        fitting = self._fitting(choice, text)
        if fitting is None:
            where = "部门整体绩效目标" if self.project is None else "项目绩效目标表"
            return Label(cell, spelling, None, _NOT_HERE.format(text, where))
        doubt = f"“{text}”按“{spelling.text}”读入，请核对。" if spelling.mistyped else ""
        return Label(cell, spelling, fitting, "", doubt)

    def _period_above(self, cell: Cell) -> Period:
        """The time that the amounts above in the same column are for: 中期资金总额."""
        above: Cell | None = cell
        for _ in range(_MOST_AMOUNTS):
            if above is None or spelling_of(above.text) is None:
                break
            period = period_of(folded(above.text))[0]
            if period:
                return period
            above = self.grid.above(above)
        return ""

    def _fitting(self, choice: FieldChoice, text: str) -> FieldChoice | None:
        """The field here; outside of any project a goal and 资金总额 are the department's."""
        if self.project is None:
            if choice.id == _GOAL:
                return choice_of(_WHOLE_GOAL)
            if choice.id == _BUDGET and text.endswith("资金总额"):
                return choice_of(_WHOLE_MONEY)
            return None if choice.of_project else choice
        of_whole = choice.part in ("subgoal", "safeguard") or choice.path.startswith("overall.")
        return None if of_whole else choice
