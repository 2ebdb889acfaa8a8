"""Monitoring and self-evaluation on their tabs: ticks and targets by one key, findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.forms.year_overview import months_used
from hfgoals.model.address import Address
from hfgoals.model.edits import text_at
from hfgoals.model.stages import WHOLE_YEAR, blank_id
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan
from hfgoals.store import create
from tests.staged import plan_of, project_of, result, targets
from ui.dialogs.unit import YearDialog
from ui.form_pages import FormPage
from ui.main_window import MainWindow
from ui.memory import Memory


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    book = targets()
    second = replace(
        project_of(book), id="0" * 11 + "1", name="另一个项目", goals=(), indicators=()
    )
    plan = replace(plan_of(book), projects=(project_of(book), second))
    create(tmp_path / "甲.hfg", replace(book, years=(plan,))).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    made.open_path(tmp_path / "甲.hfg")
    yield made
    made.close()


def _page(window: MainWindow, form_id: str) -> FormPage:
    space = window.open_workspace
    page = next(each for each in space.forms.pages if each.form.id == form_id)
    space.tabs.setCurrentWidget(page)
    return page


def _place(number: int, month: int, path: str) -> Address:
    return Address("result", blank_id(project_of(targets()).indicators[number - 1].id, month), path)


def _text(window: MainWindow, address: Address) -> str:
    return text_at(window.open_workspace.document.book, address)


def _hands() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _take(page: FormPage, address: Address) -> None:
    page.show_address(address)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    assert page.current_address() == address


def test_a_tick_comes_and_goes_by_one_key(window: MainWindow) -> None:
    page = _page(window, "monitoring_project")
    tick = _place(2, 7, "causes.funds")
    _take(page, tick)
    QTest.keyClicks(_hands(), " ")
    assert _text(window, tick) == "√"
    QTest.keyClicks(_hands(), "1")
    assert _text(window, tick) == ""
    window.open_workspace.document.undo()
    assert _text(window, tick) == "√"


def _spot(page: FormPage, address: Address) -> QPoint:
    board = page.table.board()
    place = board.of(address) if board is not None else None
    assert place is not None
    page.table.scroll_to(place.rect)
    return page.table.viewing.pixels(place.rect).center()


def test_a_tick_comes_and_goes_by_one_click(window: MainWindow) -> None:
    page, left = _page(window, "monitoring_project"), Qt.MouseButton.LeftButton
    tick, beside = _place(2, 7, "causes.funds"), _place(2, 7, "causes.rules")
    view, none = page.table.viewport(), Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view, left, none, _spot(page, tick))
    assert _text(window, tick) == "√"
    QTest.mouseClick(view, left, none, _spot(page, tick))
    assert _text(window, tick) == ""
    # Who is used to two clicks has ticked it as well.
    spot = _spot(page, tick)
    QTest.mouseClick(view, left, none, spot)
    whole = QPointF(view.mapToGlobal(spot))
    again = QMouseEvent(QEvent.Type.MouseButtonDblClick, QPointF(spot), whole, left, left, none)
    QApplication.sendEvent(view, again)
    QTest.mouseRelease(view, left, none, spot)
    assert _text(window, tick) == "√"
    # What is dragged over, or taken with a key held, is only in hand.
    QTest.mousePress(view, left, none, _spot(page, tick))
    QTest.mouseMove(view, _spot(page, beside))
    QTest.mouseRelease(view, left, none, _spot(page, beside))
    QTest.mouseClick(view, left, Qt.KeyboardModifier.ShiftModifier, _spot(page, beside))
    assert (_text(window, tick), _text(window, beside)) == ("√", "")


def test_of_the_likelihoods_one_is_ticked(window: MainWindow) -> None:
    page = _page(window, "monitoring_project")
    certain, possible = (_place(1, 7, f"likelihood.{each}") for each in ("certain", "possible"))
    for tick in (certain, possible):
        _take(page, tick)
        page.table.edit(" ")
    assert (_text(window, certain), _text(window, possible)) == ("", "√")


def test_targets_are_met_by_one_key_each_down_the_column(window: MainWindow) -> None:
    page = _page(window, "evaluation_project")
    assert page.stage is not None
    _take(page, _place(1, WHOLE_YEAR, "actual"))
    page.stage.met.trigger()
    page.stage.met.trigger()
    assert _text(window, _place(1, WHOLE_YEAR, "actual")) == "1.00万元/期"
    assert _text(window, _place(2, WHOLE_YEAR, "actual")) == "48期"
    assert page.current_address() == _place(3, WHOLE_YEAR, "actual")
    board = page.table.board()
    assert board is not None
    assert {"20.00", "10.00"} <= {cell.text for cell in board.sheet.cells if cell.style == "sum"}


def test_an_actual_value_is_typed_and_enter_leads_to_the_next(window: MainWindow) -> None:
    page = _page(window, "evaluation_project")
    _take(page, _place(1, WHOLE_YEAR, "actual"))
    page.table.edit("0.95万元/期")
    QTest.keyClick(_hands(), Qt.Key.Key_Return)
    assert _text(window, _place(1, WHOLE_YEAR, "actual")) == "0.95万元/期"
    assert page.current_address() == _place(2, WHOLE_YEAR, "actual")


def test_projects_are_taken_in_turn(window: MainWindow) -> None:
    page = _page(window, "evaluation_project")
    document = window.open_workspace.document
    assert page.stage is not None
    document.select_project(project_of(targets()).id)
    assert not page.stage.previous.isEnabled()
    page.stage.next.trigger()
    assert document.project is not None
    assert document.project.name == "另一个项目"
    assert not page.stage.next.isEnabled()
    page.stage.previous.trigger()
    assert document.project_number == 1


def test_a_finding_leads_to_its_cell_on_its_tab(window: MainWindow) -> None:
    space = window.open_workspace
    space.document.select_project("0" * 11 + "1")
    reason = _place(2, 7, "reason")
    space.show_address(reason)
    assert isinstance(space.page, FormPage)
    assert space.page.form.id == "monitoring_project"
    assert space.page.current_address() == reason


def test_the_dialog_of_the_year_asks_for_the_month(window: MainWindow) -> None:
    plan: AnnualPlan | None = window.open_workspace.document.plan
    assert plan is not None
    dialog = YearDialog(window.open_workspace.document.book, "更改", "更改", 2023, window, plan)
    assert dialog.forms.month == ""
    dialog.forms.month_box.setValue(9)
    assert dialog.forms.month == "9"
    dialog.forms.ticks["monitoring_project"].setChecked(False)
    assert not dialog.forms.month_box.isEnabled()


def test_the_tab_of_a_stage_tells_how_much_was_found_there(window: MainWindow) -> None:
    space = window.open_workspace
    review, document = space.review, space.document
    tabs = {page.form.id: page for page in space.forms.pages}

    def badge(page: QWidget) -> str:
        return space._badges.of(page).text

    review.check_now()
    assert badge(tabs["monitoring_project"]) == badge(tabs["evaluation_project"]) == ""
    of_targets = badge(space.projects)
    assert document.apply("填完成值", result(document.book, 1, 7, actual="1.05万元/期"))
    review.check_now()
    counts = review.counts_at(7)
    assert counts.error
    assert review.counts_at(WHOLE_YEAR).open == 0
    assert f"●{counts.error}" in badge(tabs["monitoring_project"])
    assert badge(tabs["evaluation_project"]) == ""
    assert badge(space.projects) == of_targets
    document.undo()
    review.check_now()
    assert badge(tabs["monitoring_project"]) == ""


def test_a_form_of_the_whole_unit_is_no_stage_of_projects(window: MainWindow) -> None:
    space = window.open_workspace
    plan = space.document.plan
    assert plan is not None
    forms = (*STANDARD_FORMS, "evaluation_overall")
    assert space.document.replace(
        "改", replace(space.document.book, years=(replace(plan, forms=forms),))
    )
    assert space.forms.of_stage(WHOLE_YEAR) is None
    assert months_used(replace(plan, forms=forms)) == ()
