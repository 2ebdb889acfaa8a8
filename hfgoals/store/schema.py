"""What a .hfg file is made of, version by version, and whether a file is made of just that.

A file of ours holds these tables and nothing else: no trigger, view or index can ride along. Its
meaning is told in docs/file-format.md.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from hfgoals.trouble import Damaged, FileMissing, NotOurs, TooNew, Trouble
from hfgoals.writing import is_too_long, why

APPLICATION_ID: Final = int.from_bytes(b"HFGL", "big")
"""SQLite's application_id of every .hfg file, whatever its version."""
VERSION: Final = 3
"""The version this program writes (SQLite's user_version)."""
PAGE_SIZE: Final = 4096
LARGEST: Final = 1 << 30
"""Bytes; a unit's workbook of many years has a few million."""
TABLES: Final = ("record", "setting", "meta", "version", "entry")

# Types are kept by CHECK and not by STRICT, which the SQLite of older systems (before 3.37) lacks;
# quick_check verifies the checks.
_RECORD = """CREATE TABLE record (
    id TEXT NOT NULL PRIMARY KEY CHECK (typeof(id) = 'text'),
    part TEXT NOT NULL CHECK (typeof(part) = 'text'),
    parent TEXT NOT NULL CHECK (typeof(parent) = 'text'),
    position INTEGER NOT NULL CHECK (typeof(position) = 'integer'),
    content TEXT NOT NULL CHECK (typeof(content) = 'text'),
    digest BLOB NOT NULL CHECK (typeof(digest) = 'blob')
) WITHOUT ROWID"""


def _pairs(table: str, digest: bool) -> str:
    columns = [
        "key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text')",
        "value TEXT NOT NULL CHECK (typeof(value) = 'text')",
    ]
    if digest:
        columns.append("digest BLOB NOT NULL CHECK (typeof(digest) = 'blob')")
    listed = ",\n    ".join(columns)
    return f"CREATE TABLE {table} (\n    {listed}\n) WITHOUT ROWID"


_VERSION = """CREATE TABLE version (
    key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
    about TEXT NOT NULL CHECK (typeof(about) = 'text'),
    content BLOB NOT NULL CHECK (typeof(content) = 'blob'),
    digest BLOB NOT NULL CHECK (typeof(digest) = 'blob')
) WITHOUT ROWID"""
_ENTRY = """CREATE TABLE entry (
    key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
    content BLOB NOT NULL CHECK (typeof(content) = 'blob'),
    digest BLOB NOT NULL CHECK (typeof(digest) = 'blob')
) WITHOUT ROWID"""
_SEALED = {"record": _RECORD, "setting": _pairs("setting", True), "meta": _pairs("meta", True)}

SCHEMAS: Final[dict[int, dict[str, str]]] = {
    1: {"record": _RECORD, "setting": _pairs("setting", False), "meta": _pairs("meta", False)},
    2: _SEALED,
    3: {**_SEALED, "version": _VERSION, "entry": _ENTRY},
}
"""The statement that makes each table, by version; a file must hold them to the letter."""
SEALED_SINCE: Final = 2
"""The version that brought a digest for every line and the seal."""

COLUMNS: Final = {
    "record": ("id", "part", "parent", "position", "content", "digest"),
    "setting": ("key", "value", "digest"),
    "meta": ("key", "value", "digest"),
    "version": ("key", "about", "content", "digest"),
    "entry": ("key", "content", "digest"),
}
"""The columns of each table in this version; the first is its key, the last its digest."""
RECORD_COLUMNS: Final = COLUMNS["record"]

_DEFINITIONS: Final = "表的定义损坏"
_MAGIC = b"SQLite format 3\x00"
_FIXED_HEADER: Final = (
    (16, PAGE_SIZE.to_bytes(2, "big")),
    (18, bytes((1, 1, 0, 64, 32, 32))),  # rollback journal, no reserved space, payload fractions
    (44, bytes((0, 0, 0, 4))),  # schema format
    (52, bytes(4)),  # no auto-vacuum
    (56, bytes((0, 0, 0, 1))),  # UTF-8
    (64, bytes(4)),  # no incremental vacuum
    (72, bytes(20)),  # reserved for expansion
)
"""Bytes of SQLite's file header that never differ in a file of ours."""


