"""hfgoals import: what is written, what is told, and when nothing may be written."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from hfgoals.exchange.dump import dump, load
from hfgoals.store import open_file
from tests.cli.run import REAL, run


def _dumped(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run("dump", path) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("name", ["002", "004"])
def test_a_published_text_makes_a_workbook(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.hfg"
    assert run("import", REAL / f"{name}.txt", "--into", path) == 0
    expected = json.loads((REAL / f"{name}.json").read_text(encoding="utf-8"))
    assert _dumped(path, capsys) == dump(load(expected))


def test_only_what_a_text_holds_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", REAL / "003.txt", "--into", tmp_path / "a.hfg") == 0
    told = capsys.readouterr().err
    assert "政府信息公开工作年度报告" in told
    assert not re.search(r"项目|[^\d]0(?:个|条)", told)


def test_json_tells_of_projects_and_notes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.hfg"
    assert run("import", REAL / "004.txt", "--into", path, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    (source,) = report["sources"]
    assert (source["taken"], source["year"], source["subgoals"]) == (True, 2023, 1)
    budgets = [project["budget"] for project in source["projects"]]
    assert budgets == ["80.00", "315.00", "80.00"]
    assert [(note["line"], note["unread"]) for note in source["notes"]] == [
        (216, False),
        (230, False),
    ]


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.hfg"
    assert run("import", REAL / "002.txt", "--into", path, "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["dry_run"] is True
    assert list(tmp_path.iterdir()) == []
    arguments = ("--unit-code", "425001", "--unit-name", "n", "--year", "2023")
    assert run("new", path, *arguments) == 0
    before = path.read_bytes()
    assert run("import", REAL / "002.txt", "--into", path, "--dry-run") == 1
    assert path.read_bytes() == before


def test_reading_in_twice_changes_nothing_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.hfg"
    assert run("import", REAL / "002.txt", "--into", path) == 0
    before = _dumped(path, capsys)
    assert run("import", REAL / "002.txt", "--into", path, "--json") == 1
    assert len(json.loads(capsys.readouterr().out)["sources"][0]["skipped"]) == 7
    assert _dumped(path, capsys) == before


def test_lines_not_understood_are_told_and_the_rest_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, path = tmp_path / "text.txt", tmp_path / "a.hfg"
    text = (REAL / "002.txt").read_text(encoding="utf-8")
    source.write_text(f"封面\n{text}", encoding="utf-8")
    assert run("import", source, "--into", path, "--json") == 1
    notes = json.loads(capsys.readouterr().out)["sources"][0]["notes"]
    assert [(note["line"], note["text"], note["unread"]) for note in notes] == [(1, "封面", True)]
    assert len(_dumped(path, capsys)["years"][0]["projects"]) == 6


def test_a_text_without_a_year_asks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, path = tmp_path / "text.txt", tmp_path / "a.hfg"
    source.write_text("一、总体绩效目标\n做好工作\n", encoding="utf-8")
    assert run("import", source, "--into", path) == 1
    assert "请指明年度" in capsys.readouterr().err
    assert not path.exists()
    assert run("import", source, "--into", path, "--year", "2021") == 0
    assert "请指明年度" not in capsys.readouterr().err
    assert [year["year"] for year in _dumped(path, capsys)["years"]] == [2021]


def test_one_bad_source_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    picture = tmp_path / "p.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert run("import", REAL / "002.txt", picture, "--into", path) == 3
    assert run("import", REAL / "002.txt", tmp_path / "none.txt", "--into", path) == 3
    assert run("import", REAL / "002.txt", REAL / "004.txt", "--into", path) == 3, "two units"
    assert not path.exists()


def test_another_workbook_is_a_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample, path = tmp_path / "s.hfg", tmp_path / "a.hfg"
    assert run("sample", sample) == 0
    assert run("import", sample, "--into", path) == 0
    found, original = _dumped(path, capsys), _dumped(sample, capsys)
    assert (found["unit"], found["years"]) == (original["unit"], original["years"])


def test_another_unit_is_read_in_only_as_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, other = tmp_path / "a.hfg", tmp_path / "b.hfg"
    assert run("import", REAL / "002.txt", "--into", path) == 0
    assert run("import", REAL / "004.txt", "--into", other) == 0
    before = _dumped(path, capsys)
    for source in (REAL / "004.txt", other):
        assert run("import", source, "--into", path) == 3
        assert "--as-ours" in capsys.readouterr().err
        assert _dumped(path, capsys) == before
    assert run("import", other, "--into", path, "--as-ours") == 0
    after = _dumped(path, capsys)
    assert after["unit"] == before["unit"]
    assert len(after["years"]) == 2


def test_a_workbook_that_cannot_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    assert run("import", REAL / "002.txt", "--into", path) == 0
    with open_file(path):
        before = path.read_bytes()
        assert run("import", REAL / "002.txt", "--into", path) == 3
        assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_write_protected_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    assert run("import", REAL / "002.txt", "--into", path) == 0
    path.chmod(0o444)
    assert run("import", REAL / "002.txt", "--into", path) == 3


def test_into_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    path.write_bytes(b"precious")
    assert run("import", REAL / "002.txt", "--into", path) == 3
    assert path.read_bytes() == b"precious"
    assert run("import", REAL / "002.txt", "--into", tmp_path / "no folder" / "a.hfg") == 3
