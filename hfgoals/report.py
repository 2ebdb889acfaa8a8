"""Handing over what is found out about a year: 检查报告, 调整前后对照表, 整改情况回复. No Qt."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from hfgoals.checks.finding import LEVEL_NAMES, REASONS, Finding
from hfgoals.checks.where import Places
from hfgoals.export import FORMATS, ExportResult, Format, Output, name_of
from hfgoals.forms.change_log import TITLE as LOG_TITLE
from hfgoals.forms.change_log import LoggedLine
from hfgoals.forms.change_log import compose as compose_log
from hfgoals.forms.check_report import TITLE, ReportLine, compose
from hfgoals.forms.comparison import TITLE as COMPARISON_TITLE
from hfgoals.forms.comparison import ComparedLine
from hfgoals.forms.comparison import compose as compose_comparison
from hfgoals.forms.return_reply import TITLE as REPLY_TITLE
from hfgoals.forms.return_reply import ReplyLine
from hfgoals.forms.return_reply import compose as compose_reply
from hfgoals.forms.stamp import stamped
from hfgoals.history.changes import Change
from hfgoals.history.return_places import told
from hfgoals.history.returns import Remark
from hfgoals.layout.sheet import Sheet
from hfgoals.model.check_code import year_code
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.progress import Report
from hfgoals.render.outputs import output_of
from hfgoals.writing import folder_made


def check_report(
    book: Book, plan: AnnualPlan, findings: Iterable[Finding], checked_on: datetime.date
) -> tuple[Sheet, ...]:
    """The report of that year's findings, in their order, with the code of what was checked."""
    places = Places(plan)
    lines = [_line(places, each) for each in findings]
    code = year_code(book.unit, plan)
    sheets = compose(book.unit, plan, lines, REASONS, _in_chinese(checked_on))
    return tuple(stamped(sheet, plan, code) for sheet in sheets)


def today() -> datetime.date:
    """By the machine's clock, in local time."""
    return datetime.datetime.now().astimezone().date()


def _in_chinese(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def export_check_report(
    book: Book,
    plan: AnnualPlan,
    findings: Sequence[Finding],
    folder: Path,
    formats: Sequence[Format] = FORMATS,
    report: Report | None = None,
    *,
    overwrite: bool = False,
) -> ExportResult:
    """Write the report, dated today, into the folder, which is made when missing.

    A report there already stays, unless it is to be replaced, and the new one gets a number.
    Raises CannotWrite for folder and files, and whatever ``report`` raises; no file is left half
    written.
    """
    sheets = check_report(book, plan, findings, today())
    return _handed_over(
        book.unit, plan, sheets, TITLE, folder, formats, report, overwrite=overwrite
    )


def comparison(
    unit: Unit,
    plan: AnnualPlan,
    states: tuple[str, str],
    changes: Iterable[Change],
    reasons: Mapping[str, str],
    made_on: datetime.date,
) -> Sheet:
    """The table of what differs in that year between two states, named in ``states``.

    ``reasons`` tells why, by the home of the changes.
    """
    lines = [
        ComparedLine(
            each.home,
            "\n".join(part for part in (each.line, each.label) if part),
            "（没有）" if each.before is None else each.before,
            "（删除）" if each.after is None else each.after,
        )
        for each in changes
    ]
    places: dict[str, int] = {}
    for line in lines:
        places.setdefault(line.home, len(places))
    lines.sort(key=lambda line: places[line.home])
    sheet = compose_comparison(unit, plan, states, lines, reasons, _in_chinese(made_on))
    return stamped(sheet, plan, sheet.code)


def export_comparison(
    unit: Unit,
    plan: AnnualPlan,
    sheet: Sheet,
    folder: Path,
    formats: Sequence[Format] = FORMATS,
    report: Report | None = None,
    *,
    overwrite: bool = False,
) -> ExportResult:
    """Write the table into the folder; as export_check_report does."""
    return _handed_over(
        unit, plan, (sheet,), COMPARISON_TITLE, folder, formats, report, overwrite=overwrite
    )


def return_reply(
    unit: Unit, plan: AnnualPlan, remarks: Iterable[Remark], made_on: datetime.date
) -> Sheet:
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
    return stamped(sheet, plan, sheet.code)


def export_return_reply(
    unit: Unit,
    plan: AnnualPlan,
    remarks: Iterable[Remark],
    folder: Path,
    formats: Sequence[Format] = FORMATS,
    report: Report | None = None,
    *,
    overwrite: bool = False,
) -> ExportResult:
    """Write the reply, dated today, into the folder; as export_check_report does."""
    sheet = return_reply(unit, plan, remarks, today())
    return _handed_over(
        unit, plan, (sheet,), REPLY_TITLE, folder, formats, report, overwrite=overwrite
    )


def export_change_log(
    unit: Unit,
    plan: AnnualPlan,
    lines: Sequence[LoggedLine],
    folder: Path,
    formats: Sequence[Format] = ("xlsx",),
    report: Report | None = None,
    *,
    overwrite: bool = False,
) -> ExportResult:
    """Write the change log into the folder; as export_check_report does."""
    sheet = compose_log(unit, lines, _in_chinese(today()))
    sheet = stamped(sheet, plan, sheet.code)
    return _handed_over(
        unit, plan, (sheet,), LOG_TITLE, folder, formats, report, overwrite=overwrite
    )


def _handed_over(
    unit: Unit,
    plan: AnnualPlan,
    sheets: Sequence[Sheet],
    what: str,
    folder: Path,
    formats: Sequence[Format],
    report: Report | None,
    *,
    overwrite: bool,
) -> ExportResult:
    folder_made(folder)
    output = Output(folder, overwrite=overwrite)
    for number, format_ in enumerate(formats):
        if report is not None:
            report(number, len(formats))
        title = f"{unit.name}{plan.year}年{what}"
        write = partial(output_of(format_).write, sheets, title=title, author=unit.name)
        output.put(name_of(unit, plan, what, f".{format_}"), write)
    if report is not None:
        report(len(formats), len(formats))
    return output.result


def report_in_the_way(
    book: Book, plan: AnnualPlan, folder: Path, formats: Sequence[Format] = FORMATS
) -> tuple[Path, ...]:
    """The files there that such a report would replace if it were to."""
    paths = [folder / name_of(book.unit, plan, TITLE, f".{format_}") for format_ in formats]
    return tuple(path for path in paths if os.path.lexists(path))


def _line(places: Places, finding: Finding) -> ReportLine:
    where = places.where(finding.address)
    return ReportLine(
        where.home,
        "\n".join(part for part in (where.line, where.label) if part),
        finding.message,
        finding.advice,
        LEVEL_NAMES[finding.level],
        finding.reason,
        finding.accepted,
    )
