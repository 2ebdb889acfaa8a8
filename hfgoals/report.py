"""Handing over 检查报告: findings, their places and the form put together. No Qt."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from hfgoals.checks.finding import LEVEL_NAMES, REASONS, Finding
from hfgoals.checks.where import Places
from hfgoals.export import FORMATS, ExportResult, Format, Report
from hfgoals.forms.check_report import TITLE, ReportLine, compose
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.render.docx import write_docx
from hfgoals.render.names import file_name
from hfgoals.render.pdf import write_pdf
from hfgoals.render.target import folder_made
from hfgoals.render.xlsx import write_xlsx


def check_report(
    book: Book, plan: AnnualPlan, findings: Iterable[Finding], checked_on: datetime.date
) -> tuple[Sheet, ...]:
    """The report of that year's findings, in their order."""
    places = Places(plan)
    lines = [_line(places, each) for each in findings]
    date = f"{checked_on.year}年{checked_on.month}月{checked_on.day}日"
    return compose(book.unit, plan, lines, REASONS, date)


def export_check_report(
    book: Book,
    plan: AnnualPlan,
    findings: Sequence[Finding],
    folder: Path,
    formats: Sequence[Format] = FORMATS,
    report: Report | None = None,
) -> ExportResult:
    """Write the report, dated today, into the folder, which is made when missing.

    Raises CannotWrite for folder and files, and whatever ``report`` raises; no file is left half
    written.
    """
    sheets = check_report(book, plan, findings, datetime.datetime.now().astimezone().date())
    folder_made(folder)
    named = (book.unit.name or book.unit.code or "单位")[:40]
    title = f"{book.unit.name}{plan.year}年{TITLE}"
    files: list[Path] = []
    notes: list[str] = []
    for number, format_ in enumerate(formats):
        if report is not None:
            report(number, len(formats))
        target = folder / file_name((named, f"{plan.year}年", TITLE), f".{format_}")
        if format_ == "xlsx":
            write_xlsx(sheets, target, title=title, author=book.unit.name)
        elif format_ == "docx":
            write_docx(sheets, target, title=title, author=book.unit.name)
        else:
            notes.extend(write_pdf(flow(sheets), target, title=title, author=book.unit.name))
        files.append(target)
    if report is not None:
        report(len(formats), len(formats))
    return ExportResult(tuple(files), tuple(notes))


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
