"""The forms of monitoring and self-evaluation: shown, handed over, and read back to the letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.forms import form_of
from hfgoals.layout.sheet import Sheet
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.stages import WHOLE_YEAR, Result, Stage, at_stage
from hfgoals.model.values import Book, Project
from tests.staged import (
    STAGE_FORMS,
    plan_of,
    project_of,
    result,
    stage,
    targets,
    whole,
)

every_form = pytest.mark.parametrize("form_id", STAGE_FORMS)


def _sheet(book: Book, form_id: str) -> Sheet:
    (sheet,) = form_of(form_id).sheets(book.unit, plan_of(book))
    return sheet


def _texts(sheet: Sheet) -> list[str]:
    return [cell.text for cell in sheet.cells]


def _written(book: Book, form_id: str, folder: Path) -> list[Path]:
    return list(export(book, folder, Choice(("xlsx", "docx"), forms=(form_id,))).files)


def _bare(row: Stage | Result) -> Stage | Result:
    return replace(row, id="")


def _read(path: Path) -> Project:
    proposal = read_source(path)
    assert proposal.notes == ()
    assert proposal.year == 2023
    (project,) = proposal.plan.projects
    return project


@every_form
def test_what_came_of_the_targets_is_read_back_to_the_letter(form_id: str, tmp_path: Path) -> None:
    book = whole()
    ours = project_of(book)
    month = form_of(form_id).stage
    assert month is not None
    of = month(plan_of(book).stages)
    for path in _written(book, form_id, tmp_path):
        theirs = _read(path)
        assert [goal.text for goal in theirs.goals] == [goal.text for goal in ours.goals]
        for mine, row in zip(ours.indicators, theirs.indicators, strict=True):
            assert (row.level1, row.level2, row.name) == (mine.level1, mine.level2, mine.name)
            assert row.target == mine.target
            expected, found = at_stage(mine.stages, of), at_stage(row.stages, of)
            assert expected is not None
            assert found is not None
            assert _bare(found) == _bare(expected)
        shown = _sheet(replace(book, years=(replace(plan_of(book), projects=(theirs,)),)), form_id)
        assert _texts(shown) == _texts(_sheet(book, form_id))


@every_form
def test_nothing_filled_in_is_read_back_as_nothing(form_id: str, tmp_path: Path) -> None:
    book = targets()
    for path in _written(book, form_id, tmp_path):
        project = _read(path)
        assert len(project.indicators) == 7
        shown = replace(plan_of(book), projects=(project,))
        assert _texts(_sheet(replace(book, years=(shown,)), form_id)) == _texts(
            _sheet(book, form_id)
        )


def test_scores_and_totals_that_are_given_stay_given(tmp_path: Path) -> None:
    book = whole()
    book = applied(book, result(book, 1, WHOLE_YEAR, score="15"))
    book = applied(book, stage(book, WHOLE_YEAR, spent__total="49"))
    for path in _written(book, "evaluation_project", tmp_path):
        project = _read(path)
        scores = [each.stages[0].score for each in project.indicators]
        assert [str(each) for each in scores] == ["15", *["None"] * 6]
        assert str(project.stages[0].spent.total) == "49.00"


def test_a_monitoring_of_another_month_says_so(tmp_path: Path) -> None:
    book = targets()
    month = Address("plan", plan_of(book).id, "stages.month")
    book = applied(book, [SetText(month, "6")])
    book = applied(book, result(book, 1, 6, actual="1万元/期"))
    texts = _texts(_sheet(book, "monitoring_project"))
    assert {"1—6月执行数", "1—6月执行率", "1—6月执行情况"} <= set(texts)
    for path in _written(book, "monitoring_project", tmp_path):
        proposal = read_source(path)
        assert proposal.plan.stages.month == 6
        (project,) = proposal.plan.projects
        assert project.indicators[0].stages[0].date == "2023-06"


def test_the_month_of_january_is_one_month() -> None:
    book = targets()
    month = Address("plan", plan_of(book).id, "stages.month")
    texts = _texts(_sheet(applied(book, [SetText(month, "1")]), "monitoring_project"))
    assert "1月执行数" in texts


def test_monitoring_is_on_broad_paper_and_evaluation_on_high() -> None:
    book = whole()
    assert _sheet(book, "monitoring_project").paper.width == 297
    assert _sheet(book, "evaluation_project").paper.width == 210


def test_what_is_worked_out_is_marked_and_scores_may_be_given() -> None:
    sheet = _sheet(whole(), "evaluation_project")
    sums = {cell.text: cell for cell in sheet.cells if cell.style == "sum"}
    assert {"95.00%", "9.50", "98.67", "9.17"} <= sums.keys()
    assert sums["98.67"].address is None
    assert sums["9.17"].address is not None
    assert sums["98.67"].number is not None
    assert "产出指标\n（40分）" in _texts(sheet)
    assert "优" in _texts(sheet)


def test_a_mark_that_is_no_tick_is_told_and_not_taken(tmp_path: Path) -> None:
    (path, _) = _written(whole(), "monitoring_project", tmp_path)
    workbook = load_workbook(path)
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    ticked = next(
        cell for cell in cells if cell.value is not None and str(cell.value).strip() == "√"
    )
    ticked.value = "大概"
    workbook.save(path)
    proposal = read_source(path)
    assert any("大概" in note.message for note in proposal.notes)


def test_sums_that_somebody_changed_are_told_and_worked_out_again(tmp_path: Path) -> None:
    (path, _) = _written(whole(), "evaluation_project", tmp_path)
    workbook = load_workbook(path)
    changed = {"98.67": 99.5, "9.5": 10, "0.95": 1}
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if str(cell.value) in changed:
                cell.value = changed[str(cell.value)]
    workbook.save(path)
    proposal = read_source(path)
    told = [note.message for note in proposal.notes]
    assert len(told) == 4
    assert any("“98.67”" in each for each in told)
    assert any("“9.50”" in each for each in told)


def test_projects_of_one_file_are_told_apart(tmp_path: Path) -> None:
    book = whole()
    plan = plan_of(book)
    second = replace(project_of(targets()), name="另一个项目", code="2")
    book = replace(book, years=(replace(plan, projects=(*plan.projects, second)),))
    for form_id in STAGE_FORMS:
        for path in _written(book, form_id, tmp_path / form_id):
            proposal = read_source(path)
            assert [each.name for each in proposal.plan.projects] == [
                plan.projects[0].name,
                "另一个项目",
            ]


def test_both_stages_of_one_workbook_come_together(tmp_path: Path) -> None:
    book = whole()
    files = export(book, tmp_path, Choice(("xlsx",), forms=STAGE_FORMS[:2])).files
    (path,) = files
    (project,) = read_source(path).plan.projects
    assert [row.date for row in project.stages] == ["2023-07", "2023"]
    assert [row.date for row in project.indicators[0].stages] == ["2023-07", "2023"]
