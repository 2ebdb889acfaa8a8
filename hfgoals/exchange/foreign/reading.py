"""Understanding: from tables and corrections to a meaning for every cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType

from hfgoals.codec.marks import ALL_INSTRUCTIONS
from hfgoals.exchange.foreign.afterwards import funds_column
from hfgoals.exchange.foreign.alignment import Alignment, aligned, with_levels_named
from hfgoals.exchange.foreign.amounts import CurrencySaid, currency_of
from hfgoals.exchange.foreign.blocks import BlockReader
from hfgoals.exchange.foreign.choices import FieldChoice, choice_of
from hfgoals.exchange.foreign.columns import LEVELS
from hfgoals.exchange.foreign.corrections import (
    CellHolds,
    CellLeftOut,
    ColumnHolds,
    Correction,
    FirstIndicator,
    LabelNames,
    TableBegins,
    TableMoney,
    TableRead,
)
from hfgoals.exchange.foreign.findings import Findings, renumbered
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.heads import Head, corrected_head, find_heads, head_at
from hfgoals.exchange.foreign.meaning import CellAt, Currency, Held, Meaning, RowAt, TableReading
from hfgoals.exchange.foreign.rows import ListReader
from hfgoals.exchange.foreign.sections import Section, sections_of
from hfgoals.exchange.foreign.stage_heads import with_results
from hfgoals.exchange.foreign.understanding import Understanding
from hfgoals.exchange.foreign.yearly import month_of, sort_of, takes_years
from hfgoals.exchange.tables import Cell, Table
from hfgoals.progress import Report

_NOT_READ = "这个表里没有认出绩效目标的内容，没有读入。"
_BY_CHOICE = "按您的选择，这个表没有读入。"
_HIDDEN = "这张工作表是隐藏的，没有读入。"
_WHOLE_LISTS = (
    "部门整体的绩效指标没有读入；可以选用有分级指标的整体表样再填写，或者写进分项绩效目标。"
)
_MID_TERM = "这是中期（实施期）的指标，没有读入。"
_ABOVE_ALL = 5_000
"""Among so many cells the currency of the whole table is looked for; each section has its own."""
_TARGET_TEXT = ("indicator.name", "indicator.target")


@dataclass(frozen=True, slots=True)
class Read:
    """Every cell's meaning, and what each table is."""

    meanings: dict[CellAt, Meaning]
    readings: tuple[TableReading, ...]


@dataclass(slots=True)
class _OfTable:
    """The corrections of one table."""

    named: dict[tuple[int, int], FieldChoice | None] = field(default_factory=dict)
    columns: list[tuple[int, FieldChoice | None]] = field(default_factory=list)
    currency: Currency | None = None
    read: bool | None = None
    new: bool | None = None
    first_row: int | None = None


@dataclass(slots=True)
class _Project:
    """The project in hand, to which a table without a name of its own may belong."""

    number: int | None = None
    ids: set[str] = field(default_factory=set)


def understand(
    tables: Sequence[Table],
    corrections: Iterable[Correction] = (),
    name: str = "",
    remarks: Iterable[str] = (),
    report: Report | None = None,
) -> Understanding:
    """What the tables mean, with these corrections made. Pure; reads no file but the word list.

    Raises PresetTrouble when the word list is missing or not as it must be, NotUnderstood when the
    tables have too many projects, and whatever ``report`` raises.
    """
    tables, corrections = tuple(tables), tuple(corrections)
    read = read_tables(tables, corrections, report)
    meanings = dict(read.meanings)
    for correction in corrections:
        if isinstance(correction, CellHolds):
            _hold(meanings, correction, tables, read.readings)
        elif isinstance(correction, CellLeftOut) and correction.at in meanings:
            was = meanings[correction.at]
            meanings[correction.at] = Meaning(
                "left_out", note="按您的选择没有读入。", project=was.project
            )
    return Understanding(
        tables, MappingProxyType(meanings), read.readings, corrections, name, tuple(remarks)
    )