def check_header(path: Path) -> None:
    """Look at the first bytes only, before SQLite is let near the file.

    Raises FileMissing, NotOurs, Damaged, or Trouble when the file cannot be read at all.
    """
    try:
        # Opening a device or a pipe may already do something, or wait without end.
        if path.exists() and not path.is_file():
            raise NotOurs(f"“{path.name}”不是一个文件。", "", "请选择 .hfg 文件。")
        with path.open("rb") as file:
            head = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        if is_too_long(error):
            raise Trouble(
                f"读不了文件“{path.name}”：它所在的路径太长，Windows 打不开。",
                "文件没有改动。",
                "请把它移到浅一些的文件夹（如桌面）再打开。",
            ) from error
        raise FileMissing(
            f"找不到文件“{path}”。", "", "请检查它是否被移动、改名，或所在的磁盘没有接好。"
        ) from None
    except OSError as error:
        raise Trouble(
            f"读不了文件“{path.name}”：{why(error)}。",
            "文件没有改动。",
            "请检查访问权限、网络和磁盘，或它是否正被别的程序占用。",
        ) from error
    check_head(head, size, path)
    if size > LARGEST:
        raise not_ours(path, "它大得不正常")


def check_head(head: bytes, size: int, path: Path) -> None:
    """Look at the first 100 bytes of a file of so many bytes. Raises NotOurs or Damaged."""
    if not head:
        raise not_ours(path, "它是空的")
    ours = int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if len(head) < 100 or not head.startswith(_MAGIC):
        # By its number, or by name and size, it was one of ours: it can be salvaged.
        if size > PAGE_SIZE and (ours or (path.suffix == ".hfg" and size % PAGE_SIZE == 0)):
            raise damaged(path, ["文件头损坏"])
        raise not_ours(path)
    if not ours:
        raise not_ours(path)
    for offset, expected in _FIXED_HEADER:
        if head[offset : offset + len(expected)] != expected:
            raise damaged(path, ["文件头损坏"])


def check_tables(connection: sqlite3.Connection, path: Path) -> int:
    """The version of an open file whose objects are just those of that version.

    Raises NotOurs for anything else in it, TooNew for a later version that cannot even be read,
    Damaged for tables of ours that are no longer what they were.
    """
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        objects = connection.execute(
            "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema"
        ).fetchall()
    except UnicodeDecodeError:
        # SQLite quotes the definition it cannot read, and Python cannot read the quotation.
        raise damaged(path, [_DEFINITIONS]) from None
    if version > VERSION:
        _check_readable(connection, objects, path)
        return int(version)
    written = {("table", name, name, sql) for name, sql in SCHEMAS.get(version, {}).items()}
    found = {
        (_text(kind), _text(name), _text(table), _text(sql))
        for kind, name, table, _, sql in objects
    }
    if found == written:
        return int(version)
    # Damage leaves everything as long as it was; who changes a table does not.
    lengths = sorted(sum(len(each) for each in row if type(each) is bytes) for row in objects)
    if lengths == sorted(len("".join(each).encode()) for each in written):
        raise damaged(path, [_DEFINITIONS])
    raise not_ours(path, "它的内部结构与绩效目标文件不符，可能损坏或被别的程序改动过")


def _check_readable(
    connection: sqlite3.Connection, objects: list[tuple[object, ...]], path: Path
) -> None:
    """A later version is read only through plain columns of plain tables."""
    plain = {_text(name) for kind, name, _, root, _ in objects if _text(kind) == "table" and root}
    for table, wanted in (("record", RECORD_COLUMNS), ("meta", ("key", "value"))):
        columns = {
            _text(name): hidden
            for _, name, _, _, _, _, hidden in connection.execute(f"PRAGMA table_xinfo({table})")
        }
        if table not in plain or any(columns.get(name) != 0 for name in wanted):
            raise too_new(path)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def not_ours(path: Path, why: str = "") -> NotOurs:
    """The trouble of a file that is no .hfg file."""
    what = f"“{path.name}”不是绩效目标填报文件{f'：{why}' if why else ''}。"
    return NotOurs(what, "文件没有改动。", "请选择由本程序保存的 .hfg 文件。")


def too_new(path: Path) -> TooNew:
    """The trouble of a file of a later version that cannot be read."""
    return TooNew(
        f"“{path.name}”由更新版本的程序保存，这个版本读不了。",
        "文件没有改动。",
        "请安装新版本后再打开。",
    )


def damaged(path: Path, problems: list[str]) -> Damaged:
    """The trouble of a file of ours that cannot be trusted; names the first few problems."""
    named = "；".join(problems[:5])
    more = f"；等共 {len(problems)} 处" if len(problems) > 5 else ""
    return Damaged(
        f"“{path.name}”有损坏：{named}{more}。",
        "程序没有改动这个文件。",
        "请改用备份或副本；没有备份时请保留此文件，不要在上面继续保存。",
    )
