"""The user's own library in the window: kept from the table, offered first, mended, passed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.presets.own import own_lines, own_path, read_own
from hfgoals.sample import sample_book
from hfgoals.store import create
from tests.ui.modal import answer
from ui.dialogs.own_library import LineDialog, OwnLibraryDialog
from ui.grid.offers import Place, offers_for
from ui.main_window import MainWindow
from ui.memory import Memory


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    path = tmp_path / "a.hfg"
    create(path, sample_book()).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    made.open_path(path)
    yield made
    made.close()
    own_path().unlink(missing_ok=True)


def _row_in_hand(window: MainWindow, number: int) -> None:
    space = window.open_workspace
    space.show_page(space.projects)
    plan = space.document.plan
    assert plan is not None
    space.document.select_project(plan.projects[0].id)
    row = plan.projects[0].indicators[number]
    assert space.projects.table.show_address(Address("indicator", row.id, "name"))


def test_a_row_is_kept_and_offered_before_all_others(window: MainWindow) -> None:
    _row_in_hand(window, 1)
    window.actions_by_name["keep_row"].trigger()
    (line,) = own_lines()
    document = window.document
    plan, project = document.plan, document.project
    assert plan is not None
    assert project is not None
    row = project.indicators[1]
    assert line.name == row.name
    blank = replace(project, indicators=())
    place = Place(plan, blank, Address("indicator", "", "name"))
    first = offers_for(place, "", typed=False).items[0]
    assert (first.text, first.aside) == (row.name, row.target.text)
    assert first.note.startswith("我的")
    window.actions_by_name["keep_rows"].trigger()
    assert len(own_lines()) == len(project.indicators)


def test_nothing_is_kept_without_a_row(window: MainWindow) -> None:
    space = window.open_workspace
    space.show_page(space.overall)
    space.document.select_project("")
    window.actions_by_name["keep_row"].trigger()
    assert own_lines() == ()


def test_lines_are_mended_removed_and_passed_on(window: MainWindow, tmp_path: Path) -> None:
    _row_in_hand(window, 0)
    window.actions_by_name["keep_rows"].trigger()
    dialog = OwnLibraryDialog(2023, tmp_path, window)
    count = len(dialog.model.lines)
    dialog.give_out(tmp_path / "给同事.toml")
    assert read_own(tmp_path / "给同事.toml") == own_lines()

    def rename(line: LineDialog) -> None:
        line._editors["name"].show_text("改过的名称")
        line.accept()

    answer(LineDialog, rename)
    dialog.edit.click()
    assert own_lines()[0].name == "改过的名称"
    dialog.take_in(tmp_path / "给同事.toml")
    assert len(own_lines()) == count + 1
    dialog.table.selectAll()
    assert not dialog.edit.isEnabled()
    dialog.close()
