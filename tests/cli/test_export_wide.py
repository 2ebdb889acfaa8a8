"""hfgoals export --wide: the table by a profile, and what is wrong use of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hfgoals.profiles import keep_profile, profiles_path, write_profiles
from hfgoals.store import open_file
from hfgoals.wide.profile import IMPORT, STANDARD, Column, WideProfile
from tests.cli.run import REAL, run
from tests.exchange.wide.trips import fields

_OWN = WideProfile("县局", (Column("project_name"), Column("indicator", "指标<b>")))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "甲.hfg"
    assert run("import", REAL / "002.txt", "--into", path) == 0
    return path


def _headings(path: Path) -> list[str]:
    return [cell.value for cell in load_workbook(path).worksheets[0][1]]


def test_the_standard_table_comes_back(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", workbook, "--to", tmp_path / "出", "--wide", "--json") == 0
    (name,) = json.loads(capsys.readouterr().out)["files"]
    assert [str(path) for path in (tmp_path / "出").iterdir()] == [name]
    assert Path(name).name.endswith("_2022年_绩效指标明细表.xlsx")
    assert run("import", name, "--into", tmp_path / "乙.hfg") == 0
    plans = []
    for path in (workbook, tmp_path / "乙.hfg"):
        with open_file(path, read_only=True) as store:
            plans.append(store.book.years[0])
    assert fields(*plans[1].projects) == fields(*plans[0].projects)


def test_merging_takes_it_too(workbook: Path, tmp_path: Path) -> None:
    assert run("export", workbook, "--to", tmp_path / "出", "--wide") == 0
    assert run("merge", tmp_path / "丙.hfg", tmp_path / "出") == 0
    with open_file(tmp_path / "丙.hfg", read_only=True) as store:
        assert len(store.book.years[0].projects) > 0


def test_profiles_by_name_and_by_file(workbook: Path, tmp_path: Path) -> None:
    keep_profile(_OWN)
    given = tmp_path / "给别人.toml"
    write_profiles([replace(_OWN, name="别名", columns=(Column("project_code", "码"),))], given)
    wanted = {
        IMPORT.name: [IMPORT.title_of(column) for column in IMPORT.columns],
        "县局": ["项目名称", "指标<b>"],
        str(given): ["码"],
    }
    for number, (said, headings) in enumerate(wanted.items()):
        folder = tmp_path / str(number)
        assert run("export", workbook, "--to", folder, "--wide", "--profile", said) == 0
        (path,) = folder.iterdir()
        assert _headings(path) == headings


def test_other_formats_beside_it_and_chosen_projects(workbook: Path, tmp_path: Path) -> None:
    with open_file(workbook, read_only=True) as store:
        code = store.book.years[0].projects[1].code
    folder = tmp_path / "出"
    arguments = ("export", workbook, "--to", folder, "--wide", "--xlsx", "--project", code)
    assert run(*arguments, "--profile", IMPORT.name) == 0
    assert len(list(folder.iterdir())) == 2
    (wide,) = folder.glob("*明细表.xlsx")
    codes = {row[0] for row in load_workbook(wide).worksheets[0].iter_rows(2, values_only=True)}
    assert codes == {code}


def test_wrong_use_and_unknown_profiles(workbook: Path, tmp_path: Path) -> None:
    to = ("--to", tmp_path / "出")
    assert run("export", workbook, *to, "--profile", STANDARD.name) == 2
    assert run("export", workbook, *to, "--wide", "--form", "hebei_project") == 2
    assert run("export", workbook, *to, "--wide", "--profile", "没有") == 3
    assert run("export", workbook, *to, "--wide", "--profile", tmp_path / "没有.toml") == 3
    two = tmp_path / "两个.toml"
    write_profiles([_OWN, replace(_OWN, name="乙")], two)
    assert run("export", workbook, *to, "--wide", "--profile", two) == 3
    assert not (tmp_path / "出").exists()


def test_a_broken_file_of_profiles_is_told_and_left(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profiles_path().write_text('[["方案"]]\n"名称" = 3\n', "utf-8")
    assert run("export", workbook, "--to", tmp_path / "出", "--wide", "--profile", "县局") == 3
    assert str(profiles_path()) in capsys.readouterr().err
    assert profiles_path().read_text("utf-8") == '[["方案"]]\n"名称" = 3\n'
