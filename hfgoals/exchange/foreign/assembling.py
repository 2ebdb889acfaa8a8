"""The Proposal that follows from the meanings of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from hfgoals.exchange.foreign.amounts import amount_of, own_currency
from hfgoals.exchange.foreign.choices import FieldChoice
from hfgoals.exchange.foreign.indicators import AT, indicators_of
from hfgoals.exchange.foreign.item_form import in_its_form
from hfgoals.exchange.foreign.meaning import CellAt, Held, Meaning, RowAt, TableReading
from hfgoals.exchange.foreign.notes import Remarks
from hfgoals.exchange.foreign.pieces import pieces_of, unit_parts
from hfgoals.exchange.foreign.results import (
    Doubts,
    in_stage_forms,
    month_in,
    results_of,
    with_stage,
)
from hfgoals.exchange.foreign.titles import is_title, is_year, project_of_title, years_said
from hfgoals.exchange.foreign.understanding import Understanding
from hfgoals.exchange.optional import using
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.sizes import settled_by_size
from hfgoals.exchange.tables import CellLedger, Table, tell_of_values
from hfgoals.model.dating import UNKNOWN_YEAR, dated, stage_name
from hfgoals.model.fields import Field, Part, field_of
from hfgoals.model.kinds import LINE, TEXT, YEAR, FieldError
from hfgoals.model.numbering import in_lists
from hfgoals.model.stages import Stage, date_of
from hfgoals.model.values import AnnualPlan, Goal, Project, Safeguard, SubGoal, Unit

_LOOKS_BACK = "{}是{}：目标和指标值读作项目的目标，完成情况、得分、原因等读作{}的，请核对。"
_NO_MONTH = "{}没有写明监控到几月，按 1—{} 月读入，请核对。"
_OF_THE_WHOLE = "{}是{}：只读入了其中的目标；完成情况、得分、偏差原因等没有读入，请核对。"
_CODES = (("project", "code"), ("unit", "code"))
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z ._/\-]*")
_NO_CURRENCY = "没有写明金额单位，金额按万元读入，请核对。"


def proposal_of(understood: Understanding) -> Proposal:
    """What it gives for a workbook, with a note for each cell that was left out, was not
    understood, or is doubtful."""
    tables, meanings = understood.tables, understood.meanings
    assembling = _Assembling(tables, meanings, understood.readings, Remarks(tables, meanings))
    whole = assembling.proposal(understood.name, understood.remarks)
    return replace(whole, understanding=understood)


class _Assembling:
    def __init__(
        self,
        tables: Sequence[Table],
        meanings: Mapping[CellAt, Meaning],
        readings: Sequence[TableReading],
        notes: Remarks,
    ) -> None:
        self._tables = tables
        self._meanings = meanings
        self._readings = readings
        self._notes = notes
        self._cells = {
            CellAt(index, cell.row, cell.column): cell
            for index, table in enumerate(tables)
            for cell in table.cells()
        }
        self._sized: set[int] = set()
        """The tables of which the currency was told by the size of amounts."""
        self._headings: dict[tuple[int, int | None], list[str]] = {}
        """The texts of headings by their table and the project among whose cells they stand."""
        for at, meaning in meanings.items():
            if meaning.kind == "heading":
                texts = self._headings.setdefault((at.table, meaning.project), [])
                texts.append(self._cells[at].text)
        self._held: dict[int | None, list[AT]] = {}
        for at in sorted(meanings):
            for held in meanings[at].holds:
                self._held.setdefault(held.project, []).append((at, held))

    def proposal(self, name: str, remarks: Iterable[str]) -> Proposal:
        for remark in remarks:
            self._notes.tell_all(remark)
        numbers = [number for number in self._held if number is not None]
        projects = tuple(self._project(number) for number in range(max(numbers, default=-1) + 1))
        plan = in_lists(self._plan(replace(AnnualPlan(), projects=projects)))
        plan = in_its_form(plan.settled)
        plan = in_stage_forms(plan)
        unit = self._unit()
        year = self._year(name)
        self._tell_of_sorts()
        self._tell_of_currencies()
        self._tell_of_values()
        plan = using(replace(plan, year=year or 0))
        plan = dated(replace(plan, year=year)) if year else plan
        return Proposal(unit, year, plan, self._notes.notes())

    def _project(self, number: int) -> Project:
        held = self._held.get(number, [])
        project: Project = self._filled("project", Project(), held)
        project = self._amounts_settled(project, held)
        texts = dict.fromkeys(each.text.strip() for _, each in held if each.choice.part == "goal")
        goals = tuple(field_of("goal", "text").put(Goal(), text) for text in texts)
        indicators = indicators_of(held, self._cells, self._notes)
        if not project.name:
            project = self._named(project, number, held)
        project = replace(project, goals=goals, indicators=tuple(indicators.values()))
        return self._staged(project, held, tuple(indicators))

    def _staged(self, project: Project, held: Sequence[AT], rows: Sequence[RowAt]) -> Project:
        """With what came of its targets, by the stage that each table is of."""
        of_stages = [each for each in held if each[1].choice.part in ("stage", "result")]
        if not of_stages:
            return project
        for month in sorted({month_in(self._readings[at.table]) for at, _ in of_stages}):
            own = [
                (at, each) for at, each in of_stages if month_in(self._readings[at.table]) == month
            ]
            stage: Stage = self._filled("stage", Stage(), own)
            results = results_of(own, self._cells, self._notes)
            doubts = Doubts(self._notes, self._cells, own)
            project = with_stage(project, stage, [results.get(row) for row in rows], month, doubts)
        return project

    def _amounts_settled(self, project: Project, held: Sequence[AT]) -> Project:
        """With amounts in the currency that they must be in, by their size."""
        money = [(at, each) for at, each in held if each.choice.is_money]
        silent = not any(
            self._readings[at.table].currency_said or own_currency(each.text) for at, each in money
        )
        settled, doubt = settled_by_size(project, silent=silent)
        if doubt:
            self._sized.add(money[0][0].table)
            self._notes.tell(self._cells[money[0][0]], doubt)
        return settled

    def _named(self, project: Project, number: int, held: Sequence[AT]) -> Project:
        """A name from the title, where no label gives one."""
        for at in sorted({at.table for at, _ in held}):
            if self._readings[at].projects[:1] != (number,):
                continue
            for title in (self._tables[at].origin.title, *self._headings.get((at, number), ())):
                said = project_of_title(title)
                if said:
                    self._notes.tell_all(f"表中没有项目名称，已取标题里的“{said}”，请核对。")
                    named: Project = field_of("project", "name").put(project, said)
                    return named
        return project

    def _plan(self, plan: AnnualPlan) -> AnnualPlan:
        held = [each for each in self._held.get(None, []) if each[1].choice.path != "year"]
        plan = self._filled("plan", plan, held)
        rows: dict[RowAt, list[AT]] = {}
        safeguards: list[Safeguard] = []
        for at, each in held:
            if each.choice.part == "subgoal":
                for row in each.rows or (RowAt(at.table, at.row),):
                    rows.setdefault(row, []).append((at, each))
            elif each.choice.part == "safeguard":
                safeguards.append(field_of("safeguard", "text").put(Safeguard(), each.text))
        subgoals = tuple(self._with("subgoal", SubGoal(), rows[row]) for row in sorted(rows))
        overall = replace(plan.overall, subgoals=subgoals, safeguards=tuple(safeguards))
        return replace(plan, overall=overall)

    def _unit(self) -> Unit:
        unit: Unit = self._filled("unit", Unit(), self._held.get(None, []))
        for table, reading in zip(self._tables, self._readings, strict=True):
            for text in table.origin.captions if reading.read and not unit.name else ():
                for choice, said in _unit_said(text):
                    if not field_of("unit", choice.path).text(unit):
                        unit = field_of("unit", choice.path).put(unit, said)
        return unit

    def _filled(self, part: Part, row: Any, held: Iterable[AT]) -> Any:
        """The row with all the fields of that part that are held."""
        seen: dict[str, str] = {}
        found: list[AT] = []
        for at, each in held:
            if each.choice.part != part or each.choice.in_rows:
                continue
            said = "".join(each.text.split())
            if seen.get(each.choice.path) != said:
                seen[each.choice.path] = said
                found.append((at, each))
        return self._with(part, row, found)

    def _with(self, part: Part, row: Any, held: Iterable[AT]) -> Any:
        """The row with these texts in its fields; several for one below each other."""
        by_path: dict[str, list[AT]] = {}
        for at, each in held:
            by_path.setdefault(each.choice.path, []).append((at, each))
        for path, several in by_path.items():
            field = field_of(part, path)
            if field.kind in (TEXT, LINE) and (part, path) not in _CODES:
                texts = (text for _, each in several if (text := each.text.strip()))
                row = field.put(row, "\n".join(texts))
            else:
                for at, each in several:
                    row = self._joined(field, row, each, at)
        return row

    def _joined(self, field: Field, row: Any, held: Held, at: CellAt) -> Any:
        """The row with one more text in the field, below what is there unless that is an amount."""
        try:
            text = held.text.strip()
            if (held.choice.part, field.path) in _CODES and not _CODE.fullmatch(text):
                raise FieldError(f"“{text[:40]}”不是编码。")
            if held.choice.is_money and held.currency is not None:
                amount = amount_of(text, held.currency)
                text = "" if amount is None else str(amount)
            before = field.text(row)
            if before and text and not held.choice.is_money:
                text = f"{before}\n{text}"
            return field.put(row, text) if text else row
        except FieldError as error:
            self._notes.refuse(self._cells[at], f"{field.label}没有读入：{error}")
            return row

    def _year(self, name: str) -> int | None:
        said: dict[str, set[int]] = {}
        for at, each in self._held.get(None, []):
            if each.choice.path == "year":
                said.setdefault("年度一格", set()).update(self._year_of(each, at))
        for at, meaning in self._meanings.items():
            text = self._cells[at].text
            titled = meaning.kind == "label" and is_title(text)
            if titled or (meaning.kind == "heading" and (is_title(text) or is_year(text))):
                said.setdefault("表的标题", set()).update(years_said(text))
        for table, reading in zip(self._tables, self._readings, strict=True):
            for title in {table.origin.title, *table.origin.captions} if reading.read else ():
                if is_title(title) or is_year(title):
                    said.setdefault("表的标题", set()).update(years_said(title))
        said["文件名"] = years_said(PurePath(name).stem)
        years = set().union(*said.values())
        if len(years) == 1:
            return years.pop()
        if years:
            each_place = "，".join(
                f"{place}是{'、'.join(f'{year}年' for year in sorted(found))}"
                for place, found in said.items()
                if found
            )
            self._notes.tell_all(f"写明的年度不一致：{each_place}。请指明年度。")
        else:
            self._notes.tell_all("表里和文件名都没有写明年度。请指明年度。")
        return None

    def _year_of(self, held: Held, at: CellAt) -> set[int]:
        try:
            return {YEAR.parse(held.text.replace("年度", ""))}
        except FieldError:
            found = years_said(held.text)
            if not found:
                self._notes.refuse(self._cells[at], "这一格不是年度，没有读入。")
            return found

    def _tell_of_values(self) -> None:
        """Formulas without a result, and what else a cell may not show as it was meant."""
        read = [
            table for table, each in zip(self._tables, self._readings, strict=True) if each.read
        ]
        ledger = CellLedger(())
        tell_of_values(read, ledger)
        self._notes.add(ledger.notes())

    def _tell_of_sorts(self) -> None:
        """Of tables that tell what became of the targets."""
        for table, reading in zip(self._tables, self._readings, strict=True):
            if not reading.sort:
                continue
            month, name = month_in(reading), table.origin.name
            if not reading.projects:
                self._notes.tell_all(_OF_THE_WHOLE.format(name, reading.sort))
                continue
            stage = stage_name(date_of(UNKNOWN_YEAR, month))
            self._notes.tell_all(_LOOKS_BACK.format(name, reading.sort, stage))
            if reading.sort == "监控表" and reading.month is None:
                self._notes.tell_all(_NO_MONTH.format(name, month))

    def _tell_of_currencies(self) -> None:
        told = set(self._sized)
        for at in sorted(self._meanings):
            for held in self._meanings[at].holds:
                reading = self._readings[at.table]
                silent = held.choice.is_money and not reading.currency_said
                if silent and at.table not in told and own_currency(held.text) is None:
                    told.add(at.table)
                    self._notes.tell(self._cells[at], _NO_CURRENCY)


def _unit_said(text: str) -> Iterator[tuple[FieldChoice, str]]:
    """What a line above a table says of the unit: 填报单位：某某中心."""
    for piece in pieces_of(text):
        choice = piece.spelling.choice
        if choice is not None and choice.part == "unit" and piece.text:
            yield from unit_parts(choice, piece.text)
