"""Tasks of several dialogs: a new workbook, reading a text in, exporting. Each gives back what the
user settled on, or None when the user thought better of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from hfgoals.export import Choice, ExportResult, Format, export, in_the_way
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.progress import Report
from hfgoals.trouble import Trouble
from ui.dialogs.export import ExportDialog
from ui.dialogs.import_review import ImportReview
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.unit import UnitDialog
from ui.document import Document
from ui.memory import Memory
from ui.messages import answered, ask, choose, tell, tell_trouble

if TYPE_CHECKING:
    from hfgoals.checks import CheckSettings
    from hfgoals.exchange.proposal import Proposal
    from hfgoals.merging.taking_in import TakenIn
    from hfgoals.package import PackageResult

_OURS = "绩效目标工作簿 (*.hfg)"


def documents_folder() -> Path:
    """The user's folder for documents, or the home folder."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(where)
    return folder if folder.is_dir() else Path(QDir.homePath())


def _usual_folder(memory: Memory) -> Path:
    """Beside the workbook used last, else among the documents."""
    last = next(iter(memory.recent), None)
    return last.parent if last is not None and last.parent.is_dir() else documents_folder()


def choose_workbook(parent: QWidget, memory: Memory) -> Path | None:
    """Which workbook to open."""
    folder = memory.folder("workbook", _usual_folder(memory))
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开工作簿", str(folder), _OURS)
    return _remembered(memory, "workbook", chosen)


def choose_target(parent: QWidget, memory: Memory, title: str, name: str) -> Path | None:
    """Under which name to write a workbook; always .hfg."""
    folder = memory.folder("workbook", _usual_folder(memory))
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
    if not answered(dialog):
        return None
    unit, plan = dialog.unit, AnnualPlan(year=dialog.year, forms=dialog.forms.forms)
    path = choose_target(parent, memory, "新工作簿保存为", unit.name)
    if path is None:
        return None
    return path, Book(unit, (plan,))


def choose_source(parent: QWidget, memory: Memory) -> Path | None:
    """Which text or workbook to read in."""
    from hfgoals.exchange.kinds import ENDINGS, patterns
    from hfgoals.exchange.outside.readers import prepare

    # It starts while the user looks for the file.
    prepare()
    endings = {end: name for end, name in ENDINGS.items() if end != ".hfg"}
    sources = f"绩效文本、Word 文档和 Excel 工作簿 ({patterns(endings)})"
    folder = memory.folder("source", _usual_folder(memory))
    chosen, _ = QFileDialog.getOpenFileName(
        parent, "读入绩效目标文本或工作簿", str(folder), f"{sources};;所有文件 (*)"
    )
    return _remembered(memory, "source", chosen)


def read_in(parent: QWidget, source: Path, book: Book | None) -> Book | None:
    """The book with what the source holds, once the user has looked it over."""
    from hfgoals.exchange.reading import read_source

    progress = ProgressDialog("读入", lambda report: read_source(source, report), parent)
    if not progress.run():
        return None
    return _taken_over(parent, progress.result_value, source.name, book)


def read_pasted(parent: QWidget, book: Book | None) -> Book | None:
    """The book with a table pasted from another program, once the user has looked it over."""
    from hfgoals.exchange.pasted import PASTED
    from hfgoals.exchange.pasted import read_pasted as read
    from ui.foreign.paste import PasteDialog

    dialog = PasteDialog(parent)
    if not answered(dialog):
        return None
    pasted = dialog.pasted
    progress = ProgressDialog("读入", lambda report: read(pasted.text, pasted.page, report), parent)
    if not progress.run():
        return None
    return _taken_over(parent, progress.result_value, PASTED, book)


def _taken_over(parent: QWidget, proposal: Proposal, source: str, book: Book | None) -> Book | None:
    """Tables that others made are corrected first; then every proposal goes the same way."""
    looked_over = _corrected(parent, proposal, source)
    if looked_over is None:
        return None
    accept = "读入到本工作簿" if book is not None else "读入并保存为…"
    review = ImportReview(looked_over, source, accept, parent)
    if not answered(review):
        return None
    taken = _taken_in(parent, book or Book(), looked_over, review.year)
    if taken is None:
        return None
    if taken.skipped:
        tell(parent, "有几处没有读入，原来的内容保持不变。", "\n".join(taken.skipped))
    return taken.book


