"""Tasks of several dialogs that hand something over: exports, packages, reports, templates. Each
gives back what was written, or None when the user thought better of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from hfgoals.export import Choice, ExportResult, Format, export, in_the_way
from hfgoals.model.values import Book
from hfgoals.progress import Report
from hfgoals.trouble import InUse, Trouble
from ui.dialogs.export import ExportDialog
from ui.dialogs.progress import ProgressDialog
from ui.document import Document
from ui.flows import usual_folder
from ui.memory import Memory
from ui.messages import answered, choose, tell, tell_trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfgoals.checks import CheckSettings
    from hfgoals.history.returns import Remark
    from hfgoals.model.values import AnnualPlan, Unit
    from hfgoals.package import PackageResult
    from hfgoals.report import Statement
    from ui.history.log_dialog import LogLine
    from ui.history.versions_dialog import Compared

    Made = Callable[[Unit, AnnualPlan], Statement]

_OURS = "绩效目标工作簿 (*.hfg)"


def run_export(
    parent: QWidget,
    memory: Memory,
    document: Document,
    formats: tuple[Format, ...],
    projects: tuple[str, ...] = (),
    *,
    report: bool = False,
) -> tuple[ExportResult, Path] | None:
    """Export as the user chooses, those projects or a report first of all; files and folder."""
    folder = memory.folder("export", document.session.path.parent)
    fit = memory.fit_page
    dialog = ExportDialog(
        document, formats, folder, parent, fit_page=fit, projects=projects, report=report
    )
    if not answered(dialog):
        return None
    folder, book = dialog.folder, document.book
    choice = _cleared(parent, book, dialog.choice, "导出")
    if choice is None:
        return None
    decided = choice
    overwrite = _overwriting(parent, lambda: in_the_way(book, folder, decided))
    if overwrite is None:
        return None
    memory.fit_page = decided.fit_page

    def write(overwrite: bool, report: Report) -> ExportResult:
        return export(book, folder, replace(decided, overwrite=overwrite), report)

    result = _written(parent, "导出", write, overwrite=overwrite)
    if result is None:
        return None
    memory.put_folder("export", folder)
    return result, folder


def _cleared(parent: QWidget, book: Book, choice: Choice, accept: str) -> Choice | None:
    """The choice with what the user decides about personal information; None to leave it."""
    from hfgoals.publication import exposed

    pieces = exposed(book, choice.years, choice.projects) if choice.public else ()
    if not pieces:
        return choice
    from ui.dialogs.clearance import ClearanceDialog

    dialog = ClearanceDialog(pieces, accept, parent)
    return replace(choice, clearance=dialog.clearance) if answered(dialog) else None


def run_wide(
    parent: QWidget, memory: Memory, document: Document
) -> tuple[ExportResult, Path] | None:
    """Write the wide table of the year in hand by a profile of the user's; the file and folder."""
    from hfgoals.export import export_wide
    from hfgoals.wide.profile import STANDARD
    from ui.dialogs.wide.dialog import WideDialog

    book, plan = document.book, document.plan
    if plan is None or not plan.projects:
        tell(parent, "没有可以导出的项目。", "请先新建项目，填好绩效指标。")
        return None
    folder = memory.folder("export", document.session.path.parent)
    name = str(memory.get("wide.profile", STANDARD.name))
    dialog = WideDialog(book, plan, name, folder, parent)
    if not answered(dialog):
        return None
    profile, folder, choice = dialog.profile, dialog.folder, Choice(years=(plan.year,))
    memory.put("wide.profile", profile.name)
    overwrite = _overwriting(parent, lambda: in_the_way(book, folder, choice, wide=True))
    if overwrite is None:
        return None

    def write(overwrite: bool, report: Report) -> ExportResult:
        decided = replace(choice, overwrite=overwrite)
        return export_wide(book, folder, profile, decided, report)

    result = _written(parent, "导出", write, overwrite=overwrite)
    if result is None:
        return None
    memory.put_folder("export", folder)
    return result, folder


