"""Tables of a workbook's history, written into a folder that the user chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from hfgoals.export import ExportResult
from hfgoals.progress import Report
from ui.dialogs.progress import ProgressDialog
from ui.document import Document
from ui.memory import Memory

if TYPE_CHECKING:
    from hfgoals.history.changes import Change
    from hfgoals.history.returns import Remark
    from ui.history.log_dialog import LogLine


def run_comparison(
    parent: QWidget,
    memory: Memory,
    document: Document,
    states: tuple[str, str],
    changes: tuple[Change, ...],
) -> ExportResult | None:
    """Write the table of what differs between two states into a folder the user chooses."""
    from hfgoals.report import comparison, export_comparison, today

    plan, unit = document.plan, document.book.unit
    if plan is None:
        return None
    sheet = comparison(unit, plan, states, changes, {}, today())
    return _written_into_folder(
        parent,
        memory,
        document,
        "导出对照表",
        lambda folder, report: export_comparison(unit, plan, sheet, folder, report=report),
    )


def run_reply(
    parent: QWidget, memory: Memory, document: Document, remarks: Sequence[Remark]
) -> ExportResult | None:
    """Write the reply to the bureau's remarks in every format into a folder the user chooses."""
    from hfgoals.render.outputs import OUTPUTS
    from hfgoals.report import export_return_reply

    plan, unit = document.plan, document.book.unit
    if plan is None:
        return None
    formats = tuple(output.id for output in OUTPUTS)
    return _written_into_folder(
        parent,
        memory,
        document,
        "导出整改情况回复",
        lambda folder, report: export_return_reply(
            unit, plan, remarks, folder, formats, report=report
        ),
    )


def run_log(
    parent: QWidget, memory: Memory, document: Document, lines: Sequence[LogLine]
) -> ExportResult | None:
    """Write those lines of the change log as a workbook into a folder the user chooses."""
    from hfgoals.report import export_change_log

    plan, unit = document.plan, document.book.unit
    if plan is None:
        return None
    logged = [line.logged for line in lines]
    return _written_into_folder(
        parent,
        memory,
        document,
        "导出修改记录",
        lambda folder, report: export_change_log(unit, plan, logged, folder, report=report),
    )


def _written_into_folder(
    parent: QWidget,
    memory: Memory,
    document: Document,
    what: str,
    write: Callable[[Path, Report], ExportResult],
) -> ExportResult | None:
    """What was written into the folder chosen; files of that name stay, the new get a number."""
    folder = memory.folder("export", document.session.path.parent)
    chosen = QFileDialog.getExistingDirectory(parent, f"{what}：保存到哪个文件夹", str(folder))
    if not chosen:
        return None
    progress = ProgressDialog(what, lambda report: write(Path(chosen), report), parent)
    if not progress.run():
        return None
    memory.put_folder("export", Path(chosen))
    written: ExportResult = progress.result_value
    return written
