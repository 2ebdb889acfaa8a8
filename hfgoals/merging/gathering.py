"""Gathering many workbooks into one: what is there stays, blanks are filled, the rest is listed.

Departments hand their files back; the accountant makes one workbook of them. Nothing is lost: a
text of a source is in the gathered Book, among the conflicts, or in an entry of the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from hfgoals.merging.pairing import Paired, folded
from hfgoals.merging.returned import changed_targets, flatten_below
from hfgoals.merging.stages import with_stage_forms
from hfgoals.merging.units import of_other_unit
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.dating import stage_name
from hfgoals.model.fields import FIELDS, PART_OF, Part, together
from hfgoals.model.identity import new_id
from hfgoals.model.kinds import OF_THE_YEAR
from hfgoals.model.rows import AT_MOST_ONE, CHILDREN, OF_STAGES, children_of, flatten, with_children
from hfgoals.model.stages import says_anything
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.progress import Report

Prefer = Literal["ours", "theirs"]
Kind = Literal["added", "filled", "noted", "left_out"]
_ROWS: dict[Part, str] = {
    "subgoal": "分项绩效目标第{}项",
    "safeguard": "工作保障措施第{}条",
    "goal": "绩效目标第{}条",
    "indicator": "绩效指标第{}行",
    "report": "政府信息公开工作年度报告",
    "stage": "监控和自评情况",
    "result": "完成情况",
    "policy": "政策文件第{}份",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One workbook to gather, with the name that people know it by."""

    name: str
    book: Book
    returned: bool = False
    """Whether only what came of the targets is its own: they were printed there to be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    source: str
    year: int | None
    """None for what concerns the whole source."""
    project: str
    """Code and name; "" for what is of no project."""
    kind: Kind
    """A row added, blanks filled, something to know, or a text that was not taken."""
    what: str
    """A Chinese sentence."""
    text: str = ""
    """For ``left_out`` and ``noted``: the whole text that stands in the source."""
    part: Part | None = None
    """For ``added``: what kind of row."""
    row: str = ""
    """For ``added``: the id of the row in the gathered Book, when it is a single one."""
    filled: Address | None = None
    """For ``filled``: the field in the gathered Book."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that is filled on both sides with different texts."""

    address: Address
    """In the gathered Book; SetText(address, theirs) decides for the source."""
    ours: str
    theirs: str
    source: str
    year: int | None
    """None for the unit."""
    project: str
    """Code and name; "" for the overall part and the unit."""
    row: str
    """The row within the project or overall part: 绩效指标第2行“受益人数”; "" for none."""
    taken: bool
    """Whether the gathered Book holds theirs."""
    holder: str = ""
    """The earlier source that ``ours`` came from; "" when it was in the workbook before."""

    @property
    def label(self) -> str:
        """The field's name on the form."""
        return self.address.field.label


