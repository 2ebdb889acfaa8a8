"""Handing over what is found out about a year: 检查报告, 调整前后对照表, 整改情况回复. No Qt."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hfgoals.checks.catalogue import all_rules
from hfgoals.checks.causes import Line, by_cause, lines
from hfgoals.checks.finding import LEVEL_NAMES, REASONS, Finding
from hfgoals.checks.settings import CheckSettings
from hfgoals.checks.told import told_of
from hfgoals.checks.where import Places, Where
from hfgoals.export import EVERY_FORMAT, FORMATS, ExportResult, Format, Output, name_of
from hfgoals.forms import reports_of
from hfgoals.forms.change_log import TITLE as LOG_TITLE
from hfgoals.forms.change_log import LoggedLine
from hfgoals.forms.change_log import compose as compose_log
from hfgoals.forms.check_report import MANY_TITLE, TITLE, ReportLine, Rules, StageShown, compose
from hfgoals.forms.comparison import TITLE as COMPARISON_TITLE
from hfgoals.forms.comparison import ComparedLine
from hfgoals.forms.comparison import compose as compose_comparison
from hfgoals.forms.return_reply import TITLE as REPLY_TITLE
from hfgoals.forms.return_reply import ReplyLine
from hfgoals.forms.return_reply import compose as compose_reply
from hfgoals.forms.stamp import stamped
from hfgoals.forms.year_overview import TITLE as OVERVIEW_TITLE
from hfgoals.forms.year_overview import compose as compose_overview
from hfgoals.forms.year_overview import months_used
from hfgoals.history.changes import Change
from hfgoals.history.return_places import told
from hfgoals.history.returns import Remark
from hfgoals.layout.sheet import Sheet
from hfgoals.model.blanks import results_of
from hfgoals.model.check_code import year_code
from hfgoals.model.dating import stage_name
from hfgoals.model.stages import date_of, says_anything
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.progress import Report
from hfgoals.render.outputs import XLSX, output_of
from hfgoals.writing import folder_made
from hfgoals.year_overview.facts import Facts
from hfgoals.year_overview.findings import found_of
from hfgoals.year_overview.overview import YearOverview, overview_of

PDF: Format = "pdf"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is told about a year beside its forms, ready to be handed over."""

    unit: Unit
    plan: AnnualPlan
    title: str
    sheets: tuple[Sheet, ...]
    formats: tuple[Format, ...] = EVERY_FORMAT
    """What it is written as where nobody asks for others."""

    @property
    def name(self) -> str:
        """Of whom, which year and what."""
        return f"{self.unit.name}{self.plan.year}年{self.title}"


def hand_over(
    statement: Statement,
    folder: Path,
    formats: Sequence[Format] = (),
    report: Report | None = None,
    *,
    overwrite: bool = False,
) -> ExportResult:
    """Write the statement, in its own formats or these, into the folder, made when missing.

    A file there already stays, unless it is to be replaced, and the new one gets a number.
    Raises CannotWrite for folder and files, and whatever ``report`` raises; no file is left half
    written.
    """
    formats = formats or statement.formats
    unit, plan = statement.unit, statement.plan
    folder_made(folder)
    output = Output(folder, overwrite=overwrite)
    for number, format_ in enumerate(formats):
        if report is not None:
            report(number, len(formats))
        write = partial(
            output_of(format_).write, statement.sheets, title=statement.name, author=unit.name
        )
        output.put(name_of(unit, plan, statement.title, f".{format_}"), write)
    if report is not None:
        report(len(formats), len(formats))
    return output.result


def report_in_the_way(
    book: Book, plan: AnnualPlan, folder: Path, formats: Sequence[Format] = FORMATS
) -> tuple[Path, ...]:
    """The files there that a check report would replace if it were to."""
    paths = [folder / name_of(book.unit, plan, TITLE, f".{format_}") for format_ in formats]
    return tuple(path for path in paths if os.path.lexists(path))


def today() -> datetime.date:
    """By the machine's clock, in local time."""
    return datetime.datetime.now().astimezone().date()


def _in_chinese(date: datetime.date | None) -> str:
    date = date or today()
    return f"{date.year}年{date.month}月{date.day}日"


def check_report(
    book: Book,
    plan: AnnualPlan,
    findings: Iterable[Finding],
    checked_on: datetime.date | None = None,
    settings: CheckSettings | None = None,
) -> Statement:
    """The report of that year's findings, with the code of what was checked.

    What one rule finds in many rows is one line, before the others. The report says which rules
    ran by the settings, those of a new workbook where none are given.
    """
    places = Places(plan)
    told = [_line(places, each) for each in lines(findings)]
    code = year_code(book.unit, plan)
    rules = _ran(settings or CheckSettings())
    date = _in_chinese(checked_on)
    sheets = compose(book.unit, plan, told, REASONS, date, rules, _stages(plan))
    coded = tuple(stamped(sheet, plan, code) for sheet in sheets)
    return Statement(book.unit, plan, TITLE, coded, FORMATS)


def year_overview(
    book: Book,
    plan: AnnualPlan,
    findings: Iterable[Finding],
    made_on: datetime.date | None = None,
) -> Statement:
    """The overview of that year on one page, with the code of the year and all that was found."""
    facts = Facts()
    for _ in facts.work(plan, months_used(plan)):
        pass
    found = found_of(by_cause(findings), REASONS)
    return overview_told(book.unit, plan, overview_of(book, plan, facts, found), made_on)