def read_tables(
    tables: Sequence[Table], corrections: Sequence[Correction] = (), report: Report | None = None
) -> Read:
    """A meaning for every cell with a text. Raises as understand does."""
    findings = Findings()
    hand = _Project()
    readings = []
    for index, table in enumerate(tables):
        grid = Grid(index, table)
        reader = _TableReader(grid, _of_table(corrections, index), findings, hand)
        readings.append(reader.read(report))
    _drop_empty_projects(findings)
    meanings = findings.settled()
    for index, table in enumerate(tables):
        for cell in table.cells():
            if cell.text.strip():
                meanings.setdefault(CellAt(index, cell.row, cell.column), Meaning("unknown"))
    return Read(meanings, tuple(_with_projects(readings, meanings)))


def _of_table(corrections: Sequence[Correction], index: int) -> _OfTable:
    made = _OfTable()
    for each in corrections:
        if isinstance(each, LabelNames) and each.at.table == index:
            made.named[each.at.row, each.at.column] = each.choice
        elif isinstance(each, ColumnHolds) and each.table == index:
            made.columns.append((each.column, each.choice))
        elif isinstance(each, TableMoney) and each.table == index:
            made.currency = each.currency
        elif isinstance(each, TableRead) and each.table == index:
            made.read = each.read
        elif isinstance(each, TableBegins) and each.table == index:
            made.new = each.new
        elif isinstance(each, FirstIndicator) and each.table == index:
            made.first_row = each.row
    return made


