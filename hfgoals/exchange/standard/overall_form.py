"""部门整体绩效目标 from any source: three sections of paragraphs, and the row of funds.

In a worksheet, and in a document with marks, a cell is a paragraph, with the blanks and blank lines
around it. Which paragraphs make one text is said by marks (hfgoals.codec.marks); where a hand took
them away, the labels decide as they do in ``lines``, those of a published text or of a document of
anybody's: there a line is a paragraph, and a blank one within a text is part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hfgoals.exchange.standard.units import currency_of
from hfgoals.exchange.tables import APART, BLANK, FURTHER, Cell, CellLedger, Table
from hfgoals.model.fields import field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import AnnualPlan, Overall, Safeguard, SubGoal

SECTIONS = ("总体绩效目标", "分项绩效目标", "工作保障措施")
_GOAL, _SUBGOALS, _SAFEGUARDS = SECTIONS
_SECTION = re.compile(rf"\s*[一二三四五六]\s*[、.．]\s*({_GOAL}|{_SUBGOALS}|{_SAFEGUARDS})\s*")
_TITLES = ("第一部分", "部门整体绩效目标")
_NUMBERED = re.compile(r"(\d{1,6})(?:、|\s*[.．](?!\d)\s*)(.*)", re.DOTALL)
_LABELS = {"绩效目标": "goal", "绩效指标": "indicators"}
_LABELLED = re.compile(r"\s*(绩效目标|绩效指标)\s*[：:]")
_FUNDS = {"基本支出": "overall.funds.basic", "项目支出": "overall.funds.project"}
_SUM = "合计"
_BLANKS = " 　\u00a0"
_LINE = re.compile(r"[^\n]+")
_LONGEST_HEADING = 40


def is_overall(table: Table) -> bool:
    """Whether one of the three sections has its heading in the worksheet."""
    return any(_heading(cell) for cell in table.cells())


def section_of(text: str) -> str:
    """The section of which a line is the heading; "" for none."""
    found = _SECTION.fullmatch(text) if len(text) <= _LONGEST_HEADING else None
    return found[1] if found is not None else ""


def read_overall(table: Table, ledger: CellLedger, *, lines: bool = False) -> Overall:
    """The overall part in the table; what stands outside its sections is left to the ledger."""
    return _OverallReader(table, ledger, lines=lines).read()


def _heading(cell: Cell) -> str:
    return "" if _of_a_text(cell) else section_of(cell.text)


def _of_a_text(cell: Cell) -> bool:
    """Whether a mark says that it is no heading or caption, but a text or part of one."""
    return bool(cell.letters) and any(mark in cell.letters for mark in (FURTHER, APART, BLANK))


class _OverallReader:
    """Goes down the paragraphs."""

    def __init__(self, table: Table, ledger: CellLedger, *, lines: bool) -> None:
        self._table = table
        self._ledger = ledger
        self._lines = lines
        self._section = ""
        self._headed = {_heading(cell) for cell in table.cells()}
        self._goal: list[str] = []
        self._safeguards: list[list[str]] = []
        self._plan = AnnualPlan()
        self._subgoals: list[dict[str, list[str]]] = []
        self._current = "goal"
        self._paragraphs: list[tuple[Cell | None, str]] = []
        self._before_titles: Cell | None = None
        """Where a text begins before the first sub-goal that has a title."""

    def read(self) -> Overall:
        """All of the table."""
        last = max(self._table.rows, default=0)
        for row in range(1, last + 1) if self._lines else sorted(self._table.rows):
            cells = self._table.filled(row)
            if len(cells) > 1 and cells[0].label in (*_FUNDS, _SUM):
                self._read_funds(cells)
                continue
            for cell in self._table.rows.get(row, ()):
                texts = cell.text.split("\n") if self._lines else [cell.text]
                self._paragraphs += [(cell, text) for text in texts]
            if row not in self._table.rows:
                self._paragraphs.append((None, ""))
        for at in range(len(self._paragraphs)):
            self._read(at)
        return self._overall()

    def _overall(self) -> Overall:
        """What was read."""
        subgoals = []
        for texts in self._subgoals:
            subgoal = SubGoal()
            for path in ("title", "goal", "indicators"):
                put = field_of("subgoal", path).put
                subgoal = put(
                    subgoal,
                    "".join(texts["title"]) if path == "title" else self._joined(texts[path]),
                )
            subgoals.append(subgoal)
        plan: AnnualPlan = field_of("plan", "overall.goal").put(
            self._plan, self._joined(self._goal)
        )
        put = field_of("safeguard", "text").put
        safeguards = tuple(put(Safeguard(), self._joined(lines)) for lines in self._safeguards)
        return replace(plan.overall, subgoals=tuple(subgoals), safeguards=safeguards)

    def _read(self, at: int) -> None:
        """Take the paragraph of that place."""
        cell, text = self._paragraphs[at]
        if cell is None:
            self._go_on("")
            return
        heading = self._heading_of(cell, text)
        if heading:
            self._section = heading
            self._ledger.use(cell)
            if self._lines and self._has_text():
                self._ledger.doubt(cell, f"“{heading}”出现了不止一次，已接在前一处之后。")
        elif not self._section:
            if text.strip() in _TITLES:
                self._ledger.use(cell)
        elif self._is_currency(cell):
            self._ledger.use(cell)
            if currency_of(cell) != "万元":
                self._ledger.tell(cell, "金额单位不是万元，基本支出和项目支出请核对。")
        else:
            self._take(cell, text, at)

    def _heading_of(self, cell: Cell, text: str) -> str:
        """The section that begins with the paragraph; "" for none.

        A heading typed into a row that was inserted has the mark of the row above. It is one where
        the worksheet has no other: we always write all three.
        """
        named = section_of(text)
        return "" if named in self._headed and _of_a_text(cell) else named

    def _has_text(self) -> bool:
        """Whether the section in hand was there before."""
        if self._section == _GOAL:
            return any(self._goal)
        return bool(self._subgoals if self._section == _SUBGOALS else self._safeguards)

    def _is_currency(self, cell: Cell) -> bool:
        named = currency_of(cell) is not None and not _of_a_text(cell)
        return named and self._funds_below(cell.row)

    def _go_on(self, text: str) -> None:
        """A blank line: part of the text that it stands in."""
        if self._section == _GOAL:
            self._goal.append(text)
        elif self._section == _SUBGOALS and self._subgoals:
            self._subgoals[-1][self._current].append(text)

    def _take(self, cell: Cell, text: str, at: int) -> None:
        if not text.strip(_BLANKS) and not self._is_kept(cell):
            if self._lines:
                self._go_on("")
            return
        self._ledger.use(cell)
        if self._section == _GOAL:
            self._goal.append(text)
        elif self._section == _SUBGOALS:
            self._read_subgoal(cell, text, at)
        elif FURTHER in cell.letters and self._safeguards:
            self._safeguards[-1].append(text)
        elif _of_a_text(cell):
            self._safeguards.append([text])
        else:
            self._safeguards += [[line] for line in _LINE.findall(text)]

    def _joined(self, paragraphs: Sequence[str]) -> str:
        text = "\n".join(paragraphs)
        return text.strip("\n") if self._lines else text

    def _is_kept(self, cell: Cell) -> bool:
        """Whether a cell with nothing but blanks counts: it was written so, or a hand cleared it
        where an untitled sub-goal begins, whose further texts may be left."""
        return BLANK in cell.letters or (APART in cell.letters and self._section == _SUBGOALS)

    def _read_subgoal(self, cell: Cell, text: str, at: int) -> None:
        """A title, a labelled text, or one more paragraph of what is in hand."""
        if APART in cell.letters or BLANK in cell.letters:
            self._new_subgoal("", text)
            return
        if FURTHER not in cell.letters:
            line = re.sub(r"\s+、", "、", text.strip(), count=1) if self._lines else text
            numbered = _NUMBERED.fullmatch(line)
            if numbered is not None and self._labelled_below(at):
                self._begin(cell, int(numbered[1]), numbered[2])
                return
            label = _LABELLED.match(text)
            if label is not None and self._free(_LABELS[label[1]]):
                if not self._subgoals:
                    self._new_subgoal("")
                    self._before_titles = cell
                self._current = _LABELS[label[1]]
                self._subgoals[-1][self._current].append(text[label.end() :])
                return
        if not self._subgoals:
            self._new_subgoal("")
            self._before_titles = cell
        self._subgoals[-1][self._current].append(text)

    def _begin(self, cell: Cell, number: int, title: str) -> None:
        """The next sub-goal, with the number that the source gives it."""
        if self._before_titles is not None and self._lines:
            message = "这段文字在第一个分项之前，已作为一个没有名称的分项读入。"
            self._ledger.doubt(self._before_titles, message)
        self._before_titles = None
        self._new_subgoal(title.strip() if self._lines else title)
        order = len([each for each in self._subgoals if each["title"][0]])
        if number != order:
            self._ledger.tell(cell, f"原文编号是{number}，按顺序是第{order}项。")

    def _new_subgoal(self, title: str, *goal: str) -> None:
        texts = {"title": [title], "goal": list(goal), "indicators": list[str]()}
        self._subgoals.append(texts)
        self._current = "goal"

    def _free(self, path: str) -> bool:
        """Whether the sub-goal in hand has no such text yet: a label met again is text."""
        texts = self._subgoals[-1][path] if self._subgoals else []
        return not any(texts) if self._lines else not texts

    def _labelled_below(self, at: int) -> bool:
        """Whether the next paragraph begins with 绩效目标： or 绩效指标：, unmarked."""
        for below in range(at + 1, len(self._paragraphs)):
            cell, text = self._paragraphs[below]
            if cell is not None and (text.strip() if self._lines else text):
                return FURTHER not in cell.letters and _LABELLED.match(text) is not None
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
