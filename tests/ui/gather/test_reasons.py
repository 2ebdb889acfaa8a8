"""What departments keep as it is comes along through the window, reasons and all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hfgoals.checks import SETTING, Checker, CheckSettings
from hfgoals.checks.carrying import reasons_of
from hfgoals.model.edits import text_at
from hfgoals.model.values import Book
from hfgoals.store import create, open_file
from hfgoals.templates import templates_of_book, write_templates
from tests.ui.gather.conftest import PAPER, RADIO, book_of, with_target
from ui.gather.wizard import FINISHED, REVIEW, SOURCES, GatherWizard
from ui.main_window import MainWindow

_OTHER = with_target(PAPER, "48期")
Arrive = Callable[[GatherWizard, int], None]


def _kept(book: Book) -> CheckSettings:
    found = Checker().check(book, book.years[0])
    finding = next(each for each in found if each.code == "V02")
    return CheckSettings().keeping(finding, text_at(book, finding.address), "出版合同写明")


@pytest.mark.parametrize("form", ["hfg", "xlsx"])
def test_the_wizard_brings_the_reasons_along(
    window: MainWindow, tmp_path: Path, arrive: Arrive, form: str
) -> None:
    book = book_of(_OTHER, RADIO)
    settings, folder = _kept(book), tmp_path / "收到"
    folder.mkdir()
    if form == "hfg":
        with create(folder / "编辑部.hfg", book) as store:
            store.put_setting(SETTING, settings.to_json())
    else:
        write_templates(templates_of_book(book, None, settings)[:1], folder)

    def through() -> None:
        wizard = QApplication.activeModalWidget()
        if not isinstance(wizard, GatherWizard):
            QTimer.singleShot(10, through)
            return
        wizard.files.add([folder])
        wizard.forward.click()
        arrive(wizard, SOURCES)
        wizard.forward.click()
        arrive(wizard, REVIEW)
        while wizard.review.decisions.undecided:
            QTest.keyClick(wizard.review.view, Qt.Key.Key_2)
            QTest.keyClick(wizard.review.view, Qt.Key.Key_Return)
        wizard.forward.click()
        arrive(wizard, FINISHED)
        wizard.accept()

    QTimer.singleShot(0, through)
    window.actions_by_name["gather_sources"].trigger()
    window.flush()
    path = window.document.session.path
    plan = window.document.book.years[0]
    now = window.open_workspace.review.settings
    reasons = [each.reason for one in plan.projects for each in reasons_of(now, one)]
    assert reasons == ["出版合同写明"]
    assert window.document.session.flush()
    with open_file(path, read_only=True) as store:
        assert CheckSettings.from_json(store.setting(SETTING)) == now
