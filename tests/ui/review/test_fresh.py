"""A blank form is not shouted at; what is missing is marked where it is to be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.checks import check_book
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project, Unit
from hfgoals.store import create
from ui.document import Document
from ui.grid.geometry import NEW_ROW
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.projects.list_model import STATE_ROLE, state_word
from ui.review.field_marks import marks_of, placed
from ui.workspace import Workspace


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    plan = AnnualPlan(id="y", year=2024, projects=(Project(id="p"), Project(id="q", name="乙")))
    create(tmp_path / "甲.hfg", Book(Unit("1", "某县融媒体中心"), (plan,))).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    assert made.open_path(tmp_path / "甲.hfg")
    made.show_projects()
    yield made
    made.close()


@pytest.fixture
def space(window: MainWindow) -> Workspace:
    made = window.open_workspace
    made.review.check_now()
    return made


def errors(space: Workspace, project: str = "p") -> int:
    space.review.check_now()
    return len(space.review.found_at(project))


def key(*keys: Qt.Key) -> None:
    for each in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, each)


def type_(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def test_a_project_that_nobody_has_begun_has_no_errors(space: Workspace) -> None:
    assert errors(space, "p") == 0
    assert errors(space, "q") > 0
    assert space.review.untouched == 1
    assert "p" not in space.review.by_owner
    model = space.projects.panel.model
    assert model.index(0).data(STATE_ROLE) == "blank"
    # For those who are handed it, it is as blank as it is.
    told = check_book(space.document.book)[2024]
    assert any(each.owner == "p" and each.level == "error" for each in told)


def test_errors_come_when_the_first_row_is_left(space: Workspace, qtbot: QtBot) -> None:
    table = space.projects.table
    space.document.select_project("p")
    table.show_address(Address("project", "p", "code"))
    type_("A1")
    key(Qt.Key.Key_Tab)
    assert space.place() == Address("project", "p", "name")
    assert errors(space) == 0
    type_("abc")
    key(Qt.Key.Key_Tab)
    assert space.place() == Address("project", "p", "budget")
    assert errors(space) > 0
    # Going back does not hide them again.
    table.show_address(Address("project", "p", "code"))
    assert errors(space) > 0


def test_errors_come_when_another_project_is_taken(space: Workspace) -> None:
    space.document.select_project("p")
    space.projects.table.show_address(Address("project", "p", "name"))
    type_("abc")
    key(Qt.Key.Key_Tab)
    space.projects.table.show_address(Address("project", "p", "name"))
    space.document.select_project("q")
    assert errors(space) > 0


def test_a_new_project_is_quiet_again_when_all_is_taken_back(space: Workspace) -> None:
    document = space.document
    document.apply("新建", [Insert("y", Project(id="n"))])
    assert errors(space, "n") == 0
    document.apply("填", [SetText(Address("project", "n", "purpose"), "用途")])
    assert errors(space, "n") > 0
    document.undo()
    assert errors(space, "n") == 0


def test_nothing_is_ticked_off_while_projects_wait(window: MainWindow, space: Workspace) -> None:
    assert window.tool_bar.counter.shown != "✓"


def test_what_is_missing_is_marked_where_it_is_to_be_written(space: Workspace) -> None:
    document = space.document
    document.select_project("q")
    errors(space, "q")
    project = document.project
    assert project is not None
    found = space.review.found_at("q")
    marks = marks_of(found, project)
    assert Address("indicator", NEW_ROW, "level1") in marks
    assert Address("goal", NEW_ROW, "text") in marks
    assert Address("project", "q", "name") not in marks
    board = space.projects.table.board()
    assert board is not None
    assert all(board.of(address) is not None for address in marks if address.row != "y")
    missing = next(each for each in found if each.code == "C01")
    key_of = next(name for name, each in space.review.keyed.items() if each == missing)
    space.review.go_to(key_of)
    place = space.projects.table._selection.place
    assert place is not None
    assert (place.address.part, place.address.path) == ("indicator", "level1")


def test_where_there_are_rows_the_last_one_is_marked(space: Workspace) -> None:
    document = space.document
    row = Indicator(id="i", level1="产出指标", level2="数量指标", name="甲")
    document.apply("填", [Insert("q", row)])
    errors(space, "q")
    document.select_project("q")
    project = document.project
    missing = next(each for each in space.review.found_at("q") if each.code == "C01")
    assert placed(missing, project) == Address("indicator", "i", "level1")


def test_all_filled_in_is_not_said_beside_an_error(document_full: Document) -> None:
    plan = document_full.plan
    assert plan is not None
    project = plan.projects[0]
    assert state_word(project) == "已填全"
    assert state_word(project, wrong=True) == "待改"
    assert state_word(plan.projects[-1], wrong=True) != "待改"


@pytest.fixture
def document_full(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    from tests.ui.projects.conftest import projects_book

    made = Document.create(tmp_path / "全.hfg", projects_book())
    yield made
    made.close()
