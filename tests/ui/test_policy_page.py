"""The page of the year's policies: added, looked for, ticked, told of, undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.forms import policy_tasks
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText
from hfgoals.model.policy import tasks_of
from hfgoals.model.values import (
    STANDARD_FORMS,
    AnnualPlan,
    Book,
    Indicator,
    Overall,
    Project,
    SubGoal,
    Unit,
)
from hfgoals.presets.policies import bundled_policies
from hfgoals.store import create, open_file
from tests.ui import modal
from ui.dialogs.policy_choice import PolicyChoice
from ui.form_pages import FormPage
from ui.grid import offers
from ui.main_window import MainWindow
from ui.memory import Memory

_GOAL = SubGoal(id="goal", title="应急广播", goal="建好农村应急广播终端。")
_PROJECT = Project(id="p", name="公益广告制作", indicators=(Indicator(id="row", name="广告"),))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    plan = AnnualPlan(
        year=2023,
        overall=Overall(subgoals=(_GOAL,)),
        projects=(_PROJECT,),
        forms=(*STANDARD_FORMS, policy_tasks.ID),
    )
    create(tmp_path / "a.hfg", Book(Unit("130001", "某县融媒体中心"), (plan,))).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.open_path(tmp_path / "a.hfg")
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> FormPage:
    window.show_further_form()
    (made,) = window.open_workspace.forms.pages
    return made


def _plan(window: MainWindow) -> AnnualPlan:
    plan = window.document.plan
    assert plan is not None
    return plan


def _add(window: MainWindow, page: FormPage) -> None:
    def choose(dialog: PolicyChoice) -> None:
        dialog.list.tick_all(ticked=True)
        dialog.accept()

    modal.answer(PolicyChoice, choose)
    next(each for each in page.commands if each.text().startswith("增加政策")).trigger()


def _hands() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_policy_is_added_and_goes_again(window: MainWindow, page: FormPage) -> None:
    before = window.document.book
    _add(window, page)
    (policy,) = _plan(window).policies
    assert replace(policy, id="") == replace(bundled_policies()[0], id="")
    page.show_address(Address("policy", policy.id, "title"))
    remove = next(each for each in page.commands if each.text() == "删除这行政策文件")
    remove.trigger()
    assert _plan(window).policies == ()
    window.document.undo()
    window.document.undo()
    assert window.document.book == before


def test_tasks_are_ticked_by_keys(window: MainWindow, page: FormPage, qtbot: QtBot) -> None:
    _add(window, page)
    tasks = tasks_of(_plan(window).policies[0])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.show_address(Address("subgoal", "goal", "policy_basis"))
    QTest.keyClick(_hands(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    # The likeliest stands first: its reason is that both say 应急广播.
    QTest.keyClick(_hands(), Qt.Key.Key_Down)
    QTest.keyClick(_hands(), Qt.Key.Key_Space)
    QTest.keyClick(_hands(), Qt.Key.Key_Return)
    assert _plan(window).overall.subgoals[0].policy_basis == tasks[5].basis
    path = window.document.session.path
    assert window.document.session.flush(5.0)
    with open_file(path, read_only=True) as store:
        assert store.book.years[0].overall.subgoals[0].policy_basis == tasks[5].basis


def _offers(window: MainWindow, address: Address, text: str, *, typed: bool) -> offers.Offers:
    plan = _plan(window)
    return offers.offers_for(offers.Place(plan, plan.projects[0], address), text, typed=typed)


def test_what_is_offered_is_looked_for_and_has_its_reason(
    window: MainWindow, page: FormPage
) -> None:
    _add(window, page)
    tasks = tasks_of(_plan(window).policies[0])
    address = Address("project", "p", "policy_basis")
    shown = _offers(window, address, "", typed=False)
    assert len(shown.items) == 30
    assert shown.items[0].text.startswith("19")
    assert "公益广告" in shown.items[0].note
    found = _offers(window, address, "应急广播", typed=True)
    assert 1 <= len(found.items) < 10
    assert offers.ticked("按县里要求", found.items[0]).startswith("按县里要求\n《")
    once = offers.ticked("应急广播", found.items[-1])
    assert "\n" not in once
    once = offers.ticked("应急广播", found.items[0])
    assert once.startswith("《")
    assert "\n" not in once
    twice = offers.ticked(once, shown.items[0])
    assert twice.split("\n")[1] == tasks[18].basis
    assert offers.ticked(twice, shown.items[0]) == once


def test_a_task_of_the_project_is_offered_as_the_basis_of_its_indicators(
    window: MainWindow, page: FormPage
) -> None:
    _add(window, page)
    task = tasks_of(_plan(window).policies[0])[18]
    basis = Address("indicator", "row", "basis")
    assert all(offer.text != task.cite for offer in _offers(window, basis, "", typed=False).items)
    window.document.apply("填", [SetText(Address("project", "p", "policy_basis"), task.cite)])
    first = _offers(window, basis, "", typed=False).items[0]
    assert (first.text, first.note) == (task.cite, task.title)
    with_plan = offers.ticked("2023年工作计划", first)
    assert sorted(with_plan.split("、")) == sorted(("2023年工作计划", task.cite))
    assert offers.ticked(with_plan, first) == "2023年工作计划"


def test_what_is_not_tied_is_marked_for_every_project(
    window: MainWindow, page: FormPage, qtbot: QtBot
) -> None:
    _add(window, page)
    task = tasks_of(_plan(window).policies[0])[5]
    document = window.document
    other = Project(id="q", name="设备维护")
    tie = SetText(Address("subgoal", "goal", "policy_basis"), task.basis)
    document.apply("填", [Insert(_plan(window).id, other), tie])

    def marked() -> None:
        board = page.table.board()
        assert board is not None
        for project in ("p", "q"):
            place = board.of(Address("project", project, "policy_basis"))
            assert place is not None
            assert any("没有写政策依据" in mark.text for mark in page.table.marks_at(place))

    qtbot.waitUntil(marked)


def test_what_changed_behind_another_tab_stands_there_when_it_is_turned_to(
    window: MainWindow, page: FormPage
) -> None:
    _add(window, page)
    window.show_overall()
    window.document.apply("填", [Insert(_plan(window).id, Project(id="late", name="后来的"))])
    address = Address("project", "late", "policy_basis")
    assert not page.table.shows(address)
    window.open_workspace.show_address(address)
    assert page.current_address() == address


def test_a_place_that_only_this_page_shows_is_turned_to(window: MainWindow, page: FormPage) -> None:
    window.show_overall()
    address = Address("project", "p", "policy_basis")
    window.open_workspace.show_address(address)
    assert window.open_workspace.page is page
    assert page.current_address() == address
    remove = next(each for each in page.commands if each.text().startswith("删除这行"))
    assert not remove.isEnabled()
