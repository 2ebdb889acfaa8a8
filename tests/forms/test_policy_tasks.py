from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.forms import policy_tasks
from hfgoals.layout.sheet import Sheet
from hfgoals.model.address import Address
from hfgoals.model.policy import tasks_of
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book
from hfgoals.presets.policies import bundled_policies
from tests.forms.examples import UNIT, plan
from tests.office import OFFICE, saved_again


def _year() -> AnnualPlan:
    (policy,) = bundled_policies()
    tasks = tasks_of(policy)
    first, *others = plan().projects
    bases = (f"{tasks[0].basis}\n{tasks[5].basis}", tasks[5].basis, "", "")
    projects = tuple(
        replace(project, policy_basis=basis)
        for project, basis in zip((first, *others), (*bases, *[""] * 99), strict=False)
    )
    forms = (*STANDARD_FORMS, policy_tasks.ID)
    return replace(plan(), forms=forms, policies=(policy,), projects=projects)


def _sheet(year: AnnualPlan) -> Sheet:
    (sheet,) = policy_tasks.FORM.sheets(UNIT, year)
    return sheet


def test_every_task_stands_there_with_its_projects_and_money() -> None:
    year = _year()
    sheet = _sheet(year)
    texts = [cell.text for cell in sheet.cells]
    tasks = tasks_of(year.policies[0])
    assert {f"{task.number}、{task.title}" for task in tasks} <= set(texts)
    assert any("30 项任务，2 项已落实，28 项未落实" in text for text in texts)
    assert texts.count("未落实") == 28
    two = next(cell for cell in sheet.cells if cell.text == f"6、{tasks[5].title}")
    beside = [cell for cell in sheet.cells if two.row <= cell.row < two.row + two.rows]
    assert two.rows == 2
    assert {year.projects[0].name, year.projects[1].name} <= {cell.text for cell in beside}
    (whole,) = (cell for cell in sheet.cells if cell.text.startswith("合计"))
    amounts = [project.budget for project in year.projects[:2]]
    sums = [cell.number for cell in sheet.cells if cell.row == whole.row and cell.number]
    assert sums == [sum(amount.wan for amount in amounts if amount is not None)]


def test_where_a_tie_is_typed() -> None:
    year = _year()
    addresses = {cell.address for cell in _sheet(year).cells}
    for row in (*year.overall.subgoals, *year.projects):
        part = "project" if row in year.projects else "subgoal"
        assert Address(part, row.id, "policy_basis") in addresses  # type: ignore[arg-type]


def _assert_comes_back(year: AnnualPlan, path: Path) -> None:
    read = read_source(path)
    assert read.unread == ()
    assert read.year == year.year
    assert [row.policy_basis for row in read.plan.projects] == [
        row.policy_basis for row in year.projects
    ]
    (policy,) = read.plan.policies
    assert (policy.title, policy.ends) == (year.policies[0].title, "2025年")


def _written(year: AnnualPlan, kind: str, folder: Path) -> Path:
    choice = Choice((kind,), forms=(policy_tasks.ID,))
    (path,) = export(Book(UNIT, (year,)), folder, choice).files
    return path


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_it_comes_back_with_its_ties(kind: str, tmp_path: Path) -> None:
    _assert_comes_back(_year(), _written(_year(), kind, tmp_path))


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_it_comes_back_when_libreoffice_saved_it(kind: str, tmp_path: Path) -> None:
    _assert_comes_back(_year(), saved_again(_written(_year(), kind, tmp_path), tmp_path / "again"))
