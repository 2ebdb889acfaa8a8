"""Run in a copy of the program that has one more field, 考核科室 of an indicator: is it everywhere?

`python drill_field.py FOLDER` with the copy first on the path; prints a line for every place that
has it, and fails at the first that forgets it.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from hfgoals.checks import check_book
from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.foreign import FIELD_CHOICES
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export, export_wide
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.fields import field_of
from hfgoals.model.values import Book
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from hfgoals.templates import templates_of_book, write_templates
from hfgoals.wide.profile import STANDARD

KEEPERS = ("总编室", "技术部", "办公室")


def main(folder: Path) -> None:
    """Fill in the new field and follow it through the program."""
    empty = sample_book()
    assert_rules_do_not_ask(empty)
    book = kept(empty)
    assert_in_file_and_dump(book, folder)
    export(book, folder, Choice(formats=("xlsx", "docx", "pdf"), years=(book.years[-1].year,)))
    assert_read_back(next(folder.glob("*.xlsx")))
    assert_read_back(next(folder.glob("*.docx")))
    assert_printed(next(folder.glob("*.pdf")))
    wide = folder / "wide"
    export_wide(book, wide, STANDARD, Choice(years=(book.years[-1].year,)))
    assert_read_back(next(wide.glob("*.xlsx")))
    assert any(choice.id == "indicator.keeper" for choice in FIELD_CHOICES)
    assert_in_foreign_tables(folder)
    assert_in_templates(book, folder / "templates")
    assert_in_editor(book, folder)


def kept(book: Book) -> Book:
    """The book with a text in the first rows of its last year's first project."""
    rows = book.years[-1].projects[0].indicators[: len(KEEPERS)]
    year = book.years[-1]
    edits = [SetText(Address("plan", year.id, "columns"), "keeper")]
    edits += [
        SetText(Address("indicator", row.id, "keeper"), keeper)
        for row, keeper in zip(rows, KEEPERS, strict=True)
    ]
    return applied(book, edits)


def keepers(book: Book) -> tuple[str, ...]:
    """Those of the last year's first project, of its first rows."""
    field = field_of("indicator", "keeper")
    rows = book.years[-1].projects[0].indicators[: len(KEEPERS)]
    return tuple(field.text(row) for row in rows)


def told(place: str) -> None:
    """Say that a place has it."""
    print(place, flush=True)


def assert_rules_do_not_ask(book: Book) -> None:
    """An optional field that is blank is no gap."""
    found = [each for one in check_book(book).values() for each in one]
    assert not [each for each in found if each.level == "error"], found
    told("completeness")


def assert_in_file_and_dump(book: Book, folder: Path) -> None:
    """It is kept; a dump of before takes the default."""
    create(folder / "a.hfg", book).close()
    with open_file(folder / "a.hfg", read_only=True) as store:
        assert keepers(store.book) == KEEPERS
    told("file")
    data = json.loads(json.dumps(dump(book)))
    assert keepers(load(data)) == KEEPERS
    for row in data["years"][-1]["projects"][0]["indicators"]:
        row.pop("keeper", None)
    assert keepers(load(data)) == ("",) * len(KEEPERS)
    told("dump")


def assert_read_back(path: Path) -> None:
    """What was written can be read, the new field with it."""
    proposal = read_source(path)
    read = Book(years=(replace(proposal.plan, year=proposal.year or 2022),))
    assert keepers(read) == KEEPERS, (path.name, keepers(read), proposal.notes)
    told(f"read back: {path.suffix} of {path.parent.name}")


def assert_printed(path: Path) -> None:
    """The pages show it, under its heading."""
    from pypdf import PdfReader

    text = "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)
    assert "考核科室" in text
    assert all(keeper in text for keeper in KEEPERS)
    told("pdf")


def assert_in_foreign_tables(folder: Path) -> None:
    """A table that others made may say it."""
    heads = ("项目名称", "一级指标", "二级指标", "三级指标", "指标值", "考核科室")
    cells = ("广播维护", "产出指标", "数量指标", "维护台数", "≥5台", "总编室")
    rows = "".join(
        f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (heads, cells)
    )
    page = folder / "theirs.html"
    page.write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")
    (project,) = read_source(page).plan.projects
    (row,) = project.indicators
    assert field_of("indicator", "keeper").text(row) == "总编室"
    told("foreign table")


def assert_in_templates(book: Book, folder: Path) -> None:
    """Departments get it to fill in, and what they fill in is read."""
    written = write_templates(templates_of_book(book), folder)
    first = book.years[-1].projects[0].name
    path = next(path for path in written if first[:6] in path.name)
    assert_read_back(path)
    told("fill-in workbook")


def assert_in_editor(book: Book, folder: Path) -> None:
    """The form on the screen has a cell for it, with its text, that can be typed into."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

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
    space.show_page(space.projects)
    document = space.document
    plan = document.plan
    assert plan is not None
    document.select_project(plan.projects[0].id)
    app.processEvents()
    table = space.projects.table
    assert table.show_address(Address("indicator", plan.projects[0].indicators[0].id, "keeper"))
    table.setFocus()
    QTest.keyClicks(app.focusWidget(), "12")
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_Return)
    assert keepers(document.book)[0] == "12"
    told("editor")
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
