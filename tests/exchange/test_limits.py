"""What is more than one source may hold is refused in words, and nothing of it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange import limits
from hfgoals.exchange.foreign import understand
from hfgoals.exchange.pasted import read_pasted
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.tables import Origin, table_of, tables_of
from hfgoals.trouble import Cancelled, NotUnderstood

_REAL = Path(__file__).parents[1] / "real_files" / "002.txt"
_NAMES = "".join(f"项目名称：甲{n}\n项目编码：{n}\n\n" for n in range(5))


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "甲.txt"
    path.write_text(_NAMES, encoding="utf-8")
    return path


def test_too_many_projects(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(read_source(named).plan.projects) == 5
    monkeypatch.setattr(limits, "MOST_PROJECTS", 4)
    for source in (named, _REAL):
        with pytest.raises(NotUnderstood) as raised:
            read_source(source)
        assert "项目" in raised.value.what
        assert raised.value.safe
        assert raised.value.advice


def test_too_many_cells(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 9)
    with pytest.raises(NotUnderstood, match="单元格"):
        read_source(named)
    with pytest.raises(NotUnderstood, match="单元格"):
        read_pasted(_NAMES)
    # A text in the standard form is not read by labels.
    assert read_source(_REAL).plan.projects


@pytest.mark.parametrize("most", ["MOST_LINES", "MOST_LETTERS"])
def test_too_long_a_text(most: str, named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, most, 8)
    with pytest.raises(NotUnderstood):
        read_source(named)
    with pytest.raises(NotUnderstood):
        read_pasted(_NAMES)


def test_merged_cells_are_followed_over_so_many_places_of_all_tables() -> None:
    sheet = {"title": "甲", "cells": [(1, 1, "字", "")], "merges": [(1, 1, 1000, 200)]}
    tables = tables_of({"sheets": [{**sheet, "hidden": False}] * 50})
    assert sum(len(table.covered) for table in tables) == 400_000


def test_a_long_understanding_can_be_stopped() -> None:
    def stop(done: int, total: int) -> None:
        del done, total
        raise Cancelled

    table = table_of(Origin("表"), [(1, 1, "项目名称", ""), (1, 2, "甲", "")], [])
    with pytest.raises(Cancelled):
        understand([table], report=stop)
