"""Makes version_2.hfg, a file as the second version of the format had it.

Its rows are those of version 1: `python -m tests.old_files.make_version_2 FILE`. Version 2 had
digests everywhere and the seal, but neither named versions nor a change log.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from tests.old_files import make_version_1 as first


def make(path: Path) -> None:
    """Write the file; the path must be free."""
    first.make(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA user_version=2")
    connection.execute("BEGIN")
    digests = [digest for (digest,) in connection.execute("SELECT digest FROM record")]
    for table in ("setting", "meta"):
        pairs = connection.execute(f"SELECT key, value FROM {table}").fetchall()  # noqa: S608 - our own names
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"""CREATE TABLE {table} (
    key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
    value TEXT NOT NULL CHECK (typeof(value) = 'text'),
    digest BLOB NOT NULL CHECK (typeof(digest) = 'blob')
) WITHOUT ROWID""")
        for key, value in pairs:
            now = "2" if key == "version" else value
            digests.append(first.digest(table, key, now))
            _put(connection, table, key, now)
    total = sum(int.from_bytes(digest, "big") for digest in digests) % 2**256
    _put(connection, "meta", "seal", f"{len(digests)}:{total:064x}")
    connection.execute("COMMIT")
    connection.close()


def _put(connection: sqlite3.Connection, table: str, key: str, value: str) -> None:
    row = (key, value, first.digest(table, key, value))
    connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", row)  # noqa: S608 - our own names


if __name__ == "__main__":
    make(Path(sys.argv[1]))
