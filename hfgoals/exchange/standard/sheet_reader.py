"""Reads any form of the registry that has no reader of its own, by the labels of its Sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hfgoals.exchange.standard import stage_form
from hfgoals.exchange.standard.county_form import is_caption, is_county_form, read_county_form
from hfgoals.exchange.standard.disclosure_form import is_report, read_report
from hfgoals.exchange.standard.sheet_labels import FormLabels, Place, labels_of_form
from hfgoals.exchange.tables import BLANK, Cell, CellLedger, Table, plain_label
from hfgoals.forms import (
    FORMS,
    county_overall,
    disclosure_report,
    form_of,
    hebei_overall,
    hebei_project,
)
from hfgoals.forms.form import Form
from hfgoals.model.dating import dated
from hfgoals.model.fields import FIELDS, PART_OF, ROW_TYPES, Part, field_of, together
from hfgoals.model.kinds import OF_THE_YEAR, FieldError
from hfgoals.model.numbering import listed
from hfgoals.model.rows import CHILDREN, OF_STAGES, children_of, with_children
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Overall, Project, Unit

OWN_READERS = (
    hebei_overall.ID,
    hebei_project.ID,
    county_overall.ID,
    disclosure_report.ID,
    *stage_form.FORMS,
)
"""The forms with a reader of their own, in this folder."""
LEAST_LABELS = 3
"""Fewer stand in tables of all sorts."""
_LAST_COLUMN = 16_384


@dataclass(slots=True)
class SheetRead:
    """What one table says in a standard form."""

    form: Form
    unit: Unit = field(default_factory=Unit)
    plan: AnnualPlan = field(default_factory=AnnualPlan)
    project: Project = field(default_factory=Project)
    years: set[int] = field(default_factory=set)
    returned: bool = False
    """Whether it was handed out to be filled in, with targets only to be read."""


def form_of_table(table: Table) -> Form | None:
    """The form whose labels all stand in the table; that with most of them, if several."""
    if is_report(table):
        return disclosure_report.FORM
    of_stage = stage_form.stage_form_of(table)
    if of_stage is not None:
        return of_stage
    if is_county_form(table):
        return county_overall.FORM
    forms = {form.id: labels_of_form(form).needed for form in FORMS if form.id not in OWN_READERS}
    said = {cell.label for cell in table.cells()} if forms else set()
    fitting = [
        (len(needed), form_id)
        for form_id, needed in forms.items()
        if needed <= said and len(needed) >= LEAST_LABELS
    ]
    return form_of(max(fitting)[1]) if fitting else None


def read_form(form: Form, table: Table, ledger: CellLedger) -> SheetRead:
    """What stands in a table of that form."""
    if form.id == disclosure_report.ID:
        read = read_report(table, ledger)
        plan = AnnualPlan(reports=(read.report,))
        return SheetRead(form, read.unit, plan, years={read.year})
    if form.id == county_overall.ID:
        county = read_county_form(table, ledger)
        years = {county.year} if county.year else set()
        return SheetRead(form, county.unit, county.plan, years=years)
    if form.id in stage_form.FORMS:
        of = stage_form.read_stage_form(form, table, ledger)
        years = {of.year} if of.year else set()
        return SheetRead(form, of.unit, of.plan, of.project, years, of.returned)
    reader = _Reader(form, table, ledger)
    reader.read()
    return reader.found


def with_read(
    plan: AnnualPlan, found: Sequence[SheetRead], tell: Callable[[str], None]
) -> AnnualPlan:
    """The plan with what these say where it says nothing yet; ``tell`` hears of what differs."""
    used = {each.form.id for each in found} | set(STANDARD_FORMS)
    if plan.overall == Overall():
        used -= {each.form.stands_for for each in found}
    if found:
        plan = replace(plan, forms=tuple(form.id for form in FORMS if form.id in used))
    for each in found:
        name = each.form.name
        columns = together(plan.columns, each.plan.columns)
        plan = replace(_with_more(plan, each.plan, name, tell), columns=columns)
        if each.form.scope == "project":
            plan = replace(plan, projects=_with_project(plan.projects, each.project, name, tell))
    return dated(plan) if plan.year else plan


def unit_named(*said: Unit) -> Unit:
    """The first unit that is one."""
    return next((unit for unit in said if unit != Unit()), Unit())


def _with_project(
    projects: Sequence[Project], said: Project, name: str, tell: Callable[[str], None]
) -> tuple[Project, ...]:
    """Into the project of that code, else of that name; as a new one when there is none."""
    for known in ("code", "name"):
        text = getattr(said, known)
        for at, project in enumerate(projects):
            if text and text == getattr(project, known):
                filled = _with_more(project, said, name, tell)
                return (*projects[:at], filled, *projects[at + 1 :])
    return (*projects, said)


def _with_more(row: Any, said: Any, name: str, tell: Callable[[str], None]) -> Any:
    part = PART_OF[type(row)]
    for each in FIELDS[part]:
        text, more = each.text(row).strip(), each.text(said).strip()
        if each.kind in OF_THE_YEAR or not more or text == more:
            continue
        if text:
            tell(f"“{name}”里的{each.name}与其他表的不同，没有读入。")
        else:
            row = each.with_value(row, each.read(said))
    for path, below in CHILDREN[part]:
        ours, theirs = children_of(row, path), children_of(said, path)
        if not ours:
            row = with_children(row, path, theirs)
        elif below in OF_STAGES:
            row = with_children(row, path, _with_stages(ours, theirs, name, tell))
        elif len(ours) == len(theirs):
            pairs = zip(ours, theirs, strict=True)
            row = with_children(
                row, path, tuple(_with_more(one, other, name, tell) for one, other in pairs)
            )
        elif theirs:
            tell(f"“{name}”里的条数与其他表的不同，没有读入。")
    return row


def _with_stages(
    ours: Sequence[Any], theirs: Sequence[Any], name: str, tell: Callable[[str], None]
) -> tuple[Any, ...]:
    """Rows of stages with those of the same dates put into each other."""
    by_date = {row.date: row for row in ours}
    for row in theirs:
        known = by_date.get(row.date)
        by_date[row.date] = row if known is None else _with_more(known, row, name, tell)
    return tuple(by_date.values())


class _Reader:
    """Reads one table."""

    def __init__(self, form: Form, table: Table, ledger: CellLedger) -> None:
        self.found = SheetRead(form)
        self._labels: FormLabels = labels_of_form(form)
        self._table = table
        self._ledger = ledger
        self._met: set[str] = set()
        heading = plain_label(form.worked_out)
        below = (cell.row for cell in table.cells() if heading and cell.label == heading)
        self._end = min(below, default=table.last_row + 1)
        """The first row of what is worked out."""

    def read(self) -> None:
        """Take every cell that the form speaks of; the rest is left to the ledger."""
        beside, below = self._labels.beside, self._labels.below
        labels = beside.keys() | below.keys()
        for cell in list(self._table.cells()):
            if cell.row >= self._end:
                self._ledger.use(cell)
                continue
            # A text that says the same as a label stands further down.
            if cell.label in self._met or cell.label not in labels:
                continue
            self._met.add(cell.label)
            self._ledger.use(cell)
            if cell.label in beside:
                self._take(beside[cell.label], self._right_of(cell))
            else:
                self._take(below[cell.label], self._under(cell))
        for part, heads in self._labels.heads.items():
            self._read_list(part, heads)
        for cell in self._table.cells():
            # Notes may stand together in one cell.
            said = [self._labels.says(line) for line in cell.text.split("\n") if line.strip()]
            for each in said if all(said) else ():
                self._ledger.use(cell)
                years = each.groupdict().values() if each is not None else ()
                self.found.years |= {int(year) for year in years if year}
        self.found.plan = self.found.plan.settled

    def _right_of(self, label: Cell) -> Cell | None:
        cells = self._table.region(label.row, label.last_row, label.last_column + 1)[:1]
        return next((cell for cell in cells if cell.label not in self._labels.needed), None)

    def _under(self, label: Cell) -> Cell | None:
        row = label.last_row + 1
        return next(iter(self._table.filled(row, label.column, label.last_column)), None)

    def _take(self, place: Place | None, cell: Cell | None) -> None:
        if cell is None:
            return
        self._ledger.use(cell)
        if place is None:
            return
        found = self.found
        if place[0] == "unit":
            found.unit = self._put(found.unit, place, cell, 1)
        elif place[0] == "plan":
            found.plan = self._put(found.plan, place, cell, 1)
        else:
            found.project = self._put(found.project, place, cell, 1)

    def _put(self, row: Any, place: Place, cell: Cell, number: int) -> Any:
        """The row with the text of the cell, of which the form printed the ends."""
        each = field_of(*place)
        text = self._labels.around[place].inside(cell.text, number)
        try:
            return each.put(row, text)
        except FieldError as error:
            self._ledger.doubt(cell, f"{each.label}没有读入：{error}")
            return row

    def _read_list(self, part: Part, heads: Mapping[str, str]) -> None:
        for row in self._table.numbers(1, self._end - 1):
            cells = [cell for cell in self._table.filled(row) if cell.label in heads]
            if {cell.label for cell in cells} == heads.keys():
                self._ledger.use(*cells)
                ends = [cell.column - 1 for cell in cells[1:]] + [_LAST_COLUMN]
                columns = {
                    heads[cell.label]: (cell.column, end)
                    for cell, end in zip(cells, ends, strict=True)
                }
                rows = self._rows_below(part, cells[0], columns)
                self._hold(part, rows)
                return

    def _rows_below(
        self, part: Part, head: Cell, columns: Mapping[str, tuple[int, int]]
    ) -> list[Any]:
        """The rows of the list, down to where something else of the form begins."""
        rows: list[Any] = []
        for at in self._table.numbers(head.last_row + 1, self._end - 1):
            first = next(iter(self._table.filled(at)), None)
            if first is not None and first.column < head.column:
                break
            if first is not None and self._labels.says(first.text) and head.column == 1:
                break
            cells = {path: self._table.at(at, *span) for path, span in columns.items()}
            texts = [cell for cell in cells.values() if cell is not None]
            if not any(cell.text or BLANK in cell.letters for cell in texts):
                continue
            row = ROW_TYPES[part]()
            for path, cell in cells.items():
                cell = cell or self._table.above(at, columns[path][0])
                if cell is not None:
                    self._ledger.use(cell)
                    row = self._put(row, (part, path), cell, len(rows) + 1)
            rows += listed(part, row, len(rows) + 1)
        return rows

    def _hold(self, part: Part, rows: Sequence[Any]) -> None:
        found = self.found
        for path, below in CHILDREN["plan"]:
            if below == part:
                found.plan = with_children(found.plan, path, tuple(rows))
        for path, below in CHILDREN["project"]:
            if below == part:
                found.project = with_children(found.project, path, tuple(rows))


def paragraphs_said(form: Form, texts: Sequence[str]) -> int:
    """How many of these texts, from the first on, the form prints around its table."""
    labels = labels_of_form(form)
    county = form.id == county_overall.ID
    count = 0
    for at, text in enumerate(texts, 1):
        if labels.says(text) is not None or (county and is_caption(text)):
            count = at
        elif plain_label(text):
            break
    return count
