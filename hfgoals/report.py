"""Handing over 检查报告: findings, their places and the form put together. No Qt."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from hfgoals.checks.finding import LEVEL_NAMES, REASONS, Finding
from hfgoals.checks.where import Places
from hfgoals.export import FORMATS, ExportResult, Format, Output, name_of
from hfgoals.forms.check_report import TITLE, ReportLine, compose
from hfgoals.layout.sheet import Sheet
from hfgoals.model.check_code import year_code
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.progress import Report
from hfgoals.render.outputs import output_of
from hfgoals.writing import folder_made


def check_report(
    book: Book, plan: AnnualPlan, findings: Iterable[Finding], checked_on: datetime.date
) -> tuple[Sheet, ...]:
    """The report of that year's findings, in their order, with the code of what was checked."""
    places = Places(plan)
    lines = [_line(places, each) for each in findings]
    date = f"{checked_on.year}年{checked_on.month}月{checked_on.day}日"
    code = year_code(book.unit, plan)
    sheets = compose(book.unit, plan, lines, REASONS, date)
    return tuple(replace(sheet, code=code) for sheet in sheets)


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
    sheets = check_report(book, plan, findings, datetime.datetime.now().astimezone().date())
    folder_made(folder)
    title = f"{book.unit.name}{plan.year}年{TITLE}"
    output = Output(folder, overwrite=overwrite)
    for number, format_ in enumerate(formats):
        if report is not None:
            report(number, len(formats))
        write = partial(output_of(format_).write, sheets, title=title, author=book.unit.name)
        output.put(name_of(book.unit, plan, TITLE, f".{format_}"), write)
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
