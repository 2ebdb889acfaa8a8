"""Run in a copy of the program that has one more field, 权重 of an indicator: is it everywhere?

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

WEIGHTS = ("7.25", "8.5", "9")


def main(folder: Path) -> None:
    """Fill in the new field and follow it through the program."""
    empty = sample_book()
    assert_rules_do_not_ask(empty)
    book = weighted(empty)
    assert_in_file_and_dump(book, folder)
    export(book, folder, Choice(formats=("xlsx", "docx", "pdf"), years=(book.years[-1].year,)))
    assert_read_back(next(folder.glob("*.xlsx")))
    assert_read_back(next(folder.glob("*.docx")))
    assert_printed(next(folder.glob("*.pdf")))
    wide = folder / "wide"
    export_wide(book, wide, STANDARD, Choice(years=(book.years[-1].year,)))
    assert_read_back(next(wide.glob("*.xlsx")))
    assert any(choice.id == "indicator.weight" for choice in FIELD_CHOICES)
    assert_in_foreign_tables(folder)
    assert_in_templates(book, folder / "templates")
    assert_in_editor(book, folder)


def weighted(book: Book) -> Book:
    """The book with a weight in the first rows of its last year's first project."""
    rows = book.years[-1].projects[0].indicators[: len(WEIGHTS)]
    edits = [
        SetText(Address("indicator", row.id, "weight"), weight)
        for row, weight in zip(rows, WEIGHTS, strict=True)
    ]
    return applied(book, edits)


def weights(book: Book) -> tuple[str, ...]:
    """Those of the last year's first project, of its first rows."""
    field = field_of("indicator", "weight")
    rows = book.years[-1].projects[0].indicators[: len(WEIGHTS)]
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
        assert weights(store.book) == WEIGHTS
    told("file")
    data = json.loads(json.dumps(dump(book)))
    assert weights(load(data)) == WEIGHTS
    for row in data["years"][-1]["projects"][0]["indicators"]:
        del row["weight"]
    assert weights(load(data)) == ("",) * len(WEIGHTS)
    told("dump")


def assert_read_back(path: Path) -> None:
    """What was written can be read, the weights with it."""
    proposal = read_source(path)
    read = Book(years=(replace(proposal.plan, year=proposal.year or 2022),))
    assert weights(read) == WEIGHTS, (path.name, weights(read), proposal.notes)
    told(f"read back: {path.suffix} of {path.parent.name}")


def assert_printed(path: Path) -> None:
    """The pages show it, under its heading."""
    from pypdf import PdfReader

    text = "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)
    assert "权重" in text
    assert all(weight in text for weight in WEIGHTS)
    told("pdf")


def assert_in_foreign_tables(folder: Path) -> None:
    """A table that others made may say it."""
    heads = ("项目名称", "一级指标", "二级指标", "三级指标", "指标值", "权重")
    cells = ("广播维护", "产出指标", "数量指标", "维护台数", "≥5台", "7.25")
    rows = "".join(
        f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (heads, cells)
    )
    page = folder / "theirs.html"
    page.write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")
    (project,) = read_source(page).plan.projects
    (row,) = project.indicators
    assert field_of("indicator", "weight").text(row) == "7.25"
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
    assert table.show_address(Address("indicator", plan.projects[0].indicators[0].id, "weight"))
    table.setFocus()
    QTest.keyClicks(app.focusWidget(), "12")
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_Return)
    assert weights(document.book)[0] == "12"
    told("editor")
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
