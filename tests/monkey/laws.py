"""The laws that hold whatever the hands do; each raises Broken with what was found."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog

from hfgoals.exchange.dump import dump
from hfgoals.model.values import Book
from hfgoals.store import open_file, verify
from ui.document import Document
from ui.main_window import MainWindow

MOST_STEPS = 500
"""How many steps back a workbook keeps (hfgoals.model.workbook)."""
_PATIENCE = 10.0


class Broken(AssertionError):
    """A law does not hold."""


def file_is_memory(path: Path, book: Book) -> None:
    """The file holds that book, row ids included, and every digest in it is sound."""
    store = open_file(path, read_only=True)
    try:
        held = store.book
    finally:
        store.close()
    if dump(held) != dump(book):
        raise Broken(f"the file differs from memory: {difference(held, book)}")
    if held != book:
        raise Broken("the file holds other row ids than memory")
    report = verify(path)
    if not report.ok:
        raise Broken(f"the file is not sound: {report.problems}")


def saved(window: MainWindow, document: Document) -> None:
    """With the writer idle, the file is the memory and the status bar says so."""
    if document.read_only:
        return
    if not document.session.flush(_PATIENCE):
        raise Broken("the writer does not come to rest")
    file_is_memory(document.session.path, document.book)
    deadline = time.monotonic() + _PATIENCE
    while not (window.document.is_typing or window.save_state.text().startswith("已保存")):
        if time.monotonic() > deadline:
            raise Broken(f"all is saved, and the status bar says {window.save_state.text()!r}")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def there_and_back(window: MainWindow, document: Document, first: Book) -> int:
    """Undo to the start gives the first book, redo to the end the last; how many steps."""
    window.flush()
    # What the hands have undone last is part of the way, too.
    _all_of(window.actions_by_name["redo"], document)
    last = document.book
    back = _all_of(window.actions_by_name["undo"], document)
    # A year that was handed in meanwhile lets nothing be taken back beyond that.
    locked = document.session.workbook.why_no_undo is not None
    if not locked and back < MOST_STEPS and document.book != first:
        raise Broken(f"undone to the start, but {difference(document.book, first)}")
    saved(window, document)
    forth = _all_of(window.actions_by_name["redo"], document)
    if forth != back:
        raise Broken(f"{back} steps back and {forth} forth")
    if document.book != last:
        raise Broken(f"redone to the end, but {difference(document.book, last)}")
    saved(window, document)
    return back


def _all_of(action: QAction, document: Document) -> int:
    done = 0
    while action.isEnabled():
        before = document.book
        action.trigger()
        if document.book is before:
            raise Broken(f"{action.text()!r} is offered and does nothing")
        done += 1
    return done


def difference(one: Book, other: Book) -> str:
    """The first line in which two books differ, as the dump has it."""
    left, right = (
        json.dumps(dump(book), ensure_ascii=False, indent=1).splitlines() for book in (one, other)
    )
    for number, (here, there) in enumerate(zip(left, right, strict=False)):
        if here != there:
            return f"line {number}: {here.strip()[:200]!r} against {there.strip()[:200]!r}"
    if len(left) != len(right):
        return f"{len(left)} lines against {len(right)}"
    return "the row ids differ"


def nothing_in_front() -> None:
    """No dialog and no pop-up is left over."""
    left = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    if left is not None:
        raise Broken(f"{type(left).__name__} is left in front")


def none_kept() -> None:
    """A dialog that was closed is gone; windows to look things up in are kept, one of a kind."""
    kept = Counter(
        type(each).__name__
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and not each.isVisible()
    )
    twice = [f"{count} {name}" for name, count in kept.items() if count > 1]
    if twice:
        raise Broken(f"closed and still held: {', '.join(twice)}")


def megabytes() -> float:
    """What the process holds in memory; 0 where that cannot be read."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