def _taken_in(parent: QWidget, book: Book, proposal: Proposal, year: int) -> TakenIn | None:
    """With the proposal; one of another unit only when the user says that it is ours."""
    from hfgoals.merging.taking_in import taken_in
    from hfgoals.merging.units import OtherUnit

    try:
        return taken_in(book, proposal, year)
    except OtherUnit as other:
        more = f"请核对是否选错了文件。\n确实是本单位的，读入后印成“{book.unit.name}”的表。"
        if not ask(parent, other.what, more, "作为本单位的读入"):
            return None
    except Trouble as trouble:
        tell_trouble(parent, trouble)
        return None
    return taken_in(book, proposal, year, as_ours=True)


def _corrected(parent: QWidget, proposal: Proposal, source: str) -> Proposal | None:
    understanding = proposal.understanding
    if understanding is None:
        return proposal
    from ui.foreign.correcting import looked_at
    from ui.foreign.preview import ForeignPreview

    progress = ProgressDialog("读入", lambda report: looked_at(understanding, report), parent)
    if not progress.run():
        return None
    preview = ForeignPreview(progress.result_value, source, parent)
    return preview.proposal if answered(preview) else None


def run_export(
    parent: QWidget, memory: Memory, document: Document, formats: tuple[Format, ...]
) -> tuple[ExportResult, Path] | None:
    """Export as the user chooses; the files and their folder."""
    folder = memory.folder("export", document.session.path.parent)
    dialog = ExportDialog(document, formats, folder, parent, fit_page=memory.fit_page)
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
    choice = replace(decided, overwrite=overwrite)
    memory.fit_page = choice.fit_page
    progress = ProgressDialog("导出", lambda report: export(book, folder, choice, report), parent)
    if not progress.run():
        return None
    memory.put_folder("export", folder)
    return progress.result_value, folder


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
    choice = replace(choice, overwrite=overwrite)
    progress = ProgressDialog(
        "导出", lambda report: export_wide(book, folder, profile, choice, report), parent
    )
    if not progress.run():
        return None
    memory.put_folder("export", folder)
    return progress.result_value, folder


def run_report(
    parent: QWidget, memory: Memory, document: Document, settings: CheckSettings
) -> ExportResult | None:
    """Write the check report of the year in hand into a folder the user chooses."""
    from hfgoals.checks import Checker
    from hfgoals.report import export_check_report, report_in_the_way

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

    def work(report: Report) -> ExportResult:
        # Afresh, so that the report holds what the book holds now.
        findings = Checker(settings).check(book, plan, report)
        return export_check_report(
            book, plan, findings, Path(chosen), report=report, overwrite=overwrite
        )

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
    if not answered(dialog):
        return None
    folder, zipped, copy = dialog.folder, dialog.zipped, document.session.save_copy
    choice = _cleared(parent, book, Choice(years=(plan.year,), public=dialog.public), "生成")
    if choice is None:
        return None
    public = choice.clearance if choice.public else None

    def work(report: Report) -> PackageResult:
        return write_package(
            book, plan, findings, folder, zipped=zipped, copy=copy, public=public, report=report
        )

    progress = ProgressDialog("生成上报包", work, parent)
    if not progress.run():
        return None
    memory.put_folder("export", folder)
    return progress.result_value, left


def run_templates(
    parent: QWidget, memory: Memory, book: Book | None
) -> tuple[tuple[Path, ...], Path] | None:
    """Write fill-in workbooks for departments; the files and their folder."""
    from hfgoals.model.budget_year import budget_year_now
    from hfgoals.templates import write_templates
    from ui.dialogs.templates import TemplatesDialog

    folder = memory.folder("templates", _usual_folder(memory))
    dialog = TemplatesDialog(book, budget_year_now(), folder, parent)
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


def _remembered(memory: Memory, purpose: str, chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    memory.put_folder(purpose, path.parent)
    return path


def _file_stem(name: str) -> str:
    from hfgoals.names import file_name

    return file_name((name or "绩效目标",), "")
