"""Forms read by the labels of their own Sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.exchange.standard.sheet_labels import labels_of_form
from hfgoals.export import Choice, export
from hfgoals.forms import hebei_project
from hfgoals.forms.draft import Draft
from hfgoals.forms.form import Form, Subject
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import (
    STANDARD_FORMS,
    AnnualPlan,
    Book,
    Funds,
    Indicator,
    Overall,
    Project,
    SubGoal,
    Unit,
)
from tests.forms.registering import register
from tests.house import duties_overall

UNIT = Unit("001", "甲台")
YEAR = AnnualPlan(
    year=2023,
    overall=Overall(
        "办好节目。\n建好平台。",
        (SubGoal(title="一项", indicators="≥1个"), SubGoal(), SubGoal(title="1.5万元的")),
        funds=Funds(Money.parse("1.50"), Money.parse("2")),
    ),
)


def _of_project(of: Subject) -> Sheet:
    """A title with number, name and year, values beside and below their labels, a list."""
    draft = Draft((0.0, 40.0, 80.0, 172.0))
    at = draft.row()
    draft.text(at, (0.0, 172.0), f"{of.number}.{of.project.name}（{of.plan.year}年）", "title")
    table = Row(table=1)
    at, below = draft.row(table), draft.row(table)
    draft.text(at, (0.0, 40.0), "代号", "label")
    draft.value(at, (40.0, 80.0), of.project, "code")
    draft.text(at, (80.0, 172.0), "用在哪里", "label")
    draft.text(below, (0.0, 80.0), "", "value")
    draft.value(below, (80.0, 172.0), of.project, "purpose")
    head = draft.row(table)
    for span, label in (((0.0, 40.0), "考核什么"), ((40.0, 172.0), "考核到多少")):
        draft.text(head, span, label, "head")
    for indicator in of.project.indicators:
        at = draft.row(table)
        draft.value(at, (0.0, 40.0), indicator, "name")
        draft.value(at, (40.0, 172.0), indicator, "target")
    return draft.sheet("of_project", f"{of.number}.{of.project.name}", owner=of.project.id)


OF_PROJECT = Form("of_project", "项目附表", "project", _of_project, in_booklet=False)


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, duties_overall.FORM, OF_PROJECT)


def _exported(book: Book, folder: Path, kind: str, *forms: str) -> Path:
    choice = Choice((kind,), forms=forms)  # type: ignore[arg-type]
    (path,) = export(book, folder, choice).files
    return path


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_form_of_the_year_gives_its_values_unit_and_year(kind: str, tmp_path: Path) -> None:
    path = _exported(Book(UNIT, (YEAR,)), tmp_path, kind, duties_overall.ID)
    proposal = read_source(path)
    assert proposal.unread == ()
    assert (proposal.unit.name, proposal.year) == ("甲台", 2023)
    read = proposal.plan
    assert read.forms == (*STANDARD_FORMS, duties_overall.ID)
    assert (read.overall.goal, read.overall.funds) == (YEAR.overall.goal, YEAR.overall.funds)
    shown = [(each.title, each.indicators) for each in YEAR.overall.subgoals]
    assert [(each.title, each.indicators) for each in read.overall.subgoals] == shown


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_forms_of_projects_find_theirs_or_are_new(kind: str, tmp_path: Path) -> None:
    rows = (Indicator(name="播出期数", target=Target.parse("≥5期")), Indicator(name="满意度"))
    projects = (
        Project(code="A1", name="甲", purpose="买", indicators=rows),
        Project(code="A2", name="乙"),
    )
    book = Book(UNIT, (replace(YEAR, projects=projects),))
    alone = read_source(_exported(book, tmp_path / "alone", kind, OF_PROJECT.id))
    assert alone.unread == ()
    assert [(each.code, each.purpose) for each in alone.plan.projects] == [("A1", "买"), ("A2", "")]
    assert [(each.name, str(each.target)) for each in alone.plan.projects[0].indicators] == [
        ("播出期数", "≥5期"),
        ("满意度", ""),
    ]
    if kind == "xlsx":
        both = _exported(book, tmp_path / "both", kind, "hebei_project", OF_PROJECT.id)
        (first, second) = read_source(both).plan.projects
        assert (first.name, first.purpose, len(first.indicators)) == ("甲", "买", 2)
        assert second.name == "乙"


def test_what_another_form_says_first_stays_and_the_rest_is_told(tmp_path: Path) -> None:
    book = Book(UNIT, (YEAR,))
    path = _exported(book, tmp_path, "xlsx", "hebei_overall", duties_overall.ID)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[duties_overall.FORM.name]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == YEAR.overall.goal:
                cell.value = "另一种说法"
            if cell.value == 1.5:
                cell.value = "很多"
    workbook.save(path)
    proposal = read_source(path)
    assert proposal.plan.overall.goal == YEAR.overall.goal
    assert proposal.plan.overall.funds == YEAR.overall.funds
    messages = [note.message for note in proposal.notes]
    assert any("总体绩效目标" in message for message in messages)
    assert any("基本支出" in message for message in messages)


def test_a_text_may_say_what_a_label_says_and_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    odd = (SubGoal(title="基本支出", indicators="7"), SubGoal(title="需要协调的事项"))
    year = replace(YEAR, overall=replace(YEAR.overall, subgoals=odd))
    path = _exported(Book(UNIT, (year,)), tmp_path, "xlsx", duties_overall.ID)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    sheet.sheet_state = "hidden"
    workbook.create_sheet("空白")
    workbook.save(path)
    proposal = read_source(path)
    assert proposal.plan.overall.funds == YEAR.overall.funds
    assert [each.title for each in proposal.plan.overall.subgoals] == [each.title for each in odd]
    assert any("隐藏" in note.message for note in proposal.notes)


def test_a_table_that_lacks_a_label_is_none_of_the_form(tmp_path: Path) -> None:
    path = _exported(Book(UNIT, (YEAR,)), tmp_path, "xlsx", duties_overall.ID)
    workbook = openpyxl.load_workbook(path)
    for row in workbook.active.iter_rows():
        for cell in row:
            if cell.value == "任务内容和完成标准":
                cell.value = "别的"
    workbook.save(path)
    assert duties_overall.ID not in read_source(path).plan.forms


def test_labels_are_those_of_the_sheet() -> None:
    labels = labels_of_form(OF_PROJECT)
    assert labels.beside["代号"] == ("project", "code")
    assert labels.below["用在哪里"] == ("project", "purpose")
    assert labels.heads["indicator"] == {"考核什么": "name", "考核到多少": "target"}
    assert labels.found == labels.shown
    said = labels.says("12.某某项目（2031年）")
    assert said is not None
    assert said["year"] == "2031"
    assert labels.says("某某项目") is None


def test_what_a_form_prints_of_values_alone_is_not_taken_for_its_own() -> None:
    """The unit above a project's table has no words of the form beside it."""
    labels = labels_of_form(hebei_project.FORM)
    assert labels.says("单位：万元") is not None
    assert labels.says("3.某某绩效目标表") is not None
    assert labels.says("随便什么话") is None
