"""项目绩效目标表 from a worksheet, by its labels: rows and columns may have moved or been added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hfgoals.codec.marks import row_told, told
from hfgoals.exchange.standard.indicator_table import IndicatorRows, head_row
from hfgoals.exchange.standard.units import UnitSeen, currency_of, tell_of_figure
from hfgoals.exchange.tables import BLANK, Cell, CellLedger, Table
from hfgoals.model.fields import field_of, labels_of
from hfgoals.model.kinds import MONEY, PERCENT, FieldError
from hfgoals.model.numbering import behind, entries, is_unclear, number_of, rises, seal, unnumbered
from hfgoals.model.values import Goal, Indicator, Project

CODE, NAME = "项目编码", "项目名称"
_IDENTITY = {CODE: "code", NAME: "name"}
_AMOUNTS = labels_of("project", MONEY)
_MONTHS = labels_of("project", PERCENT)
_BLOCK_LABELS = ("预算规模及资金用途", "资金支出计划(%)", "资金支出计划")
_PURPOSE = ("资金用途", "用途")
_GOAL = "绩效目标"
_ANY_PROJECT = "项目"
"""What stands for the name in the title of a form that others fill in: 项目绩效目标表."""
_TITLE = re.compile(r"\s*(?:(\d{1,6})\s*[.．、])?\s*(.*)绩效目标表\s*", re.DOTALL)
_BROKEN_NUMBER = re.compile(r"\s*([.．,，%％]|万\s*元)\s*")
"""Where a number may be broken in two and nobody can take the halves for two numbers."""
_LAST_COLUMN = 16_384
_SIGNATURES = ("单位负责人:", "财务负责人:", "填报人:", "联系电话:", "填报日期:", "(单位公章)")


@dataclass(frozen=True, slots=True)
class FormRead:
    """One project, with the number that its title gives it; 0 when there is none."""

    project: Project
    number: int
    head: Cell | None = None
    """Its title, else the cell with which it begins."""


def read_project_forms(table: Table, ledger: CellLedger, unit: UnitSeen) -> list[FormRead]:
    """The projects of a worksheet, in their order; usually one."""
    starts = _form_rows(table)
    if not starts:
        return []
    tops = [_top(table, start, before) for start, before in zip(starts, [0, *starts], strict=False)]
    ends = [top - 1 for top in tops[1:]] + [table.last_row]
    return [
        _Form(table, ledger, unit, top, start, end).read()
        for top, start, end in zip(tops, starts, ends, strict=True)
    ]


def is_project_form(table: Table) -> bool:
    """Whether it holds a project's form, or what is left of one."""
    return bool(_form_rows(table))


def _form_rows(table: Table) -> list[int]:
    starts = form_starts(table) or table.beginning(CODE)[:1] or table.beginning(NAME)[:1]
    if starts:
        return starts
    head = head_row(table, 1, table.last_row)
    if not table.counts:
        return [head] if head is not None else []
    labelled = (row for label in (*_BLOCK_LABELS, _GOAL) for row in table.beginning(label))
    found = [*labelled, *([head] if head is not None else ())]
    return [min(found)] if found else []


def form_starts(table: Table) -> list[int]:
    """The rows in which a form begins: 项目编码 at the left, 项目名称 further right."""
    return [
        row
        for row in table.beginning(CODE)
        if any(cell.label == NAME for cell in table.filled(row)[1:])
    ]


def _top(table: Table, start: int, before: int) -> int:
    """The first row of a form that has its 项目编码 in row ``start``: title and unit go before."""
    if not before:
        return 1
    for row in range(start - 1, max(before, start - 4), -1):
        if any(_title_of(cell) for cell in table.filled(row)):
            return row
    captions = [row for row in range(start - 3, start) if row > before and _is_caption(table, row)]
    return min(captions, default=start)


def _is_caption(table: Table, row: int) -> bool:
    return any(currency_of(cell) is not None for cell in table.filled(row))


def _title_of(cell: Cell) -> re.Match[str] | None:
    return _TITLE.fullmatch(cell.text) if len(cell.text) < 40_000 else None


