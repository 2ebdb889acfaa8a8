"""Connections to a file that nobody has vouched for yet: limits, authorizers, safe pragmas."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

from hfgoals.store.beside import check_beside, real_place
from hfgoals.store.schema import PAGE_SIZE, TABLES

BUSY_SECONDS: Final = 3.0
"""How long to wait for another program that holds SQLite's own lock."""
READING_SECONDS: Final = 60.0
"""Reading a whole file takes a fraction of a second; one that takes this long is no honest file."""

_LIMITS: Final = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 64_000_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 20_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 100),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 3),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 50_000),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 8),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 20),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
)
_PRAGMAS_READ: Final = frozenset({"user_version", "quick_check", "table_xinfo", "query_only"})
_TABLES_READ: Final = frozenset({*TABLES, "sqlite_master", "sqlite_schema"})
_ROW_CHANGES: Final = frozenset(
    {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
)


def connect(path: Path, mode: Literal["ro", "rw", "rwc"]) -> sqlite3.Connection:
    """An open connection for use from any thread under a lock; texts come back as bytes.

    Nothing of the file is read yet, and nothing can be written before ``allow_writing``. Raises
    NotOurs when something lies beside the file that SQLite must not meet.
    """
    check_beside(path)
    path = real_place(path)
    plain = os.fsencode(str(path)).replace(b"\\", b"/") if os.name == "nt" else os.fsencode(path)
    name = plain if plain.startswith(b"/") else b"/" + plain
    connection = sqlite3.connect(
        f"file://{quote(name)}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.text_factory = bytes
        for limit, value in _LIMITS:
            connection.setlimit(limit, value)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA query_only=ON")
        connection.set_authorizer(_may_read)
        deadline = time.monotonic() + READING_SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 200_000)
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory() -> sqlite3.Connection:
    """A connection to no file, for use from any thread under a lock; texts come back as bytes."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.text_factory = bytes
    return connection


def allow_writing(connection: sqlite3.Connection) -> None:
    """From now on lines of our tables may be written; each commit is durable when it returns."""
    connection.set_authorizer(None)
    connection.set_progress_handler(None, 0)
    connection.execute("PRAGMA query_only=OFF")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.set_authorizer(_may_write)


def allow_building(connection: sqlite3.Connection) -> None:
    """Lay out a file that nobody else can see yet; its maker syncs it when it is whole."""
    connection.set_authorizer(None)
    connection.set_progress_handler(None, 0)
    connection.execute("PRAGMA query_only=OFF")
    connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
    connection.execute("PRAGMA encoding='UTF-8'")
    connection.execute("PRAGMA auto_vacuum=NONE")
    connection.execute("PRAGMA journal_mode=MEMORY")
    connection.execute("PRAGMA synchronous=OFF")


def _may_read(
    action: int, first: str | None, second: str | None, _base: str | None, inner: str | None
) -> int:
    # ``inner`` names a trigger or view that is at work: there must be none.
    if inner is not None:
        return sqlite3.SQLITE_DENY
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and first in _TABLES_READ:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_OK if second == "typeof" else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS_READ:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _may_write(
    action: int, first: str | None, second: str | None, base: str | None, inner: str | None
) -> int:
    if inner is None and action in _ROW_CHANGES and first in TABLES:
        return sqlite3.SQLITE_OK
    return _may_read(action, first, second, base, inner)
