"""部门（单位）整体支出绩效目标表 out of a Table, ours or another county's: by its labels.

Counties name its parts alike and leave some out: the sources of a task's money, the department's
funds. A table with the list of tasks and indicators by level is one, whatever else stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from hfgoals.exchange.foreign.amounts import CurrencySaid, amount_of, currency_of
from hfgoals.exchange.foreign.labels import caption_of
from hfgoals.exchange.foreign.meaning import Currency
from hfgoals.exchange.standard.indicator_table import IndicatorRows
from hfgoals.exchange.tables import BLANK, Cell, CellLedger, Table, plain_label
from hfgoals.forms import county_overall as form
from hfgoals.model.fields import field_of, labels_of
from hfgoals.model.kinds import MONEY, FieldError
from hfgoals.model.numbering import listed
from hfgoals.model.options import DEPARTMENT_FUNDS
from hfgoals.model.values import AnnualPlan, SubGoal, Unit


def _labels(*texts: str) -> frozenset[str]:
    return frozenset(map(plain_label, texts))


_UNIT: Final = _labels(form.NAME, "部门名称", "单位名称", "部门（单位）", "预算单位", "填报单位")
_GOAL: Final = _labels(
    form.GOAL, "总体目标", "年度目标", "年度总体绩效目标", "总体绩效目标", "整体绩效目标",
    "部门整体绩效目标", "年度绩效目标",
)  # fmt: skip
_TASK: Final = _labels(
    form.TASK, "主要任务", "任务", "主要任务名称", "年度主要任务名称", "重点任务"
)
_CONTENT: Final = _labels(form.CONTENT, "任务内容", "工作内容", "主要工作内容", "任务主要内容")
_MONEY: Final = _labels(form.AMOUNT, "预算金额", "预算数", "预算资金", "资金预算", "金额", "预算")
_AMOUNTS: Final[dict[str, str]] = {
    **dict.fromkeys(_labels("总额", "合计", "小计", "金额", "资金总额", "预算总额"), "budget"),
    **dict.fromkeys(_labels("财政拨款", "财政资金", "其中:财政拨款", "其中:财政资金"), "fiscal"),
    **dict.fromkeys(_labels("其他资金", "其它资金", "其他", "非财政资金"), "other"),
}
_SUM: Final = _labels(form.SUM, "合计", "总计", "金额总计", "资金合计")
_PARTS: Final[dict[str, str]] = {
    **{plain_label(label): path for path, label in form.PARTS.items()},
    plain_label("年度资金总额"): "total",
    plain_label("年度资金总额:"): "total",
    plain_label("其中:基本支出"): "basic",
}
_FRAMES: Final = _labels(
    form.TASKS, "主要任务", "年度任务", "年度工作任务", "年度重点任务",
    form.INDICATORS, "绩效指标", "年度指标", form.FUNDS, "部门预算", "部门整体支出预算",
    "年度部门整体支出预算", "年度预算", "单位:万元", "金额单位:万元",
)  # fmt: skip
_HEADS: Final[Mapping[str, str]] = {
    **labels_of("indicator"),
    "年度指标值": "target",
    "绩效指标值": "target",
    "指标值及单位": "target",
}
_TASKS_FRAME: Final = _labels(form.TASKS, "主要任务", "年度任务", "年度工作任务", "年度重点任务")
_YEAR: Final = re.compile(r"\(?(\d{4})年度?\)?")
_TITLE: Final = re.compile(
    r"(?:.*(?:部门|单位|整体)\)?)?整体(?:支出)?绩效目标(?:申报)?表?(?:.*年度\)?)?"
)
_NUMBER: Final = re.compile(r"\d{1,15}(?:\.\d{1,4})?", re.ASCII)
_TOO_LARGE: Final = 100_000
"""10 亿元."""
_SILENT: Final = "没有写明金额单位，按万元算数字太大，已按元读入，请核对。"
_ANNEX: Final = re.compile(r"附[件表]?\d{0,3}:?")
_BRACKETED: Final = re.compile(r"\((?:万|千|亿)?元\)")


@dataclass(slots=True)
class CountyRead:
    """What one such table says."""

    unit: Unit = field(default_factory=Unit)
    plan: AnnualPlan = field(default_factory=AnnualPlan)
    year: int = 0


def is_county_form(table: Table) -> bool:
    """Whether the table lists tasks with their content, and indicators by level."""
    tasks = _task_head(table)
    return tasks is not None and _indicator_head(table, tasks[0].row) is not None


def is_caption(text: str) -> bool:
    """Whether a paragraph above such a table is its title, year, currency or number in an annex."""
    label = plain_label(text)
    if caption_of(text) is not None or _ANNEX.fullmatch(label):
        return True
    return bool(_YEAR.fullmatch(label) or _TITLE.fullmatch(_YEAR.sub("", label)))


def read_county_form(table: Table, ledger: CellLedger) -> CountyRead:
    """What stands in such a table; what is left of it stays open in the ledger."""
    return _Reader(table, ledger).read()


def _bare(cell: Cell) -> str:
    return _BRACKETED.sub("", cell.label).rstrip(":")


def _task_head(table: Table) -> tuple[Cell, Cell] | None:
    """The headings of the names and the contents of the tasks."""
    for row in table.numbers(1, table.last_row):
        cells = table.filled(row)
        content = next((cell for cell in cells if _bare(cell) in _CONTENT), None)
        if content is None:
            continue
        names = [c for c in cells if _bare(c) in _TASK and c.column < content.column]
        if names:
            return names[-1], content
    return None


def _indicator_head(table: Table, below: int) -> int | None:
    for row in table.numbers(below + 1, table.last_row):
        found = {_HEADS.get(cell.label) for cell in table.filled(row)}
        if {"level1", "name", "target"} <= found:
            return row
    return None


class _Reader:
    """Goes through one table."""

    def __init__(self, table: Table, ledger: CellLedger) -> None:
        self._table = table
        self._ledger = ledger
        self._found = CountyRead()
        self._said = currency_of(table.cells(), table.origin)
        self._currency: Currency = (self._said or CurrencySaid()).currency

    def read(self) -> CountyRead:
        """Take every cell that the form speaks of."""
        heads = _task_head(self._table)
        at = _indicator_head(self._table, heads[0].row) if heads is not None else None
        if heads is None or at is None:
            return self._found
        self._look_at_size(heads[1], at)
        rows = IndicatorRows(self._table, self._ledger, heads=_HEADS, complete=False)
        tasks, end = self._tasks(*heads, at)
        indicators = rows.read(at, self._last(at))
        self._found.year = _year_above(self._table)
        for cell in list(self._table.cells()):
            if not heads[0].row <= cell.row <= end:
                self._labelled(cell)
            if _bare(cell) in _FRAMES:
                self._ledger.use(cell)
        plan = self._found.plan
        overall = replace(plan.overall, subgoals=tasks, indicators=indicators)
        options = () if not self._has_funds() else (DEPARTMENT_FUNDS,)
        self._found.plan = replace(plan, overall=overall, columns=options).settled
        return self._found

    def _look_at_size(self, content: Cell, end: int) -> None:
        """Take the amounts of tasks as 元 where nothing says so and they are too large for 万元."""
        beside = self._table.region(content.row, end - 1, content.last_column + 1)
        huge = next(filter(_is_huge, beside), None)
        if self._said is None and huge is not None:
            self._currency = "元"
            self._ledger.doubt(huge, _SILENT)

    def _has_funds(self) -> bool:
        labels = {cell.label for cell in self._table.cells()}
        return plain_label(form.PARTS["basic"]) in labels

    def _last(self, head: int) -> int:
        """The last row of the indicators: what stands below begins further left, with a label."""
        left = min(c.column for c in self._table.filled(head) if c.label in _HEADS)
        for row in self._table.numbers(head + 1, self._table.last_row):
            first = next(iter(self._table.filled(row)), None)
            if first is not None and first.column < left and _bare(first) not in _FRAMES:
                return row - 1
        return self._table.last_row

    def _labelled(self, cell: Cell) -> None:
        label = _bare(cell)
        said = _YEAR.search(cell.label) if len(cell.label) <= 40 else None
        if said is not None and (_YEAR.fullmatch(cell.label) or _TITLE.search(cell.label)):
            self._found.year = int(said[1])
            self._ledger.use(cell)
        elif _TITLE.fullmatch(label):
            self._ledger.use(cell)
        elif label in _UNIT:
            text = self._beside(cell)
            if text is not None:
                put = field_of("unit", "name").put
                self._found.unit = put(self._found.unit, text.text)
        elif label in _GOAL:
            self._put_plan(cell, "overall.goal")
        elif label in _PARTS:
            self._put_plan(cell, f"overall.funds.{_PARTS[label]}")

    def _beside(self, label: Cell) -> Cell | None:
        """The cell at the right of a label, both used."""
        self._ledger.use(label)
        found = next(iter(self._table.filled(label.row, label.last_column + 1)), None)
        if found is None or _bare(found) in _PARTS or found.label in _HEADS:
            return None
        self._ledger.use(found)
        return found

    def _put_plan(self, label: Cell, path: str) -> None:
        cell = self._beside(label)
        if cell is not None:
            self._found.plan = self._put(self._found.plan, "plan", path, cell)

    def _put(self, row: Any, part: Any, path: str, cell: Cell) -> Any:
        of = field_of(part, path)
        try:
            if of.kind is MONEY:
                return of.with_value(row, amount_of(cell.text, self._currency))
            return of.put(row, cell.text)
        except FieldError as error:
            self._ledger.doubt(cell, f"{of.label}没有读入：{error}")
            return row

    def _tasks(self, title: Cell, content: Cell, end: int) -> tuple[tuple[SubGoal, ...], int]:
        """The tasks, and the last row of their list."""
        columns = self._columns(title, content)
        bottom = max(title.last_row, content.last_row, *(c.last_row for c in columns.values()))
        spans = _spans(columns)
        tasks: list[SubGoal] = []
        last = bottom
        for row in self._table.numbers(bottom + 1, end - 1):
            if any(
                _bare(c) in _GOAL | (_FRAMES - _TASKS_FRAME)
                for c in self._table.filled(row, 1, title.column - 1)
            ):
                break
            cells = {path: self._table.at(row, *span) for path, span in spans.items()}
            said = [cell for cell in self._table.filled(row) if _bare(cell) in _SUM]
            last = row
            if said:
                self._compare(tasks, said[0], cells)
                break
            if any(c is not None and (c.text or BLANK in c.letters) for c in cells.values()):
                tasks += listed("subgoal", self._task(cells), len(tasks) + 1)
        return tuple(tasks), last

    def _columns(self, title: Cell, content: Cell) -> dict[str, Cell]:
        """The headings of the columns, by the paths of their fields."""
        columns = {"title": title, "goal": content}
        self._ledger.use(title, content)
        beside = self._table.region(
            title.row, max(title.last_row, content.last_row), content.last_column + 1
        )
        for cell in beside:
            path = _AMOUNTS.get(_bare(cell))
            if path is not None and path not in columns:
                columns[path] = cell
                self._ledger.use(cell)
        whole = next((cell for cell in beside if _bare(cell) in _MONEY), None)
        if whole is not None:
            self._ledger.use(whole)
            columns.setdefault("budget", whole)
        return columns

    def _task(self, cells: Mapping[str, Cell | None]) -> SubGoal:
        task = SubGoal()
        for path, cell in cells.items():
            if cell is not None:
                self._ledger.use(cell)
                task = self._put(task, "subgoal", path, cell)
        return task

    def _compare(self, tasks: list[SubGoal], label: Cell, cells: Mapping[str, Cell | None]) -> None:
        """Tell of sums that are no sums: they are worked out anew."""
        self._ledger.use(label)
        for path in _AMOUNTS.values():
            cell = cells.get(path)
            if cell is None or not cell.text or cell is label:
                continue
            self._ledger.use(cell)
            amounts = [getattr(task, path) for task in tasks]
            comes_to = sum(each.fen for each in amounts if each is not None)
            try:
                said = amount_of(cell.text, self._currency)
            except FieldError:
                said = None
            if (said.fen if said is not None else 0) != comes_to:
                told = (
                    f"金额合计写的是“{cell.text.strip()}”，与各项任务之和不同，以相加得出的为准。"
                )
                self._ledger.doubt(cell, told)


def _is_huge(cell: Cell) -> bool:
    """Whether it is an amount that no county's department has in 万元."""
    plain = cell.label.replace(",", "")
    return _NUMBER.fullmatch(plain) is not None and Decimal(plain) >= _TOO_LARGE


def _year_above(table: Table) -> int:
    """The year that the paragraphs above it say; 0 for none."""
    for caption in reversed(table.origin.captions):
        said = _YEAR.search(plain_label(caption))
        if said is not None and is_caption(caption):
            return int(said[1])
    return 0


def _spans(columns: Mapping[str, Cell]) -> dict[str, tuple[int, int]]:
    """Where each column begins and ends: at most where the next one begins."""
    placed = sorted(columns.items(), key=lambda item: item[1].column)
    ends = [cell.column - 1 for _, cell in placed[1:]] + [placed[-1][1].last_column]
    return {
        path: (cell.column, max(cell.column, end))
        for (path, cell), end in zip(placed, ends, strict=True)
    }