@dataclass(frozen=True, slots=True)
class Gathered:
    """The Book with all the sources in it, and what happened on the way."""

    book: Book
    log: tuple[Entry, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def left_out(self) -> tuple[Entry, ...]:
        """The entries about texts that were not taken and conflict with no single field."""
        return tuple(entry for entry in self.log if entry.kind == "left_out")


def gathered(
    book: Book,
    sources: Sequence[Source],
    year: int | None = None,
    prefer: Prefer = "ours",
    report: Report | None = None,
) -> Gathered:
    """The Book with the sources gathered into it, in their order; of that year only, if given.

    Projects are paired within their year by id, code, then name and content; goals by id and text,
    indicators by id, 二级指标 and 三级指标 (pairing.py). What is not there is added, blanks are
    filled, fields that differ are conflicts and go by ``prefer``. The overall part and the
    signatures of the same unit fill what is blank; those of another unit are left out. Rows get
    fresh ids where theirs are in use.
    Raises what ``report`` raises.
    """
    work = _Gathering(book, year, prefer)
    for done, source in enumerate(sources, 1):
        work.take(source)
        if report is not None:
            report(done, len(sources))
    return Gathered(work.book(), tuple(work.log), tuple(work.conflicts))


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a row belongs, for the log."""

    year: int | None = None
    project: str = ""
    row: str = ""


class _Year:
    """One year in the making; its projects are found without looking through all of them."""

    def __init__(self, plan: AnnualPlan) -> None:
        self.plan = plan
        self.projects = list(plan.projects)
        self.paired = Paired(plan.projects)
        self.columns: tuple[str, ...] = ()
        """The optional ones of the sources."""

    def whole(self) -> AnnualPlan:
        projects = tuple(self.projects)
        same = len(projects) == len(self.plan.projects) and all(
            new is old for new, old in zip(projects, self.plan.projects, strict=True)
        )
        columns = together(self.plan.columns, self.columns)
        return self.plan if same else replace(self.plan, projects=projects, columns=columns)


class _Gathering:
    """Goes through the sources, one after the other."""

    def __init__(self, book: Book, year: int | None, prefer: Prefer) -> None:
        self.log: list[Entry] = []
        self.conflicts: list[Conflict] = []
        self._book = book
        self._unit = book.unit
        self._only = year
        self._prefer = prefer
        self._source = ""
        self._used = {placed.id for placed in flatten(book)}
        self._holders: dict[tuple[str, str], str] = {}
        self._years = {plan.year: _Year(plan) for plan in book.years}

    def book(self) -> Book:
        """What has been gathered so far; the very Book given when nothing changed."""
        years = tuple(self._years[year].whole() for year in sorted(self._years))
        book = replace(self._book, unit=self._unit, years=years)
        return self._book if book == self._book else book

    def take(self, source: Source) -> None:
        """Gather one source."""
        self._source = source.name
        if source.returned:
            for plan in source.book.years:
                if self._only is None or plan.year == self._only:
                    self._take_returned(plan)
            return
        own = self._take_unit(source.book.unit)
        if source.book.sample and not self._book.sample:
            self._tell(_Home(), "noted", "来源是示例工作簿，其中的内容是虚构的，请核对。")
        for plan in source.book.years:
            if self._only is None or plan.year == self._only:
                self._take_plan(plan, own)
            else:
                self._tell(_Home(plan.year), "noted", f"来源中的{plan.year}年不在这次汇总之内。")

    def _take_returned(self, theirs: AnnualPlan) -> None:
        """What came of targets that are here; what the source says of these is told, not taken."""
        home = _Home(theirs.year)
        year = self._years.get(theirs.year)
        if year is None:
            self._leave(home, f"工作簿里没有{theirs.year}年，来源中的完成情况没有汇总。", theirs)
            return
        for project, at in zip(theirs.projects, year.paired.pairs(theirs.projects), strict=True):
            placed = _Home(theirs.year, _called(project))
            if at is None:
                self._leave(placed, "工作簿里没有这个项目，来源中的完成情况没有汇总。", project)
                continue
            year.projects[at] = self._with_returned(year.projects[at], project, placed)
            year.plan = with_stage_forms(year.plan, replace(theirs, projects=(project,)))
            year.paired.put(at, year.projects[at])

    def _with_returned(self, ours: Project, theirs: Project, home: _Home) -> Project:
        for what, text in changed_targets(ours, theirs):
            self._tell(home, "left_out", f"来源改动了{what}，目标以工作簿为准，没有采用。", text)
        merged: Project = self._below("stage", "stages", ours, theirs.stages, home)
        rows = list(merged.indicators)
        pairs = Paired(rows).pairs(theirs.indicators)
        for row, at in zip(theirs.indicators, pairs, strict=True):
            if at is not None:
                placed = replace(home, row=_row_name("indicator", at + 1, rows[at]))
                rows[at] = self._below("result", "stages", rows[at], row.stages, placed)
            elif any(map(says_anything, row.stages)):
                self._leave(home, f"工作簿里没有指标“{row.name}”，它的完成情况没有汇总。", row)
        same = all(new is old for new, old in zip(rows, merged.indicators, strict=True))
        return merged if same else replace(merged, indicators=tuple(rows))

    def _leave(self, home: _Home, what: str, of: Any) -> None:
        """Tell of what came of targets that are not here, with all its texts."""
        rows = flatten_below(of)
        text = "\n".join(filter(None, (_text_of(PART_OF[type(row)], row) for row in rows)))
        self._tell(home, "left_out", what, text)

    def _take_unit(self, unit: Unit) -> bool:
        """Whether the source is of the Book's own unit, as far as one can tell."""
        if not of_other_unit(self._unit, unit):
            self._unit = self._row("unit", self._unit, unit, _Home(), UNIT_ROW)
            return True
        there, here = f"{unit.code}{unit.name}", f"{self._unit.code}{self._unit.name}"
        message = f"来源的单位是“{there}”，工作簿的单位是“{here}”，请核对是否应当汇总。"
        self._tell(_Home(), "noted", message, there)
        return False

    def _take_plan(self, theirs: AnnualPlan, own: bool) -> None:
        home = _Home(theirs.year)
        if theirs.year not in self._years:
            plan = replace(
                AnnualPlan(self._fresh(theirs.id), theirs.year),
                forms=theirs.forms,
                columns=theirs.columns,
            )
            self._years[theirs.year] = _Year(plan)
            self._tell_new(home, "plan", f"新增{theirs.year}年。", plan.id)
        year = self._years[theirs.year]
        year.columns = together(year.columns, theirs.columns)
        if own:
            plan = self._row("plan", year.plan, theirs, home, year.plan.id)
            for path, part in CHILDREN["plan"]:
                if part != "project":
                    plan = self._overall_rows(part, path, plan, theirs, home)
            year.plan = with_stage_forms(plan, theirs)
        else:
            self._leave_overall(theirs, home)
        self._take_projects(year, theirs.projects, own)

    def _overall_rows(
        self, part: Part, path: str, plan: AnnualPlan, theirs: AnnualPlan, home: _Home
    ) -> AnnualPlan:
        """Rows of the overall part: all of them when there is none, else only into blanks."""
        rows = children_of(theirs, path)
        if children_of(plan, path) or not rows:
            changed: AnnualPlan = self._below(part, path, plan, rows, home)
            return changed
        name, _, counter = _ROWS[part].partition("第{}")
        count = f"{len(rows)}{counter}" if counter else ""
        self._tell_new(home, part, f"新增{name}{count}。")
        filled: AnnualPlan = with_children(plan, path, tuple(self._own(row) for row in rows))
        return filled

    def _leave_overall(self, theirs: AnnualPlan, home: _Home) -> None:
        for field in FIELDS["plan"]:
            text = field.text(theirs)
            if field.kind not in OF_THE_YEAR and text.strip():
                message = f"其他单位的{field.label}，没有汇总。"
                self._tell(home, "left_out", message, text)
        for path, part in CHILDREN["plan"]:
            if part != "project":
                for number, row in enumerate(children_of(theirs, path), 1):
                    self._leave_row(part, row, f"其他单位的{_ROWS[part].format(number)}", home)

    def _take_projects(self, year: _Year, theirs: Sequence[Project], own: bool) -> None:
        pairs = year.paired.pairs(theirs, by_id=own)
        alike = [len(year.paired.of_name(each.name)) for each in theirs]
        for project, at, of_its_name in zip(theirs, pairs, alike, strict=True):
            home = _Home(year.plan.year, _called(project))
            if at is None:
                at, merged = len(year.projects), self._own(project)
                self._tell_new(home, "project", "新增项目。", merged.id)
                if of_its_name:
                    message = "已有同名的项目，但编码或内容不同，作为另一个项目加入，请核对。"
                    self._tell(home, "noted", message)
                year.projects.append(merged)
            else:
                ours = year.projects[at]
                merged = self._project(ours, project, year.plan.year)
                surely = own and ours.id == project.id
                surely = surely or folded(project.code) == folded(ours.code) != ""
                if of_its_name > 1 and merged is not ours and not surely:
                    message = "同名的项目不止一个，没有编码可以核对，是按内容对上的，请核对。"
                    self._tell(home, "noted", message)
                if not own and not surely:
                    message = "其他单位的项目是按名称对上的，请核对是不是同一个项目。"
                    self._tell(home, "noted", message)
                if merged is ours:
                    continue
                year.projects[at] = merged
            year.paired.put(at, merged)

    def _project(self, ours: Project, theirs: Project, year: int) -> Project:
        home = _Home(year, _called(ours) or _called(theirs))
        merged: Project = self._row("project", ours, theirs, home, ours.id)
        for path, part in CHILDREN["project"]:
            merged = self._below(part, path, merged, children_of(theirs, path), home)
        return merged

    def _below(self, part: Part, path: str, owner: Any, theirs: Sequence[Any], home: _Home) -> Any:
        """The owner with their rows matched to its own; further ones go on top, if they may."""
        if not theirs:
            return owner
        ours = list(children_of(owner, path))
        single = part in AT_MOST_ONE
        pairs = [0 for _ in theirs] if single else Paired(ours).pairs(theirs)
        changed = False
        for number, (row, at) in enumerate(zip(theirs, pairs, strict=True), 1):
            if at is not None:
                placed = replace(home, row=_row_name(part, at + 1, ours[at]))
                merged = self._row(part, ours[at], row, placed, ours[at].id)
                for below, inner in CHILDREN[part]:
                    merged = self._below(inner, below, merged, children_of(row, below), placed)
                changed = changed or merged is not ours[at]
                ours[at] = merged
            elif part in ("subgoal", "safeguard"):
                self._leave_row(part, row, f"来源中的{_ROWS[part].format(number)}", home)
            elif part in OF_STAGES:
                # Of what nobody filled in nothing needs to be kept or told.
                if says_anything(row):
                    ours.append(self._own(row))
                    name = f"{home.row}{stage_name(row.date)}的{_ROWS[part]}"
                    self._tell_new(home, part, f"新增{name}。", ours[-1].id)
                    changed = True
            elif _text_of(part, row) or any(map(says_anything, getattr(row, "stages", ()))):
                ours.append(self._own(row))
                name = _row_name(part, len(ours), row)
                self._tell_new(home, part, f"新增{name}。", ours[-1].id)
                changed = True
        return with_children(owner, path, tuple(ours)) if changed else owner

    def _leave_row(self, part: Part, row: Any, name: str, home: _Home) -> None:
        text = _text_of(part, row)
        if text:
            self._tell(home, "left_out", f"{name}没有汇总。", text)

    def _row(self, part: Part, ours: Any, theirs: Any, home: _Home, row_id: str) -> Any:
        """Our row with its blank fields filled from theirs; a conflict for each that differs."""
        for field in FIELDS[part]:
            text, their_text = field.text(ours), field.text(theirs)
            # Blanks around a text are no difference that anybody sees.
            same = text == their_text or (text and text.strip() == their_text.strip())
            if same or field.kind in OF_THE_YEAR or (text and not their_text.strip()):
                continue
            if text.strip():
                address = Address(part, row_id, field.path)
                self._differ(address, text, their_text, home)
                if self._prefer == "ours":
                    continue
            elif their_text.strip():
                self._tell_filled(home, Address(part, row_id, field.path))
            self._holders[row_id, field.path] = self._source
            ours = field.put(ours, their_text)
        return ours

    def _differ(self, address: Address, ours: str, theirs: str, home: _Home) -> None:
        of_row = self._holders.get((address.row, ""), "")
        conflict = Conflict(
            address, ours, theirs, self._source, home.year, home.project, home.row,
            taken=self._prefer == "theirs",
            holder=self._holders.get((address.row, address.path), of_row),
        )  # fmt: skip
        self.conflicts.append(conflict)

    def _own(self, row: Any) -> Any:
        """The row and all below it, with a fresh id wherever theirs is in use."""
        row_id = self._fresh(row.id)
        self._holders[row_id, ""] = self._source
        if row_id != row.id:
            row = replace(row, id=row_id)
        for path, _ in CHILDREN[PART_OF[type(row)]]:
            below = children_of(row, path)
            if below:
                row = with_children(row, path, tuple(self._own(child) for child in below))
        return row

    def _fresh(self, row_id: str) -> str:
        if row_id in self._used:
            row_id = new_id()
        self._used.add(row_id)
        return row_id

    def _tell(self, home: _Home, kind: Kind, what: str, text: str = "") -> None:
        self.log.append(Entry(self._source, home.year, home.project, kind, what, text))

    def _tell_new(self, home: _Home, part: Part, what: str, row: str = "") -> None:
        entry = Entry(self._source, home.year, home.project, "added", what, part=part, row=row)
        self.log.append(entry)

    def _tell_filled(self, home: _Home, address: Address) -> None:
        place = f"{home.row}的" if home.row else ""
        what = f"补填{place}{address.field.label}。"
        entry = Entry(self._source, home.year, home.project, "filled", what, filled=address)
        self.log.append(entry)


def _called(project: Project) -> str:
    return " ".join(part for part in (project.code.strip(), project.name.strip()) if part)


def _row_name(part: Part, number: int, row: Any) -> str:
    if part in OF_STAGES:
        return f"{stage_name(row.date)}的{_ROWS[part]}"
    name = {"indicator": "name", "subgoal": "title"}.get(part)
    said = " ".join(getattr(row, name).split()) if name else ""
    return f"{_ROWS[part].format(number)}{f'“{said}”' if said else ''}"


def _text_of(part: Part, row: Any) -> str:
    """All the texts of a row without child rows, a paragraph each."""
    texts = (field.text(row) for field in FIELDS[part])
    return "\n".join(text for text in texts if text.strip())
