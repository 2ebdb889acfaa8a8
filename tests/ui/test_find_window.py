"""Finding and replacing, by keys, beside the work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.stretch import Stretch
from hfgoals.store import create
from tests.ui.projects.conftest import projects_book
from ui.dialogs.changes import AFTER
from ui.dialogs.find import ALL_YEARS, FindWindow
from ui.main_window import MainWindow
from ui.memory import Memory

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


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


def opened(window: MainWindow, key: Qt.Key = Key.Key_F) -> FindWindow:
    QTest.keyClick(QApplication.focusWidget() or window, key, CTRL)
    (made,) = window.findChildren(FindWindow)
    assert made.isVisible()
    return made


def typed(find: FindWindow, qtbot: QtBot, words: str, after: str = "") -> None:
    find.words.selectAll()
    if words.isascii():
        qtbot.keyClicks(find.words, words)
    else:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(find.words, event)
    if after:
        qtbot.keyClicks(find.after, after)
    find.look()


def said(find: FindWindow, column: int) -> list[str]:
    return [str(find.model.index(row, column).data()) for row in range(find.model.rowCount())]


def test_ctrl_f_lists_the_places_and_enter_goes_through_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    find = opened(window)
    # Of the code that two of the four projects have in common.
    typed(find, qtbot, "80.5")
    assert said(find, 0) == ["预算数"]
    QTest.keyClick(find.words, Key.Key_Return)
    project = window.document.project
    assert project is not None
    assert project.id == "half"
    here = window.open_workspace.place()
    assert here == Address("project", "half", "budget")
    assert find.isVisible()


def test_arrows_in_the_list_take_the_place_in_hand_and_escape_closes(
    window: MainWindow, qtbot: QtBot
) -> None:
    find = opened(window)
    typed(find, qtbot, "%")
    assert find.model.rowCount() > 3
    QTest.keyClick(find.words, Key.Key_Down)
    seen = []
    for _ in range(3):
        QTest.keyClick(find.table, Key.Key_Down)
        seen.append(window.open_workspace.place())
    assert len(set(seen)) == 3
    QTest.keyClick(find.table, Key.Key_Escape)
    assert not find.isVisible()


def test_what_is_replaced_is_shown_before_and_is_one_step(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    before = document.book
    find = opened(window, Key.Key_H)
    typed(find, qtbot, "%", "percent")
    count = find.model.rowCount()
    assert any("percent" in each for each in said(find, AFTER))
    # Percents of the spending plan are figures: found, never ticked.
    ticked = len(find.model.wanted)
    assert 0 < ticked < count
    find.table.setFocus()
    first = next(row for row in range(count) if find.model.is_ticked(_stretch(find, row)))
    find.table.selectRow(first)
    QTest.keyClick(find.table, Key.Key_Space)
    assert len(find.model.wanted) == ticked - 1
    qtbot.mouseClick(find.all, Qt.MouseButton.LeftButton)
    assert document.book != before
    assert document.undo_name == "“%”替换为“percent”"
    assert find.model.rowCount() == count - ticked + 1
    # The window's own keys work on from here.
    document.undo()
    assert document.book == before


def _stretch(find: FindWindow, row: int) -> Stretch:
    place = find.model.at(row)
    assert place is not None
    return place.stretch


def test_one_place_is_replaced_and_the_next_comes_in_hand(window: MainWindow, qtbot: QtBot) -> None:
    find = opened(window, Key.Key_H)
    typed(find, qtbot, "≥", ">=")
    count = find.model.rowCount()
    find.table.selectRow(0)
    qtbot.mouseClick(find.one, Qt.MouseButton.LeftButton)
    assert find.model.rowCount() == count - 1
    assert find.table.currentIndex().row() == 0


def test_what_changes_in_the_workbook_is_looked_at_again(window: MainWindow, qtbot: QtBot) -> None:
    find = opened(window)
    typed(find, qtbot, "newword")
    assert find.model.rowCount() == 0
    assert "newword" in find.table.empty
    window.document.apply("改", [SetText(Address("project", "half", "name"), "a newword")])
    qtbot.waitUntil(lambda: find.model.rowCount() == 1)


def test_a_locked_year_is_found_in_but_left_alone(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    plan = document.plan
    assert plan is not None
    document.session.keep_version("送稿", plan, submitted=True)
    find = opened(window)
    find.set_replacing(on=True)
    find.scope.setCurrentIndex(ALL_YEARS)
    typed(find, qtbot, "≥")
    assert find.model.rowCount() > 0
    assert find.model.wanted == []
    assert not find.all.isEnabled()


def test_the_window_goes_with_its_workbook(window: MainWindow, qtbot: QtBot) -> None:
    opened(window)
    assert window.close_book()
    qtbot.waitUntil(lambda: not window.findChildren(FindWindow))


def test_the_filter_of_projects_has_a_key_of_its_own_and_looks_into_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    document, panel = window.document, window.open_workspace.projects.panel
    document.apply("改", [SetText(Address("project", "half", "purpose"), "for qwerty")])
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_L, CTRL)
    assert panel.filter.hasFocus()
    qtbot.keyClicks(panel.filter, "QWERT")
    qtbot.waitUntil(lambda: panel.shown.rowCount() == 1)
