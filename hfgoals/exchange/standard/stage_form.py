"""The forms of monitoring and self-evaluation out of a Table: by their labels, row by row.

What the targets say stands in them too, and is read as the project's; what is worked out is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from hfgoals.codec.marks import row_told
from hfgoals.evaluation.exact import percent_shown
from hfgoals.evaluation.funds import funds_shown
from hfgoals.evaluation.scores import scores_of
from hfgoals.exchange.misplaced import ROW_MISPLACED, is_misplaced
from hfgoals.exchange.sizes import settled_by_size
from hfgoals.exchange.standard.department_form import department_comes_to, with_department
from hfgoals.exchange.standard.worked_out import settled
from hfgoals.exchange.tables import BLANK, Cell, CellLedger, Table, plain_label
from hfgoals.forms import evaluation_overall as department
from hfgoals.forms import evaluation_project as national
from hfgoals.forms import evaluation_project_sichuan as sichuan
from hfgoals.forms import monitoring_project as monitoring
from hfgoals.forms.form import Form
from hfgoals.forms.stage_parts import (
    CODE,
    CURRENCY,
    DEPARTMENT,
    IMPLEMENTER,
    LEVELS,
    NO_POINTS_SIGN,
    PROJECT,
    FundsTable,
)
from hfgoals.model.dating import UNKNOWN_YEAR
from hfgoals.model.fields import field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.numbering import goals_of
from hfgoals.model.stage_fields import CAUSE_NAMES, LIKELIHOOD_NAMES, STATED
from hfgoals.model.stages import USUAL_MONTH, WHOLE_YEAR, Result, Stage, date_of
from hfgoals.model.target import QUALITATIVE, Target
from hfgoals.model.values import AnnualPlan, Goal, Indicator, Project, Unit

_MONTHS: Final = re.compile(r"(?:1[—\-–~至])?(\d{1,2})月(.*)")
_YEAR: Final = re.compile(r"\(\s*(\d{4})年度\s*\)")
_WEIGHTS: Final = re.compile(r"\s*（[\d.]+分）$")
_LAST: Final = 1 << 14
_SIZES: Final = "年初预算数的总额与各项来源相差一万倍，像是元和万元写混了，已照表读入，请核对。"
_RATE, _POINTS, _SUM = "=rate", "=points", "=sum"
"""What is worked out."""
_OF_FUNDS: Final = {"total": "budget", "fiscal": "fiscal", "other": "other"}
"""Where the targets have the 年初预算数 of these."""
_BY_LABEL: Final[dict[str, tuple[str, str]]] = {
    PROJECT: ("project", "name"),
    CODE: ("project", "code"),
    DEPARTMENT: ("plan", "stages.department"),
    national.DEPARTMENT: ("plan", "stages.department"),
    IMPLEMENTER: ("unit", "name"),
    department.DEPARTMENT: ("unit", "name"),
    monitoring.GOAL: ("goals", ""),
    sichuan.PROCESS: ("stage", "process"),
    sichuan.LEADER: ("stage", "leader"),
    sichuan.FINANCE: ("plan", "signatures.finance_head"),
    **{label: ("stage", path) for path, label in sichuan.PROSE.items()},
}
_BELOW: Final[dict[str, tuple[str, str]]] = {
    national.EXPECTED: ("goals", ""),
    national.ACHIEVED: ("stage", "achieved"),
    sichuan.GOAL: ("goals", ""),
    sichuan.ACHIEVED: ("stage", "achieved"),
    sichuan.SPENDING_REASON: ("stage", "spending_reason"),
}
"""Whose text stands below them."""
_AFTER: Final = frozenset(
    map(plain_label, (*sichuan.PROSE.values(), sichuan.LEADER, sichuan.FINANCE))
)
"""What stands below the indicators."""
_INDICATOR: Final = dict(zip(LEVELS, ("level1", "level2", "name"), strict=True))
_RESULT: Final = {
    national.REASON: "reason",
    national.ACTUAL: "actual",
    sichuan.ACTUAL: "actual",
    sichuan.REASON: "reason",
    monitoring.ACTUAL: "actual",
    monitoring.FORECAST: "forecast",
    monitoring.REASON: "reason",
    monitoring.REMEDY: "remedy",
    national.SCORE: "score",
    **{name: f"causes.{path}" for path, name in CAUSE_NAMES.items()},
    **{name: f"likelihood.{path}" for path, name in LIKELIHOOD_NAMES.items()},
}
_WEIGHT: Final = (national.WEIGHT, sichuan.WEIGHT)
_KNOWN: Final = {
    plain_label(label)
    for label in (
        *_INDICATOR, *_RESULT, *_WEIGHT, national.TARGET,
        sichuan.SIGN, sichuan.TARGET, sichuan.MEASURE,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Layout:
    """What tells one of the forms, and its funds."""

    form: Form
    funds: FundsTable
    needed: frozenset[str]
    ends: str
    """What the row below the last indicator begins with."""
    beside_funds: str
    rate: str


def _layout(form: Form, funds: FundsTable, ends: str, beside: str, rate: str, *own: str) -> _Layout:
    named = (PROJECT,) if form.scope == "project" else ()
    needed = frozenset(map(plain_label, (*LEVELS, *named, *own)))
    return _Layout(form, funds, needed, plain_label(ends), plain_label(beside), rate)


_LAYOUTS: Final = (
    _layout(
        monitoring.FORM, monitoring.FUNDS, "注：", CURRENCY, monitoring.RATE,
        monitoring.FORECAST, monitoring.CAUSES, monitoring.LIKELIHOOD,
    ),
    _layout(
        national.FORM, national.FUNDS, national.TOTAL, CURRENCY, national.RATE,
        national.ACTUAL, national.SCORE, national.REASON, national.EXPECTED,
    ),
    _layout(
        sichuan.FORM, sichuan.FUNDS, sichuan.TOTAL, sichuan.EXECUTION, sichuan.RATE,
        sichuan.ACTUAL, sichuan.MEASURE, sichuan.REASON, sichuan.EXECUTION,
    ),
    _layout(
        department.FORM, department.FUNDS, national.TOTAL, department.FUNDS.beside, national.RATE,
        national.ACTUAL, national.SCORE, national.REASON, national.EXPECTED,
        *list(department.FUNDS.sources.values())[1:],
    ),
)  # fmt: skip
FORMS: Final = tuple(each.form.id for each in _LAYOUTS)


@dataclass(slots=True)
class StageRead:
    """What one such table says."""

    unit: Unit = field(default_factory=Unit)
    plan: AnnualPlan = field(default_factory=AnnualPlan)
    project: Project = field(default_factory=Project)
    year: int = 0
    returned: bool = False
    """Whether it is one that was handed out to be filled in: targets in it are only shown."""


def stage_form_of(table: Table) -> Form | None:
    """The form of monitoring or self-evaluation that the table is; None for none."""
    said = {cell.label for cell in table.cells()}
    return next((each.form for each in _LAYOUTS if each.needed <= said), None)


def read_stage_form(form: Form, table: Table, ledger: CellLedger) -> StageRead:
    """What stands in a table of that form; what is left of it stays open in the ledger."""
    layout = next(each for each in _LAYOUTS if each.form is form)
    reader = _Reader(layout, table, ledger)
    return reader.read()


class _Reader:
    """Goes through one table."""

    def __init__(self, layout: _Layout, table: Table, ledger: CellLedger) -> None:
        self._layout = layout
        self._table = table
        self._ledger = ledger
        self._month = USUAL_MONTH if layout.form is monitoring.FORM else WHOLE_YEAR
        self._rows: dict[str, Any] = {
            "unit": Unit(), "plan": AnnualPlan(), "project": Project(), "stage": Stage(),
        }  # fmt: skip
        self._goals: tuple[Goal, ...] = ()
        self._returned = False
        self._of_year = layout.form.scope == "year"
        """Whether it is of the department as a whole."""
        self._worked_out: list[tuple[str, str, Cell]] = []
        """What the form works out, with the row of the funds that it is of."""

    def read(self) -> StageRead:
        """Take every cell that the form speaks of."""
        year = self._printed()
        head = self._head_row()
        for cell in [each for each in self._table.cells() if head is None or each.row < head]:
            self._labelled(cell)
        self._read_funds(head or _LAST)
        indicators = self._indicators(head) if head is not None else ()
        for cell in [each for each in self._table.cells() if head is not None and each.row > head]:
            if cell.label in _AFTER:
                self._labelled(cell)
        return self._together(year, indicators)

    def _printed(self) -> int:
        """The year, with all that the form prints around its table used."""
        year = 0
        for cell in list(self._table.cells()):
            said = _YEAR.fullmatch(cell.label)
            named = cell.label in (monitoring.NAME, national.NAME, department.NAME)
            note = any(plain_label(cell.text).startswith(plain_label(n)) for n in monitoring.NOTES)
            if said is not None:
                year = int(said[1])
            if said is not None or named or note:
                self._ledger.use(cell)
        return year

    def _head_row(self) -> int | None:
        """The row of the headings of the indicators."""
        name = plain_label(LEVELS[-1])
        return next((cell.row for cell in self._table.cells() if cell.label == name), None)

    def _labelled(self, cell: Cell) -> None:
        place, value = _BY_LABEL.get(cell.text.replace("\n", "")), None
        if place is not None:
            cells = self._table.region(cell.row, cell.row, cell.last_column + 1)[:1]
            value = next(iter(cells), None)
            if value is not None and self._is_label(value):
                value = None
        else:
            place = _BELOW.get(cell.text.replace("\n", ""))
            below = self._table.filled(cell.last_row + 1, cell.column, cell.last_column)
            value = next(iter(below), None)
        if place is None:
            return
        self._ledger.use(cell)
        of = row_told(cell.letters) if place == ("project", "name") else ""
        if of:
            self._returned = True
            self._rows["project"] = replace(self._rows["project"], id=of)
        if place == ("goals", "") and value is not None and self._is_label(value):
            return
        if value is not None:
            self._take(place, value)

    def _is_label(self, cell: Cell) -> bool:
        plain = cell.text.replace("\n", "")
        return plain in _BY_LABEL or plain in _BELOW

    def _take(self, place: tuple[str, str], cell: Cell) -> None:
        part, path = place
        self._ledger.use(cell)
        if part == "goals":
            texts = [text for found in goals_of([cell.text]) for text in found]
            self._goals = tuple(field_of("goal", "text").put(Goal(), text) for text in texts)
        else:
            self._rows[part] = self._put(self._rows[part], part, path, cell, cell.text)

    def _put(self, row: Any, part: Any, path: str, cell: Cell, text: str) -> Any:
        of = field_of(part, path)
        try:
            return of.put(row, text)
        except FieldError as error:
            self._ledger.doubt(cell, f"{of.label}没有读入：{error}")
            return row

    def _read_funds(self, end: int) -> None:
        label = next((c for c in self._table.cells() if c.label == self._layout.beside_funds), None)
        if label is None:
            return
        funds = self._layout.funds
        self._ledger.use(label)
        columns: list[tuple[str, Cell]] = []
        for cell in self._table.filled(label.row, label.last_column + 1):
            path = self._column(cell)
            if path is not None:
                columns.append((path, cell))
                self._ledger.use(cell)
        names = {plain_label(text): source for source, text in funds.sources.items()}
        for at in self._table.numbers(label.row + 1, min(label.last_row, end)):
            cells = self._table.filled(at, label.last_column + 1)
            source = names.get(cells[0].label) if cells else None
            if source is None:
                continue
            self._ledger.use(cells[0])
            for path, head in columns:
                stated = self._table.at(at, head.column, head.last_column)
                if stated is not None:
                    self._amount(path, source, stated)

    def _column(self, cell: Cell) -> str | None:
        """The column of the funds that a heading names; of one that is worked out its mark."""
        said = plain_label(cell.text)
        dated = _MONTHS.fullmatch(said)
        if dated is not None:
            self._month = int(dated[1])
            said = dated[2]
        for path, label in self._layout.funds.columns.items():
            if said == plain_label(label):
                return path
        marks = dict.fromkeys(_WEIGHT, "") | {self._layout.rate: _RATE, national.SCORE: _POINTS}
        return next((mark for label, mark in marks.items() if said == plain_label(label)), None)

    def _amount(self, path: str, source: str, cell: Cell) -> None:
        self._ledger.use(cell)
        if not path or not cell.text.strip() or cell.text == NO_POINTS_SIGN:
            return
        if path in (_RATE, _POINTS):
            self._worked_out.append((path, source, cell))
            return
        if path == "initial" and self._of_year:
            of = "plan", f"overall.funds.{source}"
        elif path == "initial" and source in _OF_FUNDS:
            of = "project", _OF_FUNDS[source]
        else:
            of = "stage", f"{path}.{source}"
        if of[0] != "stage" or source in STATED[path]:
            self._rows[of[0]] = self._put(self._rows[of[0]], of[0], of[1], cell, cell.text)

    def _indicators(self, head: int) -> tuple[Indicator, ...]:
        columns = self._columns(head)
        last = max(cell.last_row for cell in columns.values())
        found: list[Indicator] = []
        for at in self._table.numbers(last + 1, self._table.last_row):
            first = next(iter(self._table.filled(at)), None)
            if first is not None and plain_label(first.text).startswith(self._layout.ends):
                self._ledger.use(*self._table.filled(at))
                score = columns.get(plain_label(national.SCORE))
                total = score and self._table.at(at, score.column, score.last_column)
                if total is not None and total.text.strip():
                    self._worked_out.append((_SUM, "", total))
                break
            cells: dict[str, Cell | None] = {
                label: self._table.at(at, cell.column, cell.last_column)
                for label, cell in columns.items()
            }
            if not any(c is not None and (c.text or BLANK in c.letters) for c in cells.values()):
                continue
            for label in LEVELS[:2]:
                column = columns[plain_label(label)].column
                cells[plain_label(label)] = cells[plain_label(label)] or self._table.above(
                    at, column
                )
            found.append(self._indicator({k: c for k, c in cells.items() if c is not None}))
        return tuple(found)

    def _columns(self, head: int) -> dict[str, Cell]:
        """The headings of the columns, by their labels; of grouped ones those below."""
        found: dict[str, Cell] = {}
        level = next(c for c in self._table.filled(head) if c.label == plain_label(LEVELS[0]))
        for cell in self._table.region(head, level.last_row, 1):
            self._ledger.use(cell)
            label = cell.label
            dated = _MONTHS.fullmatch(label)
            if dated is not None:
                self._month, label = int(dated[1]), dated[2]
            if label in _KNOWN and label not in found:
                found[label] = cell
        return found

    def _indicator(self, cells: Mapping[str, Cell]) -> Indicator:
        self._ledger.use(*cells.values())
        row, result = Indicator(), Result()
        for label, path in _INDICATOR.items():
            cell = cells.get(plain_label(label))
            if cell is not None:
                text = _WEIGHTS.sub("", cell.text) if path == "level1" else cell.text
                row = self._put(row, "indicator", path, cell, text)
        row = replace(row, target=_target(cells))
        for label in _WEIGHT:
            cell = cells.get(plain_label(label))
            if cell is not None and cell.text.strip():
                row = self._put(row, "indicator", "weight", cell, cell.text)
        for label, path in _RESULT.items():
            cell = cells.get(plain_label(label))
            if cell is not None and cell.text:
                result = self._put(result, "result", path, cell, cell.text)
        named = cells.get(plain_label(LEVELS[-1]))
        own = row_told(named.letters) if named is not None else ""
        row = replace(row, id=own) if own else row
        if named is not None and is_misplaced(row):
            self._ledger.doubt(named, ROW_MISPLACED)
        return replace(row, stages=(result,))

    def _together(self, year: int, indicators: Sequence[Indicator]) -> StageRead:
        """With the date of the stage, and without what is worked out anyway."""
        month, plan = self._month, self._rows["plan"]
        date = date_of(year or UNKNOWN_YEAR, month)
        if month not in (USUAL_MONTH, WHOLE_YEAR):
            plan = replace(plan, stages=replace(plan.stages, month=month))
        rows = tuple(
            replace(each, stages=tuple(replace(of, date=date) for of in each.stages))
            for each in indicators
        )
        stage = replace(self._rows["stage"], date=date)
        project = replace(
            self._rows["project"], goals=self._goals, indicators=rows, stages=(stage,)
        )
        if self._of_year:
            plan, project = with_department(plan, project, self._goals), Project()
        else:
            project = settled(project, year, plan)
        self._compare(project, plan)
        return StageRead(self._rows["unit"], plan, project, year, self._returned)

    def _compare(self, project: Project, plan: AnnualPlan) -> None:
        """Tell of what stands there otherwise than it is worked out: that is not kept."""
        if self._of_year:
            funds, scores = department_comes_to(plan)
        else:
            label = next(
                (c for c in self._table.cells() if c.label == self._layout.beside_funds), None
            )
            if label is not None and settled_by_size(project, silent=False)[1]:
                self._ledger.doubt(label, _SIZES)
            scores = scores_of(project, plan.year, plan.stages)
            funds = funds_shown(project, project.stages[0])
        base = "initial" if self._layout.form is monitoring.FORM else "revised"
        for what, source, cell in self._worked_out:
            if what == _RATE:
                comes_to = percent_shown(funds.rate(source, of=base))
            else:
                points = scores.total if what == _SUM else scores.execution
                comes_to = "" if points is None else f"{points:.2f}"
            said = Target.parse(cell.text)
            if said.number is None or said.number != Target.parse(comes_to).number:
                self._ledger.doubt(
                    cell,
                    f"这里写的是“{cell.text.strip()}”，按各项算出来是“{comes_to}”，以算出的为准。",
                )


def _target(cells: Mapping[str, Cell]) -> Target:
    def text(label: str) -> str:
        cell = cells.get(plain_label(label))
        return cell.text if cell is not None else ""

    if plain_label(sichuan.SIGN) not in cells and plain_label(sichuan.MEASURE) not in cells:
        said = text(national.TARGET) or text(sichuan.TARGET)
        return Target.parse(said)
    sign = text(sichuan.SIGN).strip() or QUALITATIVE
    return Target.compose(sign, text(sichuan.TARGET), text(sichuan.MEASURE))
