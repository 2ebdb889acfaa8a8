"""roll: what it writes, what it tells, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hfgoals.model.values import AnnualPlan, Book, Goal, Overall, Project, Unit
from hfgoals.store import create, open_file, verify
from tests.cli.run import run


def book() -> Book:
    projects = (
        Project(code="A1", name="甲", purpose="用于2023年支出", goals=(Goal(text="自2023年起"),)),
        Project(code="A2", name="乙", purpose="2023年，按《2023年要点》"),
    )
    plan = AnnualPlan(year=2023, overall=Overall(goal="2023年目标"), projects=projects)
    return Book(Unit("1", "中心"), (AnnualPlan(year=2021, overall=Overall(goal="旧")), plan))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "甲.hfg", book()).close()
    return tmp_path / "甲.hfg"


def kept(path: Path) -> Book:
    with open_file(path, read_only=True) as store:
        return store.book


def test_the_latest_year_before_is_copied(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = kept(path)
    assert run("roll", path, "--to-year", "2024") == 0
    said = capsys.readouterr()
    after = kept(path)
    assert after.years[:2] == before.years
    following = after.years[2]
    assert (following.year, following.overall.goal) == (2024, "2024年目标")
    assert [each.purpose for each in following.projects] == [
        "用于2024年支出",
        "2024年，按《2023年要点》",
    ]
    assert following.projects[0].goals[0].text == "自2023年起"
    assert {each.code for each in following.projects} == {""}
    assert verify(path).ok
    assert said.out == ""
    assert said.err.count("2023→2024") == 4


def test_json_lists_what_moved_and_what_did_not(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("roll", path, "--to-year", "2024", "--project", "A1", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["from_year"], told["to_year"], told["projects"]) == (2023, 2024, ["甲"])
    changes = told["changes"]
    assert [each["moved"] for each in changes] == [True, True, False]
    assert [each["where"]["part"] for each in changes] == ["overall", "project", "project"]
    assert changes[1]["where"] == {
        "year": 2023, "part": "project", "project": "A1", "number": 1, "row": None,
        "field": "purpose",
    }  # fmt: skip
    assert (changes[1]["before"], changes[1]["after"]) == ("用于2023年支出", "用于2024年支出")
    assert changes[2]["why"]
    assert [each.name for each in kept(path).years[2].projects] == ["甲"]


def test_another_year_can_be_named(path: Path) -> None:
    assert run("roll", path, "--to-year", "2025", "--from-year", "2021") == 0
    assert kept(path).years[2].overall.goal == "旧"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--to-year", "2023"],
        ["--to-year", "2023", "--from-year", "2021"],
        ["--to-year", "2022", "--from-year", "2023"],
        ["--to-year", "2020"],
        ["--to-year", "2024", "--from-year", "2022"],
        ["--to-year", "2024", "--project", "没有"],
    ],
    ids=" ".join,
)
def test_refusals_change_nothing(
    path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    assert run("roll", path, *arguments, "--json") == 3
    said = capsys.readouterr()
    assert json.loads(said.out)["trouble"]["what"]
    assert "Traceback" not in said.err
    assert path.read_bytes() == before


def test_a_blank_year_is_filled(path: Path, tmp_path: Path) -> None:
    blank = tmp_path / "乙.hfg"
    create(blank, Book(Unit("1", "中心"), (*book().years, AnnualPlan(year=2024)))).close()
    assert run("roll", blank, "--to-year", "2024") == 0
    assert [plan.year for plan in kept(blank).years] == [2021, 2023, 2024]
    assert len(kept(blank).years[2].projects) == 2


def test_a_workbook_in_use_is_left_alone(path: Path) -> None:
    with open_file(path) as held:
        assert run("roll", path, "--to-year", "2024") == 3
        assert held.book == kept(path)


@pytest.mark.parametrize("arguments", [[], ["--to-year"], ["--to-year", "明年"]], ids=" ".join)
def test_wrong_use(path: Path, arguments: list[str]) -> None:
    assert run("roll", path, *arguments) == 2


def test_a_missing_file(tmp_path: Path) -> None:
    assert run("roll", tmp_path / "无.hfg", "--to-year", "2024") == 3


def test_continued_projects_may_keep_their_codes(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("roll", path, "--to-year", "2024", "--keep-codes", "--json") == 0
    assert json.loads(capsys.readouterr().out)["codes_kept"] is True
    before, after = kept(path).years[1:]
    assert [each.code for each in after.projects] == [each.code for each in before.projects]
