"""The rows of a wide table as projects; they may have been moved, added, sorted, merged by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from hfgoals.codec.marks import told
from hfgoals.exchange.mending import target_mended
from hfgoals.exchange.misplaced import ROW_MISPLACED, is_misplaced
from hfgoals.exchange.standard.units import UnitSeen, currency_of, tell_of_figure
from hfgoals.exchange.tables import Cell, CellLedger, Table
from hfgoals.exchange.wide.heading import WideHead
from hfgoals.model.fields import field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.numbering import is_unclear, seal
from hfgoals.model.target import Target, sign_said
from hfgoals.model.values import Goal, Indicator, Project, Unit
from hfgoals.wide.columns import AMOUNTS, CATALOGUE, column_of
from hfgoals.wide.goals import split
from hfgoals.wide.table import LINES, ROW, SIGN, START
from hfgoals.wide.targets import joined, parts_of

_TITLE = re.compile(r"\s*(\d{4})年.*绩效指标明细表\s*")
_SUMS: Final = frozenset(("合计", "总计", "小计"))
_FIELDS: Final = {column.key: column.path for column in CATALOGUE if column.part == "project"}
_TEXTS: Final = {
    column.key: column.path
    for column in CATALOGUE
    if column.part == "indicator" and column.key != "target"
}
_TARGET: Final = ("sign", "value", "measure", "target")
_SAID_ELSEWHERE: Final = frozenset(("number", "last_target"))
"""Columns that only repeat what is known."""
_PLAIN_YUAN = re.compile(r"[-+]?\d*\.?\d*")


@dataclass(frozen=True, slots=True)
class WideRead:
    """What a wide table holds."""

    projects: tuple[Project, ...]
    years: tuple[tuple[str, int], ...]
    """The years it names, with where."""


@dataclass(slots=True)
class _Gathered:
    """One project with the rows found so far."""

    project: Project
    indicators: list[Indicator] = field(default_factory=list)
    filled: dict[str, str] = field(default_factory=dict)
    """The texts of the project's columns by key, as the first row that has them says."""
    taken: set[str] = field(default_factory=set)

    def made(self) -> Project:
        return replace(self.project, indicators=tuple(self.indicators))


def read_wide_table(table: Table, head: WideHead, ledger: CellLedger, unit: UnitSeen) -> WideRead:
    """The projects of a wide table, in the order in which they first come."""
    return _WideReader(table, head, ledger, unit).read()


