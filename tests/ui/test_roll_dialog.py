"""The dialog that copies a year to the next, and last year's target in the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.rolling import YearChange
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Overall, Project
from hfgoals.store import create
from ui.dialogs.roll import RollDialog
from ui.main_window import MainWindow
from ui.memory import Memory

TARGET = Target.parse("<b>≥95%</b>")


def book() -> Book:
    projects = (
        Project(
            code="A1",
            name="甲<b>粗</b>",
            purpose="用于2023年支出",
            goals=(Goal(text="自2023年起"),),
            indicators=(Indicator(level2="质量指标", name="合格率", target=TARGET),),
        ),
        Project(code="A2", name="乙", purpose="2023年，按《2023年要点》"),
    )
    plan = AnnualPlan(year=2023, overall=Overall(goal="2023年目标"), projects=projects)
    return Book(years=(plan,))


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> RollDialog:
    made = RollDialog(book(), book().years[0])
    return _shown(made, qtbot)


def _shown(made: RollDialog, qtbot: QtBot) -> RollDialog:
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    create(tmp_path / "甲.hfg", book()).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    assert made.open_path(tmp_path / "甲.hfg")
    yield made
    made.close()


def _table(dialog: RollDialog) -> QTableView:
    found = dialog.findChild(QTableView)
    assert isinstance(found, QTableView)
    return found


def _list(dialog: RollDialog) -> QListWidget:
    found = dialog.findChild(QListWidget)
    assert isinstance(found, QListWidget)
    return found


def _ticked(dialog: RollDialog) -> list[str]:
    return [_around(each) for each in dialog.years.ticked]


def _around(change: YearChange) -> str:
    left, right = change.around()
    return f"{left}{change.before}>{change.after}{right}"


def test_all_projects_and_the_sure_years_are_ticked(dialog: RollDialog) -> None:
    assert dialog.year == 2024
    assert len(dialog.projects) == 2
    assert dialog.years.rowCount() == 4
    assert _ticked(dialog) == [
        "2023>2024年目标",
        "用于2023>2024年支出",
        "2023>2024年，按《2023年要点》",
    ]


def test_a_project_left_out_takes_its_years_with_it(dialog: RollDialog) -> None:
    listed = _list(dialog)
    place = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(dialog.projects) == 1
    assert _ticked(dialog) == ["2023>2024年目标", "2023>2024年，按《2023年要点》"]
    following = dialog.rolled_book().years[1]
    assert [each.name for each in following.projects] == ["乙"]
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(dialog.projects) == 2


def test_none_and_all_projects(dialog: RollDialog) -> None:
    dialog.take_projects(taken=False)
    assert (len(dialog.projects), dialog.years.rowCount()) == (0, 1)
    dialog.take_projects(taken=True)
    assert (len(dialog.projects), dialog.years.rowCount()) == (2, 4)


def test_a_click_anywhere_on_a_row_and_the_space_bar_tick(dialog: RollDialog) -> None:
    table = _table(dialog)
    for column in range(3):
        before = len(dialog.years.ticked)
        place = table.visualRect(dialog.years.index(0, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert abs(len(dialog.years.ticked) - before) == 1
    assert len(dialog.years.ticked) == 2
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(dialog.years.ticked) == 3


def test_all_and_none_of_the_years(dialog: RollDialog) -> None:
    dialog.years.tick_all(ticked=False)
    assert dialog.years.ticked == []
    assert dialog.rolled_book().years[1].overall.goal == "2023年目标"
    dialog.years.tick_all(ticked=True)
    assert len(dialog.years.ticked) == 4
    assert dialog.rolled_book().years[1].projects[0].goals[0].text == "自2024年起"


def test_what_was_settled_stays_when_the_year_is_changed(dialog: RollDialog) -> None:
    dialog.years.tick_all(ticked=False)
    dialog.year = 2026
    assert dialog.years.ticked == []
    dialog.years.tick_all(ticked=True)
    assert {each.after for each in dialog.years.ticked} == {"2026"}


def test_a_year_with_content_is_refused_in_the_dialog(qapp: QApplication, qtbot: QtBot) -> None:
    plan = book().years[0]
    there = AnnualPlan(year=2025, overall=Overall(goal="有"))
    dialog = _shown(RollDialog(Book(years=(plan, there)), plan), qtbot)
    assert dialog.year == 2024
    dialog.year = 2025
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert dialog.refusal()
    dialog.year = 2024
    dialog.accept_button.click()
    assert dialog.result() == RollDialog.DialogCode.Accepted


def test_a_blank_plan_says_that_there_is_nothing_to_change(
    qapp: QApplication, qtbot: QtBot
) -> None:
    plan = AnnualPlan(year=2023)
    dialog = _shown(RollDialog(Book(years=(plan,)), plan), qtbot)
    assert dialog.years.rowCount() == 0
    blank = _table(dialog).viewport().grab().toImage()
    assert len({blank.pixel(x, blank.height() // 2) for x in range(blank.width())}) > 1
    assert dialog.rolled_book().plan_of(2024) is not None


def test_rolling_is_one_step_and_takes_the_new_year_in_hand(window: MainWindow) -> None:
    document = window.document

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, RollDialog):
            dialog.accept_button.click()
        else:
            QTimer.singleShot(10, agree)

    QTimer.singleShot(0, agree)
    window.actions_by_name["roll_year"].trigger()
    assert document.plan is not None
    assert document.plan.year == 2024
    assert document.undo_name == "结转到 2024 年度"
    assert window.notice.text
    assert document.plan.projects[0].purpose == "用于2024年支出"
    window.undo()
    assert [plan.year for plan in document.book.years] == [2023]
    assert document.plan is not None
    assert document.plan.year == 2023
    window.redo()
    assert [plan.year for plan in document.book.years] == [2023, 2024]


def test_last_year_s_target_stands_over_the_cell_as_plain_text(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document
    plan = document.book.years[0]
    dialog = RollDialog(document.book, plan)
    assert document.replace("结转", dialog.rolled_book())
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_: shown.append(text))
    for year, wanted in ((2023, []), (2024, ["<qt>上年：&lt;b&gt;≥95%&lt;/b&gt;</qt>"])):
        taken = document.book.plan_of(year)
        assert taken is not None
        document.select_plan(taken.id)
        document.select_project(taken.projects[0].id)
        window.show_projects()
        assert window.workspace is not None
        table = window.workspace.projects.table
        table.set_marks({})
        indicator = taken.projects[0].indicators[0]
        assert table.show_address(Address("indicator", indicator.id, "target"))
        board = table.board()
        assert board is not None
        point = board.point_of(Address("indicator", indicator.id, "target"))
        place = board.at(point)
        assert place is not None
        at: QPoint = table.cell_pixels(place, place.addresses).center()
        table._pointer.tip(QHelpEvent(QHelpEvent.Type.ToolTip, at, at))
        assert shown == wanted


def test_codes_are_kept_where_that_is_ticked(dialog: RollDialog) -> None:
    assert [each.code for each in dialog.rolled_book().years[1].projects] == ["", ""]
    dialog.keep_codes.setChecked(True)
    assert [each.code for each in dialog.rolled_book().years[1].projects] == ["A1", "A2"]