class _TableReader:
    """Reads one table into the findings."""

    def __init__(self, grid: Grid, made: _OfTable, findings: Findings, hand: _Project) -> None:
        self._grid = grid
        self._made = made
        self._findings = findings
        self._hand = hand
        self._said = currency_of(islice(grid.cells(), _ABOVE_ALL), grid.table.origin)
        self._sort = sort_of(grid)
        self._adjusted = bool(self._sort) and any(
            funds_column(cell.text) == "initial" for cell in grid.cells() if len(cell.text) <= 40
        )
        self._first_indicator: int | None = None

    def read(self, report: Report | None) -> TableReading:
        """What the table is; ``report`` is called before each of its sections."""
        heads = self._heads()
        sections = sections_of(self._grid, heads, self._made.named)
        why = self._why_not(sections)
        if why:
            for cell in self._grid.cells():
                self._findings.tell(self._grid.key(cell), "left_out", why)
        begins = False
        for number, section in enumerate(sections if not why else ()):
            if report is not None:
                report(0, 1)
            new = self._read_section(section, self._made.new if number == 0 else None)
            begins = begins or (new and number == 0)
        if takes_years(self._grid):
            self._findings.doubt_totals(self._grid.index)
        said = self._said or CurrencySaid()
        if self._made.currency is not None:
            said = CurrencySaid(self._made.currency, "您的选择")
        columns = {
            column.first: column.choice
            for head in heads[:1]
            for column in with_results(self._grid, head, self._sort, self._made.named).columns
            if column.choice is not None
        }
        first = self._first_indicator
        sort = "" if why else self._sort
        month = month_of(self._grid) if sort == "监控表" else None
        return TableReading(
            not why, begins, said.currency, said.place, first, columns, sort=sort, month=month
        )

    def _heads(self) -> list[Head]:
        made = self._made
        heads = find_heads(self._grid, made.named)
        if made.first_row is not None:
            above = [head for head in heads if head.top < made.first_row]
            if above:
                heads[len(above) - 1] = replace(above[-1], bottom=made.first_row - 1)
            else:
                columns = [column for column, choice in made.columns if choice is not None]
                heads.insert(0, head_at(self._grid, made.first_row, columns))
        for column, choice in made.columns:
            heads = [corrected_head(head, column, choice) for head in heads]
        return heads

    def _why_not(self, sections: list[Section]) -> str:
        """Why the table is not read; "" when it is."""
        if self._made.read is not None:
            return "" if self._made.read else _BY_CHOICE
        first = next(self._grid.cells(), None)
        if first is not None and first.label in ALL_INSTRUCTIONS:
            return _NOT_READ
        lists = any(section.lists for section in sections)
        ids = {each for section in sections for each in section.ids}
        if self._grid.table.hidden and not (lists and any(each.anchored for each in sections)):
            return _HIDDEN
        of_project = [each for each in ids if not each.startswith("unit.") and each != "plan.year"]
        return "" if lists or len(of_project) > 1 or (of_project and self._is_form()) else _NOT_READ

    def _is_form(self) -> bool:
        """Whether a table with a single label is more than a line of prose."""
        return self._grid.last_column > 1 or len(self._grid.rows) > 1

    def _read_section(self, section: Section, forced: bool | None) -> bool:
        """Whether a new project began with it."""
        project, new = self._project_of(section, forced)
        rows = section.block_rows(self._grid)
        said = currency_of(cell for row in rows for cell in self._grid.row(row))
        said = said or self._said or CurrencySaid()
        currency = self._made.currency or said.currency
        BlockReader(
            self._grid,
            rows,
            self._findings,
            project,
            self._made.named,
            lambda: currency,
            bool(self._sort),
            self._adjusted,
        ).read()
        self._read_lists(section, project, currency)
        return new

    def _project_of(self, section: Section, forced: bool | None) -> tuple[int | None, bool]:
        hand = self._hand
        if section.scope == "overall" and not forced:
            return None, False
        if section.scope == "list":
            hand.number = None
            return None, True
        own = {each for each in section.ids if not each.startswith("unit.")}
        new = section.anchored or hand.number is None or bool(hand.ids & own)
        if forced is not None:
            new = forced or hand.number is None
        if new:
            hand.number = self._findings.new_project()
            hand.ids = set()
        hand.ids |= own
        return hand.number, new

    def _read_lists(self, section: Section, project: int | None, currency: Currency) -> None:
        several = len([each for each in section.lists if each.head.kind == "indicators"]) > 1
        levels: dict[str, Cell] = {}
        before: Head | None = None
        for each in section.lists:
            overall = section.scope == "overall"
            head = each.head
            if not overall:
                head = with_levels_named(self._grid, head, each.end)
                head = with_results(self._grid, head, self._sort, self._made.named)
            for cell in head.cells:
                self._tell_heading(cell, head, project)
            if head.period in ("mid", "past") and several:
                head = _without_columns(head, _MID_TERM)
            if overall:
                head = _of_the_whole(head, self._has_levels(head, each.end))
            reader = ListReader(
                self._grid,
                head,
                each.end,
                self._findings,
                project if section.scope == "project" else None,
                lambda: currency,
                overall,
                Alignment() if overall else aligned(self._grid, head, each.end),
            )
            again = before is not None and before.signature == head.signature
            levels = reader.read(levels if again else None)
            before = head
            if self._first_indicator is None and head.kind == "indicators":
                self._first_indicator = reader.first_row
            if section.scope == "list":
                self._hand.number = reader.project
                self._hand.ids = set(section.ids)

    def _has_levels(self, head: Head, end: int) -> bool:
        """Whether anything stands in the list under a heading of first or second level."""
        levels = [column for each in LEVELS if (column := head.holding(each)) is not None]
        rows = range(head.bottom + 1, end + 1)
        return any(self._grid.row(row, each.first, each.last) for each in levels for row in rows)

    def _tell_heading(self, cell: Cell, head: Head, project: int | None) -> None:
        at = self._grid.key(cell)
        column = next((each for each in head.columns if each.head is cell), None)
        if column is None:
            self._findings.label(at, project=project)
        elif column.choice is not None:
            self._findings.label(at, column.choice, note=column.why, project=project)
        elif column.why:
            self._findings.label(at, project=project)
        else:
            self._findings.label(at, project=project)


def _without_columns(head: Head, why: str) -> Head:
    columns = tuple(replace(each, choice=None, why=why) for each in head.columns)
    return replace(head, columns=columns)


