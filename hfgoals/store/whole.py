"""A whole .hfg file as bytes in memory: looked through, read, put at a place of its own.

Backups are kept as such bytes. They are believed no more than any other file.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.kinds import StoredError
from hfgoals.model.money import Money, total
from hfgoals.model.values import Book, Unit
from hfgoals.store import content, schema
from hfgoals.store.connection import connect
from hfgoals.store.digests import SEAL_KEY, Seal, digest_of
from hfgoals.store.examine import examine
from hfgoals.store.faults import reading_trouble
from hfgoals.store.placing import placing
from hfgoals.trouble import Trouble

_SEALED_SINCE: Final = 2
"""The version of the file that brought a digest for every line, and the seal."""


@dataclass(frozen=True, slots=True)
class YearBrief:
    """One year in short."""

    year: int
    projects: int
    budget: Money | None
    """预算数 of all its projects; None where none is filled in."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a file is, without reading every row of it."""

    version: int
    created: str
    """When the workbook was made, as the file says: its copies say the same."""
    unit: Unit
    years: tuple[YearBrief, ...]


def brief_of(data: bytes, name: str) -> Brief:
    """Look through the file: structure, every digest, the seal.

    Raises Damaged, NotOurs or TooNew, which call it by that name.
    """
    path = Path(name)
    with _opened(data, path) as connection:
        version = schema.check_tables(connection, path)
        if version > schema.VERSION:
            raise schema.too_new(path)
        if version < _SEALED_SINCE:
            contents = examine(connection, path)
            if contents.problems:
                raise schema.damaged(path, contents.problems)
        if connection.execute("PRAGMA quick_check(1)").fetchall() != [(b"ok",)]:
            raise schema.damaged(path, ["文件结构损坏"])
        if version >= _SEALED_SINCE and not _seal_holds(connection):
            raise schema.damaged(path, ["记录与校验不符"])
        try:
            return _brief(connection, version)
        except (StoredError, TypeError, ValueError) as error:
            raise schema.damaged(path, ["记录读不出来"]) from error


def book_of(data: bytes, name: str) -> Book:
    """All that the file holds, every row read.

    Raises as ``brief_of`` does; TooNew also where there is what only a later version knows.
    """
    path = Path(name)
    with _opened(data, path) as connection:
        contents = examine(connection, path)
    if contents.problems:
        raise schema.damaged(path, contents.problems)
    if contents.version > schema.VERSION or contents.unknown:
        raise schema.too_new(path)
    return contents.book


def version_of(path: Path) -> int:
    """The version that the header of a file of ours names; 0 for what cannot be read or is none."""
    try:
        schema.check_header(path)
        with path.open("rb") as file:
            return int.from_bytes(file.read(64)[60:], "big")
    except (OSError, Trouble):
        return 0


def created_of(path: Path) -> str:
    """When the workbook in that file was made, as far as the file can still say it; "" else."""
    try:
        schema.check_header(path)
        with contextlib.closing(connect(path, "ro")) as connection:
            found = connection.execute("SELECT value FROM meta WHERE key = 'created'").fetchone()
            return str(found[0], "utf-8", "replace") if found else ""
    except (sqlite3.Error, Trouble, TypeError):
        return ""


def put_whole(data: bytes, path: Path) -> None:
    """Make a new file of these bytes, there whole or not at all.

    Raises CannotWrite when there is a file of that name already or it cannot be written.
    """
    with placing(path) as temporary:
        temporary.write_bytes(data)


@contextlib.contextmanager
def _opened(data: bytes, path: Path) -> Iterator[sqlite3.Connection]:
    schema.check_head(data[:100], len(data), path)
    try:
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(data)
            connection.text_factory = bytes
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
                connection.execute(f"PRAGMA {pragma}")
            yield connection
    except sqlite3.Error as error:
        raise reading_trouble(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite names what it cannot read in a definition, and Python cannot read that either.
        raise schema.damaged(path, ["文件结构损坏"]) from error


def _seal_holds(connection: sqlite3.Connection) -> bool:
    """Whether every line of every table is what was written, and none is missing."""
    sealed, lines, summed = b"", 0, 0
    for (name,) in connection.execute("SELECT name FROM sqlite_schema").fetchall():
        table = name.decode()
        for *columns, digest in connection.execute(f"SELECT * FROM {table}"):
            plain = [b"%d" % each if type(each) is int else each for each in columns]
            if digest != digest_of(table, *plain):
                return False
            if table == "meta" and plain[0] == SEAL_KEY.encode():
                sealed = plain[1]
            else:
                lines, summed = lines + 1, summed + int.from_bytes(digest, "big")
    return sealed.decode() == Seal(lines, summed % 2**256).line.columns[1]


def _brief(connection: sqlite3.Connection, version: int) -> Brief:
    created = connection.execute("SELECT value FROM meta WHERE key = 'created'").fetchone()
    unit, plans = Unit(), dict[str, int]()
    budgets: dict[str, list[Any]] = {}
    for part, parent, row_id, text in connection.execute(
        "SELECT part, parent, id, content FROM record WHERE part IN ('unit', 'plan', 'project')"
    ):
        known = part.decode()
        row, _ = content.read(known, row_id.decode(), text.decode())
        if known == "unit":
            unit = row
        elif known == "plan":
            plans[row_id.decode()] = row.year
        else:
            budgets.setdefault(parent.decode(), []).append(row.budget)
    years = sorted((year, budgets.get(plan, [])) for plan, year in plans.items())
    return Brief(
        version,
        created[0].decode() if created else "",
        unit,
        tuple(YearBrief(year, len(held), total(held)) for year, held in years),
    )
