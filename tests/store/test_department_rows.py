"""Rows that both a project and a year may hold: kept, and told apart in the file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from hfgoals.model.rows import difference
from hfgoals.model.values import Book
from hfgoals.store import create, open_file
from tests.forms.counties import UNIT, evaluated


def _parts(path: Path, parent: str) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        told = connection.execute("SELECT part FROM record WHERE parent = ?", (parent,))
        return {part for (part,) in told}
    finally:
        connection.close()


def test_a_book_with_rows_of_the_department_comes_back(tmp_path: Path) -> None:
    book = Book(UNIT, (evaluated(),))
    create(tmp_path / "a.hfg", book).close()
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        assert store.book == book


def test_a_program_that_knows_such_rows_of_projects_alone_meets_an_unknown_part(
    tmp_path: Path,
) -> None:
    year = evaluated()
    create(tmp_path / "a.hfg", Book(UNIT, (year,))).close()
    parts = _parts(tmp_path / "a.hfg", year.id)
    assert parts == {"subgoal", "project", "overall.indicator", "overall.stage"}
    assert _parts(tmp_path / "a.hfg", year.projects[0].id) == {"stage"}


def test_what_a_step_writes_has_the_same_names(tmp_path: Path) -> None:
    year = evaluated()
    blank = replace(year, overall=replace(year.overall, indicators=(), stages=()))
    before, after = Book(UNIT, (blank,)), Book(UNIT, (year,))
    with create(tmp_path / "a.hfg", before) as store:
        store.write(difference(before, after))
    assert {"overall.indicator", "overall.stage"} <= _parts(tmp_path / "a.hfg", year.id)
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        assert store.book == after
    with open_file(tmp_path / "a.hfg") as store:
        store.write(difference(after, before))
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        assert store.book == before
