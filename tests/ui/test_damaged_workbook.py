"""A damaged workbook looked at in the window: marked, listed, unchangeable, printed as such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from hfgoals.forms.stamp import INCOMPLETE, LOST
from hfgoals.model.address import Address
from hfgoals.store import create
from tests.store.workbooks import small_book
from tests.ui.modal import answer, press
from ui.commands.backups import LOOK
from ui.damage.losses import LossesDialog
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.review.field_marks import EdgeMark


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def hurt(path: Path, *texts: str) -> Path:
    """The file with a byte of each of these texts changed."""
    data = bytearray(path.read_bytes())
    for text in texts:
        data[data.index(text.encode()) + 1] ^= 0x10
    path.write_bytes(data)
    return path


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """An indicator of the second project and a sub-goal are lost."""
    path = tmp_path / "坏.hfg"
    create(path, small_book()).close()
    return hurt(path, "≥12个", small_book().years[0].overall.subgoals[0].goal)


@pytest.fixture
def looked_at(window: MainWindow, damaged: Path) -> MainWindow:
    content = damaged.read_bytes()
    press(QMessageBox, LOOK)
    assert window.open_path(damaged)
    assert damaged.read_bytes() == content
    return window


def lost_rows(window: MainWindow) -> frozenset[str]:
    plan = window.document.plan
    assert plan is not None
    assert plan.damage is not None
    return plan.damage.lost


def test_lost_rows_are_marked_in_the_table_and_on_the_overall_page(
    looked_at: MainWindow, qtbot: QtBot
) -> None:
    workspace = looked_at.open_workspace
    project = looked_at.document.book.years[0].projects[1]
    looked_at.document.select_project(project.id)
    (row,) = [each.id for each in project.indicators if each.id in lost_rows(looked_at)]
    table = workspace.projects.table
    board = table.board()
    assert board is not None
    place = board.of(Address("indicator", row, "name"))
    assert place is not None
    assert place.box.cell.text == LOST
    assert [mark.level for mark in table.marks_at(place)] == ["error"]
    looked_at.show_overall()
    qtbot.waitUntil(lambda: any(edge.isVisibleTo(looked_at) for edge in _edges(looked_at)))


def _edges(window: MainWindow) -> list[EdgeMark]:
    return window.open_workspace.overall.findChildren(EdgeMark)


def test_keys_change_nothing_and_it_is_said_why(looked_at: MainWindow) -> None:
    before = looked_at.document.book
    looked_at.notice.hide()
    table = looked_at.open_workspace.projects.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClicks(table, "12")
    assert looked_at.document.book is before
    assert "损坏" in looked_at.notice.text
    assert "损坏" in looked_at.windowTitle()


@pytest.mark.parametrize(
    "name", ["save_copy", "make_package", "export_wide", "make_templates", "add_year", "undo"]
)
def test_what_would_not_say_so_is_not_offered(looked_at: MainWindow, name: str) -> None:
    assert not looked_at.actions_by_name[name].isEnabled()


@pytest.mark.parametrize("name", ["export_excel", "export_pdf", "print_pages", "show_losses"])
def test_looking_and_handing_out_are(looked_at: MainWindow, name: str) -> None:
    assert looked_at.actions_by_name[name].isEnabled()


def test_a_sound_workbook_knows_no_such_commands(window: MainWindow, tmp_path: Path) -> None:
    create(tmp_path / "好.hfg", small_book()).close()
    assert window.open_path(tmp_path / "好.hfg")
    for name in ("show_losses", "salvage"):
        assert not window.actions_by_name[name].isVisible()
    assert window.actions_by_name["save_copy"].isEnabled()


def test_every_page_of_the_preview_says_that_it_is_incomplete(looked_at: MainWindow) -> None:
    workspace = looked_at.open_workspace
    workspace.show_preview(True)
    workspace.preview.refresh_now()
    pages = workspace.preview.view.pages
    assert pages
    for page in pages:
        lines = [line.text for line in page.footer]
        assert [INCOMPLETE in line for line in lines].count(True) == 2
        assert "核对码" not in "".join(lines)


def test_the_list_turns_to_each_place_by_keys(looked_at: MainWindow) -> None:
    lost = lost_rows(looked_at)

    def choose(dialog: LossesDialog) -> None:
        rows = range(dialog.model.rowCount())
        at = next(at for at in rows if dialog.model.index(at, 0).data().find("绩效指标") > 0)
        for _ in range(at):
            QTest.keyClick(dialog.table, Qt.Key.Key_Down)
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)

    looked_at.show_overall()
    answer(LossesDialog, choose)
    looked_at.backups.show_losses()
    current = looked_at.open_workspace.projects.table.current_address()
    assert current is not None
    assert current.row in lost


def test_a_workbook_without_its_unit_and_year_opens(window: MainWindow, damaged: Path) -> None:
    hurt(damaged, small_book().unit.name, small_book().years[0].overall.goal.splitlines()[0])
    press(QMessageBox, LOOK)
    assert window.open_path(damaged)
    assert window.document.book.unit.name == ""
    window.show_overall()
    assert len(window.document.book.years) == 1


def test_where_nothing_is_left_only_that_is_told(window: MainWindow, damaged: Path) -> None:
    damaged.write_bytes(damaged.read_bytes()[:4096])

    def look(box: QMessageBox) -> None:
        press(QMessageBox, "确定")
        next(each for each in box.buttons() if each.text() == LOOK).click()

    answer(QMessageBox, look)
    assert not window.open_path(damaged)
    assert window.workspace is None
