"""A workbook as a Proposal: each worksheet known by its labels, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hfgoals.codec.marks import ALL_INSTRUCTIONS
from hfgoals.exchange.optional import using
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.standard.overall_form import is_overall, read_overall
from hfgoals.exchange.standard.project_form import (
    CODE,
    NAME,
    FormRead,
    form_starts,
    is_project_form,
    read_project_forms,
)
from hfgoals.exchange.standard.reason_sheet import is_reasons, read_reasons
from hfgoals.exchange.standard.sheet_reader import (
    SheetRead,
    form_of_table,
    read_form,
    unit_named,
    with_read,
)
from hfgoals.exchange.standard.units import UnitSeen, currency_of
from hfgoals.exchange.tables import CellLedger, Table, tables_of, tell_of_values
from hfgoals.exchange.wide.heading import WideHead, wide_head
from hfgoals.exchange.wide.reading import read_wide_table
from hfgoals.exchange.year import year_said
from hfgoals.model.fields import FIELDS
from hfgoals.model.identity import new_id
from hfgoals.model.values import AnnualPlan, Overall, Project, Signatures
from hfgoals.trouble import NotUnderstood

_OVERVIEW = re.compile(r"\s*(\d{4})年预算项目绩效目标汇总表\s*")
_OVERVIEW_HEADS = {"序号", CODE, NAME}
_SUM = "合计"
_LINKS = "工作簿带有指向其他文件的链接，程序没有打开它们，只读了存下来的内容。"
_MACROS = "工作簿里有宏，程序没有运行，也没有读取。"


@dataclass(slots=True)
class _Years:
    """The years that a workbook names, by where."""

    found: dict[str, int]

    def name(self, where: str, year: int) -> None:
        self.found.setdefault(where, year)


def understood(answer: dict[str, Any], path: Path) -> Proposal:
    """What the plain cells of a workbook (plain.read_workbook) mean. Raises NotUnderstood."""
    tables = tables_of(answer)
    ledger = CellLedger(tables)
    for there, message in ((answer["links"], _LINKS), (answer["macros"], _MACROS)):
        if there:
            ledger.tell_all(message)
    years = _Years({})
    told = [table for table in tables if is_reasons(table)]
    reasons = tuple(each for table in told for each in read_reasons(table, ledger))
    by_sheet, tables = _read_sheets(
        [table for table in tables if not is_reasons(table)], ledger, years
    )
    unit = UnitSeen(answer["title"])
    overall: Overall | None = None
    signatures = Signatures()
    forms: list[FormRead] = []
    known: list[Table] = []
    ours = False
    for table in sorted(tables, key=lambda each: not _is_overview(each)):
        if not _is_form(table):
            continue
        known.append(table)
        _tell_hidden(table, ledger)
        wide = wide_head(table)
        if wide is not None:
            ours = ours or wide.ours
            forms += _read_wide(table, wide, ledger, unit, years)
        elif _is_overview(table):
            signatures = _read_overview(table, ledger, unit, years)
        elif is_overall(table) and not form_starts(table):
            if overall is not None:
                ledger.refuse_table(table, "前面已有部门整体绩效目标，这一张没有读入。")
                continue
            overall = read_overall(table, ledger)
        else:
            forms += read_project_forms(table, ledger, unit)
    _refuse_others(path, tables, known, ledger, enough=bool(by_sheet))
    tell_of_values([table for table in known if not _is_overview(table)], ledger)
    projects = _in_order(forms, ledger)
    year = year_said(years.found, answer["title"], path, projects, ledger.tell_all)
    plan = AnnualPlan(
        year=year or 0,
        overall=overall or Overall(),
        projects=projects,
        signatures=signatures,
    )
    plan = using(with_read(plan, by_sheet, ledger.tell_all), ledger.headed)
    named = unit_named(unit.unit, *(each.unit for each in by_sheet))
    returned = bool(by_sheet) and not forms and all(each.returned for each in by_sheet)
    return Proposal(named, year, plan, ledger.notes(), ours or returned, reasons, returned)


def _read_sheets(
    tables: Sequence[Table], ledger: CellLedger, years: _Years
) -> tuple[list[SheetRead], list[Table]]:
    """What stands in forms without a reader of their own, and the tables that are none."""
    found: list[SheetRead] = []
    others: list[Table] = []
    for table in tables:
        form = form_of_table(table)
        if form is None:
            others.append(table)
            continue
        _tell_hidden(table, ledger)
        tell_of_values([table], ledger)
        found.append(read_form(form, table, ledger))
        for year in found[-1].years:
            years.name(f"“{form.name}”", year)
    return found, others


def _tell_hidden(table: Table, ledger: CellLedger) -> None:
    if table.hidden:
        ledger.tell_all(f"{table.origin.name}是隐藏的，也读入了，请核对。")


def _is_form(table: Table) -> bool:
    return (
        wide_head(table) is not None
        or _is_overview(table)
        or is_overall(table)
        or is_project_form(table)
    )


def _is_overview(table: Table) -> bool:
    if form_starts(table) or wide_head(table) is not None:
        return False
    for row in sorted(table.rows)[:6]:
        cells = table.filled(row)
        labels = {cell.label for cell in cells}
        if any(_OVERVIEW.fullmatch(cell.text) for cell in cells) or labels >= _OVERVIEW_HEADS:
            return True
    return False


def _read_wide(
    table: Table, head: WideHead, ledger: CellLedger, unit: UnitSeen, years: _Years
) -> list[FormRead]:
    read = read_wide_table(table, head, ledger, unit)
    for where, year in read.years:
        years.name(where, year)
    return [FormRead(project, 0) for project in read.projects]


def _read_overview(table: Table, ledger: CellLedger, unit: UnitSeen, years: _Years) -> Signatures:
    """The year and unit, the names at the foot; its lines repeat what stands in the forms."""
    for row in sorted(table.rows):
        cells = table.filled(row)
        if {cell.label for cell in cells} >= _OVERVIEW_HEADS:
            break
        for cell in cells:
            title = _OVERVIEW.fullmatch(cell.text)
            if title is not None:
                years.name("汇总表标题", int(title[1]))
                ledger.use(cell)
            elif currency_of(cell) is None or unit.is_in_title(cell, cells):
                unit.take(cell, ledger)
    ledger.use(*table.cells())
    return _signatures(table)


def _signatures(table: Table) -> Signatures:
    """Who answers for the year, from below the sums."""
    plan = AnnualPlan()
    sums = [row for row in table.rows if any(cell.label == _SUM for cell in table.filled(row)[:1])]
    fields = [field for field in FIELDS["plan"] if field.path.startswith("signatures.")]
    for cell in table.region(max(sums) + 1, table.last_row, 1) if sums else ():
        for field in fields:
            found = re.match(rf"\s*{field.label}\s*[：:]", cell.text)
            if found is not None:
                plan = field.put(plan, cell.text[found.end() :])
    return plan.signatures


def _refuse_others(
    path: Path, tables: Sequence[Table], known: Sequence[Table], ledger: CellLedger, *, enough: bool
) -> None:
    understood_ones = set(map(id, known))
    others = [table for table in tables if id(table) not in understood_ones]
    if not enough and all(_is_overview(table) for table in known):
        raise NotUnderstood(
            f"“{path.name}”里没有找到部门整体绩效目标，也没有项目绩效目标表。",
            "没有读入任何内容，原文件没有改动。",
            "请选择本程序导出的工作簿，或按标准表式填写的工作簿。",
        )
    for table in others:
        if not (table.hidden or _is_instructions(table)):
            ledger.refuse_table(table, "这张工作表不是本程序认识的表，没有读入。")
        else:
            ledger.use(*table.cells())


def _is_instructions(table: Table) -> bool:
    """Whether it is the worksheet by which we tell others how to fill in a form."""
    first = next((cell for cell in table.cells() if cell.text.strip()), None)
    return first is not None and first.label in ALL_INSTRUCTIONS


def _in_order(forms: Sequence[FormRead], ledger: CellLedger) -> tuple[Project, ...]:
    """By the numbers in their titles when these tell; worksheets may have been moved about."""
    numbers = [form.number for form in forms]
    if all(numbers) and len(set(numbers)) == len(numbers):
        forms = sorted(forms, key=lambda form: form.number)
    elif any(numbers):
        _tell_of_numbers(forms, ledger)
    seen: set[str] = set()
    projects: list[Project] = []
    for project in (form.project for form in forms):
        # A worksheet may be the copy of another.
        projects.append(replace(project, id=new_id()) if project.id in seen else project)
        seen.add(project.id)
    return tuple(projects)


def _tell_of_numbers(forms: Sequence[FormRead], ledger: CellLedger) -> None:
    """By which titles the projects could not be put in order: worksheets copied or added."""
    first: dict[int, FormRead] = {}
    for form in forms:
        before = first.setdefault(form.number, form) if form.number else form
        if form.head is None or (form.number and before is form):
            continue
        message = "标题没有编号，项目按工作表的先后排列，请核对。"
        if before.head is not None and before is not form:
            copied = form.project.name == before.project.name
            message = f"标题的编号与{before.head.place}的重复，项目按工作表的先后排列，请核对。"
            message += "两张表的项目名称也相同，可能是复制出来的。" if copied else ""
        ledger.doubt(form.head, message)
