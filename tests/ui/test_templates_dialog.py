"""Fill-in workbooks from the window: what is offered, and all the way to the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.exchange.reading import read_source
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.presets import kinds
from hfgoals.sample import sample_book
from hfgoals.store import create
from tests.ui.modal import answer
from ui.dialogs.templates import TemplatesDialog
from ui.dialogs.tick import TickList
from ui.main_window import MainWindow
from ui.memory import Memory

BOOK = Book(
    years=(AnnualPlan(year=2025, projects=(Project(name="报刊_编印"), Project(name="专线租赁"))),)
)


@pytest.fixture
def parent(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def _rows(dialog: TemplatesDialog) -> list[str]:
    (listed,) = dialog.findChildren(TickList)
    return [listed.item(row).text() for row in range(listed.count())]


def test_projects_of_the_workbook_are_offered_first(parent: QWidget, tmp_path: Path) -> None:
    dialog = TemplatesDialog(BOOK, 2025, tmp_path, parent)
    assert _rows(dialog) == ["1.报刊_编印", "2.专线租赁"]
    assert [each.project.name for each in dialog.templates] == ["报刊_编印", "专线租赁"]
    dialog.findChildren(QRadioButton)[1].click()
    assert len(dialog.templates) == len(kinds()) + 1
    assert dialog.refusal() == ""


def test_a_year_to_come_is_brought_forward(parent: QWidget, tmp_path: Path) -> None:
    dialog = TemplatesDialog(BOOK, 2025, tmp_path, parent)
    (year,) = dialog.findChildren(QSpinBox)
    year.setValue(2026)
    assert {each.year for each in dialog.templates} == {2026}
    year.setValue(2024)
    assert dialog.templates == ()
    assert "2024" in dialog.refusal()


def test_without_a_workbook_only_new_ones(parent: QWidget, tmp_path: Path) -> None:
    dialog = TemplatesDialog(None, 2026, tmp_path, parent)
    of_book, of_kinds, *of_stages = dialog.findChildren(QRadioButton)
    assert not any(each.isEnabled() for each in (of_book, *of_stages))
    assert of_kinds.isChecked()
    assert len(dialog.templates) == len(kinds()) + 1


def test_results_are_asked_for_of_a_year_that_has_targets(parent: QWidget, tmp_path: Path) -> None:
    dialog = TemplatesDialog(BOOK, 2026, tmp_path, parent)
    (year,) = dialog.findChildren(QSpinBox)
    *_, monitoring, evaluation = dialog.findChildren(QRadioButton)
    monitoring.click()
    assert year.value() == 2025
    assert {each.stage for each in dialog.templates} == {7}
    assert _rows(dialog) == ["1.报刊_编印", "2.专线租赁"]
    evaluation.click()
    assert {each.stage for each in dialog.templates} == {WHOLE_YEAR}
    year.setValue(2026)
    assert dialog.templates == ()
    assert "2026" in dialog.refusal()


def test_what_is_not_ticked_is_not_made(parent: QWidget, tmp_path: Path) -> None:
    dialog = TemplatesDialog(BOOK, 2025, tmp_path, parent)
    dialog.show()
    (listed,) = dialog.findChildren(TickList)
    listed.setCurrentRow(0)
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert [each.label for each in dialog.templates] == ["2.专线租赁"]
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "全不选").click()
    dialog.accept_button.click()
    assert dialog.result() == 0
    assert dialog.refusal()


def test_from_the_menu_to_workbooks_that_read_back(window: MainWindow, tmp_path: Path) -> None:
    book = sample_book()
    plan = book.years[-1]
    create(tmp_path / "甲.hfg", book).close()
    assert window.open_path(tmp_path / "甲.hfg")
    to = tmp_path / "发给科室"

    def fill(dialog: TemplatesDialog) -> None:
        dialog.findChildren(QSpinBox)[0].setValue(plan.year)
        next(
            each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "保存到"
        ).setText(str(to))
        dialog.accept_button.click()

    answer(TemplatesDialog, fill)
    window.actions_by_name["make_templates"].trigger()
    made = sorted(to.iterdir())
    assert len(made) == len(plan.projects)
    proposal = read_source(made[0])
    assert proposal.year == plan.year
    assert proposal.plan.projects[0].name in {each.name for each in plan.projects}


def test_files_that_may_be_filled_in_stay(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "ui.dialogs.progress.tell_trouble", lambda _parent, trouble: told.append(str(trouble))
    )
    to = tmp_path / "发给科室"

    def fill(dialog: TemplatesDialog) -> None:
        next(
            each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "保存到"
        ).setText(str(to))
        dialog.accept_button.click()

    answer(TemplatesDialog, fill)
    window.actions_by_name["make_templates"].trigger()
    before = {each.name: each.read_bytes() for each in to.iterdir()}
    assert before
    answer(TemplatesDialog, fill)
    window.actions_by_name["make_templates"].trigger()
    assert {each.name: each.read_bytes() for each in to.iterdir()} == before
    assert len(told) == 1
