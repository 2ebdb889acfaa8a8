"""Before a publication: each place that looks personal is confirmed or blackened, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import Book
from hfgoals.publication import Clearance, Exposed, exposed
from hfgoals.sample import sample_book
from tests.ui.modal import answer
from ui import handing_over
from ui.dialogs.clearance import BLACKEN, CONFIRM, DECISION, TEXT, ClearanceDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.package import PackageDialog
from ui.document import Document
from ui.memory import Memory

SAMPLE = sample_book()
FIRST = SAMPLE.years[-1].projects[0]
PHONE, OTHER, MAIL = "13812345678", "13912345678", "li@163.com"
TEXT_OF_ALL = f"用于报纸的排版、印刷和投递，联系人张三{PHONE}、李四{OTHER}，稿件发{MAIL}。"


def book() -> Book:
    """The sample with three pieces in one text."""
    return applied(SAMPLE, [SetText(Address("project", FIRST.id, "purpose"), TEXT_OF_ALL)])


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[], ClearanceDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)

    def show() -> ClearanceDialog:
        dialog = ClearanceDialog(exposed(book()), "导出", parent)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return show


def _decisions(dialog: ClearanceDialog) -> list[str]:
    return [dialog.model.index(row, DECISION).data() for row in range(dialog.model.rowCount())]


def _codes(*numbers: int) -> frozenset[str]:
    pieces: tuple[Exposed, ...] = exposed(book())
    return frozenset(pieces[number].code for number in numbers)


def test_nothing_is_decided_beforehand_and_enter_does_not_decide(
    shown: Callable[[], ClearanceDialog],
) -> None:
    dialog = shown()
    assert dialog.clearance == Clearance()
    assert not {CONFIRM, BLACKEN} & set(_decisions(dialog))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.refusal()
    for number, piece in enumerate((PHONE, OTHER, MAIL)):
        assert piece in dialog.model.index(number, TEXT).data()


def test_keys_alone_decide_place_by_place(shown: Callable[[], ClearanceDialog]) -> None:
    dialog = shown()
    assert dialog.focusWidget() is dialog.table
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.confirm
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Space)
    assert dialog.table.rows() == [1], "the next one is in hand"
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_H)
    QTest.keyClick(dialog.table, Qt.Key.Key_G)
    assert _decisions(dialog) == [CONFIRM, BLACKEN, CONFIRM]
    assert dialog.clearance == Clearance(_codes(0, 2), _codes(1))
    assert dialog.focusWidget() is dialog.accept_button
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_decision_can_be_changed_and_all_taken_at_once(
    shown: Callable[[], ClearanceDialog],
) -> None:
    dialog = shown()
    QTest.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    dialog.blacken.click()
    assert _decisions(dialog) == [BLACKEN] * 3
    dialog.table.clearSelection()
    dialog.table.selectRow(1)
    dialog.confirm.click()
    assert dialog.clearance == Clearance(_codes(1), _codes(0, 2))


def test_refused_the_first_undecided_is_in_hand(shown: Callable[[], ClearanceDialog]) -> None:
    dialog = shown()
    dialog.confirm.click()
    dialog.table.clearSelection()
    dialog.table.selectRow(0)
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert dialog.table.rows() == [1]


@pytest.fixture
def open_book(tmp_path: Path, qtbot: QtBot) -> tuple[Document, QWidget, Memory]:
    parent = QWidget()
    qtbot.addWidget(parent)
    document = Document.create(tmp_path / "a.hfg", book())
    return document, parent, Memory(tmp_path / "memory.json")


def _publish(dialog: ExportDialog | PackageDialog) -> None:
    for box in dialog.findChildren(QCheckBox):
        wanted = "用于公开" in box.text() or ".docx" in box.text()
        if isinstance(dialog, ExportDialog) and box.text().count("."):
            box.setChecked(".docx" in box.text())
        if wanted:
            box.setChecked(True)
    dialog.accept()


def _blacken_all(dialog: ClearanceDialog) -> None:
    dialog.table.selectAll()
    dialog.blacken.click()
    dialog.accept()


def test_an_export_for_publication_asks_and_the_workbook_stays(
    open_book: tuple[Document, QWidget, Memory],
) -> None:
    document, parent, memory = open_book
    answer(ExportDialog, _publish)
    answer(ClearanceDialog, lambda dialog: dialog.reject())
    assert handing_over.run_export(parent, memory, document, ("docx",)) is None
    answer(ExportDialog, _publish)
    answer(ClearanceDialog, _blacken_all)
    made = handing_over.run_export(parent, memory, document, ("docx",))
    assert made is not None
    assert document.book == book()
    document.close()


def test_a_package_for_publication_asks_too(
    open_book: tuple[Document, QWidget, Memory],
) -> None:
    from hfgoals.checks import CheckSettings

    document, parent, memory = open_book
    answer(PackageDialog, _publish)
    answer(ClearanceDialog, _blacken_all)
    made = handing_over.run_package(parent, memory, document, CheckSettings())
    assert made is not None
    assert {Path(name).suffix for name in made[0].files} == {".xlsx", ".pdf", ".docx"}
    assert "公开" in made[0].target.name
    answer(PackageDialog, lambda dialog: dialog.accept())
    made = handing_over.run_package(parent, memory, document, CheckSettings())
    assert made is not None
    assert any(name.endswith(".hfg") for name in made[0].files), "to the bureau nothing is asked"
    document.close()
