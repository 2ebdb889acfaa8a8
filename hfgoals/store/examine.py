"""Reading a whole file and believing nothing: structure, every digest, the seal, every row's place.

What is wrong is collected in words a user can follow; whoever asked decides what it means.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import Any

from hfgoals.lean import dataclass
from hfgoals.model.fields import ROW_TYPES, Part
from hfgoals.model.kinds import StoredError
from hfgoals.model.rows import PARENTS, Families, PlacedRow, assemble_fresh, families
from hfgoals.model.values import Book
from hfgoals.store import content, schema
from hfgoals.store.digests import SEAL_KEY, Key, Seal, StoredLine, digest_of, digest_of_record

PART_NAMES: dict[Part, str] = {
    "unit": "单位信息",
    "plan": "年度（总体绩效目标、部门资金）",
    "subgoal": "分项绩效目标",
    "safeguard": "工作保障措施",
    "project": "项目基本信息",
    "goal": "项目绩效目标",
    "indicator": "绩效指标",
    "report": "政府信息公开工作年度报告",
    "stage": "项目监控和自评情况",
    "result": "指标完成情况",
    "policy": "政策文件",
}
MOST_KEPT = 64 << 20
"""Bytes of versions and of the change log that are held in memory, in case the file goes."""
_PARTS: dict[bytes, Part] = {part.encode(): part for part in ROW_TYPES}


@dataclass(slots=True)
class Contents:
    """All that a file holds. Trust the Book only when there are no problems."""

    version: int
    book: Book = field(default_factory=Book)
    settings: dict[str, str] = field(default_factory=dict)
    """JSON text by key."""
    versions: dict[str, str] = field(default_factory=dict)
    """What is told of each state that was given a name, as JSON text by key."""
    kept: dict[Key, StoredLine] = field(default_factory=dict)
    """The lines of versions and of the change log, as long as they are not uncommonly large."""
    digests: dict[Key, bytes] = field(default_factory=dict)
    """Of every line but the seal's."""
    seal: Seal = field(default_factory=Seal)
    problems: list[str] = field(default_factory=list)
    created: str = ""
    """When the workbook was made, as the file says."""
    unknown: bool = False
    """Whether there are fields or rows that only a later version knows."""
    records: int = 0


def examine(connection: sqlite3.Connection, path: Path) -> Contents:
    """Everything in the file, as of one moment. Nothing is written.

    Raises NotOurs or TooNew for a file of another make, sqlite3.Error when it cannot be read on.
    """
    connection.execute("BEGIN")
    try:
        contents = Contents(schema.check_tables(connection, path))
        _check_structure(connection, contents)
        try:
            _read_all(connection, contents)
        except sqlite3.DatabaseError:
            if not contents.problems:
                raise
            # The structure is known to be broken; more cannot be told.
    finally:
        connection.execute("ROLLBACK")
    return contents


def _check_structure(connection: sqlite3.Connection, contents: Contents) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchall()
    if found != [(b"ok",)]:
        contents.problems.append("文件结构损坏")


def _read_all(connection: sqlite3.Connection, contents: Contents) -> None:
    sealed, sample = _read_meta(connection, contents)
    _read_settings(connection, contents)
    if _has_kept(connection, contents.version):
        _read_kept(connection, contents)
    _read_records(connection, contents, sample)
    if not schema.SEALED_SINCE <= contents.version <= schema.VERSION:
        return
    contents.seal = Seal.over(contents.digests)
    if sealed is None:
        contents.problems.append("缺少总校验")
    elif sealed != contents.seal.line.columns[1] and not contents.problems:
        lines = sealed.partition(":")[0]
        gone = int(lines) - contents.seal.lines if lines.isdecimal() and len(lines) < 10 else 0
        words = f"少了 {gone} 条记录" if gone > 0 else f"多出 {-gone} 条记录"
        contents.problems.append(words if gone else "记录与总校验不符")


def _read_meta(connection: sqlite3.Connection, contents: Contents) -> tuple[str | None, bool]:
    """The seal as it is kept, and whether the workbook is the sample."""
    values = _read_pairs(connection, "meta", contents, "文件说明")
    sealed = values.pop(SEAL_KEY, None)
    contents.created = values.get("created", "")
    contents.digests.pop(("meta", SEAL_KEY), None)
    if values.get("version") != str(contents.version):
        contents.problems.append("文件头中的版本与内容不符")
    return sealed, values.get("sample") == "1"


def _read_settings(connection: sqlite3.Connection, contents: Contents) -> None:
    if contents.version <= schema.VERSION:
        contents.settings = _read_pairs(connection, "setting", contents, "本文件的设置")


