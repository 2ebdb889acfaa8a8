"""A year with Beijing's overall form in the window: its tab, its rows, where findings lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.forms.conversion import conversion
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, SubGoal
from hfgoals.sample import sample_book
from hfgoals.store import create
from ui.form_pages import FormPage
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.review.places import Places
from ui.workspace import OVERALL_TAB


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the sample in Beijing's form, at its page."""
    book = sample_book()
    create(tmp_path / "a.hfg", applied(book, conversion(book.years[-1]).edits)).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.open_path(tmp_path / "a.hfg")
    made.activateWindow()
    made.show_overall()
    yield made
    made.close()


def _page(window: MainWindow) -> FormPage:
    page = window.open_workspace.page
    assert isinstance(page, FormPage)
    return page


def _plan(window: MainWindow) -> AnnualPlan:
    plan = window.document.plan
    assert plan is not None
    return plan


def _command(window: MainWindow, text: str) -> None:
    (action,) = (each for each in _page(window).commands if each.text().startswith(text))
    assert action.isEnabled(), text
    action.trigger()


def _take(window: MainWindow, number: int, path: str = "title") -> SubGoal:
    row = _plan(window).overall.subgoals[number - 1]
    _page(window).show_address(Address("subgoal", row.id, path))
    return row


def test_the_first_tab_keeps_what_the_form_does_not_have(window: MainWindow) -> None:
    space = window.open_workspace
    assert space.tabs.tabText(OVERALL_TAB) == "单位和签章"
    space.tabs.setCurrentIndex(OVERALL_TAB)
    assert space.overall.column.sections.isHidden()
    window.document.apply("换", conversion(_plan(window)).edits)
    assert space.tabs.tabText(OVERALL_TAB) == "部门整体绩效目标"
    assert not space.overall.column.sections.isHidden()
    assert space.forms.pages == ()


def test_rows_come_go_and_move(window: MainWindow) -> None:
    titles = [row.title for row in _plan(window).overall.subgoals]

    def now() -> list[str]:
        return [row.title for row in _plan(window).overall.subgoals]

    _take(window, 2)
    _command(window, "在下方插入一行")
    assert now() == [*titles[:2], "", *titles[2:]]
    current = _page(window).current_address()
    assert current == Address("subgoal", _plan(window).overall.subgoals[2].id, "title")
    _command(window, "删除这行")
    assert now() == titles
    _take(window, 2)
    _command(window, "上移")
    assert now() == [titles[1], titles[0], *titles[2:]]
    _command(window, "复制一行")
    assert now() == [titles[1], titles[1], titles[0], *titles[2:]]


def test_two_columns_from_excel_are_names_and_contents(window: MainWindow) -> None:
    count = len(_plan(window).overall.subgoals)
    _take(window, count)
    QApplication.clipboard().setText("指标甲\t甲的内容\r\n指标乙\t乙的内容\r\n")
    _command(window, "粘贴")
    rows = _plan(window).overall.subgoals[count - 1 :]
    assert [(row.title, row.goal, row.indicators) for row in rows] == [
        ("指标甲", "", "甲的内容"),
        ("指标乙", "", "乙的内容"),
    ]


def test_the_total_is_worked_out_until_another_is_stated(window: MainWindow) -> None:
    plan = _plan(window)
    place = Address("plan", plan.id, "overall.funds.total")

    def shown() -> str:
        board = _page(window).table.board()
        assert board is not None
        cell = board.of(place)
        assert cell is not None
        return cell.box.cell.text

    assert shown() == "1844.92"
    window.document.apply("改", [SetText(place, "1900")])
    assert shown() == "1900.00"
    assert _plan(window).overall.funds.total == Money.parse("1900")
    window.document.apply("改", [SetText(place, "")])
    assert shown() == "1844.92"


def test_findings_stand_on_its_tab_and_lead_to_its_cells(window: MainWindow, qtbot: QtBot) -> None:
    space, row = window.open_workspace, _plan(window).overall.subgoals[2]
    address = Address("subgoal", row.id, "indicators")
    window.document.apply("改", [SetText(address, "做好设备维护。")])
    page = _page(window)
    plan_id = _plan(window).id

    def found() -> set[str]:
        return {each.code for each in space.review.found_at(plan_id)}

    qtbot.waitUntil(lambda: found() >= {"B03", "B04"})
    first = space.tabs.widget(OVERALL_TAB)
    qtbot.waitUntil(
        lambda: space._badges.of(page).text == f"▲{space.review.overall_counts.warning}"
    )
    assert space._badges.of(first).text == ""
    assert Places(_plan(window)).words(address) == "第3条 指标内容和指标值"
    window.show_projects()
    space.show_address(address)
    assert space.page is page
    assert page.current_address() == address
    assert page.isAncestorOf(QApplication.focusWidget())
    signature = Address("plan", _plan(window).id, "signatures.preparer")
    space.show_address(signature)
    assert space.page is space.overall


def test_at_the_tables_end_tab_begins_a_row_and_a_blank_one_leads_on(window: MainWindow) -> None:
    count = len(_plan(window).overall.subgoals)
    _take(window, count, "indicators")
    table = _page(window).table

    def tab() -> Address | None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        return table.current_address()

    tab()
    assert len(_plan(window).overall.subgoals) == count + 1
    fresh = _plan(window).overall.subgoals[-1]
    assert table.current_address() == Address("subgoal", fresh.id, "title")
    assert tab() == Address("subgoal", fresh.id, "indicators")
    assert tab() == Address("plan", _plan(window).id, "overall.remarks")
    assert len(_plan(window).overall.subgoals) == count + 1


def test_a_locked_or_yearless_page_offers_nothing(window: MainWindow) -> None:
    fill = _page(window).fill
    assert fill is not None
    assert fill.money.isEnabled()
    book = window.document.book
    window.document.replace("改", replace(book, years=(replace(book.years[-1], projects=()),)))
    assert not fill.money.isEnabled()
    assert not fill.last_year.isEnabled()
    assert fill.duties.isEnabled()
