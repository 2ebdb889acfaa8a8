"""Three departments fill in what came of their targets; what they hand back is gathered."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hfgoals.model.money import Money
from hfgoals.model.stages import WHOLE_YEAR, Result, Stage, at_stage
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project, Unit
from hfgoals.store import create, open_file
from tests.cli.run import run

UNIT = Unit("359001", "示例县融媒体中心")
_TARGETS = (("播出期数", "≥48期"), ("播出期数", "≥12期"), ("群众满意度", "≥90%"))
"""Two rows of one name: only what the workbook tells in secret tells them apart."""


def _book() -> Book:
    projects = tuple(
        Project(
            code=code,
            name=name,
            budget=Money(10_000_000),
            fiscal=Money(10_000_000),
            goals=(Goal(text=f"做好{name}。"),),
            indicators=tuple(
                Indicator(
                    level1="产出指标",
                    level2="数量指标",
                    name=named,
                    target=Target.parse(target),
                    weight=Decimal(30),
                )
                for named, target in _TARGETS
            ),
        )
        for code, name in (("A1", "报刊编印"), ("A2", "专线租赁"), ("A3", "设备购置"))
    )
    return Book(UNIT, (AnnualPlan(year=2023, projects=projects, columns=("weight",)),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "甲.hfg", _book()).close()
    return tmp_path / "甲.hfg"


def _made(path: Path, folder: Path, stage: str) -> list[Path]:
    assert run("templates", "--to", folder, "--from", path, "--stage", stage) == 0
    return sorted(folder.iterdir())


def _column(sheet: Any, *labels: str) -> tuple[int, int]:
    """The row and column of the heading with all of these in it."""
    for row in sheet.iter_rows():
        for cell in row:
            if all(label in str(cell.value or "") for label in labels):
                return cell.row, cell.column
    raise AssertionError(labels)


def _fill(file: Path, heading: str, texts: tuple[str, ...], **amounts: float) -> None:
    workbook = openpyxl.load_workbook(file)
    sheet = workbook.worksheets[1]
    row, column = _column(sheet, heading)
    first = _first_row(sheet)
    for number, text in enumerate(texts):
        sheet.cell(first + number, column).value = text
    for label, amount in amounts.items():
        _, at = _column(sheet, label)
        line = next(r for r in range(1, row) if "拨款" in str(_text(sheet, r)))
        sheet.cell(line, at).value = amount
    workbook.save(file)


def _text(sheet: Any, row: int) -> str:
    return "".join(str(cell.value or "") for cell in sheet[row])


def _first_row(sheet: Any) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "≥48期")


def _book_of(path: Path) -> Book:
    with open_file(path, read_only=True) as store:
        return store.book


def _results(project: Project, month: int) -> list[Result]:
    return [at_stage(each.stages, month) or Result() for each in project.indicators]


def _targets_only(book: Book) -> tuple[Project, ...]:
    return tuple(
        replace(
            project,
            stages=(),
            indicators=tuple(replace(each, stages=()) for each in project.indicators),
        )
        for project in book.years[0].projects
    )


def test_self_evaluations_of_three_departments(path: Path, tmp_path: Path) -> None:
    files = _made(path, tmp_path / "发", "自评")
    before = _targets_only(_book_of(path))
    assert len(files) == 3
    for number, file in enumerate(files):
        actuals = (f"{48 + number}期", f"{12 + number}期", "95%")
        _fill(file, "实际完成值", actuals, 全年执行数=9.5 + number / 10)
    assert run("merge", path, tmp_path / "发") == 0
    book = _book_of(path)
    assert _targets_only(book) == before
    assert "evaluation_project" in book.years[0].forms
    for number, project in enumerate(book.years[0].projects):
        results = _results(project, WHOLE_YEAR)
        assert [str(each.actual) for each in results] == [
            f"{48 + number}期",
            f"{12 + number}期",
            "95%",
        ]
        assert {each.score for each in results} == {None}
        stage = at_stage(project.stages, WHOLE_YEAR) or Stage()
        assert stage.spent.fiscal == Money(9_500_000 + number * 100_000)
        assert stage.spent.total is None


def test_monitoring_is_filled_in_twice_and_both_sides_are_asked(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _made(path, tmp_path / "一", "监控")
    _fill(first[0], "执行情况", ("20期", "6期", "91%"))
    assert run("merge", path, first[0]) == 0
    again = _made(path, tmp_path / "二", "监控")
    _fill(again[0], "执行情况", ("28期", "6期", "91%"))
    capsys.readouterr()
    assert run("merge", path, again[0], "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert len(told["conflicts"]) == 1
    results = _results(_book_of(path).years[0].projects[0], 7)
    assert [str(each.actual) for each in results] == ["20期", "6期", "91%"]
    assert run("merge", path, again[0], "--prefer", "theirs") == 0
    results = _results(_book_of(path).years[0].projects[0], 7)
    assert [str(each.actual) for each in results] == ["28期", "6期", "91%"]


def test_a_target_that_a_department_changed_is_told_and_not_taken(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _made(path, tmp_path / "发", "自评")[1]
    before = _targets_only(_book_of(path))
    workbook = openpyxl.load_workbook(file)
    sheet = workbook.worksheets[1]
    first = _first_row(sheet)
    _, actual = _column(sheet, "实际完成值")
    _, target = _column(sheet, "年度指标值")
    assert sheet.protection.sheet
    assert sheet.cell(first, target).protection.locked
    assert not sheet.cell(first, actual).protection.locked
    sheet.cell(first, target).value = "≥30期"
    sheet.cell(first, actual).value = "31期"
    workbook.save(file)
    assert run("merge", path, file, "--prefer", "theirs") in (0, 1)
    said = capsys.readouterr().err
    assert "指标值" in said
    assert "没有采用" in said
    book = _book_of(path)
    assert _targets_only(book) == before
    assert str(_results(book.years[0].projects[1], WHOLE_YEAR)[0].actual) == "31期"


def test_a_project_that_is_gone_is_told(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _made(path, tmp_path / "发", "自评")[2]
    _fill(file, "实际完成值", ("50期",))
    other = tmp_path / "乙.hfg"
    whole = _book()
    create(other, replace(whole, years=(replace(whole.years[0], projects=()),))).close()
    assert run("merge", other, file) == 1
    assert "没有这个项目" in capsys.readouterr().err
    assert _book_of(other).years[0].projects == ()


def test_without_a_workbook_there_are_no_targets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("templates", "--to", tmp_path / "发", "--stage", "自评") == 3
    assert "--from" in capsys.readouterr().err
