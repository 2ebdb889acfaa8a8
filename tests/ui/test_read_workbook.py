"""读入 of an Excel workbook in the window: offered, reviewed, taken over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.export import Choice, export
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.sample import sample_book
from tests.exchange.xlsx.trips import fields
from tests.ui.modal import answer
from ui.dialogs.import_review import ImportReview
from ui.flows import choose_source, read_in
from ui.memory import Memory


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _workbook(folder: Path) -> tuple[Path, AnnualPlan]:
    book = sample_book()
    files = export(book, folder, Choice(formats=("xlsx",))).files
    return files[-1], book.years[-1]


def _accept_the_review(seen: list[str]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportReview):
            QTimer.singleShot(10, look)
            return
        for listed in dialog.findChildren(QListWidget):
            seen.extend(listed.item(row).text() for row in range(listed.count()))
        dialog.accept()

    QTimer.singleShot(0, look)


def test_a_workbook_goes_through_the_same_review(parent: QWidget, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path, plan = _workbook(tmp_path)
    workbook = load_workbook(path)
    workbook.worksheets[-1]["N40"] = "旁注"
    workbook.save(path)
    seen: list[str] = []
    _accept_the_review(seen)
    book = read_in(parent, path, Book())
    assert book is not None
    assert fields(book.years[0].projects) == fields(plan.projects)
    (told,) = seen
    assert "N40" in told
    assert "未读入" in told


@pytest.mark.parametrize(("answered", "taken"), [("取消", False), ("作为本单位", True)])
def test_another_unit_is_asked_about(
    answered: str, taken: bool, parent: QWidget, tmp_path: Path
) -> None:
    path, plan = _workbook(tmp_path)
    ours = Unit("888001", "别的县融媒体中心")
    told: list[str] = []

    def click(box: QMessageBox) -> None:
        told.append(box.text())
        (button,) = (each for each in box.buttons() if answered in each.text())
        button.click()

    def accept(dialog: ImportReview) -> None:
        # The review has come back to a message by then.
        answer(QMessageBox, click)
        dialog.accept()

    answer(ImportReview, accept)
    book = read_in(parent, path, Book(ours))
    assert ours.name in told[0]
    assert (book is not None) == taken
    if book is not None:
        assert book.unit == ours
        assert fields(book.years[0].projects) == fields(plan.projects)


def test_workbooks_are_offered(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_: QWidget, title: str, folder: str, kinds: str) -> tuple[str, str]:
        del title, folder
        offered.append(kinds)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    assert choose_source(parent, Memory(tmp_path / "window.json")) is None
    assert "*.xlsx" in offered[0]