def run_report(
    parent: QWidget, memory: Memory, document: Document, settings: CheckSettings
) -> ExportResult | None:
    """Write the check report of the year in hand into a folder the user chooses."""
    from hfgoals.checks import Checker
    from hfgoals.report import check_report, hand_over, report_in_the_way

    book, plan = document.book, document.plan
    if plan is None:
        return None
    folder = memory.folder("export", document.session.path.parent)
    chosen = QFileDialog.getExistingDirectory(parent, "检查报告保存到哪个文件夹", str(folder))
    if not chosen:
        return None

    overwrite = _overwriting(parent, lambda: report_in_the_way(book, plan, Path(chosen)))
    if overwrite is None:
        return None

    def write(overwrite: bool, report: Report) -> ExportResult:
        # Afresh, so that the report holds what the book holds now.
        findings = Checker(settings).check(book, plan, report)
        statement = check_report(book, plan, findings, settings=settings)
        return hand_over(statement, Path(chosen), report=report, overwrite=overwrite)

    written = _written(parent, "导出检查报告", write, overwrite=overwrite)
    if written is not None:
        memory.put_folder("export", Path(chosen))
    return written


def comparison_of(compared: Compared) -> Made:
    """The table of what differs between two states."""
    from hfgoals.report import comparison

    return lambda unit, plan: comparison(
        unit, plan, compared.states, compared.changes, compared.reasons
    )


def reply_of(remarks: Sequence[Remark]) -> Made:
    """The reply to the bureau's remarks."""
    from hfgoals.report import return_reply

    return lambda unit, plan: return_reply(unit, plan, remarks)


def log_of(lines: Sequence[LogLine]) -> Made:
    """Those lines of the change log."""
    from hfgoals.report import change_log

    return lambda unit, plan: change_log(unit, plan, [line.logged for line in lines])


def run_statement(
    parent: QWidget,
    memory: Memory,
    document: Document,
    what: str,
    made: Made,
    formats: tuple[Format, ...] = (),
) -> ExportResult | None:
    """What was written of the year in hand into the folder chosen, in its own formats or these;
    files of that name stay, the new get a number."""
    from hfgoals.report import hand_over

    plan, unit = document.plan, document.book.unit
    if plan is None:
        return None
    folder = memory.folder("export", document.session.path.parent)
    chosen = QFileDialog.getExistingDirectory(parent, f"{what}：保存到哪个文件夹", str(folder))
    if not chosen:
        return None
    progress = ProgressDialog(
        what, lambda report: hand_over(made(unit, plan), Path(chosen), formats, report), parent
    )
    if not progress.run():
        return None
    memory.put_folder("export", Path(chosen))
    written: ExportResult = progress.result_value
    return written


def print_statement(
    parent: QWidget, document: Document, made: Made, export_pdf: Callable[[], None]
) -> None:
    """Print it of the year in hand, as the user says; ``export_pdf`` where there is no printer."""
    from hfgoals.layout.flow import flow
    from ui.printing import print_or_export

    plan, unit = document.plan, document.book.unit
    if plan is None:
        return
    laying = ProgressDialog("排版", lambda _: made(unit, plan), parent)
    if laying.run():
        statement: Statement = laying.result_value
        print_or_export(parent, flow(statement.sheets), statement.name, export_pdf)


