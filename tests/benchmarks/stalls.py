"""The longest stop of the window while findings of many projects arrive and are shown."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from tests.benchmarks.books import book
from tests.benchmarks.measure import Row, not_measured, within

_TIMES = 10
_UNFELT = 0.1
"""Seconds of the window's own work between two turns of it."""
_PATIENCE = 120.0
_ROUNDS = 3
_USUAL, _KEYS = 2, 100
_KEY = 0.050
"""Seconds of the window's own work that nobody feels between a key and its letter."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about a workbook with all its findings; the file goes into the folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    many = size * _TIMES
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        yield not_measured(f"stops among {many} projects", "100 ms", _UNFELT, str(error))
        return
    application = QApplication.instance() or QApplication([])
    workspace = _opened(folder / "stalls.hfg", many)
    review, rounds = workspace.review, min(rounds, _ROUNDS)

    def finished() -> bool:
        return bool(review.checked and review.progress is None)

    def longest(do: Callable[[], object]) -> float:
        return _longest_stop(application, do, finished)

    def opened() -> float:
        workspace.show_review(False)
        return longest(lambda: workspace.show_review(True))

    acts = {
        "all is checked": lambda: longest(review.check_all),
        "one types, the findings shown": lambda: longest(lambda: _type(workspace)),
        "the findings are opened": opened,
    }
    workspace.show_review(True)
    longest(review.check_all)
    yield from (
        within(f"longest stop while {what}, {many} projects", act, _UNFELT, rounds)
        for what, act in acts.items()
    )
    workspace.close_document()
    workspace.deleteLater()
    yield _typing(application, folder, size * _USUAL)


def _typing(application: Any, folder: Path, projects: int) -> Row:
    """From a key in a cell of the table to its picture: the slowest of a hundred but one."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    workspace = _opened(folder / "typing.hfg", projects)
    project = workspace.document.plan.projects[0]
    workspace.show_address(Address("project", project.id, "purpose"))
    workspace.projects.table.setFocus()
    workspace.review.check_all()

    def slowest() -> float:
        taken = []
        for number in range(_KEYS):
            begun = time.thread_time()
            QTest.keyClick(QApplication.focusWidget() or workspace, "a" if number % 9 else " ")
            application.processEvents()
            taken.append(time.thread_time() - begun)
        return sorted(taken)[-2]

    row = within(f"key to picture, all but one of {_KEYS}, {projects} projects", slowest, _KEY, 3)
    workspace.flush()
    if "aaaaaaaa" not in workspace.document.plan.projects[0].purpose:
        raise RuntimeError("the keys went elsewhere")
    workspace.close_document()
    workspace.deleteLater()
    return row


def _opened(path: Path, projects: int) -> Any:
    from ui.document import Document
    from ui.workspace import Workspace

    workspace = Workspace(Document.create(path, book(projects)))
    workspace.resize(1280, 760)
    workspace.tabs.setCurrentIndex(1)
    workspace.show()
    return workspace


def _type(workspace: Any) -> None:
    project = workspace.document.plan.projects[7]
    edit = SetText(Address("project", project.id, "purpose"), f"{project.purpose}一")
    workspace.document.apply("修改", [edit])


def _longest_stop(
    application: Any, do: Callable[[], object], finished: Callable[[], bool]
) -> float:
    """The most that the window's thread computed between two turns, until all is quiet again."""
    longest, last = 0.0, time.thread_time()
    end, quiet = time.monotonic() + _PATIENCE, 0
    do()
    while quiet < 200 and time.monotonic() < end:
        application.processEvents()
        now = time.thread_time()
        longest, last = max(longest, now - last), now
        # A step is looked at in a moment: see ui/review/looking.
        time.sleep(0.002)
        quiet = quiet + 1 if finished() else 0
    return longest
