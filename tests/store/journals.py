"""What a killed writer leaves beside a file, and what somebody may put there to do harm."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from hfgoals.model.values import Book
from hfgoals.store import open_file

MAGIC = bytes.fromhex("d9d505f920a163d7")
_LOCK_PAGE = (0x40000000 // 4096 + 1).to_bytes(4, "big")


def interrupted(path: Path) -> tuple[Book, bytes]:
    """Leave the file as a killed writer does: half a step in it, and its journal beside it.

    Gives the book as it was saved, and the torn file.
    """
    with open_file(path, read_only=True) as store:
        book = store.book
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE record SET content = '{}', digest = x'00'")
        connection.execute(
            "INSERT INTO record SELECT id || 'x', part, parent, position, '{}', x'00' FROM record"
        )
        torn, journal = path.read_bytes(), journal_at(path).read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(torn)
    journal_at(path).write_bytes(journal)
    return book, torn


def journal_at(path: Path) -> Path:
    """Where SQLite looks for the journal of that file."""
    return Path(f"{path}-journal")


def super_record(victim: Path) -> bytes:
    """The end of a journal that makes SQLite delete the victim when it is played back."""
    name = os.fsencode(victim)
    total = (sum(name) % (1 << 32)).to_bytes(4, "big")
    return _LOCK_PAGE + name + len(name).to_bytes(4, "big") + total + MAGIC


def deletes(path: Path, victim: Path) -> bytes:
    """Put a journal beside a sound file that makes SQLite delete the victim; what is in it."""
    interrupted(path)
    crafted = journal_at(path).read_bytes() + super_record(victim)
    journal_at(path).write_bytes(crafted)
    return crafted
