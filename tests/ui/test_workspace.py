"""The workspace: what is made only when it is looked at, and where it stands then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.store import create
from tests.forms.examples import book
from tests.ui import modal
from ui.launch import begin
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.overall.page import OverallPage
from ui.review.panel import ReviewPanel
from ui.start_page import StartPage
from ui.workspace import OVERALL_TAB, PROJECTS_TAB, Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "甲.hfg", book()).close()
    return tmp_path / "甲.hfg"


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Memory(tmp_path / "window.json"), opening=True)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()


def _opened(window: MainWindow, path: Path) -> Workspace:
    begin(window, path)
    assert window.workspace is not None
    return window.workspace


def _made(window: MainWindow, kind: type[QWidget]) -> bool:
    return bool(window.findChildren(kind))


def test_with_a_workbook_to_open_the_start_page_is_not_there(
    window: MainWindow, path: Path
) -> None:
    assert not _made(window, StartPage)
    _opened(window, path)
    assert not _made(window, StartPage)
    assert window.close_book()
    assert window.start_page.isVisible()


def test_a_workbook_that_cannot_be_opened_leaves_the_start_page(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "乙.hfg").write_text("不是工作簿", "utf-8")
    seen: list[bool] = []

    def look(dialog: QMessageBox) -> None:
        seen.append(window.start_page.isVisible())
        dialog.accept()

    modal.answer(QMessageBox, look)
    begin(window, tmp_path / "乙.hfg")
    assert seen == [True]
    assert window.start_page.isVisible()


def test_what_is_not_seen_is_made_when_the_window_was_painted(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    space = _opened(window, path)
    assert space.page is space.projects
    assert not _made(window, OverallPage)
    assert not _made(window, ReviewPanel)
    qtbot.waitUntil(lambda: _made(window, OverallPage) and _made(window, ReviewPanel))
    assert space.page is space.projects
    assert not space.reviewing


def test_a_tab_turned_to_at_once_is_there(window: MainWindow, path: Path) -> None:
    space = _opened(window, path)
    QTest.keyClick(space.projects.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert space.page is space.overall
    assert space.overall.column.goal.goal.isVisible()
    assert space.overall.column.goal.goal.text() == book().years[-1].overall.goal


def test_how_a_part_was_left_is_kept_though_nobody_looked_at_it(
    window: MainWindow, path: Path
) -> None:
    space = _opened(window, path)
    left = {"overall": {"scroll": 7, "folded": []}, "findings": {"levels": ["error"]}}
    space.restore(space.state() | left, 1280)
    assert not _made(window, OverallPage)
    state = space.state()
    assert (state["overall"], state["findings"]) == (left["overall"], left["findings"])


def test_tab_goes_from_the_tabs_through_the_page_to_the_findings_and_the_preview(
    window: MainWindow, path: Path
) -> None:
    space = _opened(window, path)
    space.show_preview(True)
    space.show_review(True)
    space.show_page(space.overall)
    parts = (space.tabs.tabBar(), space.overall, space.findings, space.preview)
    order: list[QWidget] = []
    each = space.tabs.tabBar()
    for _ in range(400):
        part = next(part for part in (*parts, window) if part is each or part.isAncestorOf(each))
        stops = each.isVisible() and bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if stops and part is not window and part not in order:
            order.append(part)
        each = each.nextInFocusChain()
        if each is parts[0]:
            break
    assert order == list(parts)


def _click_tab(space: Workspace, tab: int) -> None:
    bar = space.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(tab).center())


def _press_number(space: Workspace, tab: int) -> None:
    key = (Qt.Key.Key_1, Qt.Key.Key_2)[tab]
    QTest.keyClick(space.window(), key, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("turn", [_click_tab, _press_number])
def test_a_page_is_come_back_to_where_it_was_left(
    window: MainWindow, path: Path, turn: Callable[[Workspace, int], None]
) -> None:
    space = _opened(window, path)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    turn(space, PROJECTS_TAB)
    project = space.document.project
    assert project is not None
    address = Address("indicator", project.indicators[2].id, "target")
    space.projects.show_address(address)
    space.projects.table.setFocus()
    table_field = QApplication.focusWidget()
    turn(space, OVERALL_TAB)
    goal = space.overall.column.goal.goal
    assert QApplication.focusWidget() is goal, "the first field that is filled in here"
    safeguard = list(space.overall.column.bindings())[-1].editor
    safeguard.setFocus()
    QTest.keyClick(safeguard, Qt.Key.Key_End)
    turn(space, PROJECTS_TAB)
    assert QApplication.focusWidget() is table_field
    assert space.place() == address
    turn(space, OVERALL_TAB)
    assert QApplication.focusWidget() is safeguard


def test_a_new_project_is_made_from_every_tab(window: MainWindow, path: Path) -> None:
    space = _opened(window, path)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    space.show_page(space.overall)
    plan = space.document.plan
    assert plan is not None
    before = len(plan.projects)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, keys)
    assert space.page is space.projects
    QTest.keyClicks(QApplication.focusWidget(), "new one")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    now = space.document.plan
    assert now is not None
    assert [each.name for each in now.projects[before:]] == ["new one"]
    space.show_page(space.overall)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert space.page is space.projects
    assert QApplication.focusWidget() is space.projects.panel.filter
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_G, keys)
    assert space.page is space.overall
    QTest.keyClicks(QApplication.focusWidget(), "new goal")
    space.flush()
    last = space.document.plan
    assert last is not None
    assert last.overall.subgoals[-1].title == "new goal"


def _stands_at_the_right(workspace: Workspace) -> bool:
    findings, pages = workspace.findings, workspace.tabs
    left = findings.mapTo(workspace, findings.rect().topLeft()).x()
    return left >= pages.mapTo(workspace, pages.rect().topRight()).x()


def test_the_findings_stand_where_they_are_wanted_and_there_again(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    workspace = _opened(window, path)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    height = workspace.tabs.height()
    assert not _stands_at_the_right(workspace)

    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert workspace.reviewing
    assert _stands_at_the_right(workspace)
    assert workspace.tabs.height() > height

    qtbot.keyClick(window, Qt.Key.Key_F7)
    QApplication.processEvents()
    preview, findings = workspace.preview, workspace.findings
    assert preview.isVisible()
    assert findings.isVisible()
    assert preview.height() < findings.height()
    assert preview.width() == findings.width()
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    QApplication.processEvents()
    assert workspace.tabs.width() == workspace.width()
    qtbot.keyClick(window, Qt.Key.Key_F6)

    assert window.close_book()
    again = _opened(window, path)
    QApplication.processEvents()
    assert again.reviewing
    assert _stands_at_the_right(again)
    assert window.actions_by_name["review_beside"].isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert again.reviewing
    assert not _stands_at_the_right(again)
