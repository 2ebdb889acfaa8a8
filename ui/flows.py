"""Tasks of several dialogs: a new workbook, reading a text in. Each gives back what the
user settled on, or None when the user thought better of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from hfgoals.model.values import Book
from hfgoals.trouble import Trouble
from ui.dialogs.import_review import ImportReview
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.unit import UnitDialog
from ui.memory import Memory
from ui.messages import answered, ask, tell, tell_trouble

if TYPE_CHECKING:
    from hfgoals.exchange.proposal import Proposal
    from hfgoals.merging.taking_in import TakenIn

_OURS = "绩效目标工作簿 (*.hfg)"


def documents_folder() -> Path:
    """The user's folder for documents, or the home folder."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(where)
    return folder if folder.is_dir() else Path(QDir.homePath())


def usual_folder(memory: Memory) -> Path:
    """Beside the workbook used last, else among the documents."""
    last = next(iter(memory.recent), None)
    return last.parent if last is not None and last.parent.is_dir() else documents_folder()


def choose_workbook(parent: QWidget, memory: Memory) -> Path | None:
    """Which workbook to open."""
    folder = memory.folder("workbook", usual_folder(memory))
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开工作簿", str(folder), _OURS)
    return _remembered(memory, "workbook", chosen)


def choose_target(parent: QWidget, memory: Memory, title: str, name: str) -> Path | None:
    """Under which name to write a workbook; always .hfg."""
    folder = memory.folder("workbook", usual_folder(memory))
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
    dialog = UnitDialog(parent, memory.unit)
    if not answered(dialog):
        return None
    unit, plan = dialog.unit, dialog.forms.plan_of(dialog.year)
    path = choose_target(parent, memory, "新工作簿保存为", unit.name)
    if path is None:
        return None
    if not any(memory.unit):
        memory.unit = (unit.code, unit.name)
    return path, Book(unit, (plan,))


def choose_source(parent: QWidget, memory: Memory) -> Path | None:
    """Which text or workbook to read in."""
    from hfgoals.exchange.kinds import ENDINGS, patterns
    from hfgoals.exchange.outside.readers import prepare

    # It starts while the user looks for the file.
    prepare()
    endings = {end: name for end, name in ENDINGS.items() if end != ".hfg"}
    sources = f"绩效文本、Word 文档和 Excel 工作簿 ({patterns(endings)})"
    folder = memory.folder("source", usual_folder(memory))
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
    looked_over = looked_over.for_book(book or Book())
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


def _remembered(memory: Memory, purpose: str, chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    memory.put_folder(purpose, path.parent)
    return path


def _file_stem(name: str) -> str:
    from hfgoals.names import file_name

    return file_name((name or "绩效目标",), "")
