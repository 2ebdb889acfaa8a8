"""起草: offered on an empty project, shown, put in as one step, completed by the numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert
from hfgoals.model.money import Money
from hfgoals.model.text import UNFILLED
from hfgoals.model.values import Project
from tests.ui import modal
from ui.actions import COMMANDS
from ui.dialogs.draft import PLACE, DraftDialog
from ui.main_window import MainWindow
from ui.projects.draft_bar import KEY


def _with_empty(window: MainWindow, qtbot: QtBot, name: str) -> Project:
    document = window.document
    plan = document.plan
    assert plan is not None
    project = Project(name=name, budget=Money(24_000_000), fiscal=Money(24_000_000))
    document.apply("新建项目", [Insert(plan.id, project)])
    document.select_project(project.id)
    window.show_projects()
    qtbot.wait(50)
    return project


def _draft(window: MainWindow) -> None:
    modal.answer(DraftDialog, QDialog.accept)
    window.actions_by_name["draft_project"].trigger()


def test_an_empty_project_is_offered_one_and_may_refuse(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.open_workspace.projects.draft
    window.show_projects()
    qtbot.wait(50)
    assert bar.isHidden()
    _with_empty(window, qtbot, "助农直播带货")
    assert bar.isVisible()
    assert "助农" in bar.said.text()
    qtbot.mouseClick(bar.away, Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    window.document.select_project(window.document.book.years[-1].projects[0].id)
    window.document.select_project(window.document.book.years[-1].projects[-1].id)
    qtbot.wait(50)
    assert bar.isHidden()


def test_the_button_shows_it_and_one_undo_takes_it_back(window: MainWindow, qtbot: QtBot) -> None:
    _with_empty(window, qtbot, "助农直播带货")
    before = window.document.book
    modal.answer(DraftDialog, QDialog.accept)
    qtbot.mouseClick(window.open_workspace.projects.draft.button, Qt.MouseButton.LeftButton)
    project = window.document.project
    assert project is not None
    assert len(project.indicators) == 6
    assert project.purpose
    here = window.open_workspace.projects.current_address()
    assert here is not None
    assert (here.row, here.path) == (project.indicators[0].id, "target")
    window.document.undo()
    assert window.document.book == before


def test_cancelled_it_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    _with_empty(window, qtbot, "助农直播带货")
    before = window.document.book
    modal.answer(DraftDialog, QDialog.reject)
    window.actions_by_name["draft_project"].trigger()
    assert window.document.book is before


def test_numbers_typed_with_enter_and_the_rest_by_a_second_draft(
    window: MainWindow, qtbot: QtBot
) -> None:
    _with_empty(window, qtbot, "助农直播带货")
    _draft(window)
    table = window.open_workspace.projects.table
    for keys in ("24", "", "48", "", "50", "90"):
        if keys:
            qtbot.keyClicks(table.focusWidget() or table, keys)
            qtbot.keyClick(table.focusWidget() or table, Qt.Key.Key_Return)
        else:
            qtbot.keyClick(table.focusWidget() or table, Qt.Key.Key_Down)
    project = window.document.project
    assert project is not None
    values = [row.target.text for row in project.indicators]
    assert values == ["≥24场", "＝100%", "≤48小时", "", "≥50万元", "≥90%"]
    qtbot.wait(50)
    assert window.open_workspace.projects.draft.isVisible()
    _draft(window)
    project = window.document.project
    assert project is not None
    assert project.indicators[3].target.text == "≤1万元/场"
    assert UNFILLED not in "".join(goal.text for goal in project.goals)
    assert "24场" in project.goals[0].text
    window.actions_by_name["draft_project"].trigger()
    assert "没有要起草的" in window.notice.text


def test_a_cell_with_a_mark_opens_with_the_mark_in_hand(window: MainWindow, qtbot: QtBot) -> None:
    _with_empty(window, qtbot, "助农直播带货")
    _draft(window)
    project = window.document.project
    assert project is not None
    goal = project.goals[0]
    window.open_workspace.projects.show_address(Address("goal", goal.id, "text"))
    table = window.open_workspace.projects.table
    qtbot.keyClick(table.focusWidget() or table, Qt.Key.Key_F2)
    qtbot.keyClicks(table.focusWidget() or table, "36")
    qtbot.keyClick(table.focusWidget() or table, Qt.Key.Key_Return)
    project = window.document.project
    assert project is not None
    assert project.goals[0].text == goal.text.replace(UNFILLED, "36", 1)


def test_the_key_it_names_is_the_commands() -> None:
    (command,) = (each for each in COMMANDS if each.name == "draft_project")
    assert command.keys == KEY


def test_escape_keeps_the_bare_number(window: MainWindow, qtbot: QtBot) -> None:
    _with_empty(window, qtbot, "助农直播带货")
    _draft(window)
    table = window.open_workspace.projects.table
    qtbot.keyClicks(table.focusWidget() or table, "24")
    qtbot.keyClick(table.focusWidget() or table, Qt.Key.Key_Escape)
    qtbot.keyClick(table.focusWidget() or table, Qt.Key.Key_Return)
    project = window.document.project
    assert project is not None
    assert project.indicators[0].target.text == "24"


def test_the_dialog_ticks_chooses_kinds_and_refuses_nothing_ticked(
    window: MainWindow, qtbot: QtBot
) -> None:
    project = _with_empty(window, qtbot, "老照片征集")
    plan = window.document.plan
    assert plan is not None
    dialog = DraftDialog(plan, project, window)
    qtbot.addWidget(dialog)
    assert dialog.kind.currentText() == "其他项目"
    dialog.kind.setCurrentText("培训")
    assert "培训" in dialog.why.text()
    rows = dialog.items.rowCount()
    assert len(dialog.taken) == rows
    dialog.items.setData(
        dialog.items.index(0, PLACE), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert len(dialog.taken) == rows - 1
    dialog.items.tick_all(ticked=False)
    assert dialog.refusal()
    dialog.items.tick_all(ticked=True)
    assert not dialog.refusal()
    window.document.apply("放入草稿", dialog.edits)
    assert window.document.project is not None
    assert window.document.project.kind == "培训"


def test_a_locked_or_missing_project_is_offered_nothing(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    plan = document.plan
    assert plan is not None
    from hfgoals.model.several import removed

    document.apply("删除", removed([each.id for each in plan.projects]))
    window.show_projects()
    qtbot.wait(50)
    assert window.open_workspace.projects.draft.isHidden()
    window.actions_by_name["draft_project"].trigger()
