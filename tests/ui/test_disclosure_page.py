"""The disclosure report on its tab: typed from empty, zeros by one key, sums by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.forms import disclosure_report
from hfgoals.model.address import Address
from hfgoals.model.disclosure import Applicants, Report
from hfgoals.model.edits import SetText
from hfgoals.model.fields import with_texts
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book, Overall, Unit
from hfgoals.store import create
from ui.form_pages import FormPage
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.workspace import Workspace

_LAST = with_texts(Report(), {"requests.received.natural": "7", "permits.base": "29"})


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    forms = (*STANDARD_FORMS, disclosure_report.ID)
    years = (
        AnnualPlan(year=2022, forms=forms, reports=(_LAST,)),
        AnnualPlan(year=2023, forms=forms),
    )
    create(tmp_path / "甲.hfg", Book(Unit("130001", "某县融媒体中心"), years)).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    made.open_path(tmp_path / "甲.hfg")
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> FormPage:
    window.show_further_form()
    (made,) = window.open_workspace.forms.pages
    assert window.open_workspace.page is made
    return made


def _space(window: MainWindow) -> Workspace:
    return window.open_workspace


def _report(window: MainWindow) -> Report:
    plan = _space(window).document.plan
    assert plan is not None
    return plan.report


def _take(window: MainWindow, page: FormPage, path: str) -> Address:
    address = Address("report", _report(window).id, path)
    page.show_address(address)
    assert page.current_address() == address
    return address


def _hands() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_row_is_typed_with_tabs_and_enter_leads_below_its_beginning(
    window: MainWindow, page: FormPage
) -> None:
    _take(window, page, "requests.received.natural")
    for digit in "4000":
        QTest.keyClicks(_hands(), digit)
        QTest.keyClick(_hands(), Qt.Key.Key_Tab)
    QTest.keyClick(_hands(), Qt.Key.Key_Return)
    assert page.current_address() == Address(
        "report", _report(window).id, "requests.brought_over.natural"
    )
    assert _report(window).requests.received == Applicants(4, 0, 0, 0)
    board = page.table.board()
    assert board is not None
    (total,) = {cell.text for cell in board.sheet.cells if cell.style == "sum" and cell.text}
    assert total == "4"


def test_blanks_of_the_table_become_zeros_in_one_step(window: MainWindow, page: FormPage) -> None:
    _take(window, page, "requests.received.natural")
    QTest.keyClicks(_hands(), "4")
    QTest.keyClick(_hands(), Qt.Key.Key_Return)
    before = _space(window).document.book
    QTest.keyClick(_hands(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    report = _report(window)
    assert report.requests.received == Applicants(4, 0, 0, 0, 0, 0)
    assert report.requests.petition == Applicants(0, 0, 0, 0, 0, 0)
    assert report.requests.results == Applicants()
    assert report.permits.base is None
    _space(window).document.undo()
    assert _space(window).document.book == before


def test_blanks_of_the_range_alone_when_there_is_one(window: MainWindow, page: FormPage) -> None:
    _take(window, page, "reviews.upheld")
    QTest.keyClick(_hands(), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(_hands(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    reviews = _report(window).reviews
    assert (reviews.upheld, reviews.corrected, reviews.other) == (0, 0, None)


def test_outside_the_tables_all_of_them_are_meant(window: MainWindow, page: FormPage) -> None:
    _take(window, page, "overview")
    QTest.keyClick(_hands(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    report = _report(window)
    assert report.regulations.made == report.later_suits.pending == 0
    assert report.procurement.amount is not None
    assert report.overview == ""


def test_zeros_are_offered_on_forms_with_counts_alone(window: MainWindow, page: FormPage) -> None:
    def offered() -> bool:
        commands = {each.text(): each for each in _space(window).commands}
        return commands["空白填 0"].isVisible()

    assert offered()
    window.show_projects()
    assert not offered()


def test_a_stated_sum_can_be_taken_in_hand_and_is_worked_out_when_it_goes(
    window: MainWindow, page: FormPage
) -> None:
    texts = {"requests.granted.natural": "3", "requests.granted.total": "9"}
    document = _space(window).document
    report = _report(window)
    document.apply("填", [SetText(Address("report", report.id, p), t) for p, t in texts.items()])
    _take(window, page, "requests.granted.total")
    QTest.keyClick(_hands(), Qt.Key.Key_Delete)
    assert _report(window).requests.granted == Applicants(3)
    board = page.table.board()
    assert board is not None
    assert not page.table.shows(Address("report", report.id, "requests.granted.total"))


def test_last_year_s_number_stands_beside_this_year_s(window: MainWindow, page: FormPage) -> None:
    board = page.table.board()
    assert board is not None
    told = {
        place.address.path: page.table.told_at(place)
        for place in board.places
        if page.table.told_at(place)
    }
    assert told == {"requests.received.natural": "上年：7", "permits.base": "上年：29"}


def test_it_is_painted_in_the_cell(window: MainWindow, page: FormPage) -> None:
    _take(window, page, "permits.base")
    document = _space(window).document

    def cell() -> QImage:
        board = page.table.board()
        assert board is not None
        place = board.of(Address("report", _report(window).id, "permits.base"))
        assert place is not None
        return page.table.viewport().grab(page.table.viewing.pixels(place.rect)).toImage()

    painted = cell()
    years = tuple(replace(plan, reports=()) for plan in document.book.years)
    document.replace("x", replace(document.book, years=years))
    assert cell() != painted


def test_a_year_with_nothing_but_its_report_opens_on_it(window: MainWindow, tmp_path: Path) -> None:
    forms = (*STANDARD_FORMS, disclosure_report.ID)
    alone = AnnualPlan(year=2023, forms=forms, reports=(_LAST,))
    more = replace(alone, overall=Overall(goal="保障播出。"))
    for name, plan, there in (("乙", alone, True), ("丙", more, False)):
        create(tmp_path / f"{name}.hfg", Book(Unit("130001", "某县"), (plan,))).close()
        window.open_path(tmp_path / f"{name}.hfg")
        assert isinstance(_space(window).page, FormPage) == there


def test_turning_to_such_a_year_turns_to_its_report(window: MainWindow) -> None:
    document = _space(window).document
    first, second = document.book.years
    more = replace(second, overall=Overall(goal="保障播出。"))
    document.replace("x", replace(document.book, years=(first, more)))
    document.select_plan(second.id)
    window.show_overall()
    document.select_plan(first.id)
    assert isinstance(_space(window).page, FormPage)
    window.show_overall()
    document.select_plan(second.id)
    assert not isinstance(_space(window).page, FormPage)


def test_a_finding_leads_to_its_cell(window: MainWindow, page: FormPage) -> None:
    window.show_overall()
    address = Address("report", _report(window).id, "fees.change")
    _space(window).show_address(address)
    assert _space(window).page is page
    assert page.current_address() == address


def test_prose_goes_over_lines(window: MainWindow, page: FormPage) -> None:
    _take(window, page, "problems")
    QTest.keyClicks(_hands(), "A")
    QTest.keyClick(_hands(), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(_hands(), "B")
    QTest.keyClick(_hands(), Qt.Key.Key_Tab)
    assert _report(window).problems == "A\nB"


def test_no_further_form_is_told(window: MainWindow) -> None:
    document = _space(window).document
    plan = document.plan
    assert plan is not None
    document.replace("x", replace(document.book, years=(replace(plan, forms=STANDARD_FORMS),)))
    told: list[str] = []
    document.refused.connect(told.append)
    window.show_further_form()
    assert told
