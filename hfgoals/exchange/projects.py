"""The second part of the published text: one 项目绩效目标表 after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hfgoals.exchange import rows
from hfgoals.exchange.indicators import IndicatorTable, refuse
from hfgoals.exchange.lines import Ledger, SourceLine
from hfgoals.exchange.rows import Cell, Heading, TableRow, table_rows
from hfgoals.model.fields import field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.numbering import goals_of, number_of
from hfgoals.model.values import Goal, Indicator, Project, Unit

_MONTHS = ("3月底", "6月底", "10月底", "12月底")
_PERCENTS = ("plan.march", "plan.june", "plan.october", "plan.december")
_AMOUNTS = {rows.AMOUNT: "budget", rows.FISCAL: "fiscal", rows.OTHER: "other"}
_IDENTITY = {rows.CODE: "code", rows.NAME: "name"}
_LABELS = frozenset(_AMOUNTS) | frozenset(_IDENTITY)
_UNIT = re.compile(r"(\d{3,20})\s*(\D.*)")
_BELOW_FEN = re.compile(r"[.．]\d{6}\d*[1-9１-９]")
_WAN = "万元"


@dataclass(frozen=True, slots=True)
class Tables:
    """What the project tables hold."""

    unit: Unit
    projects: tuple[Project, ...]


def read_projects(lines: Sequence[SourceLine], ledger: Ledger) -> Tables:
    """The projects in these lines, in their order, and the unit named above them."""
    reader = _ProjectsReader(ledger)
    for item in table_rows(lines):
        reader.read(item)
    reader.close()
    return Tables(reader.unit, tuple(reader.projects))


class _ProjectsReader:
    """Goes down the rows; a heading or a second 项目编码 begins the next project."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.unit = Unit()
        self.projects: list[Project] = []
        self._start(None)

    def _start(self, heading: Heading | None) -> None:
        self._heading = heading
        self._project = Project()
        self._goal_cells: list[Cell] = []
        self._indicator_rows: list[Indicator] = []
        self._seen: set[str] = set()
        self._currency = _WAN
        self._indicators = IndicatorTable(self.ledger)

    def read(self, item: Heading | TableRow) -> None:
        """Take the next heading or row."""
        if isinstance(item, Heading):
            self.close()
            self._start(item)
            return
        if item.labelled and item.section == rows.CODE and "code" in self._seen:
            self.close()
            self._start(None)
        take = {
            rows.CURRENCY: self._unit,
            rows.CODE: self._code_and_name,
            rows.BUDGET: self._amounts if item.labelled else self._purpose,
            rows.PLAN: self._months if item.labelled else self._percents,
            rows.GOAL: self._goals,
            rows.LEVEL1: self._indicators.read_head if item.labelled else self._indicator,
        }.get(item.section)
        if take is not None:
            take(item)

    def close(self) -> None:
        """End the project in hand; a heading with nothing below it is no project."""
        heading, project = self._heading, self._project
        if not self._seen:
            if heading is not None:
                self.ledger.refuse(heading.line, "这个标题下面没有找到项目绩效目标表。")
            return
        self.projects.append(
            replace(
                project,
                name=project.name or self._name_above(),
                goals=self._listed_goals(),
                indicators=tuple(self._indicator_rows),
            )
        )
        if heading is None:
            return
        if project.name and heading.name.strip() != project.name.strip():
            message = f"标题里的项目名称与表中的“{project.name}”不同，已按表中的读入。"
            self.ledger.tell(heading.line, message)
        if heading.number != len(self.projects):
            message = f"原文编号是{heading.number}，按顺序是第{len(self.projects)}个项目。"
            self.ledger.tell(heading.line, message)
        self.ledger.use(heading.line)

    def _name_above(self) -> str:
        if self._heading is None or not self._heading.name:
            return ""
        self.ledger.tell(self._heading.line, "表中没有项目名称，已取标题里的名称，请核对。")
        return self._heading.name

    def _unit(self, row: TableRow) -> None:
        for cell in row.cells:
            first = Cell(cell.lines[:1])
            if first.label.startswith(rows.CURRENCY):
                self._currency = first.label.removeprefix(rows.CURRENCY)
                self._use(first)
                if self._currency != _WAN:
                    message = "金额单位不是万元，这个项目的金额没有读入，请自行填写。"
                    self.ledger.tell(first.lines[0], message)
            elif cell is row.cells[0] and cell.text:
                self._take_unit(cell)

    def _take_unit(self, cell: Cell) -> None:
        found = _UNIT.fullmatch(cell.text.strip())
        unit = Unit()
        for path, text in zip(
            ("code", "name"), found.groups() if found else ("", cell.text), strict=True
        ):
            unit = field_of("unit", path).put(unit, text)
        if self.unit not in (Unit(), unit):
            message = f"单位与前面的“{self.unit.code}{self.unit.name}”不同，没有读入。"
            for line in cell.lines:
                self.ledger.refuse(line, message)
            return
        self.unit = unit
        self._use(cell)

    def _code_and_name(self, row: TableRow) -> None:
        self._seen.add("code")
        for label, cell in self._pairs(row.cells):
            self._put(_IDENTITY.get(label), cell)

    def _amounts(self, row: TableRow) -> None:
        self._use_label(row)
        self._seen.add(rows.BUDGET)
        for label, cell in self._pairs(row.cells[1:]):
            if self._currency == _WAN or not cell.text:
                self._put(_AMOUNTS.get(label), cell)

    def _pairs(self, cells: Sequence[Cell]) -> list[tuple[str, Cell]]:
        """Each label with the cell after it; what stands without a label is left over."""
        pairs: list[tuple[str, Cell]] = []
        waiting: Cell | None = None
        for cell in cells:
            if cell.label in _LABELS:
                self._missing(waiting)
                waiting = cell
                self._use(cell)
            elif waiting is not None:
                pairs.append((waiting.label, cell))
                waiting = None
        self._missing(waiting)
        return pairs

    def _missing(self, label: Cell | None) -> None:
        if label is not None:
            self.ledger.tell(label.lines[0], "这一项后面没有内容。")

    def _purpose(self, row: TableRow) -> None:
        if self._two(row):
            self._put("purpose", row.cells[1])

    def _months(self, row: TableRow) -> None:
        if tuple(cell.label for cell in row.cells[1:]) == _MONTHS:
            self._use_label(row)
            self._use(*row.cells[1:])
            self._seen.add(rows.PLAN)
        else:
            self._seen.discard(rows.PLAN)

    def _percents(self, row: TableRow) -> None:
        if rows.PLAN not in self._seen or len(row.cells) != len(_MONTHS) + 1 or row.cells[0].text:
            refuse(self.ledger, row, "支出进度与四个月份对不上，没有读入。")
            return
        for path, cell in zip(_PERCENTS, row.cells[1:], strict=True):
            self._put(path, cell)

    def _goals(self, row: TableRow) -> None:
        if not self._two(row):
            return
        if row.labelled:
            self._use_label(row)
        self._seen.add(rows.GOAL)
        self._use(row.cells[1])
        if row.cells[1].text:
            self._goal_cells.append(row.cells[1])

    def _listed_goals(self) -> tuple[Goal, ...]:
        goals: list[Goal] = []
        found = goals_of([cell.text for cell in self._goal_cells])
        for cell, texts in zip(self._goal_cells, found, strict=True):
            number = number_of(cell.text)
            if not texts:  # It went on with the goal above.
                continue
            if number and texts == (cell.text,):
                message = "这条目标开头像是序号的文字已照原文保留，请核对。"
                self.ledger.tell(cell.lines[0], message)
            elif number not in (0, len(goals) + 1):
                message = f"原文编号是{number}，按顺序是第{len(goals) + 1}条目标。"
                self.ledger.tell(cell.lines[0], message)
            goals += [field_of("goal", "text").put(Goal(), text) for text in texts]
        return tuple(goals)

    def _indicator(self, row: TableRow) -> None:
        indicator = self._indicators.read_row(row)
        if indicator is not None:
            self._seen.add(rows.LEVEL1)
            self._indicator_rows.append(indicator)

    def _two(self, row: TableRow) -> bool:
        if len(row.cells) == 2 and (row.labelled or not row.cells[0].text):
            return True
        refuse(self.ledger, row, f"这一行有{len(row.cells)}格，应为2格，没有读入。")
        return False

    def _put(self, path: str | None, cell: Cell) -> None:
        """Fill a field of the project once; a second value or a wrong one is left and noted."""
        if path is None or not cell.text:
            return
        field, before = field_of("project", path), field_of("project", path).text(self._project)
        if before:
            for line in cell.lines:
                self.ledger.refuse(line, f"“{field.label}”已经读到过，这一处没有读入。")
            return
        try:
            self._project = field.put(self._project, cell.text)
        except FieldError as error:
            for line in cell.lines:
                self.ledger.refuse(line, f"{field.label}没有读入：{error}")
            return
        self._use(cell)
        self._seen.add(path)
        if path in _AMOUNTS.values() and _BELOW_FEN.search(cell.text):
            self.ledger.tell(cell.lines[0], "金额精确到了分以下，已四舍五入到分，请核对。")

    def _use_label(self, row: TableRow) -> None:
        """The label that begins the row; a foreign paragraph in its cell is left over."""
        cell = row.cells[0]
        self._use(cell if cell.label == row.section else Cell(cell.lines[:1]))

    def _use(self, *cells: Cell) -> None:
        self.ledger.use(*(line for cell in cells for line in cell.lines))
