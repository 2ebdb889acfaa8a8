"""Monitoring and self-evaluation of many projects: turning to a stage, scoring, exporting."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hfgoals.evaluation.scores import scores_of
from hfgoals.exchange.dump import dump, load
from hfgoals.forms import evaluation_project, form_of, hebei_project, monitoring_project
from hfgoals.layout.flow import flow
from hfgoals.model.values import Book
from hfgoals.render.pdf import write_pdf
from tests.benchmarks.measure import Row, compare_timings, not_measured, within
from tests.staged import plan_of, whole

_TIMES = 2
_TURN, _SCORES = 0.100, 0.050
"""Seconds: what is felt as at once; all scores of the year while one types."""
_EXPORTED = 1.2
"""Of the time of the forms of the targets, for as many cells."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about a year with both stages; the files go into the folder."""
    many = size * _TIMES
    book = _book(many)
    yield within(f"all scores of {many} projects", lambda: _scored(book), _SCORES, rounds)
    yield from _turning(book, many, rounds, folder)
    for form in (monitoring_project.ID, evaluation_project.ID):
        yield compare_timings(
            f"{form} as PDF, a cell of {size} forms",
            _cell_of(form, size, folder),
            "a cell of the targets",
            _cell_of(hebei_project.ID, size, folder),
            rounds=rounds,
            goal=_EXPORTED,
        )


def _book(projects: int) -> Book:
    """A year whose projects are all filled in at both stages, no two texts alike."""
    told = dump(whole())
    books = [load(told) for _ in range(projects)]
    copies = tuple(
        replace(
            (project := plan_of(each).projects[0]),
            name=f"{project.name}{number}",
            purpose=f"{project.purpose}第{number}项。",
            indicators=tuple(
                replace(row, description=f"{row.description}{number}") for row in project.indicators
            ),
        )
        for number, each in enumerate(books, 1)
    )
    return replace(books[0], years=(replace(plan_of(books[0]), projects=copies),))


def _scored(book: Book) -> float:
    plan = plan_of(book)
    start = time.process_time()
    for project in plan.projects:
        scores_of(project, plan.year, plan.stages)
    return time.process_time() - start


def _cell_of(form_id: str, projects: int, folder: Path) -> Callable[[], float]:
    """Seconds a cell, each time for texts that were never laid out."""

    def timing() -> float:
        book = _book(projects)
        gc.collect()
        start = time.process_time()
        pages = flow(form_of(form_id).sheets(book.unit, plan_of(book), signed=True))
        write_pdf(pages, folder / f"{form_id}.pdf", title="基准", author=book.unit.name)
        return (time.process_time() - start) / sum(len(page.boxes) for page in pages)

    return timing


def _turning(book: Book, many: int, rounds: int, folder: Path) -> Iterator[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    subject = f"turning to a stage, {many} projects"
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        yield not_measured(subject, "the time allowed", 1.0, str(error))
        return
    application = QApplication.instance() or QApplication([])
    workspace = _opened(folder / "stages.hfg", book)
    pages = (workspace.projects, *workspace.forms.pages)

    def turned() -> float:
        longest = 0.0
        for page in pages:
            start = time.process_time()
            workspace.show_page(page)
            application.processEvents()
            longest = max(longest, time.process_time() - start)
        return longest

    yield within(subject, turned, _TURN, rounds)
    workspace.close_document()
    workspace.deleteLater()


def _opened(path: Path, book: Book) -> Any:
    from ui.document import Document
    from ui.workspace import Workspace

    workspace = Workspace(Document.create(path, book))
    workspace.resize(1280, 760)
    workspace.show()
    return workspace
