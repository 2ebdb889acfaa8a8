"""Files made to harm: refused before anything in them can act, and left as they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hfgoals.store import connection as connecting
from hfgoals.store import open_file
from hfgoals.trouble import Damaged, NotOurs, Trouble
from tests.store.workbooks import put_record, run_sql, seal_again


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON meta BEGIN DELETE FROM record; END",
        "CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT load_extension('x'); END",
        "CREATE VIEW v AS SELECT * FROM record",
        "CREATE TABLE other (x)",
        "CREATE INDEX i ON record (part)",
        "CREATE INDEX i ON record (abs(position))",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "ALTER TABLE record ADD COLUMN g TEXT GENERATED ALWAYS AS (hex(content)) VIRTUAL",
        "ALTER TABLE record ADD COLUMN x TEXT",
        "ALTER TABLE meta RENAME COLUMN value TO others",
        "DROP TABLE setting",
        "ANALYZE",
    ],
)
def test_any_other_object_is_refused(saved: Path, statement: str) -> None:
    run_sql(saved, statement)
    content = saved.read_bytes()
    with pytest.raises(NotOurs):
        open_file(saved)
    assert saved.read_bytes() == content
    assert list(saved.parent.iterdir()) == [saved]


def test_a_view_in_place_of_the_table_is_refused(saved: Path) -> None:
    run_sql(
        saved,
        "ALTER TABLE record RENAME TO r2",
        "CREATE VIEW record AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS id, 'goal' AS part, '' AS parent, x AS position, '' AS content,"
        " x AS digest FROM n",
        "PRAGMA user_version = 7",
    )
    with pytest.raises(Trouble):
        open_file(saved)


def test_a_schema_text_that_lies_is_refused(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'content TEXT', 'content ANY')"
        )
        connection.commit()
    with pytest.raises(NotOurs):
        open_file(saved)


_GOAL = ("0123456789ab", "goal")
_DEEP = '{"text":' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize(
    "content",
    [
        "", "null", "[]", "7", '"text"', "{", '{"text":7}', '{"text":null}', '{"text":["x"]}',
        '{"text":NaN}', '{"text":true}', '{"text":"\\ud800"}', _DEEP, "9" * 5000,
    ],
)  # fmt: skip
def test_wrong_content_with_a_right_digest_is_refused(saved: Path, content: str) -> None:
    put_record(saved, *_GOAL, _a_project(saved), 9, content)
    with pytest.raises(Damaged):
        open_file(saved)


@pytest.mark.parametrize(
    "content",
    [
        '{"budget":1.5}', '{"budget":"1"}', '{"budget":true}', '{"budget":Infinity}',
        '{"plan.march":"NaN"}', '{"plan.march":"x"}', '{"plan.march":"1E-999999999"}',
        '{"plan.march":30}', '{"code":3}',
    ],
)  # fmt: skip
def test_wrong_amounts_with_a_right_digest_are_refused(saved: Path, content: str) -> None:
    put_record(saved, "0123456789ab", "project", _a_plan(saved), 9, content)
    with pytest.raises(Damaged):
        open_file(saved)


def test_rows_in_the_wrong_place_are_refused(saved: Path) -> None:
    sound = saved.read_bytes()
    for part, parent in (
        ("goal", "nobody"),
        ("goal", "0123456789ab"),
        ("goal", _a_plan(saved)),
        ("project", ""),
        ("plan", _a_project(saved)),
    ):
        saved.write_bytes(sound)
        put_record(saved, "0123456789ab", part, parent, 0, "{}")
        with pytest.raises(Damaged, match="找不到所属"):
            open_file(saved)


def test_a_text_beyond_all_measure_is_refused(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute(
            "INSERT INTO record VALUES"
            " ('x', 'goal', '', 0, replace(hex(zeroblob(33000000)), '0', 'a'), x'00')"
        )
        connection.commit()
    with pytest.raises(Trouble):
        open_file(saved)


def test_a_file_that_takes_for_ever_is_given_up(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50000)"
            " INSERT INTO record SELECT 'r' || x, 'goal', '', 0, '{}', x'00' FROM n"
        )
        seal_again(connection)
        connection.commit()
    monkeypatch.setattr(connecting, "READING_SECONDS", -1.0)
    with pytest.raises(NotOurs):
        open_file(saved)


def test_only_our_tables_can_be_touched(saved: Path) -> None:
    with closing(connecting.connect(saved, "rw")) as connection:
        for forbidden in (
            "DELETE FROM record",
            "ATTACH ':memory:' AS x",
            "CREATE TABLE x (y)",
            "SELECT load_extension('x')",
            "SELECT hex(content) FROM record",
            "PRAGMA writable_schema=ON",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(forbidden)
        connecting.allow_writing(connection)
        connection.execute("DELETE FROM record")
        with pytest.raises(sqlite3.DatabaseError):
            connection.execute("DROP TABLE record")


def _a_project(path: Path) -> str:
    return _first(path, "project")


def _a_plan(path: Path) -> str:
    return _first(path, "plan")


def _first(path: Path, part: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT id FROM record WHERE part = ?", (part,)).fetchone()
    return str(row[0])
