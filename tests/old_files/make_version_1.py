"""Makes version_1.hfg, a file as the first version of the format had it.

Stands on its own, without the program's code, which moves on: `python make_version_1.py FILE`.
Version 1 had no digests of the settings and of the file's own description, and no seal.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from hashlib import sha256
from pathlib import Path

_SCHEMA = (
    """CREATE TABLE record (
    id TEXT NOT NULL PRIMARY KEY CHECK (typeof(id) = 'text'),
    part TEXT NOT NULL CHECK (typeof(part) = 'text'),
    parent TEXT NOT NULL CHECK (typeof(parent) = 'text'),
    position INTEGER NOT NULL CHECK (typeof(position) = 'integer'),
    content TEXT NOT NULL CHECK (typeof(content) = 'text'),
    digest BLOB NOT NULL CHECK (typeof(digest) = 'blob')
) WITHOUT ROWID""",
    """CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
    value TEXT NOT NULL CHECK (typeof(value) = 'text')
) WITHOUT ROWID""",
    """CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY CHECK (typeof(key) = 'text'),
    value TEXT NOT NULL CHECK (typeof(value) = 'text')
) WITHOUT ROWID""",
)
_RECORDS: tuple[tuple[str, str, str, int, dict[str, object]], ...] = (
    ("unit", "unit", "", 0, {"code": "425001", "name": "唐山市丰润区融媒体中心本级"}),
    ("a00000000001", "plan", "", 0, {
        "year": 2022, "overall.goal": "做好新闻宣传。\n确保安全播出。",
        "overall.funds.basic": None, "overall.funds.project": 107430000,
    }),
    ("b00000000001", "subgoal", "a00000000001", 0, {
        "title": "IPTV", "goal": "覆盖", "indicators": "≥90%",
    }),
    ("c00000000001", "safeguard", "a00000000001", 0, {"text": "加强领导"}),
    ("d00000000001", "project", "a00000000001", 0, {
        "code": "13020822P000001100012", "name": "融媒体中心运行维护费",
        "budget": 30000000, "fiscal": 30000000, "other": None, "purpose": "运行维护",
        "plan.march": None, "plan.june": "30", "plan.october": "60", "plan.december": "100",
    }),
    ("e00000000001", "goal", "d00000000001", 0, {"text": "保障正常运行𠮷"}),
    ("f00000000001", "indicator", "d00000000001", 0, {
        "level1": "产出指标", "level2": "数量指标", "name": "完成项目数量",
        "description": "完成项目数量", "target": "≥1个", "basis": "预算安排",
    }),
    ("f00000000002", "indicator", "d00000000001", 1, {
        "level1": "产出指标", "level2": "成本指标", "name": "月均成本",
        "description": "", "target": "≤2.5万元/月", "basis": "经验标准",
    }),
)  # fmt: skip


def digest(table: str, *columns: object) -> bytes:
    """As the program keeps it of a line."""
    encoded = [str(column).encode() for column in columns]
    parts = [b"%d:%b" % (len(column), column) for column in encoded]
    return sha256(table.encode() + b"|" + b"".join(parts)).digest()


def make(path: Path) -> None:
    """Write the file; the path must be free."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA page_size=4096")
    connection.execute("PRAGMA auto_vacuum=NONE")
    connection.execute(f"PRAGMA application_id={int.from_bytes(b'HFGL', 'big')}")
    connection.execute("PRAGMA user_version=1")
    connection.execute("BEGIN")
    for statement in _SCHEMA:
        connection.execute(statement)
    for row_id, part, parent, position, values in _RECORDS:
        content = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        columns = (row_id, part, parent, position, content)
        row = (*columns, digest("record", *columns))
        connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.execute("INSERT INTO setting VALUES ('place', '{\"tab\": 1}')")
    for pair in (("format", "hfgoals"), ("version", "1"), ("sample", "0")):
        connection.execute("INSERT INTO meta VALUES (?, ?)", pair)
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
