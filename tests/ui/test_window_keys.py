"""Keys of the window: each answers, none means two things, and the list of them is their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.store import create
from tests.ui.modal import answer
from tests.ui.projects.conftest import projects_book
from ui.actions import COMMANDS
from ui.dialogs.go_to import GoToDialog
from ui.keys import HEADING, chapter, keys_of
from ui.main_window import MainWindow
from ui.manual_window import ManualPage
from ui.memory import Memory

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    create(tmp_path / "甲.hfg", projects_book()).close()
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


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def test_ctrl_s_answers_with_the_time(window: MainWindow) -> None:
    press(window, Key.Key_S)
    assert window.notice.text == "已保存，每一步都自动保存。"
    window.open_workspace.projects.table.show_address(Address("project", "half", "name"))
    window.document.apply("改", [SetText(Address("project", "half", "name"), "新名称")])
    press(window, Key.Key_S)
    at = window.document.session.saving.at
    assert at is not None
    assert window.notice.text == f"已保存 {at:%H:%M}，每一步都自动保存。"


@pytest.mark.parametrize(
    ("typed", "project_id"), [("3", "half"), ("4", "empty"), ("9", None), ("zz", None)]
)
def test_ctrl_g_goes_to_a_project_by_its_number(
    window: MainWindow, typed: str, project_id: str | None
) -> None:
    before = window.document.project

    def go(dialog: GoToDialog) -> None:
        QTest.keyClicks(dialog.field, typed)
        QTest.keyClick(dialog.field, Key.Key_Return)
        if dialog.isVisible():
            assert dialog.refusal()
            QTest.keyClick(dialog.field, Key.Key_Escape)

    answer(GoToDialog, go)
    window.show_overall()
    press(window, Key.Key_G)
    now = window.document.project
    assert now is not None
    if project_id is None:
        assert now is before
        return
    assert now.id == project_id
    assert window.open_workspace.page is window.open_workspace.projects


def test_a_project_is_gone_to_by_a_piece_of_its_name(window: MainWindow, qtbot: QtBot) -> None:
    plan = window.document.plan
    assert plan is not None
    dialog = GoToDialog(plan)
    qtbot.addWidget(dialog)
    dialog.field.setText("新媒体")
    assert dialog.project is not None
    assert dialog.project.id == "half"


@pytest.mark.parametrize("key", [Key.Key_F5, Key.Key_F9])
def test_both_keys_check(window: MainWindow, key: Qt.Key, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[bool] = []
    review = window.open_workspace.review
    monkeypatch.setattr(review, "check_all", lambda: done.append(True))
    press(window, key, Qt.KeyboardModifier.NoModifier)
    assert done == [True]


def test_zoom_goes_by_keys_too(window: MainWindow) -> None:
    table = window.open_workspace.projects.table
    table.setFocus()
    table.set_zoom(100)
    press(window, Key.Key_Plus)
    assert table.zoom() == 110
    press(window, Key.Key_Equal)
    assert table.zoom() == 120
    press(window, Key.Key_Minus)
    assert table.zoom() == 110
    press(window, Key.Key_0, CTRL | ALT)
    assert table.zoom() == table.viewing.fitting(table.viewport().width())


def test_where_nothing_can_be_zoomed_the_window_says_so(window: MainWindow) -> None:
    window.show_overall()
    press(window, Key.Key_Plus)
    assert "F7" in window.notice.text


def test_no_key_means_two_things(window: MainWindow) -> None:
    """Wherever the focus is, each key belongs to one command of those that it reaches."""
    space = window.open_workspace
    space.overall.show()
    everything = [window, *window.findChildren(QWidget)]
    for widget in everything:
        if not widget.actions():
            continue
        reached: dict[str, QAction] = {}
        around: QWidget | None = widget
        while around is not None:
            for action in around.actions() if around is not window else window.actions_by_name:
                for shortcut in action.shortcuts():
                    keys = shortcut.toString()
                    assert reached.setdefault(keys, action) is action, (
                        f"{keys}: {action.text()} and {reached[keys].text()} on {widget}"
                    )
            around = around.parentWidget()


def test_the_window_s_keys_are_each_given_once() -> None:
    keys = [each for command in COMMANDS for each in (command.keys, command.second) if each]
    assert len(keys) == len(set(keys))


def test_the_list_of_keys_is_read_off_the_commands(window: MainWindow) -> None:
    said = chapter(window.actions_by_name, window.workspace)
    for action in (*window.actions_by_name, *window.open_workspace.projects.commands):
        keys = keys_of(action)
        assert not keys or f"| {keys} |" in said
    assert "| Ctrl+Shift+S、F12 | 另存副本 |" in said
    assert "Alt+Shift+↑" in said
    window.actions_by_name["show_keys"].trigger()
    (page,) = window.findChildren(ManualPage)
    assert HEADING in page.toPlainText()
    assert page.verticalScrollBar().value() > page.verticalScrollBar().maximum() // 2
