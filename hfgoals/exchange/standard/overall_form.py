"""部门整体绩效目标 from a worksheet: three sections of paragraphs, and the row of funds.

A cell is a paragraph, with the blanks and blank lines around it. Which paragraphs make one text is
said by marks (hfgoals.codec.marks); where a hand took them away, the labels decide as they do in a
published text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hfgoals.exchange.standard.units import currency_of
from hfgoals.exchange.tables import APART, BLANK, FURTHER, Cell, CellLedger, Table
from hfgoals.model.fields import field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import AnnualPlan, Overall, Safeguard, SubGoal

_GOAL, _SUBGOALS, _SAFEGUARDS = "总体绩效目标", "分项绩效目标", "工作保障措施"
_SECTION = re.compile(rf"\s*[一二三四五六]\s*[、.．]\s*({_GOAL}|{_SUBGOALS}|{_SAFEGUARDS})\s*")
_TITLES = ("第一部分", "部门整体绩效目标")
_NUMBERED = re.compile(r"(\d{1,6})(?:、|\s*[.．](?!\d)\s*)(.*)", re.DOTALL)
_LABELS = {"绩效目标": "goal", "绩效指标": "indicators"}
_LABELLED = re.compile(r"\s*(绩效目标|绩效指标)\s*[：:]")
_FUNDS = {"基本支出": "overall.funds.basic", "项目支出": "overall.funds.project"}
_SUM = "合计"
_BLANKS = " 　\u00a0"
_LINE = re.compile(r"[^\n]+")


def is_overall(table: Table) -> bool:
    """Whether one of the three sections has its heading in the worksheet."""
    return any(_heading(cell) for cell in table.cells())


def read_overall(table: Table, ledger: CellLedger) -> Overall:
    """The overall part in the worksheet; what stands outside its sections is left to the ledger."""
    reader = _OverallReader(table, ledger)
    for row in sorted(table.rows):
        reader.read(row)
    return reader.overall()


def _heading(cell: Cell) -> str:
    return "" if _of_a_text(cell) else _section_named(cell)


def _section_named(cell: Cell) -> str:
    found = _SECTION.fullmatch(cell.text) if len(cell.text) <= 40 else None
    return found[1] if found is not None else ""


def _of_a_text(cell: Cell) -> bool:
    """Whether a mark says that it is no heading or caption, but a text or part of one."""
    return any(mark in cell.letters for mark in (FURTHER, APART, BLANK))


class _OverallReader:
    """Goes down the rows of the worksheet."""

    def __init__(self, table: Table, ledger: CellLedger) -> None:
        self._table = table
        self._ledger = ledger
        self._section = ""
        self._headed = {_heading(cell) for cell in table.cells()}
        self._goal: list[str] = []
        self._safeguards: list[list[str]] = []
        self._plan = AnnualPlan()
        self._subgoals: list[dict[str, list[str]]] = []
        self._current = "goal"

    def overall(self) -> Overall:
        """What was read."""
        subgoals = []
        for texts in self._subgoals:
            subgoal = SubGoal()
            for path in ("title", "goal", "indicators"):
                put = field_of("subgoal", path).put
                subgoal = put(
                    subgoal, "".join(texts["title"]) if path == "title" else _joined(texts[path])
                )
            subgoals.append(subgoal)
        plan: AnnualPlan = field_of("plan", "overall.goal").put(self._plan, _joined(self._goal))
        put = field_of("safeguard", "text").put
        safeguards = tuple(put(Safeguard(), _joined(lines)) for lines in self._safeguards)
        return replace(plan.overall, subgoals=tuple(subgoals), safeguards=safeguards)

    def read(self, row: int) -> None:
        """Take the next row."""
        cells = self._table.filled(row)
        if len(cells) > 1 and cells[0].label in (*_FUNDS, _SUM):
            self._read_funds(cells)
            return
        for cell in self._table.rows[row]:
            heading = self._heading(cell)
            if heading:
                self._section = heading
                self._ledger.use(cell)
            elif not self._section:
                if cell.text.strip() in _TITLES:
                    self._ledger.use(cell)
            elif currency_of(cell) is not None and not _of_a_text(cell) and self._funds_below(row):
                self._ledger.use(cell)
                if currency_of(cell) != "万元":
                    self._ledger.tell(cell, "金额单位不是万元，基本支出和项目支出请核对。")
            else:
                self._take(cell, row)

    def _heading(self, cell: Cell) -> str:
        """The section that begins with the cell; "" for none.

        A heading typed into a row that was inserted has the mark of the row above. It is one where
        the worksheet has no other: we always write all three.
        """
        named = _section_named(cell)
        return named if named not in self._headed else _heading(cell)

    def _take(self, cell: Cell, row: int) -> None:
        if not cell.text.strip(_BLANKS) and not self._is_kept(cell):
            return
        self._ledger.use(cell)
        if self._section == _GOAL:
            self._goal.append(cell.text)
        elif self._section == _SUBGOALS:
            self._read_subgoal(cell, row)
        elif FURTHER in cell.letters and self._safeguards:
            self._safeguards[-1].append(cell.text)
        elif _of_a_text(cell):
            self._safeguards.append([cell.text])
        else:
            self._safeguards += [[line] for line in _LINE.findall(cell.text)]

    def _is_kept(self, cell: Cell) -> bool:
        """Whether a cell with nothing but blanks counts: it was written so, or a hand cleared it
        where an untitled sub-goal begins, whose further texts may be left."""
        return BLANK in cell.letters or (APART in cell.letters and self._section == _SUBGOALS)

    def _read_subgoal(self, cell: Cell, row: int) -> None:
        """A title, a labelled text, or one more paragraph of what is in hand."""
        if APART in cell.letters or BLANK in cell.letters:
            self._new_subgoal("", cell.text)
            return
        if FURTHER not in cell.letters:
            numbered = _NUMBERED.fullmatch(cell.text)
            if numbered is not None and self._labelled_below(row):
                self._new_subgoal(numbered[2])
                titled = [each for each in self._subgoals if each["title"][0]]
                if int(numbered[1]) != len(titled):
                    message = f"原文编号是{numbered[1]}，按顺序是第{len(titled)}项。"
                    self._ledger.tell(cell, message)
                return
            label = _LABELLED.match(cell.text)
            if label is not None and self._free(_LABELS[label[1]]):
                self._current = _LABELS[label[1]]
                if not self._subgoals:
                    self._new_subgoal("")
                    self._current = _LABELS[label[1]]
                self._subgoals[-1][self._current].append(cell.text[label.end() :])
                return
        if not self._subgoals:
            self._new_subgoal("")
        self._subgoals[-1][self._current].append(cell.text)

    def _new_subgoal(self, title: str, *goal: str) -> None:
        texts = {"title": [title], "goal": list(goal), "indicators": list[str]()}
        self._subgoals.append(texts)
        self._current = "goal"

    def _free(self, path: str) -> bool:
        """Whether the sub-goal in hand has no such text yet: a label met again is text."""
        return not self._subgoals or not self._subgoals[-1][path]

    def _labelled_below(self, row: int) -> bool:
        """Whether the next paragraph begins with 绩效目标： or 绩效指标：, unmarked."""
        below = (number for number in sorted(self._table.rows) if number > row)
        for number in below:
            for cell in self._table.filled(number):
                if FURTHER in cell.letters:
                    return False
                return _LABELLED.match(cell.text) is not None
        return False

    def _funds_below(self, row: int) -> bool:
        cells = self._table.filled(next(iter(self._table.numbers(row + 1, row + 3)), 0))
        return len(cells) > 1 and cells[0].label in (*_FUNDS, _SUM)

    def _read_funds(self, cells: list[Cell]) -> None:
        for label, end in zip(cells, [cell.column for cell in cells[1:]] + [1 << 20], strict=True):
            if label.label not in (*_FUNDS, _SUM):
                continue
            self._ledger.use(label)
            values = [cell for cell in cells if cell.column > label.column]
            value = values[0] if values and values[0].column == end else None
            if value is None or value.label in (*_FUNDS, _SUM):
                continue
            if label.label == _SUM:
                self._ledger.use(value)
                continue
            field = field_of("plan", _FUNDS[label.label])
            try:
                self._plan = field.put(self._plan, value.text)
            except FieldError as error:
                self._ledger.refuse(value, f"{field.label}没有读入：{error}")
                continue
            self._ledger.use(value)


def _joined(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs)
