"""check: what it finds, as JSON and for people, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hfgoals.checks import SETTING, CheckSettings
from hfgoals.checks.finding import REASONS
from hfgoals.checks.settings import Accepted
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.edits import Edit, SetText, applied
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from tests.cli.run import run

SAMPLE = sample_book()
PLAN = SAMPLE.years[-1]
PROJECT = PLAN.projects[2]
BUDGET = Address("project", PROJECT.id, "budget")
BASIS = Address("indicator", PROJECT.indicators[1].id, "basis")


def _made(path: Path, edits: Sequence[Edit], settings: CheckSettings | None = None) -> Path:
    with create(path, applied(SAMPLE, edits)) as store:
        if settings is not None:
            store.put_setting(SETTING, settings.to_json())
    return path


def _checked(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    run("check", *arguments, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_sample_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _made(tmp_path / "a.hfg", [])
    assert run("check", path, "--level", "warning") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "没有发现问题" in said.err
    found = _checked(capsys, path, "--level", "warning")
    assert found == {"findings": [], "counts": {"error": 0, "warning": 0, "hint": 0}}


@pytest.mark.parametrize("years", [(), (AnnualPlan(year=2023),)])
def test_an_empty_workbook_is_not_called_fine(
    years: tuple[AnnualPlan, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.hfg"
    create(path, replace(SAMPLE, years=years)).close()
    assert run("check", path, "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["findings"] == []
    assert "没有发现问题" not in said.err
    assert "没有可以检查的内容" in said.err


def test_a_blank_year_beside_a_filled_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.hfg"
    create(path, replace(SAMPLE, years=(*SAMPLE.years, AnnualPlan(year=2030)))).close()
    assert run("check", path, "--level", "error") == 0
    assert "2030年还没有填写" in capsys.readouterr().err


def test_a_report_that_was_signed_stays(tmp_path: Path) -> None:
    path, folder = _made(tmp_path / "a.hfg", []), tmp_path / "out"
    run("check", path, "--report", folder)
    first = sorted(folder.iterdir())
    for each in first:
        each.write_bytes(b"signed")
    run("check", path, "--report", folder)
    assert all(each.read_bytes() == b"signed" for each in first)
    assert len(list(folder.iterdir())) == 2 * len(first)
    run("check", path, "--report", folder, "--overwrite")
    assert not any(each.read_bytes() == b"signed" for each in first)
    assert len(list(folder.iterdir())) == 2 * len(first)


def test_a_finding_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _made(tmp_path / "a.hfg", [SetText(BASIS, "")])
    assert run("check", path, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    (blank,) = [each for each in found["findings"] if each["code"] == "C05"]
    assert blank["level"] == "error"
    assert blank["reason"] in REASONS
    assert blank["where"] == {
        "year": PLAN.year,
        "part": "indicator",
        "project": PROJECT.code,
        "number": 3,
        "row": 2,
        "field": "basis",
    }
    assert blank["message"]
    assert blank["advice"]
    assert blank["repair"] is None
    assert blank["accepted"] is None
    assert found["counts"]["error"] >= 1


def test_a_repair_tells_the_text_and_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    march = Address("project", PROJECT.id, "plan.march")
    path = _made(tmp_path / "a.hfg", [SetText(march, "")])
    repairs = [each["repair"] for each in _checked(capsys, path)["findings"] if each["repair"]]
    ((edit,),) = repairs
    assert edit["text"] == "0%"
    assert (edit["where"]["project"], edit["where"]["field"]) == (PROJECT.code, "plan.3")


def test_the_level_leaves_out_what_is_milder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _made(
        tmp_path / "a.hfg",
        [
            SetText(Address("project", PROJECT.id, "budget"), "99.00"),
            SetText(Address("project", PROJECT.id, "purpose"), PROJECT.name),
        ],
    )
    everything = _checked(capsys, path)["findings"]
    assert {each["level"] for each in everything} >= {"error", "warning"}
    for level, kept in (("error", {"error"}), ("warning", {"error", "warning"})):
        found = _checked(capsys, path, "--level", level)
        assert found["findings"] == [each for each in everything if each["level"] in kept]
        told = [each["level"] for each in found["findings"]]
        assert found["counts"] == {each: told.count(each) for each in ("error", "warning", "hint")}


def test_the_exit_code_goes_by_the_level(tmp_path: Path) -> None:
    purpose = Address("project", PROJECT.id, "purpose")
    path = _made(tmp_path / "a.hfg", [SetText(purpose, PROJECT.name)])
    assert run("check", path) == 1
    assert run("check", path, "--level", "warning") == 1
    assert run("check", path, "--level", "error") == 0


def test_what_is_kept_for_a_reason_is_told_and_does_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Accepted("H16", PROJECT.id, "purpose", PROJECT.name, "预算批复即如此")
    edits = [SetText(Address("project", PROJECT.id, "purpose"), PROJECT.name)]
    path = _made(tmp_path / "a.hfg", edits, CheckSettings(accepted=(kept,), off=frozenset({"W14"})))
    assert run("check", path, "--level", "warning") == 0
    assert "预算批复即如此" in capsys.readouterr().err
    found = _checked(capsys, path, "--level", "warning")
    assert [each["accepted"] for each in found["findings"]] == ["预算批复即如此"]
    assert sum(found["counts"].values()) == 0


def test_settings_of_the_file_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits = [SetText(BASIS, "")]
    path = _made(tmp_path / "a.hfg", edits, CheckSettings(off=frozenset({"C05"})))
    assert "C05" not in {each["code"] for each in _checked(capsys, path)["findings"]}
    path = _made(tmp_path / "b.hfg", edits, CheckSettings(levels={"C05": "hint"}))
    levels = {each["level"] for each in _checked(capsys, path)["findings"] if each["code"] == "C05"}
    assert levels == {"hint"}


def test_people_are_told_project_by_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = PLAN.projects[0]
    edits = [
        SetText(Address("unit", UNIT_ROW, "code"), ""),
        SetText(Address("project", other.id, "budget"), "1.00"),
        SetText(BASIS, ""),
    ]
    assert run("check", _made(tmp_path / "a.hfg", edits)) == 1
    lines = capsys.readouterr().err.splitlines()
    heads = [line for line in lines if line.startswith(f"{PLAN.year}年")]
    assert heads == list(dict.fromkeys(heads))
    first, second = (
        next(number for number, line in enumerate(lines) if line.endswith(project.name))
        for project in (other, PROJECT)
    )
    place = next(number for number, line in enumerate(lines) if "第2行“指标值确定依据”" in line)
    assert first < second < place
    assert not any(line.startswith("{") for line in lines)


def test_a_text_of_several_lines_stays_in_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = [SetText(Address("project", PROJECT.id, "purpose"), "待\n2023年X\n\n某某")]
    run("check", _made(tmp_path / "a.hfg", edits))
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith((" ", "20", "检查完毕")) for line in lines)


@pytest.mark.parametrize("book", [Book(), Book(SAMPLE.unit, (AnnualPlan(year=2024),))])
def test_an_empty_workbook_is_checked_too(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create(tmp_path / "a.hfg", book).close()
    code = run("check", tmp_path / "a.hfg", "--json")
    found = json.loads(capsys.readouterr().out)
    assert code == (1 if found["findings"] else 0)


def test_files_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", tmp_path / "none.hfg") == 3
    (tmp_path / "b.hfg").write_bytes(b"something else")
    assert run("check", tmp_path / "b.hfg", "--json") == 3
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("level", ["", "fatal", "错误"])
def test_an_unknown_level_is_wrong_use(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "a.hfg", "--level", level) == 2
    assert capsys.readouterr().out == ""


def test_the_report_goes_into_the_folder(tmp_path: Path) -> None:
    path = _made(tmp_path / "a.hfg", [SetText(BASIS, "")])
    assert run("check", path, "--report", tmp_path / "报告") == 1
    names = sorted(file.name for file in (tmp_path / "报告").iterdir())
    assert len(names) == 2 * len(SAMPLE.years)
    assert {Path(name).suffix for name in names} == {".pdf", ".xlsx"}
    assert run("check", path, "--report", path) == 3


def test_the_overview_goes_into_its_folder_by_itself(tmp_path: Path) -> None:
    path = _made(tmp_path / "a.hfg", [SetText(BASIS, "")])
    assert run("check", path, "--overview", tmp_path / "总览") == 1
    names = [file.name for file in (tmp_path / "总览").iterdir()]
    assert len(names) == len(SAMPLE.years)
    assert {Path(name).suffix for name in names} == {".pdf"}
    assert all("年度总览" in name for name in names)


def test_checking_changes_nothing(tmp_path: Path) -> None:
    path = _made(tmp_path / "a.hfg", [SetText(BASIS, "")])
    before = path.read_bytes()
    run("check", path)
    assert path.read_bytes() == before
    with open_file(path, read_only=True) as store:
        assert store.setting(SETTING) is None
