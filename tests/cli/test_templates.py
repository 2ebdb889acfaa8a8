"""templates: which workbooks there are, what they hold, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project, Unit
from hfgoals.presets import default_scheme, kinds
from hfgoals.store import create, open_file
from hfgoals.templates import templates_of_kinds, write_templates
from hfgoals.trouble import Cancelled
from tests.cli.run import run


def book() -> Book:
    projects = (
        Project(code="A1", name="2023年培训", purpose="用于2023年支出", goals=(Goal(text="甲"),)),
        Project(
            code="A2",
            name="报/纸",
            indicators=(Indicator(level1="成本指标", level2="经济成本指标", name="成本"),),
        ),
    )
    older = AnnualPlan(year=2022, projects=(Project(name="旧"),))
    years = (older, AnnualPlan(year=2023, projects=projects), AnnualPlan(year=2024))
    return Book(Unit("359001", "某某中心"), years)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "甲.hfg", book()).close()
    return tmp_path / "甲.hfg"


def test_one_for_every_kind_of_project_and_a_blank_one(tmp_path: Path) -> None:
    folder = tmp_path / "新" / "模板"
    assert run("templates", "--to", folder, "--year", "2026") == 0
    files = sorted(folder.iterdir())
    assert len(files) == len(kinds()) + 1
    scheme = default_scheme(2026)
    counts = []
    for file in files:
        read = read_source(file)
        assert (read.year, read.unit, read.notes) == (2026, Unit(), ())
        (project,) = read.plan.projects
        counts.append(len(project.indicators))
        assert all(scheme.belongs(row.level2, row.level1) for row in project.indicators)
        assert not any("{" in f"{row.target}{row.basis}" for row in project.indicators)
    assert counts.count(0) == 1
    assert min(count for count in counts if count) >= 4


def test_one_for_every_project_of_the_latest_year(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "模板"
    assert run("templates", "--to", folder, "--from", path) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "2023" in said.err
    files = sorted(folder.iterdir())
    read = [read_source(file) for file in files]
    assert [each.year for each in read] == [2023, 2023]
    assert all(each.unit == book().unit for each in read)
    assert all(each.notes == () for each in read)
    projects = [project for each in read for project in each.plan.projects]
    assert [project.code for project in projects] == ["A1", "A2"]
    assert projects[0].purpose == "用于2023年支出"
    # Its own levels decide what is offered, not the year.
    lists = openpyxl.load_workbook(files[1]).defined_names
    assert "二级_成本指标" in lists


def test_a_year_of_the_workbook_can_be_named(path: Path, tmp_path: Path) -> None:
    assert run("templates", "--to", tmp_path / "a", "--from", path, "--year", "2022") == 0
    (file,) = (tmp_path / "a").iterdir()
    assert [project.name for project in read_source(file).plan.projects] == ["旧"]


def test_the_year_to_come_is_rolled_over(path: Path, tmp_path: Path) -> None:
    with open_file(path, read_only=True) as store:
        before = store.book
    assert run("templates", "--to", tmp_path / "a", "--from", path, "--year", "2024") == 0
    first = read_source(min((tmp_path / "a").iterdir()))
    assert first.year == 2024
    (project,) = first.plan.projects
    assert (project.code, project.purpose) == ("", "用于2024年支出")
    with open_file(path, read_only=True) as store:
        assert store.book == before


def test_filled_copies_are_gathered(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    assert run("templates", "--to", folder, "--from", path) == 0
    for number, file in enumerate(sorted(folder.iterdir()), 1):
        workbook = openpyxl.load_workbook(file)
        form = workbook["项目绩效目标表"]
        rules = {rule.promptTitle: rule for rule in form.data_validations.dataValidation}
        form[str(rules["预算数（万元）"].sqref)] = number * 10
        workbook.save(file)
    assert run("merge", path, folder) == 0
    with open_file(path, read_only=True) as store:
        plan = store.book.plan_of(2023)
    assert plan is not None
    assert [project.budget for project in plan.projects] == [
        Money.parse("10"),
        Money.parse("20"),
    ]
    assert len(plan.projects) == 2


def test_what_may_be_filled_in_already_is_never_overwritten(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    assert run("templates", "--to", folder, "--from", path) == 0
    files = sorted(folder.iterdir())
    files[0].unlink()
    files[1].write_bytes(b"mine")
    assert run("templates", "--to", folder, "--from", path) == 3
    assert list(folder.iterdir()) == [files[1]]
    assert files[1].read_bytes() == b"mine"
    files[1].unlink()
    files[1].symlink_to(tmp_path / "还没有.xlsx")
    assert run("templates", "--to", folder, "--from", path) == 3
    assert files[1].is_symlink()


@pytest.mark.parametrize(
    ("years", "arguments"),
    [
        ((), []),
        ((AnnualPlan(year=2023),), []),
        ((AnnualPlan(year=2023, projects=(Project(name="甲"),)),), ["--year", "2022"]),
    ],
    ids=["no year", "blank year", "only later years"],
)
def test_nothing_to_write(
    tmp_path: Path,
    years: tuple[AnnualPlan, ...],
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    create(tmp_path / "空.hfg", Book(Unit("1", "甲"), years)).close()
    folder = tmp_path / "模板"
    assert run("templates", "--to", folder, "--from", tmp_path / "空.hfg", *arguments) == 3
    assert "Traceback" not in capsys.readouterr().err
    assert not folder.exists()


def test_troubles_with_files(tmp_path: Path) -> None:
    assert run("templates", "--to", tmp_path / "a", "--from", tmp_path / "无.hfg") == 3
    (tmp_path / "文件").write_text(json.dumps(1))
    assert run("templates", "--to", tmp_path / "文件", "--year", "2024") == 3
    assert [each.name for each in tmp_path.iterdir()] == ["文件"]


@pytest.mark.parametrize("arguments", [[], ["--to"], ["--to", "x", "--year", "明年"]], ids=" ".join)
def test_wrong_use(arguments: list[str]) -> None:
    assert run("templates", *arguments) == 2


def test_it_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    templates = templates_of_kinds(2024)[:3]
    told: list[tuple[int, int]] = []
    write_templates(templates, tmp_path / "a", lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def stop(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        write_templates(templates, tmp_path / "b", stop)
    assert [each.suffix for each in (tmp_path / "b").iterdir()] == [".xlsx"]