class _WideReader:
    def __init__(self, table: Table, head: WideHead, ledger: CellLedger, unit: UnitSeen) -> None:
        self._table, self._head, self._ledger, self._unit = table, head, ledger, unit
        self._years: dict[str, int] = {}
        self._currency = ""
        self._projects: list[_Gathered] = []
        self._by_key: dict[tuple[str, str], _Gathered] = {}
        self._at: dict[str, tuple[int, int]] = {
            key: (cell.column, cell.last_column) for key, cell in head.columns.items()
        }
        self._row: dict[int, Cell] = {}
        self._number = 0

    def read(self) -> WideRead:
        """All of it."""
        self._read_above()
        self._read_heading()
        for number in self._rows():
            self._number = number
            self._row = {cell.column: cell for cell in self._table.rows.get(number, ())}
            self._read_row()
        return WideRead(tuple(each.made() for each in self._projects), tuple(self._years.items()))

    def _rows(self) -> list[int]:
        """The rows below the heading; one may hold nothing but a mark."""
        last = max(self._table.last_row, *self._table.rows)
        return self._table.numbers(self._head.bottom + 1, last)

    # ---- around the rows

    def _read_above(self) -> None:
        for cell in self._table.region(1, self._head.row - 1, 1):
            title = _TITLE.fullmatch(cell.text)
            currency = currency_of(cell)
            if title is not None:
                self._years["表名"] = int(title[1])
                self._ledger.use(cell)
            elif currency is not None:
                self._currency = currency
                self._ledger.use(cell)
            else:
                self._unit.take(cell, self._ledger)

    def _read_heading(self) -> None:
        head, ledger = self._head, self._ledger
        first = min(head.columns.values(), key=lambda cell: cell.column)
        ledger.use(*head.columns.values(), *head.others)
        wanted = [column for column in CATALOGUE if column.part in ("project", "indicator")]
        missing = [
            f"“{column.title}”"
            for column in wanted
            if column.key not in head.columns and column.key != "target" and not column.optional
        ]
        if "goals" not in head.columns:
            missing.append(f"“{column_of('goals').title}”")
        missing += self._missing_of_target()
        if missing:
            ledger.tell(first, f"表里没有{'、'.join(missing)}，按空白读入。")
        for cell in head.others:
            self._leave_column(cell.column, cell.last_column, cell, "不是本程序表里的栏目")
        amounts = [key for key in head.columns if key in AMOUNTS]
        if amounts and not self._currency and not head.currencies:
            message = "没有写明金额单位，按万元读入，请核对。"
            ledger.tell(head.columns[amounts[0]], message)

    def _missing_of_target(self) -> list[str]:
        keys = self._head.columns.keys()
        if "target" in keys:
            return []
        three = ("sign", "value", "measure")
        # One column of values by itself holds the whole text.
        if not self._head.ours and not {"sign", "measure"} & keys:
            return []
        return [f"“{column_of(key).title}”" for key in three if key not in keys]

    def _leave_column(self, first: int, last: int, heading: Cell, why: str) -> None:
        """Note once that a column is not taken in, when there is anything in it."""
        found = [cell for row in self._rows() for cell in self._table.filled(row, first, last)]
        # The heading may be there again in the middle.
        cells = [cell for cell in found if cell.label != heading.label]
        if cells:
            self._ledger.use(*cells[1:])
            name = f"“{heading.text.strip()}”" if heading.text.strip() else "这"
            message = f"{name}一栏{why}，这一格起 {len(cells)} 格没有读入。"
            self._ledger.refuse(cells[0], message)

    # ---- one row

    def _read_row(self) -> None:
        cells = [cell for cell in self._row.values() if cell.text.strip()]
        if self._repeats_heading(cells):
            self._ledger.use(*cells)
            return
        if not self._names_project() and cells and cells[0].label in _SUMS:
            for cell in cells:
                self._ledger.refuse(cell, "合计行没有读入。")
            return
        if not self._of_this_year_and_unit(cells):
            return
        gathered = self._project_of_row()
        self._read_project(gathered)
        indicator = self._indicator()
        if indicator is not None:
            if not self._head.ours and gathered.indicators:
                indicator = _going_on(indicator, gathered.indicators[-1])
            gathered.indicators.append(indicator)
        repeated = (self._own(key) for key in _SAID_ELSEWHERE)
        self._ledger.use(*(cell for cell in repeated if cell is not None))

    def _own(self, key: str) -> Cell | None:
        """The cell of this very row in a column, with a text or a mark."""
        if key not in self._at:
            return None
        first, last = self._at[key]
        if first == last:
            return self._row.get(first)
        return self._table.at(self._number, first, last)

    def _cell(self, key: str) -> Cell | None:
        """The cell of a column, or the merged one that reaches down to this row."""
        cell = self._own(key)
        if (cell is not None and cell.text) or key not in self._at:
            return cell
        return self._table.above(self._number, self._at[key][0]) or cell

    def _text(self, key: str) -> str:
        cell = self._cell(key)
        return cell.text if cell is not None else ""

    def _names_project(self) -> bool:
        return bool(self._text("project_code") or self._text("project_name"))

    def _repeats_heading(self, cells: list[Cell]) -> bool:
        heads = {
            cell.column: cell.label for cell in (*self._head.columns.values(), *self._head.others)
        }
        return len(cells) > 2 and all(heads.get(cell.column) == cell.label for cell in cells)

    def _of_this_year_and_unit(self, cells: list[Cell]) -> bool:
        year = self._year_of_row()
        known = self._years.setdefault("“预算年度”一栏", year) if year else 0
        if year != known:
            self._refuse(cells, f"这一行是{year}年的，和前面的{known}年不同，没有读入。")
            return False
        unit = Unit()
        for key, path in (("unit_code", "code"), ("unit_name", "name")):
            unit = field_of("unit", path).put(unit, self._text(key))
        if unit != Unit() and not self._same_unit(unit):
            name = f"{unit.code}{unit.name}"
            self._refuse(cells, f"这一行是另一个单位“{name}”的，没有读入。")
            return False
        for key in ("year", "unit_code", "unit_name"):
            cell = self._cell(key)
            if cell is not None:
                self._ledger.use(cell)
        return True

    def _year_of_row(self) -> int:
        cell = self._cell("year")
        if cell is None or not cell.text.strip():
            return 0
        try:
            year: int = field_of("plan", "year").kind.parse(cell.text)
        except FieldError as error:
            self._ledger.refuse(cell, f"预算年度没有读入：{error}")
            return 0
        return year

    def _same_unit(self, unit: Unit) -> bool:
        present = self._unit.unit
        if present == Unit():
            self._unit.unit = unit
            return True
        if present == unit:
            return True
        # A table may name the unit by its code or its name only.
        same_code = not unit.code or not present.code or unit.code == present.code
        same_name = not unit.name or not present.name or unit.name == present.name
        return same_code and same_name

    def _refuse(self, cells: list[Cell], message: str) -> None:
        """Note once that a row is not taken in."""
        self._ledger.refuse(cells[0], message)
        self._ledger.use(*cells)

    # ---- the project

    def _project_of_row(self) -> _Gathered:
        code, name = self._cell("project_code"), self._cell("project_name")
        texts = tuple(cell.text if cell is not None else "" for cell in (code, name))
        key = (texts[0], texts[1])
        begins = any(
            cell is not None and told(cell.letters) == START
            for cell in (self._own("project_code"), self._own("project_name"))
        )
        if not begins:
            if not any(key) and self._projects:
                return self._projects[-1]
            known = self._by_key.get(key)
            if known is not None:
                return known
        gathered = _Gathered(Project())
        self._projects.append(gathered)
        self._by_key[key] = gathered
        return gathered

    def _read_project(self, gathered: _Gathered) -> None:
        for key in (*_FIELDS, "goals"):
            cell = self._cell(key)
            if cell is None or not cell.text:
                continue
            before = gathered.filled.setdefault(key, cell.text)
            if before != cell.text:
                title = column_of(key).title
                message = f"同一个项目的“{title}”各行不一样，已按前面的读入，这一格没有读入。"
                self._ledger.refuse(cell, message)
            elif key not in gathered.taken:
                gathered.taken.add(key)
                self._put(gathered, key, cell)
            self._ledger.use(cell)

    def _put(self, gathered: _Gathered, key: str, cell: Cell) -> None:
        if key == "goals":
            lines, ours = _lines_told(cell)
            goals = split(cell.text, lines, ours)
            if not ours and any(map(is_unclear, goals)):
                self._ledger.doubt(cell, "有一条目标开头的数字不像序号，已照原文保留，请核对。")
            rows = tuple(field_of("goal", "text").put(Goal(), goal) for goal in goals)
            kept = tuple(row for row in rows if row.text or self._head.ours)
            gathered.project = replace(gathered.project, goals=kept)
            return
        entry = field_of("project", _FIELDS[key])
        try:
            text = self._in_wan(cell) if key in AMOUNTS and self._in_yuan(key) else cell.text
            gathered.project = entry.put(gathered.project, text)
        except FieldError as error:
            self._ledger.refuse(cell, f"{entry.label}没有读入：{error}")
            return
        tell_of_figure(entry, gathered.project, cell, text, self._ledger)

    def _in_yuan(self, key: str) -> bool:
        return self._head.currencies.get(key, self._currency) == "元"

    def _in_wan(self, cell: Cell) -> str:
        """An amount in 元 as a text in 万元. Raises FieldError."""
        plain = cell.text.strip().removesuffix("元").replace(",", "").replace("，", "").strip()
        if not _PLAIN_YUAN.fullmatch(plain) or not any(each.isdigit() for each in plain):
            raise FieldError(f"“{cell.text.strip()}”不是金额。请填写以元为单位的数字。")
        return f"{Decimal(plain) / 10_000:f}"

    # ---- the indicator

    def _indicator(self) -> Indicator | None:
        indicator = Indicator()
        for key, path in _TEXTS.items():
            cell = self._cell(key) if key in ("level1", "level2") else self._own(key)
            if cell is not None and cell.text:
                self._ledger.use(cell)
                entry = field_of("indicator", path)
                try:
                    indicator = entry.put(indicator, cell.text)
                except FieldError as error:
                    self._ledger.doubt(cell, f"{entry.label}没有读入：{error}")
        target = self._target()
        if not self._head.ours:
            target, doubt = target_mended(target)
            if doubt and (cell := self._own("target") or self._own("value")) is not None:
                self._ledger.doubt(cell, doubt)
        indicator = field_of("indicator", "target").put(indicator, target)
        cells = [self._own(key) for key in (*_TEXTS, *_TARGET)]
        place = next((cell for cell in cells if cell is not None and cell.text), None)
        if place is not None and not self._head.ours and is_misplaced(indicator):
            self._ledger.doubt(place, ROW_MISPLACED)
        there = any(cell is not None and (cell.text or told(cell.letters) == ROW) for cell in cells)
        return indicator if there else None

    def _target(self) -> str:
        cells = {key: self._own(key) for key in _TARGET}
        texts = {key: cell.text if cell is not None else "" for key, cell in cells.items()}
        self._ledger.use(*(cell for cell in cells.values() if cell is not None and cell.text))
        sign = cells["sign"]
        said = _sign_told(sign)
        parts = joined(texts["sign"], texts["value"], texts["measure"], said)
        if sign is not None and sign.text.strip() and sign_said(sign.text) is None:
            self._ledger.doubt(sign, f"“{sign.text.strip()}”不是计算符号，已照原样读入，请核对。")
        whole = cells["target"]
        if whole is None or not whole.text:
            return parts
        if texts["value"] and not _agree(whole.text, parts):
            message = f"全文与计算符号、指标值、计量单位（{parts}）不一样，已按全文读入。"
            self._ledger.doubt(whole, message)
        return whole.text


def _going_on(indicator: Indicator, above: Indicator) -> Indicator:
    """The indicator with its blank levels taken from above, as people leave them out."""
    if indicator.level1:
        return indicator
    level2 = indicator.level2 or above.level2
    return replace(indicator, level1=above.level1, level2=level2)


def _agree(whole: str, parts: str) -> bool:
    target = Target.parse(whole)
    return whole == parts or parts_of(target) == parts_of(Target.parse(parts))


def _sign_told(sign: Cell | None) -> str | None:
    said = told(sign.letters) if sign is not None else ""
    return said.removeprefix(SIGN) if said.startswith(SIGN) else None


def _lines_told(cell: Cell) -> tuple[tuple[int, ...], bool]:
    """The lines that begin no goal, and whether the text is the very one that was written."""
    said = told(cell.letters)
    if not said.startswith(LINES):
        return (), False
    lines, _, sealed = said.removeprefix(LINES).partition(" ")
    found = tuple(int(line) for line in lines.split(",") if line.isdecimal())
    return found, sealed == seal(cell.text)
