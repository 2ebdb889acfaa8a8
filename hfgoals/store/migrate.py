"""From an older version of the file to this one, after the old file was kept beside it.

Each step is one function, named for what it does; they run in order within one transaction.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from hfgoals.store.connection import allow_writing
from hfgoals.store.digests import SEAL_KEY, Key, Seal, StoredLine, line_of
from hfgoals.store.placing import placing
from hfgoals.store.schema import SCHEMAS, VERSION
from hfgoals.trouble import CannotWrite

INSERT_PAIR = "INSERT INTO {} VALUES (?, ?, ?)"


def migrate(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Bring an examined, sound file to this version; gives the path of the kept old file.

    Raises CannotWrite when no copy could be kept and sqlite3.Error when the change cannot be
    written; the file is as it was then.
    """
    kept = keep_old(path, version)
    allow_writing(connection)
    connection.set_authorizer(None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version, VERSION):
            MIGRATIONS[number](connection)
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        allow_writing(connection)
    return kept


def keep_old(path: Path, version: int) -> Path:
    """A byte copy beside the file, named such as 2023年.旧版1.hfg; an existing one stays."""
    for number in range(1, 1000):
        again = f"({number})" if number > 1 else ""
        kept = path.with_name(f"{path.stem}.旧版{version}{again}{path.suffix}")
        if os.path.lexists(kept):
            continue
        with placing(kept) as temporary:
            shutil.copyfile(path, temporary)
        return kept
    raise CannotWrite(f"“{path.name}”旁边已有太多旧版备份。", "文件没有改动。", "请移走一些。")


def add_digests_and_seal(connection: sqlite3.Connection) -> None:
    """1 → 2: settings and the file's own description get digests, all lines together a seal."""
    digests: dict[Key, bytes] = {}
    for table in ("setting", "meta"):
        pairs = [
            (key.decode(), value.decode())
            for key, value in connection.execute(f"SELECT key, value FROM {table}")
        ]
        if table == "meta":
            pairs = [(key, "2" if key == "version" else value) for key, value in pairs]
        connection.execute(f"DROP TABLE {table}")
        connection.execute(SCHEMAS[2][table])
        for line in (line_of(table, key, value) for key, value in pairs):
            _put(connection, line)
            digests[line.key] = line.digest
    for row_id, digest in connection.execute("SELECT id, digest FROM record"):
        digests["record", row_id.decode()] = digest
    _put(connection, Seal.over(digests).line)


def _put(connection: sqlite3.Connection, line: StoredLine) -> None:
    connection.execute(INSERT_PAIR.format(line.table), line.stored)


def add_versions_and_log(connection: sqlite3.Connection) -> None:
    """2 → 3: room for states that were given a name, and for the change log."""
    for table in ("version", "entry"):
        connection.execute(SCHEMAS[3][table])
    (sealed,) = connection.execute("SELECT value FROM meta WHERE key = ?", (SEAL_KEY,)).fetchone()
    (digest,) = connection.execute("SELECT digest FROM meta WHERE key = 'version'").fetchone()
    told = line_of("meta", "version", "3")
    seal = Seal.told(sealed.decode()).changed({told.key: digest}, {told.key: told.digest})
    for line in (told, seal.line):
        key, value = line.columns
        connection.execute(
            "UPDATE meta SET value = ?, digest = ? WHERE key = ?", (value, line.digest, key)
        )


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: add_digests_and_seal,
    2: add_versions_and_log,
}
"""What brings a file of that version to the next."""