def overview_told(
    unit: Unit, plan: AnnualPlan, overview: YearOverview, made_on: datetime.date | None = None
) -> Statement:
    """An overview that is there already, as one page."""
    sheet = compose_overview(unit, plan, overview, _in_chinese(made_on))
    coded = stamped(sheet, plan, year_code(unit, plan))
    return Statement(unit, plan, OVERVIEW_TITLE, (coded,), (PDF,))


def comparison(
    unit: Unit,
    plan: AnnualPlan,
    states: tuple[str, str],
    changes: Iterable[Change],
    reasons: Mapping[str, str],
    made_on: datetime.date | None = None,
) -> Statement:
    """The table of what differs in that year between two states, named in ``states``.

    ``reasons`` tells why, by what the changes are about.
    """
    lines = [
        ComparedLine(
            each.about,
            each.home,
            "\n".join(part for part in (each.line, each.label) if part),
            "（没有）" if each.before is None else each.before,
            "（删除）" if each.after is None else each.after,
        )
        for each in changes
    ]
    places: dict[str, int] = {}
    for line in lines:
        places.setdefault(line.about, len(places))
    lines.sort(key=lambda line: places[line.about])
    sheet = compose_comparison(unit, plan, states, lines, reasons, _in_chinese(made_on))
    return Statement(unit, plan, COMPARISON_TITLE, (stamped(sheet, plan, sheet.code),))


def return_reply(
    unit: Unit,
    plan: AnnualPlan,
    remarks: Iterable[Remark],
    made_on: datetime.date | None = None,
) -> Statement:
    """The reply to those remarks of that year, in their order."""
    places = Places(plan)
    lines = [
        ReplyLine(
            each.text,
            "" if each.address is None else "\n".join(filter(None, told(places, each.address))),
            each.answer,
            each.done,
        )
        for each in remarks
    ]
    sheet = compose_reply(unit, plan, lines, _in_chinese(made_on))
    return Statement(unit, plan, REPLY_TITLE, (stamped(sheet, plan, sheet.code),))


def change_log(
    unit: Unit,
    plan: AnnualPlan,
    lines: Sequence[LoggedLine],
    made_on: datetime.date | None = None,
) -> Statement:
    """Those lines of the change log, as a workbook; ``plan`` only names the file."""
    sheet = compose_log(unit, lines, _in_chinese(made_on))
    return Statement(unit, plan, LOG_TITLE, (stamped(sheet, plan, sheet.code),), (XLSX.id,))


def _stages(plan: AnnualPlan) -> list[StageShown]:
    """The stages behind the targets that the year uses."""
    said: set[str] = set()
    for project in plan.projects:
        said |= {stage.date for stage in project.stages if says_anything(stage)}
        said |= {result.date for result in results_of(project) if says_anything(result)}
    months = [form.stage(plan.stages) for form in reports_of(plan) if form.stage is not None]
    dates = [date_of(plan.year, month) for month in months]
    return [StageShown(date, stage_name(date), date in said) for date in dates]


def _ran(settings: CheckSettings) -> Rules:
    """The rules as these settings have them."""
    rules = all_rules()
    return Rules(
        len(rules),
        tuple(f"{each.code} {each.told.title}" for each in rules if each.code in settings.off),
        tuple(
            f"{each.code} {each.told.title}"
            f"（{LEVEL_NAMES[each.told.level]}改为{LEVEL_NAMES[level]}）"
            for each in rules
            if each.code not in settings.off
            and (level := settings.levels.get(each.code, each.told.level)) != each.told.level
        ),
    )


def _line(places: Places, line: Line) -> ReportLine:
    finding = line.first
    where = places.where(finding.address)
    home, place = where.home, "\n".join(part for part in (where.line, where.label) if part)
    problem = finding.message
    dates = {places.where(each.address).date for each in line.findings}
    if line.many:
        title = told_of(finding.code).title
        home, place = (
            MANY_TITLE,
            _all_places([places.where(each.address) for each in line.findings]),
        )
        problem = f"{title}，{len(line.findings)}处。例如：{problem}"
    return ReportLine(
        home,
        place,
        problem,
        finding.advice,
        LEVEL_NAMES[finding.level],
        finding.reason,
        finding.accepted,
        len(line.findings),
        dates.pop() if len(dates) == 1 else "",
    )


def _all_places(found: Sequence[Where]) -> str:
    """Every place in few words, a line for all projects that have the same: 项目1—3：第1、3行."""
    homes: dict[int, list[Where]] = {}
    for each in found:
        homes.setdefault(each.number or 0, []).append(each)
    by_rows: dict[str, list[int]] = {}
    for number, rows in homes.items():
        by_rows.setdefault(_rows(rows), []).append(number)
    return "\n".join(
        f"{'整体' if numbers == [0] else f'项目{_runs(numbers)}'}：{rows}"
        for rows, numbers in by_rows.items()
    )


def _rows(found: Sequence[Where]) -> str:
    numbers = list(dict.fromkeys(each.row for each in found if each.part == "indicator"))
    others = list(
        dict.fromkeys(each.line or each.label for each in found if each.part != "indicator")
    )
    told = [f"第{_runs([number for number in numbers if number])}行"] if numbers else []
    return "、".join((*told, *others))


def _runs(numbers: list[int]) -> str:
    """Row numbers with runs in one: 1、3—5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )
