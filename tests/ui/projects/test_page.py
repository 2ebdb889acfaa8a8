"""The page of the projects, by key and mouse."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from hfgoals import presets
from hfgoals.model.address import Address
from hfgoals.model.edits import Remove, SetText, find
from hfgoals.model.rows import flatten
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.presets.source import preset_trouble
from tests.forms.examples import platform_project
from tests.ui.projects.conftest import projects_book
from ui.document import Document
from ui.kit.plain import PlainLabel
from ui.projects.list_model import ID_ROLE
from ui.projects.page import ProjectsPage

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def names(document: Document) -> list[str]:
    assert document.plan is not None
    return [project.name for project in document.plan.projects]


def listed(page: ProjectsPage) -> list[str]:
    shown = page.panel.shown
    return [shown.index(row, 0).data(ID_ROLE) for row in range(shown.rowCount())]


def row_centre(page: ProjectsPage, row: int) -> QPoint:
    return page.panel.view.visualRect(page.panel.shown.index(row, 0)).center()


def click_row(page: ProjectsPage, qtbot: QtBot, row: int) -> None:
    view = page.panel.view.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=row_centre(page, row))


def texts(widget: QWidget) -> str:
    labels = widget.findChildren(PlainLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def command(page: ProjectsPage, words: str) -> QAction:
    return next(each for each in page.commands if each.text() == words)


# ------------------------------------------------------------------ the list


def test_a_click_takes_a_project_in_hand(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    click_row(page, qtbot, 2)
    assert document.project is not None
    assert document.project.id == "half"
    assert "80.50" in page.balance.funds.text()
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Down)
    assert document.project.id == "empty"


def test_pages_are_turned_from_anywhere(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_PageDown, CTRL)
    assert document.project_number == 2
    qtbot.keyClick(page.table, Qt.Key.Key_PageUp, CTRL)
    assert document.project_number == 1
    assert page.panel.view.currentIndex().row() == 0
    assert not command(page, "上一个项目").isEnabled()


def test_enter_goes_to_the_table(page: ProjectsPage, qtbot: QtBot) -> None:
    page.panel.view.setFocus()
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    page.panel.view.setFocus()
    qtbot.keyClick(page.panel.view, Qt.Key.Key_F2)
    assert page.table.hasFocus()


def test_the_filter_narrows_and_escape_widens(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_L, CTRL)
    assert page.panel.filter.hasFocus()
    qtbot.keyClicks(page.panel.filter, "80.5")
    qtbot.waitUntil(lambda: listed(page) == ["half"])
    qtbot.keyClick(page.panel.filter, Qt.Key.Key_Down)
    assert page.panel.view.hasFocus()
    assert document.project is not None
    assert document.project.id == "half"
    page.panel.filter.setFocus()
    qtbot.keyClick(page.panel.filter, Qt.Key.Key_Escape)
    assert len(listed(page)) == 4
    assert page.panel.filter.text() == ""
    assert document.project.id == "half"


def test_nothing_found_says_so(page: ProjectsPage, qtbot: QtBot) -> None:
    page.panel.look_for("zzz")
    assert "没有符合" in texts(page.panel)
    assert not page.panel.view.isVisible()
    page.panel.look_for("")
    assert page.panel.view.isVisible()


def test_states_are_told_in_words(page: ProjectsPage) -> None:
    spoken = [
        page.panel.shown.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)
    ]
    assert [text.split()[-1] for text in spoken] == ["已填全", "未填完", "未填完", "未填"]
    tip = page.panel.shown.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "项目编码" in tip


def test_a_name_is_never_read_as_markup(page: ProjectsPage, document: Document) -> None:
    document.apply("改", [SetText(Address("project", "half", "name"), "<img src=x>")])
    tip = page.panel.shown.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_the_page_hands_its_focus_to_the_table(page: ProjectsPage) -> None:
    page.panel.view.setFocus()
    page.setFocus()
    assert page.table.hasFocus()


# ------------------------------------------------------------------ commands


def test_a_new_project_is_taken_in_hand_at_its_name(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    page.panel.look_for("80.5")
    qtbot.keyClick(page.panel.view, Qt.Key.Key_N, CTRL | SHIFT)
    assert document.project_number == 5
    assert page.panel.filter.text() == ""
    assert document.project is not None
    assert page.table.current_address() == Address("project", document.project.id, "name")
    assert page.table.hasFocus()


def test_a_new_project_by_the_button_in_the_head(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    buttons = page.panel.findChildren(QToolButton)
    button = next(each for each in buttons if each.defaultAction() is command(page, "新建项目"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document.project_number == 5


def test_delete_in_the_filter_takes_letters_and_no_project(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    page.panel.filter.setFocus()
    qtbot.keyClicks(page.panel.filter, "ab")
    qtbot.keyClick(page.panel.filter, Qt.Key.Key_Home)
    qtbot.keyClick(page.panel.filter, Qt.Key.Key_Delete)
    qtbot.keyClick(page.panel.filter, Qt.Key.Key_Delete)
    qtbot.keyClick(page.panel.filter, Qt.Key.Key_Delete)
    assert page.panel.filter.text() == ""
    assert len(names(document)) == 4


def test_a_copy_has_its_own_rows_and_no_code(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    click_row(page, qtbot, 0)
    page.panel.view.setFocus()
    qtbot.keyClick(page.panel.view, Qt.Key.Key_D, CTRL | SHIFT)
    copy = document.project
    assert copy is not None
    assert document.project_number == 2
    assert copy.name == "]融媒体中心运行维护费（副本）"
    assert copy.code == ""
    assert len(copy.indicators) == 6
    ids = [placed.id for placed in flatten(document.book)]
    assert len(ids) == len(set(ids))


def test_a_removed_project_comes_back_with_one_click(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    before = document.book
    click_row(page, qtbot, 2)
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Delete)
    assert len(names(document)) == 3
    assert document.project is not None
    assert document.project.id == "empty"
    assert page.panel.view.currentIndex().data(ID_ROLE) == "empty"
    assert page.notice.isVisible()
    assert "新媒体运营维护" in page.notice.text
    assert "新媒体运营维护" in (document.undo_name or "")
    qtbot.mouseClick(page.notice.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert document.book == before
    assert document.project.id == "half"
    assert not page.notice.isVisible()


def test_the_word_of_a_removal_leaves_with_the_next_change(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    click_row(page, qtbot, 2)
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Delete)
    document.apply("改", [SetText(Address("project", "empty", "name"), "新")])
    assert not page.notice.isVisible()


def test_alt_arrows_move_the_project_in_hand(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    click_row(page, qtbot, 2)
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Up, ALT)
    assert listed(page)[1] == "half"
    assert document.project_number == 2
    assert page.panel.view.currentIndex().row() == 1
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Down, ALT)
    assert listed(page)[3] == "half"
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Down, ALT)
    assert listed(page)[3] == "half"


def test_a_move_among_the_filtered_goes_past_the_one_in_view(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    document.apply("改", [SetText(Address("project", "empty", "name"), "新媒体二")])
    page.panel.look_for("新媒体")
    document.select_project("empty")
    page.panel.view.setFocus()
    qtbot.keyClick(page.panel.view, Qt.Key.Key_Up, ALT)
    assert listed(page) == ["empty", "half"]


def test_a_row_is_dragged_to_another_place(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    view = page.panel.view.viewport()
    first, last = row_centre(page, 2), row_centre(page, 0)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(view, first - QPoint(0, 20))
    qtbot.mouseMove(view, last - QPoint(0, 12))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last - QPoint(0, 12))
    assert listed(page)[0] == "half"
    assert document.project is not None
    assert document.project.id == "half"
    assert document.undo_name == "调整项目顺序"


def test_a_drag_is_given_up_with_escape(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    view = page.panel.view
    before = listed(page)
    first, last = row_centre(page, 2), row_centre(page, 0)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(view.viewport(), last)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert listed(page) == before
    assert document.undo_name is None


# ------------------------------------------------------------------ what adds up


def test_the_balance_follows_every_change(page: ProjectsPage, document: Document) -> None:
    project = document.project
    assert project is not None
    assert "✓" in page.balance.funds.text()
    assert "✓" in page.balance.plan.text()
    document.apply("改", [SetText(Address("project", project.id, "fiscal"), "29.5")])
    assert "0.50" in page.balance.funds.text()
    assert page.balance.funds.property("role") == "warning"
    document.apply("改", [SetText(Address("project", project.id, "plan.december"), "90")])
    assert "✓" not in page.balance.plan.text()
    document.undo()
    document.undo()
    assert page.balance.funds.property("role") != "warning"
    assert "425.50" in page.balance.year.text()
    assert "425.50" in texts(page.panel)


def test_where_it_is_narrow_the_project_keeps_the_room(page: ProjectsPage) -> None:
    assert page.balance.year.isVisible()
    page.resize(760, 500)
    assert not page.balance.year.isVisible()
    page.resize(1600, 500)
    assert page.balance.year.isVisible()


# ------------------------------------------------------------------ empty, read only, many


def test_without_projects_there_are_two_ways_to_begin(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    book = Book(years=(AnnualPlan(id="y1", year=2023),))
    document = Document.create(tmp_path / "空.hfg", book)
    page = ProjectsPage(document)
    qtbot.addWidget(page)
    page.show()
    assert not page.table.isVisible()
    with qtbot.waitSignal(page.import_wanted):
        qtbot.mouseClick(page._import, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page._empty.button, Qt.MouseButton.LeftButton)
    assert document.project_number == 1
    assert page.table.isVisible()
    document.undo()
    assert page._empty.isVisible()
    document.close()


def test_a_read_only_file_offers_no_change(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "只读.hfg"
    first = Document.create(path, projects_book())
    second = Document.open(path)
    page = ProjectsPage(second)
    qtbot.addWidget(page)
    page.show()
    for words in ("新建项目", "复制项目", "删除项目", "项目上移", "项目下移"):
        assert not command(page, words).isEnabled()
    assert command(page, "下一个项目").isEnabled()
    assert not page.panel.view.may_drag
    second.close()
    first.close()


def test_an_address_takes_its_project_in_hand(page: ProjectsPage, document: Document) -> None:
    assert document.plan is not None
    indicator = document.plan.projects[1].indicators[3]
    address = Address("indicator", indicator.id, "target")
    page.show_address(address)
    assert document.project_number == 2
    assert page.table.current_address() == address
    page.show_address(Address("indicator", "gone", "target"))
    assert document.project_number == 2


def test_the_panel_is_remembered_as_plain_json(page: ProjectsPage) -> None:
    page.restore({"width": 300, "folded": True, "filter": "维护"})
    state = json.loads(json.dumps(page.state()))
    assert state == {"width": 300, "folded": True, "filter": "维护"}
    assert page.panel.width() < 100
    page.restore({"width": 9999, "folded": False})
    QApplication.processEvents()
    assert 240 <= page.panel.width() <= 320
    assert page.panel.filter.text() == ""
    assert len(listed(page)) == 4


def test_the_panel_folds_and_comes_back_as_wide(page: ProjectsPage, qtbot: QtBot) -> None:
    width = page.panel.width()
    qtbot.mouseClick(page.panel.folder, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert page.panel.width() < 100
    assert page.table.mapTo(page, QPoint(0, 0)).x() < 100
    assert page.panel.rect().contains(page.panel.folder.geometry())
    qtbot.mouseClick(page.panel.folder, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert page.panel.width() == width


def test_a_thousand_projects(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    model = platform_project()
    projects = tuple(
        Project(id=f"p{at}", name=f"项目{at}", budget=model.budget, indicators=())
        for at in range(1000)
    )
    plan = AnnualPlan(id="y1", year=2023, projects=projects)
    document = Document.create(tmp_path / "千.hfg", Book(years=(plan,)))
    page = ProjectsPage(document)
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    document.apply("改", [SetText(Address("project", "p500", "budget"), "7")])
    document.select_project("p999")
    page.panel.look_for("项目77")
    QApplication.processEvents()
    assert page.panel.view.model().rowCount() == 11
    page.panel.look_for("")
    assert page.panel.view.model().rowCount() == 1000
    document.close()


def test_another_year_shows_its_projects(page: ProjectsPage, document: Document) -> None:
    other = AnnualPlan(id="y2", year=2024, projects=(Project(id="q1", name="明年"),))
    assert document.replace("新建", replace(document.book, years=(*document.book.years, other)))
    document.select_plan("y2")
    assert listed(page) == ["q1"]
    document.select_plan("y1")
    assert len(listed(page)) == 4
    document.apply("删", [Remove("y1")])
    assert listed(page) == ["q1"]
    assert find(document.book, "q1").name == "明年"


def test_the_kind_is_told_by_the_name_until_another_is_chosen(
    page: ProjectsPage, document: Document, qtbot: QtBot
) -> None:
    project = document.project
    assert project is not None
    name = Address("project", project.id, "name")
    document.apply("改名", [SetText(name, "公众号运营费")])
    qtbot.waitUntil(lambda: page.kind.currentText() == "类型：新媒体运营")
    page.kind.setFocus()
    page.kind.setCurrentText("培训")
    page.kind.activated.emit(page.kind.currentIndex())
    assert find(document.book, project.id).kind == "培训"
    assert document.undo_name == "选择项目类型"
    document.undo()
    qtbot.waitUntil(lambda: page.kind.currentIndex() == 0)
    document.apply("改名", [SetText(name, "工会经费")])
    qtbot.waitUntil(lambda: page.kind.currentText() == "类型：基本支出")
    assert "基本支出" in page.kind.toolTip()


def test_a_fault_among_the_lines_of_the_library_is_told_when_the_page_is_seen(
    document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = preset_trouble("library/equipment.toml", "第2个“指标”", "“单位”是空的")

    def faulty() -> None:
        raise trouble

    monkeypatch.setattr(presets, "library", faulty)
    told: list[str] = []
    document.refused.connect(told.append)
    page = ProjectsPage(document)
    qtbot.addWidget(page)
    assert not told
    page.show()
    qtbot.waitUntil(lambda: told == [str(trouble)])
    assert page.kind.count() > 1