def _of_the_whole(head: Head, levelled: bool) -> Head:
    """A list in the overall form: tasks are sub-goals; indicators only where they have no levels,
    for they are texts then."""
    if head.kind == "indicators" and (levelled or head.holding("indicator.name") is None):
        return _without_columns(head, _WHOLE_LISTS)
    columns = []
    for each in head.columns:
        choice = each.choice
        if choice is not None and choice.id in _TARGET_TEXT:
            title = choice.id == "indicator.name" and head.kind == "indicators"
            choice = choice_of("subgoal.title" if title else "subgoal.indicators")
        if choice is not None and choice.of_project:
            text = " ".join(each.head.text.split()) if each.head is not None else ""
            each = replace(each, choice=None, why=f"本程序的分项绩效目标里没有“{text}”，没有读入。")
        else:
            each = replace(each, choice=choice)
        columns.append(each)
    return replace(head, columns=tuple(columns))


def _drop_empty_projects(findings: Findings) -> None:
    """Blank forms are no projects."""
    filled = {
        claim.held.project
        for claim in findings.claims
        if claim.held.project is not None
        and claim.held.text.strip()
        and claim.held.choice.id not in LEVELS
    }
    numbers = {old: new for new, old in enumerate(sorted(filled))}
    findings.claims = renumbered(findings.claims, numbers)
    findings.of_project = {
        at: numbers[project] for at, project in findings.of_project.items() if project in numbers
    }


def _with_projects(
    readings: list[TableReading], meanings: dict[CellAt, Meaning]
) -> list[TableReading]:
    within: dict[int, set[int]] = {}
    for at, meaning in meanings.items():
        if meaning.project is not None:
            within.setdefault(at.table, set()).add(meaning.project)
    return [
        replace(reading, projects=tuple(sorted(within.get(index, ()))))
        for index, reading in enumerate(readings)
    ]


def _hold(
    meanings: dict[CellAt, Meaning],
    made: CellHolds,
    tables: Sequence[Table],
    readings: Sequence[TableReading],
) -> None:
    was = meanings.get(made.at)
    if was is None:
        return
    choice, project = made.choice, made.project
    if not choice.of_project:
        project = None
    elif project is None:
        project = was.project if was.project is not None else _nearest(meanings, made.at)
    rows: tuple[RowAt, ...] = ()
    if choice.in_rows:
        same = was.holds and was.holds[0].choice.in_rows and made.row is None
        rows = was.holds[0].rows if same else ()
        rows = rows or (RowAt(made.at.table, made.row or made.at.row),)
    text = was.holds[0].text if len(was.holds) == 1 else _text(tables, made.at)
    currency = readings[made.at.table].currency if choice.is_money else None
    held = Held(choice, text, project, rows, currency)
    if not choice.in_rows and choice.id not in ("goal.text", "safeguard.text"):
        _give_way(meanings, held)
    meanings[made.at] = Meaning("value", (held,), project=project)


def _text(tables: Sequence[Table], at: CellAt) -> str:
    cells = tables[at.table].rows.get(at.row, ())
    return next((cell.text for cell in cells if cell.column == at.column), "")


def _nearest(meanings: Mapping[CellAt, Meaning], at: CellAt) -> int:
    """The project before that cell, else the first."""
    before = [key for key, each in meanings.items() if each.project is not None and key <= at]
    return (meanings[max(before)].project or 0) if before else 0


def _give_way(meanings: dict[CellAt, Meaning], held: Held) -> None:
    """A field that a person gives to a cell is taken from the cells that had it."""
    for at, each in meanings.items():
        rest = tuple(
            one for one in each.holds if (one.choice, one.project) != (held.choice, held.project)
        )
        if len(rest) < len(each.holds):
            kind = each.kind if rest else "left_out"
            note = each.note if rest else f"“{held.choice.label}”已按您的选择从另一格读入。"
            meanings[at] = replace(each, kind=kind, holds=rest, note=note)