def _read_pairs(
    connection: sqlite3.Connection, table: str, contents: Contents, label: str
) -> dict[str, str]:
    values: dict[str, str] = {}
    if not schema.SEALED_SINCE <= contents.version <= schema.VERSION:
        for key, value in connection.execute(f"SELECT key, value FROM {table}"):
            values[_text(key)] = _text(value)
        return values
    for key, value, digest in connection.execute(f"SELECT key, value, digest FROM {table}"):
        if type(key) is not bytes or type(value) is not bytes:
            contents.problems.append(f"{label}损坏")
        elif digest != digest_of(table, key, value) or not _is_text(key + value):
            contents.problems.append(f"{label}损坏（{_text(key)[:40]}）")
        else:
            values[key.decode()] = value.decode()
            contents.digests[table, key.decode()] = digest
    return values


def _read_kept(connection: sqlite3.Connection, contents: Contents) -> None:
    """Versions and the change log: only their digests are looked at; they are read when wanted."""
    room = MOST_KEPT
    for table, label in (("version", "命名的版本"), ("entry", "修改记录")):
        columns = ", ".join(schema.COLUMNS[table])
        for key, *told, digest in connection.execute(f"SELECT {columns} FROM {table}"):
            plain = all(type(each) is bytes for each in (key, *told))
            plain = plain and all(_is_text(each) for each in (key, *told[:-1]))
            if not plain or digest != digest_of(table, key, *told):
                contents.problems.append(f"{label}损坏")
                continue
            contents.digests[table, key.decode()] = digest
            room -= len(told[-1])
            if room >= 0:
                columns_of = (key.decode(), *(each.decode() for each in told[:-1]), told[-1])
                contents.kept[table, key.decode()] = StoredLine(table, columns_of, digest)
            if table == "version":
                contents.versions[key.decode()] = told[0].decode()


def _has_kept(connection: sqlite3.Connection, version: int) -> bool:
    """Whether versions and the change log are there to be read, in a later version as in this."""
    if version <= schema.VERSION:
        return version == schema.VERSION
    return all(
        {_text(name) for _, name, *_ in connection.execute(f"PRAGMA table_xinfo({table})")}
        >= {*schema.COLUMNS[table]}
        for table in ("version", "entry")
    )


def _is_text(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if type(value) is bytes else str(value)


def _read_records(connection: sqlite3.Connection, contents: Contents, sample: bool) -> None:
    rows: dict[str, PlacedRow] = {}
    bad: list[tuple[Any, Any]] = []
    digests = contents.digests
    columns = ", ".join(schema.RECORD_COLUMNS)
    for row_id, part, parent, position, text, digest in connection.execute(
        f"SELECT {columns} FROM record"
    ):
        contents.records += 1
        try:
            if digest != digest_of_record(row_id, part, parent, position, text):
                bad.append((part, parent))
                continue
            name = row_id.decode()
            digests["record", name] = digest
            known = _PARTS.get(part)
            if known is None:
                contents.unknown = True
                continue
            row, complete = content.read(known, name, text.decode())
        except (StoredError, TypeError, ValueError):
            bad.append((part, parent))
            continue
        contents.unknown = contents.unknown or not complete
        rows[name] = PlacedRow(known, name, parent.decode(), position, row)
    contents.problems.extend(_named(bad, rows))
    if contents.problems:
        return
    placed = families(rows.values())
    contents.problems.extend(_misplaced(placed, rows))
    if not contents.problems:
        contents.book = assemble_fresh(placed, sample)


def _named(bad: Iterable[tuple[Any, Any]], rows: dict[str, PlacedRow]) -> list[str]:
    """The damaged records in words, as far as what is left of them tells."""
    counted: Counter[str] = Counter()
    for part, parent in bad:
        known = _PARTS.get(part) if isinstance(part, bytes) else None
        label = PART_NAMES[known] if known else "一条记录"
        owner = rows.get(_text(parent))
        counted[f"{_owner(owner)}{label}"] += 1
    return [
        f"{name}损坏" + (f" {count} 条" if count > 1 else "") for name, count in counted.items()
    ]


def _owner(owner: PlacedRow | None) -> str:
    if owner is None:
        return ""
    if owner.part == "project":
        return f"项目“{(owner.row.name or owner.row.code)[:30]}”的"
    return f"{owner.row.year}年度的" if owner.part == "plan" else ""


def _misplaced(placed: Families, rows: dict[str, PlacedRow]) -> list[str]:
    """Rows whose parent is not there or of the wrong kind."""
    astray: Counter[Part] = Counter()
    for (parent, part), siblings in placed.items():
        owner = rows.get(parent)
        if (owner.part if owner else None) not in (PARENTS[part] or (None,)):
            astray[part] += len(siblings)
    return [f"{count} 条{PART_NAMES[part]}找不到所属的内容" for part, count in astray.items()]
