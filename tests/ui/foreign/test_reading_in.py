"""From a file or the clipboard through the preview and the review into the book, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from hfgoals.exchange.foreign import CellAt
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.store import create
from tests.ui.foreign.hands import click, pick
from ui.dialogs.import_review import ImportReview
from ui.foreign.paste import PasteDialog, PasteField
from ui.foreign.preview import ForeignPreview
from ui.main_window import MainWindow
from ui.memory import Memory

TEXT = """项目绩效目标表
单位：元
项目名称\t<b>办报</b>\t备案号\tK-17
资金总额\t800000
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t出版期数\t≥50期
"""
NUMBER = CellAt(0, 3, 4)
PAGE = """<html><head><script>alert(1)</script></head><body><table>
<tr><td colspan="2">单位：元</td></tr><tr><td>项目名称</td><td>办报<b>费用</b></td></tr>
<tr><td>资金总额</td><td>800000</td></tr></table></body></html>"""


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    plan = AnnualPlan(year=2024, projects=(Project(name="原有", code="1"),))
    create(tmp_path / "甲.hfg", Book(years=(plan,))).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    assert made.open_path(tmp_path / "甲.hfg")
    yield made
    made.close()


@pytest.fixture
def field(qapp: QApplication, qtbot: QtBot) -> PasteField:
    made = PasteField()
    qtbot.addWidget(made)
    made.show()
    return made


class Steps:
    """Answers each dialog in turn, whenever it comes."""

    def __init__(self, *steps: tuple[type[QDialog], object]) -> None:
        self._left = list(steps)
        self._look()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if self._left and isinstance(dialog, self._left[0][0]):
            act = self._left.pop(0)[1]
            if self._left:
                QTimer.singleShot(10, self._look)
            assert callable(act)
            act(dialog)
        elif self._left:
            QTimer.singleShot(10, self._look)

    @property
    def done(self) -> bool:
        return not self._left


def _paste(dialog: PasteDialog) -> None:
    QTest.keyClick(dialog.findChild(PasteField), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog.accept_button.click()


def _correct(preview: ForeignPreview) -> None:
    click(preview, NUMBER)
    pick("用途")
    preview.panel.button("cell").click()
    preview.accept_button.click()


def _agree(review: ImportReview) -> None:
    review._year.setValue(2024)
    review.accept()


def test_a_pasted_table_is_corrected_and_taken_in_as_one_step(window: MainWindow) -> None:
    QApplication.clipboard().setText(TEXT)
    steps = Steps((PasteDialog, _paste), (ForeignPreview, _correct), (ImportReview, _agree))
    window.actions_by_name["paste_table"].trigger()
    assert steps.done
    plan = window.document.book.years[0]
    assert [project.name for project in plan.projects] == ["原有", "<b>办报</b>"]
    assert plan.projects[1].purpose == "K-17"
    assert plan.projects[1].budget is not None
    assert str(plan.projects[1].indicators[0].target) == "≥50期"
    window.undo()
    assert [project.name for project in window.document.book.years[0].projects] == ["原有"]
    assert window.document.undo_name is None


@pytest.mark.parametrize("left", [PasteDialog, ForeignPreview, ImportReview])
def test_leaving_anywhere_leaves_all_as_it_was(window: MainWindow, left: type[QDialog]) -> None:
    QApplication.clipboard().setText(TEXT)
    before = window.document.book
    way: list[tuple[type[QDialog], object]] = [
        (PasteDialog, _paste),
        (ForeignPreview, lambda preview: preview.accept_button.click()),
        (ImportReview, _agree),
    ]
    until = next(at for at, (kind, _) in enumerate(way) if kind is left)
    steps = Steps(*way[:until], (left, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)))
    window.actions_by_name["paste_table"].trigger()
    assert steps.done
    assert window.document.book is before
    assert window.document.undo_name is None


def test_a_file_of_another_county_goes_through_the_preview(
    window: MainWindow, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for line in TEXT.strip().split("\n"):
        sheet.append(line.split("\t"))
    workbook.save(tmp_path / "乙县.xlsx")
    seen: list[str] = []

    def look(preview: ForeignPreview) -> None:
        seen.append(preview.proposal.plan.projects[0].name)
        preview.accept_button.click()

    steps = Steps((ForeignPreview, look), (ImportReview, _agree))
    window.files.import_path(tmp_path / "乙县.xlsx")
    assert steps.done
    assert seen == ["<b>办报</b>"]
    assert window.document.undo_name is not None


def test_the_start_page_offers_pasting(window: MainWindow) -> None:
    assert window.close_book()
    link = next(
        each
        for each in window.start_page.findChildren(QPushButton)
        if each.text() == "粘贴他处的表格…"
    )
    steps = Steps((PasteDialog, lambda dialog: dialog.reject()))
    link.click()
    assert steps.done


def test_a_page_is_kept_as_cells_and_never_shown(field: PasteField) -> None:
    data = QMimeData()
    data.setHtml(PAGE)
    data.setText("单位：元\n项目名称\t办报费用")
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == "单位：元\n项目名称\t办报费用"
    assert "<table" in field.pasted.page
    QTest.keyClick(field, Qt.Key.Key_A)
    assert field.pasted.page == ""


def test_an_empty_field_is_refused(qapp: QApplication, qtbot: QtBot) -> None:
    dialog = PasteDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert dialog.refusal()


def test_too_much_is_refused_with_a_word(field: PasteField) -> None:
    said: list[str] = []
    field.refused.connect(said.append)
    data = QMimeData()
    data.setText("一" * 2_000_001)
    field.insertFromMimeData(data)
    assert said
    assert field.toPlainText() == ""
