"""hfgoals import of an Excel workbook: what was exported comes back, what was not read is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hfgoals.store import open_file
from tests.cli.run import REAL, process, run
from tests.exchange.xlsx.trips import fields


def test_an_exported_workbook_makes_the_same_projects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "甲.hfg", tmp_path / "乙.hfg"
    assert run("import", REAL / "002.txt", "--into", first) == 0
    assert run("export", first, "--to", tmp_path, "--xlsx") == 0
    (workbook,) = tmp_path.glob("*.xlsx")
    assert run("import", workbook, "--into", second, "--json") == 0
    assert json.loads(capsys.readouterr().out)["sources"][0]["notes"] == []
    books = []
    for path in (first, second):
        with open_file(path, read_only=True) as store:
            books.append(store.book)
    assert books[0].unit == books[1].unit
    plans = [book.plan_of(2022) for book in books]
    assert plans[0] is not None
    assert plans[1] is not None
    assert fields(plans[1].projects) == fields(plans[0].projects)


def test_cells_that_were_not_read_are_named(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "甲.hfg"
    assert run("sample", path) == 0
    assert run("export", path, "--to", tmp_path, "--xlsx") == 0
    source = max(tmp_path.glob("*.xlsx"))
    workbook = load_workbook(source)
    workbook.worksheets[-1]["N40"] = "旁注"
    workbook.save(source)
    done = process("import", source, "--into", tmp_path / "乙.hfg")
    assert done.returncode == 1
    assert "N40“旁注”" in done.stderr.decode("utf-8")


def test_a_workbook_of_something_else(tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "工资表"
    workbook.save(tmp_path / "工资.xlsx")
    done = process("import", tmp_path / "工资.xlsx", "--into", tmp_path / "乙.hfg")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr.decode("utf-8")
    assert not (tmp_path / "乙.hfg").exists()
