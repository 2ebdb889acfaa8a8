"""Run in a copy of the program that has one more standard form, duties_overall: is it everywhere?

`python drill_form.py FOLDER` with the copy first on the path; prints a line for every place that
has it, and fails at the first that forgets it.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from hfgoals.cli.entry import main as program
from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.forms import form_of, forms_of
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import STANDARD_FORMS, Book
from hfgoals.package import write_package
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from tests.forms import test_registry as laws

FORM = form_of("duties_overall")


def main(folder: Path) -> None:
    """Let the last year use the form and follow it through the program."""
    before = sample_book()
    assert FORM not in forms_of(before.years[-1])
    chosen = "、".join((*STANDARD_FORMS, FORM.id))
    book = applied(before, [SetText(Address("plan", before.years[-1].id, "forms"), chosen)])
    assert FORM in forms_of(book.years[-1])
    assert_in_file_and_dump(book, folder)
    assert_laws(folder)
    assert_handed_in(book, folder)
    assert_on_the_command_line(book, folder)
    assert_in_window(before, folder)


def told(place: str) -> None:
    """Say that a place has it."""
    print(place, flush=True)


def assert_in_file_and_dump(book: Book, folder: Path) -> None:
    """That the year uses it is kept."""
    create(folder / "a.hfg", book).close()
    with open_file(folder / "a.hfg", read_only=True) as store:
        assert store.book == book
    told("file")
    again = load(json.loads(json.dumps(dump(book))))
    assert again.years[-1].forms == book.years[-1].forms
    told("dump")


def assert_laws(folder: Path) -> None:
    """What is asked of every form."""
    laws.test_ids_and_names_tell_forms_apart()
    laws.test_a_form_keeps_its_id_paper_and_scope(FORM)
    laws.test_a_form_is_asked_only_for_what_it_can(FORM)
    laws.test_a_form_on_other_paper_is_laid_out_on_it(FORM)
    laws.test_a_form_has_pages_of_its_own_and_stands_in_the_help(FORM)
    laws.test_a_form_without_a_reader_of_its_own_is_told_by_its_labels(FORM)
    for name, law in (
        ("alone", laws.test_a_form_can_be_had_alone_in_every_format),
        ("whole", laws.test_a_form_is_in_the_workbook_and_in_the_text_or_a_file_of_its_own),
        ("back", laws.test_a_form_is_read_back_whole),
    ):
        law(FORM, folder / name)
    told("what is asked of every form")


def assert_handed_in(book: Book, folder: Path) -> None:
    """Excel, PDF, Word and the package have it; what was written is read back."""
    plan = book.years[-1]
    result = export(book, folder / "all", Choice(("xlsx", "pdf", "docx"), (plan.year,)))
    (pages,) = (path for path in result.files if FORM.name in path.name and path.suffix == ".pdf")
    assert_printed(pages, book)
    for path in result.files:
        own = FORM.name in path.name
        if path.suffix == ".xlsx" or (own and path.suffix == ".docx"):
            proposal = read_source(path)
            assert proposal.unread == (), proposal.unread
            assert proposal.year == plan.year
            assert proposal.plan.forms == plan.forms
            (read,) = FORM.sheets(book.unit, replace(proposal.plan, year=plan.year))
            (shown,) = FORM.sheets(book.unit, plan)
            assert [cell.text for cell in read.cells] == [cell.text for cell in shown.cells]
            told(f"read back: {path.suffix}")
    package = write_package(book, plan, (), folder, zipped=False, copy=None)
    assert [name for name in package.files if FORM.name in name]
    told("package")


def assert_printed(path: Path, book: Book) -> None:
    """The pages show the title and every sub-goal."""
    from pypdf import PdfReader

    text = "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)
    titles = [subgoal.title for subgoal in book.years[-1].overall.subgoals]
    assert titles
    assert all(title in text for title in (FORM.name, *titles))
    told("pdf")


def assert_on_the_command_line(book: Book, folder: Path) -> None:
    """It can be asked for by its id, of a year that does not use it too."""
    path, to = folder / "plain.hfg", folder / "asked"
    plain = replace(book.years[-1], forms=STANDARD_FORMS)
    create(path, Book(book.unit, (plain,))).close()
    asked = ["export", str(path), "--to", str(to), "--xlsx", "--form", FORM.id]
    assert program(asked, lambda *_: 1) == 0
    (written,) = to.iterdir()
    assert FORM.name in written.name
    told("command line")


def assert_in_window(book: Book, folder: Path) -> None:
    """It is offered where a year is set up; then it has a tab to edit it in, and a preview."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QCheckBox, QRadioButton

    from tests.ui import modal
    from ui.dialogs.export import ExportDialog
    from ui.dialogs.unit import YearDialog
    from ui.launch import application
    from ui.main_window import MainWindow
    from ui.memory import Memory

    app = application()
    path = folder / "window.hfg"
    create(path, book).close()
    window = MainWindow(Memory(folder / "memory.json"))
    window.show()
    window.open_path(path)
    space = window.open_workspace

    def choose(dialog: YearDialog) -> None:
        (tick,) = (each for each in dialog.findChildren(QCheckBox) if each.text() == FORM.name)
        tick.click()
        dialog.accept()

    modal.answer(YearDialog, choose)
    window.years.change_year()
    plan = space.document.plan
    assert plan is not None
    assert FORM in forms_of(plan)
    told("offered for the year")
    dialog = ExportDialog(space.document, ("pdf",), folder, window)
    buttons = dialog.findChildren(QRadioButton)
    (alone,) = (each for each in buttons if each.text() == f"只要{FORM.name}")
    alone.click()
    assert dialog.choice.forms == (FORM.id,)
    told("offered for export")
    (page,) = space.forms.pages
    dialog.close()
    window.activateWindow()
    space.show_page(page)
    app.processEvents()
    page.show_address(Address("subgoal", plan.overall.subgoals[0].id, "title"))
    assert page.isAncestorOf(app.focusWidget())
    QTest.keyClicks(app.focusWidget(), "ABC")
    space.flush()
    after = space.document.plan
    assert after is not None
    assert after.overall.subgoals[0].title == "ABC"
    told("editor")
    space.show_preview(True)
    space.preview.refresh_now()
    texts = [box.cell.text for each in space.preview.view.pages for box in each.boxes]
    assert FORM.name in texts
    assert "ABC" in texts
    told("preview")
    for _ in range(2):
        space.document.undo()
    assert space.document.book == book
    assert space.forms.pages == ()
    told("undone")
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
