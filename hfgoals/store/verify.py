"""Looking through a file without changing it: structure and every digest."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.store import schema
from hfgoals.store.beside import has_journal, not_a_journal
from hfgoals.store.connection import connect
from hfgoals.store.examine import Contents, examine
from hfgoals.store.faults import code_of, reading_trouble
from hfgoals.store.snapshot import Snapshot
from hfgoals.trouble import Damaged, Trouble


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What looking through a file found."""

    ok: bool
    records: int
    """How many records could be read, sound or not."""
    problems: tuple[str, ...]
    """In Chinese, one sentence part each; empty when all is well."""
    version: int
    """Of the file; 0 when not even that could be read."""
    beside: str = ""
    """The name of a file beside it that has the journal's name and is none; "" mostly."""


def verify(path: Path) -> VerifyReport:
    """Look through the file; it is never changed, not even to finish an interrupted step.

    Raises FileMissing, NotOurs, TooNew, or Trouble when the file cannot be read at all.
    """
    path = Path(path).absolute()
    try:
        schema.check_header(path)
        contents = _examined(path)
    except Damaged as trouble:
        return VerifyReport(False, 0, (trouble.what,), 0)
    except sqlite3.Error as error:
        found = reading_trouble(error, path)
        if not isinstance(found, Damaged):
            raise found from error
        return VerifyReport(False, 0, (found.what,), 0)
    problems = tuple(contents.problems)
    beside = not_a_journal(path)
    name = "" if beside is None else beside.name
    return VerifyReport(not problems, contents.records, problems, contents.version, name)


def _examined(path: Path) -> Contents:
    try:
        with contextlib.closing(connect(path, "ro")) as connection:
            return examine(connection, path)
    except sqlite3.OperationalError as error:
        interrupted = code_of(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
        if not (interrupted and has_journal(path)):
            raise
    # A killed writer's step must be rolled back first: in a copy.
    try:
        snapshot = Snapshot.take(path)
    except OSError as error:
        raise Trouble(f"检查“{path.name}”时无法建立临时副本。", "文件没有改动。") from error
    try:
        with contextlib.closing(connect(snapshot.path, "rw")) as connection:
            return examine(connection, path)
    finally:
        snapshot.remove()
