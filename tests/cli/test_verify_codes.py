from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.check_code import project_code, year_code
from hfgoals.model.edits import SetText, applied
from hfgoals.sample import sample_book
from hfgoals.store import open_file
from tests.cli.run import run

BOOK = sample_book()
PLAN = BOOK.years[-1]
PROJECT = PLAN.projects[1]
CODE = project_code(BOOK.unit, PLAN.year, PROJECT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.hfg"
    assert run("sample", path) == 0
    return path


def change(path: Path, *, keeping: bool) -> None:
    with open_file(path) as store:
        history = History(store, "甲")
        plan = store.book.years[-1]
        if keeping:
            history.keep("一稿", store.book, plan)
        edit = SetText(Address("project", plan.projects[1].id, "budget"), "77.00")
        history.take("改预算", applied(store.book, [edit]))


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    codes: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["codes"]
    return codes


def test_the_present_state(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", path, "--code", CODE.lower(), "--json") == 0
    (answer,) = told(capsys)
    assert answer["code"] == CODE
    assert answer["found"]["current"] is True
    assert answer["found"]["project"] == PROJECT.code
    assert answer["changes"] == []


def test_an_earlier_version_and_what_differs(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(path, keeping=True)
    assert run("verify", path, "--code", CODE, "--code", year_code(BOOK.unit, PLAN), "--json") == 0
    answer, whole = told(capsys)
    assert answer["found"]["state"] == "版本“一稿”"
    assert answer["found"]["at"]
    assert [(each["field"], each["after"]) for each in answer["changes"]] == [("budget", "77.00")]
    assert whole["found"]["part"] == "year"
    assert len(whole["changes"]) == 1


def test_further_files_are_looked_at(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "去年备份.hfg"
    assert run("sample", before) == 0
    change(path, keeping=False)
    assert run("verify", path, "--code", CODE) == 1
    capsys.readouterr()
    assert run("verify", path, "--code", CODE, "--also", before, "--json") == 0
    (answer,) = told(capsys)
    assert before.name in answer["found"]["state"]
    assert [each["field"] for each in answer["changes"]] == ["budget"]


@pytest.mark.parametrize("code", ["", "12345", CODE[:-1] + "*", "00000-00000", CODE[::-1]])
def test_what_is_no_code_of_the_workbook(
    code: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", path, "--code", code, "--json") == 1
    (answer,) = told(capsys)
    assert (answer["found"], answer["code"]) == (None, None)
    assert answer["message"]


def test_one_that_is_found_beside_one_that_is_not(path: Path) -> None:
    assert run("verify", path, "--code", CODE, "--code", "00000-00000") == 1


def test_wrong_use_and_files_that_are_not_there(path: Path, tmp_path: Path) -> None:
    assert run("verify", path, "--also", path) == 2
    assert run("verify", path, "--code") == 2
    assert run("verify", tmp_path / "b.hfg", "--code", CODE) == 3
    gone = tmp_path / "b.hfg"
    assert run("verify", path, "--code", "00000-00000", "--also", gone) == 3
