"""Laying out a whole new file."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from hfgoals.model.rows import flatten
from hfgoals.model.values import Book
from hfgoals.store.connection import allow_building, connect
from hfgoals.store.digests import Line, Seal, line_of, record_line
from hfgoals.store.schema import APPLICATION_ID, SCHEMAS, VERSION


def build(path: Path, book: Book) -> None:
    """Write a file that holds the Book; the path must be free. Raises sqlite3.Error."""
    created = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    meta = {
        "format": "hfgoals",
        "version": str(VERSION),
        "sample": "1" if book.sample else "0",
        "created": created,
    }
    records = sorted((record_line(placed) for placed in flatten(book)), key=lambda line: line.key)
    lines = [*(line_of("meta", key, value) for key, value in meta.items()), *records]
    seal = Seal.over({line.key: line.digest for line in lines})
    if seal.lines != len(lines):
        raise ValueError("row ids must be unique within a Book")
    with contextlib.closing(connect(path, "rwc")) as connection:
        allow_building(connection)
        lay_out(connection, VERSION)
        _fill(connection, [*lines, seal.line])
        connection.execute("COMMIT")


def lay_out(connection: sqlite3.Connection, version: int) -> None:
    """Begin a transaction that makes the empty tables of that version."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version={version}")
    for statement in SCHEMAS[version].values():
        connection.execute(statement)


def _fill(connection: sqlite3.Connection, lines: Iterable[Line]) -> None:
    for line in lines:
        marks = ", ".join("?" * len(line.stored))
        connection.execute(f"INSERT INTO {line.table} VALUES ({marks})", line.stored)
