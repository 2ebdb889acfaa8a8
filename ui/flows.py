"""Tasks of several dialogs: a new workbook, reading a text in, exporting. Each gives back what the
user settled on, or None when the user thought better of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from hfgoals.export import ExportResult, Format, export
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import Trouble
from ui.dialogs.export import ExportDialog
from ui.dialogs.import_review import ImportReview
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.unit import UnitDialog
from ui.document import Document
from ui.memory import Memory
from ui.messages import tell, tell_trouble
from ui.tasks import Report

if TYPE_CHECKING:
    from hfgoals.checks import CheckSettings
    from hfgoals.package import PackageResult

_OURS = "绩效目标工作簿 (*.hfg)"
_SOURCES = "绩效文本和 Excel 工作簿 (*.txt *.xlsx)"


def documents_folder() -> Path:
    """The user's folder for documents, or the home folder."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(where)
    return folder if folder.is_dir() else Path.home()


def choose_workbook(parent: QWidget, memory: Memory) -> Path | None:
    """Which workbook to open."""
    folder = memory.folder("workbook", documents_folder())
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开工作簿", str(folder), _OURS)
    return _remembered(memory, "workbook", chosen)


def choose_target(parent: QWidget, memory: Memory, title: str, name: str) -> Path | None:
    """Under which name to write a workbook; always .hfg."""
    folder = memory.folder("workbook", documents_folder())
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        title,
        str(folder / f"{_file_stem(name)}.hfg"),
        _OURS,
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ".hfg":
        path = path.with_name(f"{path.name}.hfg")
    if path.exists():
        tell_trouble(
            parent,
            Trouble(
                f"“{path.name}”已经有了。", "原来的文件没有改动。", "请换一个文件名，或直接打开它。"
            ),
        )
        return None
    return _remembered(memory, "workbook", str(path))


def new_book(parent: QWidget, memory: Memory) -> tuple[Path, Book] | None:
    """A blank book and where to keep it."""
    dialog = UnitDialog(parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    unit, year = dialog.unit, dialog.year
    path = choose_target(parent, memory, "新工作簿保存为", unit.name)
    if path is None:
        return None
    return path, Book(unit, (AnnualPlan(year=year),))


def choose_source(parent: QWidget, memory: Memory) -> Path | None:
    """Which text or workbook to read in."""
    folder = memory.folder("source", documents_folder())
    chosen, _ = QFileDialog.getOpenFileName(
        parent, "读入绩效目标文本或工作簿", str(folder), f"{_SOURCES};;所有文件 (*)"
    )
    return _remembered(memory, "source", chosen)


def read_in(parent: QWidget, source: Path, book: Book | None) -> Book | None:
    """The book with what the source holds, once the user has looked it over."""
    from hfgoals.exchange.merging import taken_in
    from hfgoals.exchange.reading import read_source

    progress = ProgressDialog("读入", lambda report: read_source(source, report), parent)
    if not progress.run():
        return None
    proposal = progress.result_value
    accept = "读入到本工作簿" if book is not None else "读入并保存为…"
    review = ImportReview(proposal, source.name, accept, parent)
    if review.exec() != QDialog.DialogCode.Accepted:
        return None
    try:
        taken = taken_in(book or Book(), proposal, review.year)
    except Trouble as trouble:
        tell_trouble(parent, trouble)
        return None
    if taken.skipped:
        tell(parent, "有几处没有读入，原来的内容保持不变。", "\n".join(taken.skipped))
    return taken.book


def run_export(
    parent: QWidget, memory: Memory, document: Document, formats: tuple[Format, ...]
) -> tuple[ExportResult, Path] | None:
    """Export as the user chooses; the files and their folder."""
    folder = memory.folder("export", document.session.path.parent)
    dialog = ExportDialog(document, formats, folder, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    choice, folder, book = dialog.choice, dialog.folder, document.book
    progress = ProgressDialog("导出", lambda report: export(book, folder, choice, report), parent)
    if not progress.run():
        return None
    memory.put_folder("export", folder)
    return progress.result_value, folder


def run_report(
    parent: QWidget, memory: Memory, document: Document, settings: CheckSettings
) -> ExportResult | None:
    """Write the check report of the year in hand into a folder the user chooses."""
    from hfgoals.checks import Checker
    from hfgoals.report import export_check_report

    book, plan = document.book, document.plan
    if plan is None:
        return None
    folder = memory.folder("export", document.session.path.parent)
    chosen = QFileDialog.getExistingDirectory(parent, "检查报告保存到哪个文件夹", str(folder))
    if not chosen:
        return None

    def work(report: Report) -> ExportResult:
        # Afresh, so that the report holds what the book holds now.
        findings = Checker(settings).check(book, plan, report)
        return export_check_report(book, plan, findings, Path(chosen), report=report)

    progress = ProgressDialog("导出检查报告", work, parent)
    if not progress.run():
        return None
    memory.put_folder("export", Path(chosen))
    written: ExportResult = progress.result_value
    return written


def run_package(
    parent: QWidget, memory: Memory, document: Document, settings: CheckSettings
) -> tuple[PackageResult, str] | None:
    """Make the hand-in package of the year in hand; the package, and what is not dealt with."""
    from hfgoals.checks import Checker
    from hfgoals.package import remaining, write_package
    from ui.dialogs.package import PackageDialog

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
    dialog = PackageDialog(book.unit, plan, left, folder, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    folder, zipped, copy = dialog.folder, dialog.zipped, document.session.save_copy

    def work(report: Report) -> PackageResult:
        return write_package(book, plan, findings, folder, zipped=zipped, copy=copy, report=report)

    progress = ProgressDialog("生成上报包", work, parent)
    if not progress.run():
        return None
    memory.put_folder("export", folder)
    return progress.result_value, left


def _remembered(memory: Memory, purpose: str, chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    memory.put_folder(purpose, path.parent)
    return path


def _file_stem(name: str) -> str:
    from hfgoals.render.names import file_name

    return file_name((name or "绩效目标",), "")
