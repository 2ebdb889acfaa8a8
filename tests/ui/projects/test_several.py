"""The list in other orders, and several projects at once, by key and mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText
from hfgoals.model.values import AnnualPlan
from tests.ui.modal import press
from tests.ui.projects.test_page import click_row, command, listed, names, row_centre
from ui.document import Document
from ui.projects.page import ProjectsPage

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def order(page: ProjectsPage, words: str) -> None:
    action = next(each for each in page.panel.orders.values() if each.text().startswith(words))
    action.trigger()


def several(page: ProjectsPage, qtbot: QtBot, first: int, *others: int) -> None:
    click_row(page, qtbot, first)
    view = page.panel.view.viewport()
    for row in others:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, CTRL, row_centre(page, row))


def said(page: ProjectsPage, words: str) -> QAction:
    return next(each for each in page.commands if words in each.text())


def ids(document: Document) -> list[str]:
    assert document.plan is not None
    return [each.id for each in document.plan.projects]


def test_the_list_is_sorted_and_the_year_is_not(page: ProjectsPage, document: Document) -> None:
    before = ids(document)
    assert listed(page) == before
    order(page, "按金额")
    budgets = [document.plan.projects[before.index(each)].budget for each in listed(page)]  # type: ignore[union-attr]
    known = [each for each in budgets if each is not None]
    assert known == sorted(known, reverse=True)
    assert ids(document) == before
    order(page, "按状态")
    assert listed(page)[0] == "empty"
    order(page, "按编号")
    assert listed(page) == before


def test_a_sorted_list_follows_what_is_typed(page: ProjectsPage, document: Document) -> None:
    order(page, "按金额")
    document.apply("改", [SetText(Address("project", "empty", "budget"), "99999")])
    assert listed(page)[0] == "empty"
    assert not command(page, "项目上移").isEnabled()
    assert not page.panel.view.may_drag


def test_the_year_takes_the_order_over_when_it_is_asked_to(
    page: ProjectsPage, document: Document
) -> None:
    order(page, "按状态")
    wanted = listed(page)
    said(page, "重新编号").trigger()
    assert ids(document) == wanted == listed(page)
    assert page.panel.orders[page.panel.shown.order].text() == "按编号"
    document.undo()
    assert ids(document) != wanted


def test_names_are_found_by_their_first_letters(page: ProjectsPage, qtbot: QtBot) -> None:
    page.panel.filter.setFocus()
    qtbot.keyClicks(page.panel.filter, "xmtyy")
    qtbot.waitUntil(lambda: listed(page) == ["half"])


def test_several_are_removed_in_one_step(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    before = ids(document)
    several(page, qtbot, 0, 2)
    assert page.panel.selected == {before[0], before[2]}
    assert said(page, "删除 2 个项目").isEnabled()
    page.panel.view.setFocus()
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Delete)
    assert ids(document) == [before[1], before[3]]
    assert document.undo_name == "删除 2 个项目"
    document.undo()
    assert ids(document) == before


def test_several_are_chosen_by_keys_copied_and_moved(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    before = ids(document)
    click_row(page, qtbot, 0)
    page.panel.view.setFocus()
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Down, SHIFT)
    assert page.panel.selected == set(before[:2])
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Down, ALT)
    assert ids(document) == [before[2], before[0], before[1], before[3]]
    qtbot.keyClick(page.panel.view, Qt.Key.Key_D, CTRL | SHIFT)
    assert len(ids(document)) == len(before) + 2
    assert [each for each in names(document) if each.endswith("（副本）")] == names(document)[3:5]


def test_one_that_is_not_among_the_selected_is_meant_alone(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    several(page, qtbot, 0, 1)
    document.select_project("half")
    assert page.panel.selected == {"half"}
    said(page, "删除项目").trigger()
    assert "half" not in ids(document)
    assert len(ids(document)) == 3


def test_several_go_to_print_and_export(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    before = ids(document)
    several(page, qtbot, 1, 2)
    for words, signal in (("打印", page.print_wanted), ("导出", page.export_wanted)):
        with qtbot.waitSignal(signal) as asked:
            said(page, words).trigger()
        assert asked.args == [(before[1], before[2])]


def test_several_are_copied_to_another_year(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    document.apply("新建年度", [Insert("", AnnualPlan(id="y2", year=2024))])
    several(page, qtbot, 0, 2)
    press(QMessageBox, "2024 年度")
    with qtbot.waitSignal(page.done):
        said(page, "复制到").trigger()
    other = document.book.plan_of(2024)
    assert other is not None
    assert [each.name for each in other.projects] == [names(document)[0], names(document)[2]]
    assert document.undo_name == "复制 2 个项目到 2024 年度"


def test_without_another_year_that_is_said(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(document.refused) as refused:
        said(page, "复制到").trigger()
    assert "年度" in refused.args[0]