class _Form:
    """One form in the rows ``top`` to ``end`` of a worksheet; ``start`` has the 项目编码."""

    def __init__(
        self, table: Table, ledger: CellLedger, unit: UnitSeen, top: int, start: int, end: int
    ) -> None:
        self._table = table
        self._ledger = ledger
        self._unit = unit
        self._top, self._start, self._end = top, start, end
        self._project = Project()
        self._currency = "万元"
        self._title: Cell | None = None
        first = next(iter(table.filled(start)))
        self._label_column = first.last_column
        self._number = 0

    def read(self) -> FormRead:
        """The project."""
        head = head_row(self._table, self._start, self._end)
        above = head - 1 if head is not None else self._end
        self._read_above()
        self._read_identity(above)
        money = self._row_of(tuple(_AMOUNTS), self._start, above)
        plan = self._row_of(tuple(_MONTHS), (money or self._start - 1) + 1, above)
        goal = self._goal_row((plan or money or self._start - 1) + 1, above)
        if money is not None:
            self._read_money(money, (plan or goal or above + 1) - 1)
        if plan is not None:
            self._read_plan(plan, (goal or above + 1) - 1)
        goals = self._read_goals(goal, above) if goal is not None else ()
        indicators = self._read_indicators(head) if head is not None else ()
        project = replace(self._project, goals=goals, indicators=indicators)
        begins = self._title or next(iter(self._table.filled(self._start)), None)
        return FormRead(self._named(project), self._number, begins)

    def _read_above(self) -> None:
        for cell in self._table.region(self._top, self._start - 1, 1):
            currency = currency_of(cell)
            if currency is not None and not self._is_unit(cell):
                self._currency = currency
                self._ledger.use(cell)
                if currency != "万元":
                    message = "金额单位不是万元，这个项目的金额没有读入，请自行填写。"
                    self._ledger.tell(cell, message)
            elif self._title is None and (found := _title_of(cell)) is not None:
                self._title = cell
                self._number = int(found[1] or 0)
                self._ledger.use(cell)
            elif self._may_be_unit(cell):
                self._unit.take(cell, self._ledger)

    def _is_unit(self, cell: Cell) -> bool:
        return self._unit.is_in_title(cell, self._table.filled(cell.row))

    def _may_be_unit(self, cell: Cell) -> bool:
        """Of a text anything may stand above: the unit is beside the currency."""
        caption = _is_caption(self._table, cell.row) and self._table.has(cell.row, 2)
        return caption or not self._table.counts

    def _read_identity(self, last: int) -> None:
        labels = [cell for cell in self._table.filled(self._start) if cell.label == CODE]
        for row_id in filter(None, (row_told(label.letters) for label in labels)):
            self._project = replace(self._project, id=row_id)
        rows = [self._start]
        if not any(cell.label == NAME for cell in self._table.filled(self._start)):
            # The name may have got a row of its own.
            rows += [row for row in self._table.beginning(NAME) if self._start < row <= last][:1]
        for row in rows:
            coded = any(cell.label == CODE for cell in self._table.filled(row))
            if coded or self._table.has(row, 2 * len(_IDENTITY)):
                self._beside(row, _IDENTITY)

    def _row_of(self, labels: Sequence[str], first: int, last: int) -> int | None:
        """The first row with at least two of these labels, or with one behind that of the block."""
        for row in self._table.numbers(first, last):
            cells = self._table.filled(row)
            counted = sum(cell.label in labels for cell in cells)
            if counted > 1 or (counted and cells[0].label in _BLOCK_LABELS):
                return row
        return None

    def _goal_row(self, first: int, last: int) -> int | None:
        for row in self._table.numbers(first, last):
            for cell in self._table.filled(row, 1, self._label_column):
                if cell.label == _GOAL:
                    return row
        return None

    def _read_money(self, row: int, last: int) -> None:
        self._use_block_labels(row, last)
        self._beside(row, _AMOUNTS)
        labels = [cell for cell in self._table.filled(row) if cell.label in _AMOUNTS]
        below = max(cell.last_row for cell in labels) + 1
        cells = self._table.region(below, last, self._label_column + 1)
        cells = [cell for cell in cells if self._is_below_label(cell.row)]
        cells = [cell for cell in cells if not self._is_purpose_label(cell)]
        for extra in cells[1:]:
            self._ledger.tell(extra, "资金用途写在了几格里，已按顺序接成几段，请核对。")
        self._put("purpose", cells[0] if cells else None, "\n".join(cell.text for cell in cells))

    def _is_below_label(self, row: int) -> bool:
        """Of a text: whether the row has a blank cell, for the label above, and one of its own."""
        blank = not self._table.filled(row, 1, self._label_column)
        return not self._table.counts or (blank and self._table.has(row, 2))

    def _is_purpose_label(self, cell: Cell) -> bool:
        if cell.label not in _PURPOSE or not self._table.filled(cell.row, cell.last_column + 1):
            return False
        self._ledger.use(cell)
        return True

    def _read_plan(self, row: int, last: int) -> None:
        self._use_block_labels(row, last)
        labels = [cell for cell in self._table.filled(row) if cell.label in _MONTHS]
        below = max(cell.last_row for cell in labels) + 1
        ends = [*(cell.column - 1 for cell in labels[1:]), _LAST_COLUMN]
        if self._table.counts:
            last = min(below, last)
        self._ledger.use(*labels)
        if not all(self._table.has(each, len({*_MONTHS.values()}) + 1) for each in (row, below)):
            for cell in self._table.region(below, last, 1):
                self._ledger.refuse(cell, "支出进度与四个月份对不上，没有读入。")
            return
        for label, end in zip(labels, ends, strict=True):
            found = self._table.region(below, last, label.column, end)
            self._put(_MONTHS[label.label], found[0] if found else None)

    def _use_block_labels(self, first: int, last: int) -> None:
        for cell in self._table.region(first, last, 1, self._label_column):
            if cell.label in _BLOCK_LABELS or self._is_purpose_label(cell):
                self._ledger.use(cell)

    def _beside(self, row: int, labels: dict[str, str]) -> None:
        """Fill the fields whose labels stand in the row from the cells at their right."""
        found = [cell for cell in self._table.filled(row) if cell.label in labels]
        # What stands right beside a label is its value: a project may be named 项目名称. In a text
        # that is so where no cell of the row is missing.
        whole = self._table.has(row, 2 * len({*labels.values()}) + (labels is _AMOUNTS))
        marked: list[Cell] = []
        for cell in found:
            known = {labels[each.label] for each in marked}
            beside = bool(marked) and cell.column == marked[-1].last_column + 1
            if not whole or (labels[cell.label] not in known and not beside):
                marked.append(cell)
        ends = [*(cell.column - 1 for cell in marked[1:]), _LAST_COLUMN][: len(marked)]
        for label, end in zip(marked, ends, strict=True):
            self._ledger.use(label)
            if end == label.last_column:
                self._ledger.tell(label, "这一项后面没有内容。")
            values = self._table.region(row, label.last_row, label.last_column + 1, end)
            path = labels[label.label]
            kept_out = self._currency != "万元" and labels is _AMOUNTS
            for cell in values if kept_out else ():
                self._ledger.refuse(cell, "金额单位不是万元，没有读入。")
            if not kept_out:
                self._put(path, values[0] if values else None)

    def _put(self, path: str, cell: Cell | None, text: str | None = None) -> None:
        if cell is None:
            return
        field = field_of("project", path)
        if field.text(self._project):
            self._ledger.refuse(cell, f"“{field.label}”已经读到过，这一处没有读入。")
            return
        said = cell.text if text is None else text
        if field.kind in (MONEY, PERCENT):
            said = _BROKEN_NUMBER.sub(r"\1", said)
        try:
            self._project = field.put(self._project, said)
        except FieldError as error:
            self._ledger.refuse(cell, f"{field.label}没有读入：{error}")
            return
        self._ledger.use(cell)
        tell_of_figure(field, self._project, cell, cell.text, self._ledger)

    def _read_goals(self, row: int, last: int) -> tuple[Goal, ...]:
        """A cell below another is the next goal, without its number; blank ones if marked."""
        label = self._table.filled(row, 1, self._label_column)[0]
        self._ledger.use(label)
        column = max(label.last_column, self._label_column) + 1
        goals: list[Goal] = []
        place = 0
        rising = rises([cell.text for cell in self._first_cells(row, last, column)])
        for at in self._table.numbers(row, last):
            cells = self._table.filled(at, column)
            if not cells and self._table.above(at, column) is not None:
                continue
            if not self._table.has(at, 2):
                for cell in self._table.filled(at):
                    self._ledger.refuse(cell, "这一行的格数不对，没有读入。")
                continue
            place += 1
            marked = self._table.at(at, column, _LAST_COLUMN) if not cells else None
            if marked is not None and BLANK in marked.letters:
                goals.append(Goal())
            for cell in cells[:1]:
                self._ledger.use(cell)
                texts = self._several(cell, len(goals) + 1)
                texts = texts or (self._unnumbered(cell, place, len(goals) + 1, rising=rising),)
                goals += [field_of("goal", "text").put(Goal(), text) for text in texts if text]
        return tuple(goals)

    def _first_cells(self, row: int, last: int, column: int) -> list[Cell]:
        rows = (self._table.filled(at, column) for at in self._table.numbers(row, last))
        return [cells[0] for cells in rows if cells]

    def _several(self, cell: Cell, order: int) -> tuple[str, ...]:
        """The goals that somebody wrote into one cell, with the numbers of the list; () for one.

        A goal of ours may have such lines of its own; then another cell has the next number.
        """
        texts = entries("goal", "text", cell.text, order)
        following = self._table.region(cell.last_row + 1, self._end, cell.column)[:1]
        taken = any(each.text.startswith(f"{order + 1}.") for each in following)
        return texts if len(texts) > 1 and not taken else ()

    def _unnumbered(self, cell: Cell, place: int, order: int, *, rising: bool) -> str:
        """The goal to the letter behind the number that the form gave it.

        1.5万元 has none, unless the form itself says of this text that it numbered it.
        """
        ours = told(cell.letters) == seal(cell.text)
        for number in (place, order):
            rest = behind(cell.text, number)
            if rest is not None and (ours or not is_unclear(cell.text)):
                return rest
            if rest is not None:
                self._ledger.tell(cell, f"开头的“{number}.”后面接着数字，已照原文保留，请核对。")
                return cell.text
        said, number = unnumbered(cell.text, order, rising=rising), number_of(cell.text)
        if number and said == cell.text:
            self._ledger.tell(cell, "这条目标开头像是序号的文字已照原文保留，请核对。")
        elif number not in (0, order):
            self._ledger.tell(cell, f"原文编号是{number}，按顺序是第{order}条目标。")
        return said

    def _read_indicators(self, head: int) -> tuple[Indicator, ...]:
        last = self._end
        signed: list[int] = []
        for row in reversed(self._table.numbers(head + 1, self._end)):
            cells = self._table.filled(row)
            if cells and not cells[0].label.startswith(_SIGNATURES):
                break
            signed += [row] if cells else []
        # One such line alone may be a level that is called so.
        if len(signed) > 1:
            last = signed[-1] - 1
        for cell in self._table.region(last + 1, self._end, 1):
            self._ledger.refuse(cell, "签章栏没有读入。")
        return IndicatorRows(self._table, self._ledger).read(head, last)

    def _named(self, project: Project) -> Project:
        found = _title_of(self._title) if self._title is not None else None
        if self._title is None or found is None:
            return project
        said = found[2].strip()
        if said == _ANY_PROJECT:
            return project
        if not project.name and said:
            self._ledger.tell(self._title, "表中没有项目名称，已取标题里的名称，请核对。")
            named: Project = field_of("project", "name").put(project, found[2])
            return named
        if said and said != project.name.strip():
            message = f"标题里的项目名称与表中的“{project.name}”不同，已按表中的读入。"
            self._ledger.tell(self._title, message)
        return project