def run_package(
    parent: QWidget, memory: Memory, document: Document, settings: CheckSettings
) -> tuple[PackageResult, str] | None:
    """Make the hand-in package of the year in hand; the package, and what is not dealt with."""
    from hfgoals.checks import Checker
    from hfgoals.package import remaining, write_package
    from ui.dialogs.package import NOT_KEPT, SUBMITTED, PackageDialog

    book, plan = document.book, document.plan
    if plan is None:
        tell(parent, "没有可以上报的年度。", "请先新建年度。")
        return None
    # Afresh, so that the package and the dialog tell what the book holds now.
    checking = ProgressDialog(
        "检查", lambda report: Checker(settings).check(book, plan, report), parent
    )
    if not checking.run():
        return None
    findings = checking.result_value
    left = remaining(findings)
    folder = memory.folder("export", document.session.path.parent)
    session = document.session
    may_keep = not document.read_only
    dialog = PackageDialog(book.unit, plan, left, folder, parent, may_keep=may_keep)
    if not answered(dialog):
        return None
    folder, zipped, copy, keeping = dialog.folder, dialog.zipped, session.save_copy, dialog.keeping
    choice = _cleared(parent, book, Choice(years=(plan.year,), public=dialog.public), "生成")
    if choice is None:
        return None
    public = choice.clearance if choice.public else None

    def work(report: Report) -> PackageResult:
        return write_package(
            book,
            plan,
            findings,
            folder,
            zipped=zipped,
            copy=copy,
            public=public,
            settings=settings,
            report=report,
        )

    progress = ProgressDialog("生成上报包", work, parent)
    if not progress.run():
        return None
    memory.put_folder("export", folder)
    made: PackageResult = progress.result_value
    if keeping != NOT_KEPT:
        _kept(parent, document, plan, made.target.name, submitted=keeping == SUBMITTED)
    return made, left


def _kept(
    parent: QWidget, document: Document, plan: AnnualPlan, package: str, *, submitted: bool
) -> None:
    """Keep the state that was packed under a name that tells when."""
    name = f"上报包 {datetime.datetime.now().astimezone():%Y-%m-%d %H:%M}"
    try:
        document.session.keep_version(name, plan, submitted=submitted, note=package)
    except Trouble as trouble:
        tell_trouble(parent, trouble)
        return
    document.lock_changed.emit()


def run_templates(
    parent: QWidget, memory: Memory, book: Book | None, settings: CheckSettings | None = None
) -> tuple[tuple[Path, ...], Path] | None:
    """Write fill-in workbooks for departments; the files and their folder."""
    from hfgoals.model.budget_year import budget_year_now
    from hfgoals.templates import write_templates
    from ui.dialogs.templates import TemplatesDialog

    folder = memory.folder("templates", usual_folder(memory))
    dialog = TemplatesDialog(book, budget_year_now(), folder, parent, settings)
    if not answered(dialog):
        return None
    templates, folder = dialog.templates, dialog.folder
    progress = ProgressDialog(
        "生成填报模板", lambda report: write_templates(templates, folder, report), parent
    )
    if not progress.run():
        return None
    memory.put_folder("templates", folder)
    return progress.result_value, folder


def _written(
    parent: QWidget, title: str, write: Callable[[bool, Report], ExportResult], *, overwrite: bool
) -> ExportResult | None:
    """What was written. Where another program holds a file, the user closes that and tries again,
    or has the new file get another name.
    """
    again, beside = "重试", "另存为新文件"
    while True:
        progress = ProgressDialog(title, partial(write, overwrite), parent, untold=InUse)
        if progress.run():
            written: ExportResult = progress.result_value
            return written
        held = progress.trouble
        if not isinstance(held, InUse):
            return None
        answer = choose(parent, held.what, f"{held.safe}\n{held.advice}", (again, beside))
        if answer is None:
            return None
        overwrite = overwrite and answer == again


def _overwriting(parent: QWidget, find: Callable[[], tuple[Path, ...]]) -> bool | None:
    """Whether files that are found in the way are replaced, as the user says; None to leave it."""
    try:
        present = find()
    except Trouble as trouble:
        tell_trouble(parent, trouble)
        return None
    if not present:
        return False
    names = "\n".join(path.name for path in present[:5])
    more = f"\n等 {len(present)} 个文件" if present[5:] else ""
    keep, over = "都保留，新的加编号", "替换"
    answer = choose(
        parent,
        f"文件夹里已有 {len(present)} 个同名文件，可能已经签字或报送。",
        f"{names}{more}",
        (keep, over),
    )
    return None if answer is None else answer == over
