"""Run in a copy of the program that reads one more kind of file, SYLK: is it everywhere?

`python drill_source.py FOLDER` with the copy first on the path; prints a line for every place that
has it, and fails at the first that forgets it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hfgoals.cli.entry import main as program
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.source import kind_of
from hfgoals.merging.finding import look_through
from hfgoals.model.values import Book
from hfgoals.sample import sample_book
from hfgoals.store import open_file
from hfgoals.wide.profile import IMPORT
from hfgoals.wide.table import heading, table_rows

KIND, ENDING = "sylk", ".slk"
SAMPLE = sample_book()
NAMES = {row.name for project in SAMPLE.years[-1].projects for row in project.indicators}


def main(folder: Path) -> None:
    """Write the sample's indicators as such a file, and read it in wherever files are read."""
    source = folder / "returned" / f"明细表{ENDING}"
    source.parent.mkdir()
    source.write_text(as_sylk(SAMPLE), "utf-8")
    assert kind_of(source).id == KIND
    plan = read_source(source).plan
    assert {row.name for project in plan.projects for row in project.indicators} >= NAMES
    told("read")
    for command in ("import", "merge"):
        assert_on_the_command_line(command, source, folder)
    assert [found.path for found in look_through([source.parent], ()).found] == [source]
    told("folder")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    assert_in_window(source, folder)


def told(place: str) -> None:
    """Say that a place has it."""
    print(place, flush=True)


def as_sylk(book: Book) -> str:
    """The wide table of the book's last year under its year's title."""
    plan = book.years[-1]
    rows = [row for project in table_rows(book, plan, IMPORT) for row in project]
    lines = [(f"{plan.year}年绩效指标明细表",), *(tuple(c.text for c in r) for r in rows)]
    lines.insert(1, tuple(cell.text for cell in heading(IMPORT)))
    cells = (
        f'C;Y{down};X{across};K"{text}"'
        for down, line in enumerate(lines, 1)
        for across, text in enumerate(line, 1)
        if text
    )
    return "\n".join(("ID;PDRILL", *cells, "E"))


def assert_on_the_command_line(command: str, source: Path, folder: Path) -> None:
    """It is taken in."""
    path = folder / f"{command}.hfg"
    unit = ["--unit-code", SAMPLE.unit.code, "--unit-name", SAMPLE.unit.name]
    assert (
        program(["new", str(path), *unit, "--year", str(SAMPLE.years[-1].year)], lambda *_: 1) == 0
    )
    given = [str(source), "--into", str(path)] if command == "import" else [str(path), str(source)]
    program([command, *given], lambda *_: 1)
    with open_file(path, read_only=True) as store:
        projects = store.book.years[-1].projects
    assert {row.name for project in projects for row in project.indicators} >= NAMES
    told(command)


def assert_in_window(source: Path, folder: Path) -> None:
    """Choices of files offer it, and the list of files to gather says what it is."""
    from PySide6.QtWidgets import QFileDialog, QWidget

    from ui.flows import choose_source
    from ui.gather.files_page import KIND as KIND_COLUMN
    from ui.gather.files_page import FilesPage
    from ui.launch import application
    from ui.memory import Memory

    application()
    parent, memory = QWidget(), Memory(folder / "memory.ini")
    offered: list[str] = []

    def chosen(*given: str) -> tuple[str, str]:
        offered.append(given[3])
        return str(source), ""

    QFileDialog.getOpenFileName = chosen
    assert choose_source(parent, memory) == source
    assert f"*{ENDING}" in offered[0]
    told("choice of a file")
    page = FilesPage(folder / "own.hfg", [SAMPLE.years[-1].year], None, memory, parent)
    page.add([source.parent])
    assert page.files.index(0, KIND_COLUMN).data() == "SYLK 表格"
    told("files to gather")
    # Qt's objects are not taken down in good order at the end of such a process.
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
