"""Run in a copy of the program that has one more kind of file, plain text: is it everywhere?

`python drill_output.py FOLDER` with the copy first on the path; prints a line for every place that
has it, and fails at the first that forgets it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hfgoals.cli.arguments import explain
from hfgoals.cli.entry import main as program
from hfgoals.export import EVERY_FORMAT, Choice, export, in_the_way
from hfgoals.model.values import Book
from hfgoals.package import write_package
from hfgoals.report import check_report, hand_over
from hfgoals.sample import sample_book
from hfgoals.store import create

ID = "txt"


def main(folder: Path) -> None:
    """Ask for it wherever files are written."""
    book = sample_book()
    assert ID in EVERY_FORMAT
    assert_exported(book, folder / "all")
    assert_on_the_command_line(book, folder)
    plan = book.years[-1]
    checked = hand_over(check_report(book, plan, ()), folder / "checked", (ID,))
    assert "检查报告" in _texts(checked.files)
    told("check report")
    package = write_package(book, plan, (), folder, zipped=False, copy=None)
    assert len([name for name in package.files if name.endswith(f".{ID}")]) == 1
    told("package")
    assert_in_window(book, folder)


def told(place: str) -> None:
    """Say that a place has it."""
    print(place, flush=True)


def _texts(files: tuple[Path, ...]) -> str:
    assert {path.suffix for path in files} == {f".{ID}"}
    return "\n".join(path.read_text("utf-8") for path in files)


def assert_exported(book: Book, folder: Path) -> None:
    """As the whole text with its cover, or a file a project; a file in its way is seen."""
    plan = book.years[-1]
    whole = export(book, folder, Choice((ID,), (plan.year,)))
    text = _texts(whole.files)
    assert "目　录" in text
    assert "（单位公章）" in text
    assert all(project.name in text for project in plan.projects)
    assert in_the_way(book, folder, Choice((ID,), (plan.year,))) == whole.files
    public = export(book, folder / "public", Choice((ID,), (plan.year,), public=True))
    assert "（单位公章）" not in _texts(public.files)
    single = Choice((ID,), (plan.year,), one_file_per_project=True)
    assert len(export(book, folder / "single", single).files) == 1 + len(plan.projects)
    told("export")


def assert_on_the_command_line(book: Book, folder: Path) -> None:
    """It is an option of its own."""
    path, to = folder / "a.hfg", folder / "asked"
    create(path, book).close()
    assert f"--{ID}" in explain("export")
    assert program(["export", str(path), "--to", str(to), f"--{ID}"], lambda *_: 1) == 0
    assert [written.suffix for written in to.iterdir()] == [f".{ID}"]
    told("command line")


def assert_in_window(book: Book, folder: Path) -> None:
    """It is offered with the others."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QCheckBox, QWidget

    from ui.dialogs.export import ExportDialog
    from ui.document import Document
    from ui.launch import application

    application()
    document = Document.create(folder / "window.hfg", book)
    parent = QWidget()
    dialog = ExportDialog(document, (), folder, parent)
    (tick,) = (box for box in dialog.findChildren(QCheckBox) if f".{ID}" in box.text())
    assert dialog.refusal()
    tick.click()
    assert not dialog.refusal()
    assert dialog.choice.formats == (ID,)
    (single,) = (box for box in dialog.findChildren(QCheckBox) if "单独" in box.text())
    assert single.isEnabled()
    told("offered for export")
    document.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
