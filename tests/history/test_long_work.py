"""Very many edits, all undone and all redone: workbook, file and log agree, memory stays bounded.

300 edits; HFGOALS_TIMES=10000 in the environment makes it ten thousand.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from typing import Final

import pytest

from hfgoals.app import Session
from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, Move, Remove, SetText
from hfgoals.model.values import Book, Indicator
from hfgoals.store import open_file, verify
from tests.budget import often
from tests.pace import PATIENCE
from tests.store.workbooks import small_book

_PATHS: Final = ("name", "description", "basis")
_MOST_GROWN: Final = 100_000_000
"""Bytes that ten thousand steps to undo, or fewer, may take."""


@pytest.mark.slow
def test_undone_and_redone_to_the_last(tmp_path: Path) -> None:
    edits = often(300)
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    chance, path = random.Random(seed), tmp_path / "a.hfg"
    session = Session.create(path, small_book(projects=20), who="张会计")
    first, grown = session.book, _held_bytes()
    for number in range(edits):
        assert session.apply("修改", [_edit(session.book, number, chance)]) is not None
        _rest(session, number)
    last = session.book
    assert _as_in_file(session) == last, seed
    for back in range(edits):
        assert session.workbook.undo() is not None
        _rest(session, back)
    assert session.workbook.undo() is None
    assert session.book == first == _as_in_file(session), seed
    for again in range(edits):
        assert session.workbook.redo() is not None
        _rest(session, again)
    assert session.workbook.redo() is None
    assert session.book == last == _as_in_file(session), seed
    grown = _held_bytes() - grown
    session.close()
    assert verify(path).ok
    told = _agreeing(path, first, last)
    print(f"{edits} edits, {told} changes told in the log, {path.stat().st_size} bytes of file,")
    print(f"{grown / 1e6:.0f} MB of memory more (seed {seed})")
    assert grown < _MOST_GROWN


def _edit(book: Book, number: int, chance: random.Random) -> Edit:
    project = chance.choice(book.years[0].projects)
    row = chance.choice(project.indicators)
    what = chance.random()
    if what < 0.05:
        return Insert(project.id, Indicator(name=f"新增{number}"))
    if what < 0.1 and len(project.indicators) > 2:
        return Remove(row.id)
    if what < 0.15 and len(project.indicators) > 1:
        at = project.indicators.index(row)
        return Move(row.id, (at + 1) % len(project.indicators))
    return SetText(Address("indicator", row.id, chance.choice(_PATHS)), f"第{number}次修改")


def _rest(session: Session, number: int) -> None:
    if number % 200 == 0:
        assert session.flush(PATIENCE)


def _as_in_file(session: Session) -> Book:
    assert session.flush(PATIENCE)
    assert session.saving.state == "saved"
    with open_file(session.path, read_only=True) as store:
        return store.book


def _agreeing(path: Path, first: Book, last: Book) -> int:
    """How many changes the log tells; going through them leads from the first state to the last."""
    cells = _cells(first)
    told = 0
    with open_file(path, read_only=True) as store:
        for entry in History(store, "").entries:
            for change in entry.changes:
                cell = change.row, change.path
                if change.path in _PATHS:
                    told += 1
                    assert (cells.get(cell) or "") == (change.before or ""), entry
                    cells[cell] = change.after or ""
    there = _cells(last)
    assert {cell: text for cell, text in cells.items() if text} == there
    return told


def _cells(book: Book) -> dict[tuple[str, str], str]:
    rows = [row for project in book.years[0].projects for row in project.indicators]
    cells = {(row.id, path): str(getattr(row, path)) for row in rows for path in _PATHS}
    return {cell: text for cell, text in cells.items() if text}


def _held_bytes() -> int:
    if not sys.platform.startswith("linux"):
        return 0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
