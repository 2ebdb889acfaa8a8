"""A form of the year without a page of another kind: a tab with the form as it is on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals import forms
from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.model.address import Address
from hfgoals.model.edits import Remove, SetText
from hfgoals.model.values import STANDARD_FORMS
from hfgoals.sample import sample_book
from hfgoals.store import create
from ui.form_pages import FormPage
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.workspace import Workspace

OF_YEAR = replace(hebei_overall.FORM, id="of_year", name="又一种表")
OF_PROJECT = replace(hebei_project.FORM, id="of_project", name="项目的又一种表 & 附件")
MORE = (OF_YEAR, OF_PROJECT)


@pytest.fixture
def space(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(forms, "FORMS", (*forms.FORMS, *MORE))
    create(tmp_path / "甲.hfg", sample_book()).close()
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    window.open_path(tmp_path / "甲.hfg")
    yield window.open_workspace
    window.close()


def _use(space: Workspace, *ids: str) -> None:
    plan = space.document.plan
    assert plan is not None
    address = Address("plan", plan.id, "forms")
    space.document.apply("更改表样", [SetText(address, "、".join((*STANDARD_FORMS, *ids)))])


def _tabs(space: Workspace) -> list[str]:
    return [space.tabs.tabText(at) for at in range(space.tabs.count())][3:]


def test_tabs_follow_what_the_year_in_hand_uses(space: Workspace) -> None:
    assert _tabs(space) == []
    _use(space, OF_PROJECT.id)
    _use(space, OF_YEAR.id, OF_PROJECT.id)
    assert _tabs(space) == [OF_YEAR.name, OF_PROJECT.name.replace("&", "&&")]
    later, other = space.document.plan, space.document.book.years[0]
    assert later is not None
    space.document.select_plan(other.id)
    assert _tabs(space) == []
    space.document.select_plan(later.id)
    space.document.undo()
    assert _tabs(space) == [OF_PROJECT.name.replace("&", "&&")]
    space.document.undo()
    assert _tabs(space) == []
    assert space.page in (space.overall, space.projects)


@pytest.mark.parametrize("form", MORE, ids=[form.id for form in MORE])
def test_a_form_is_shown_edited_and_previewed(
    space: Workspace, form: forms.Form, qtbot: QtBot
) -> None:
    _use(space, OF_YEAR.id, OF_PROJECT.id)
    document = space.document
    page = next(page for page in space.forms.pages if page.form is form)
    space.show_page(page)
    assert space.page is page
    assert page.isVisible()
    plan, project = document.plan, document.project
    assert plan is not None
    assert project is not None
    wanted = {
        "year": Address("subgoal", plan.overall.subgoals[0].id, "title"),
        "project": Address("project", project.id, "name"),
    }[form.scope]
    page.show_address(wanted)
    assert space.place() == wanted
    QTest.keyClicks(QApplication.focusWidget(), "NEW")
    space.flush()
    after = document.plan
    assert after is not None
    assert document.project is not None
    texts = {"year": after.overall.subgoals[0].title, "project": document.project.name}
    assert texts[form.scope] == "NEW"
    space.show_preview(True)
    qtbot.waitUntil(
        lambda: (
            "NEW"
            in [
                box.cell.text.partition("、")[2] or box.cell.text
                for page in space.preview.view.pages
                for box in page.boxes
            ]
        )
    )
    assert isinstance(page, FormPage)
    assert {page.sheet_title for page in space.preview.view.pages} & {
        sheet.title for sheet in form.sheets(document.book.unit, after)
    }


def test_what_is_typed_is_kept_when_the_tab_goes(space: Workspace) -> None:
    _use(space, OF_YEAR.id)
    (page,) = space.forms.pages
    space.show_page(page)
    plan = space.document.plan
    assert plan is not None
    first = plan.overall.subgoals[0]
    page.show_address(Address("subgoal", first.id, "title"))
    QTest.keyClicks(QApplication.focusWidget(), "HALF")
    space.document.select_plan(space.document.book.years[0].id)
    after = space.document.book.years[-1].overall.subgoals[0]
    assert after.title == "HALF"


@pytest.mark.parametrize("what", ["project", "year", "rows"])
def test_what_a_form_behind_another_tab_is_of_may_go(space: Workspace, what: str) -> None:
    _use(space, OF_PROJECT.id, OF_YEAR.id)
    document, plan = space.document, space.document.plan
    assert plan is not None
    project = document.project
    assert project is not None
    for form, address in (
        (OF_PROJECT, Address("indicator", project.indicators[1].id, "name")),
        (OF_YEAR, Address("subgoal", plan.overall.subgoals[0].id, "goal")),
    ):
        page = next(each for each in space.forms.pages if each.form.id == form.id)
        space.show_page(page)
        page.show_address(address)
        QApplication.processEvents()
    space.show_page(space.projects)
    rows = (*project.indicators, *plan.overall.subgoals)
    gone = {"project": (project,), "year": (plan,), "rows": rows}[what]
    document.apply("删除", [Remove(each.id) for each in gone])
    QApplication.processEvents()
    document.undo()
    QApplication.processEvents()
    for page in space.forms.pages:
        space.show_page(page)
        assert page.table.board() is not None
