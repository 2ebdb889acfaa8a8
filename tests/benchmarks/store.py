"""One edit with its entry in the log until it is on the disk, against a bare commit; one backup."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, cycle
from pathlib import Path

from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.rows import flatten
from hfgoals.model.values import Book
from hfgoals.model.workbook import Workbook
from hfgoals.store import Store, create
from tests.backups.making import HOUR, NOW, add, shelf_in
from tests.benchmarks.books import book
from tests.benchmarks.measure import Row, compare, within

_BACKUP = 0.1 / 200
"""Seconds of a worker's for each project."""
_EDITS = 40
"""In one timing: a single commit is too short and too uneven."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """The rows about saving and backing up; the files go into the folder."""
    made = book(size)
    bare = _bare(folder / "bare.db", made)
    with create(folder / "ours.hfg", made) as store, closing(bare):
        workbook, history = Workbook(store.book), History(store, "张会计")
        indicator = made.years[0].projects[size // 2].indicators[0]
        # Another cell each time: typing on in one is told in one entry of the log.
        rows = cycle(row for project in made.years[0].projects for row in project.indicators)
        numbers = count()

        def edit() -> None:
            address = Address("indicator", next(rows).id, "description")
            step = workbook.apply("修改", [SetText(address, _text(numbers))])
            assert step is not None
            store.write(step.changes, history.beside(step)())

        def commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute(
                "UPDATE record SET content = ? WHERE id = ?", (_text(numbers), indicator.id)
            )
            bare.execute("COMMIT")

        yield compare(
            f"one edit among {size} projects, with its entry in the log, until durable",
            edit,
            "bare commit of one row, rollback journal, synchronous=EXTRA",
            commit,
            rounds=rounds,
            goal=3.0,
            repeat=_EDITS,
        )
        yield _backup(store, size, rounds, folder, edit)


def _backup(store: Store, size: int, rounds: int, folder: Path, edit: Callable[[], None]) -> Row:
    """Of another state each time: what is there already is not kept twice."""
    shelf, at = shelf_in(folder), count()

    def timing() -> float:
        edit()
        begun = time.thread_time()
        add(shelf, store, NOW + HOUR * next(at))
        return time.thread_time() - begun

    subject = f"a backup of {size} projects, looked through and read back (processor time)"
    return within(subject, timing, _BACKUP * size, rounds)


def _bare(path: Path, made: Book) -> sqlite3.Connection:
    """A plain table of as many rows, as safe against a power cut as ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("CREATE TABLE record (id TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID")
    connection.execute("BEGIN")
    rows = ((placed.id, repr(placed.row)) for placed in flatten(made))
    connection.executemany("INSERT INTO record VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    return connection


def _text(numbers: Iterator[int]) -> str:
    return f"融媒体技术平台建设第{next(numbers)}次修改，全年累计"
