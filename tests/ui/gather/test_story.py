"""Gathering from the menu to undo, with keys, as one would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.values import Project
from hfgoals.store import open_file
from ui.gather.review_page import SEGMENTS
from ui.gather.wizard import FILES, FINISHED, REVIEW, SOURCES, GatherWizard
from ui.main_window import MainWindow

Arrive = Callable[[GatherWizard, int], None]
KEY = Qt.Key


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def write(widget: QWidget, text: str) -> None:
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(widget, typed)


def to_review(wizard: GatherWizard, folder: Path, arrive: Arrive) -> None:
    wizard.files.add([folder])
    press(wizard.forward, KEY.Key_Return)
    arrive(wizard, SOURCES)
    press(wizard.sources.table, KEY.Key_Return)
    arrive(wizard, REVIEW)


def in_hand(wizard: GatherWizard) -> str:
    dispute = wizard.review.model.dispute(wizard.review.view.currentIndex().row())
    return "" if dispute is None else dispute.label


def paper(window: MainWindow) -> Project:
    return window.document.book.years[0].projects[0]


def test_from_the_menu_through_decisions_to_undo(
    window: MainWindow,
    handed_in: Path,
    tmp_path: Path,
    arrive: Arrive,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = window.document.book
    seen: list[str] = []

    def through() -> None:
        wizard = QApplication.activeModalWidget()
        if not isinstance(wizard, GatherWizard):
            QTimer.singleShot(10, through)
            return
        to_review(wizard, handed_in, arrive)
        view, own = wizard.review.view, wizard.review.choices.own.text
        assert QApplication.focusWidget() is view
        # 办公室 says 31; 编辑部 another purpose; 技术部 and 办公室 each another target.
        assert in_hand(wizard) == "预算数"
        press(view, KEY.Key_2, KEY.Key_Return)
        assert in_hand(wizard) == "资金用途"
        press(view, KEY.Key_3)
        assert QApplication.focusWidget() is own
        write(own, "用于报纸的印刷、发行支出")
        press(own, KEY.Key_Escape)
        assert QApplication.focusWidget() is view
        press(view, KEY.Key_Return)
        assert in_hand(wizard) == "指标值"
        press(view, KEY.Key_Right, KEY.Key_Right)
        assert wizard.review.decisions.undecided == 0
        press(wizard.forward, KEY.Key_Return)
        arrive(wizard, FINISHED)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "记录"), ""))
        wizard.end.save_log.click()
        seen.append((tmp_path / "记录.txt").read_text(encoding="utf-8"))
        press(wizard.forward, KEY.Key_Return)

    QTimer.singleShot(0, through)
    window.actions_by_name["gather_sources"].trigger()
    assert seen, "the wizard came to its end"
    document = window.document
    after = document.book
    found = paper(window)
    assert (str(found.budget), found.purpose) == ("31.00", "用于报纸的印刷、发行支出")
    assert found.indicators[0].target.text == "≥52期"
    names = [project.name for project in after.years[0].projects]
    assert names == ["报纸印刷", "广播节目", "电视设备"]
    assert after.years[0].projects[1].purpose == "用于广播节目制作"
    assert document.undo_name == "汇总"
    for told in ("编辑部.xlsx", "≥50期", "用于报纸的印刷、发行支出", "31.00"):
        assert told in seen[0]
    offered = [each.text() for each in window.notice.findChildren(QPushButton) if each.isVisible()]
    assert "撤销" in offered
    window.undo()
    assert document.book is before
    assert document.undo_name is None
    window.redo()
    assert document.book is after
    path = document.session.path
    assert document.session.flush()
    with open_file(path, read_only=True) as store:
        assert store.book == after


def test_undecided_keeps_what_the_workbook_holds(
    window: MainWindow, wizard: GatherWizard, handed_in: Path, arrive: Arrive
) -> None:
    to_review(wizard, handed_in, arrive)
    assert wizard.review.decisions.undecided == 3
    wizard.forward.click()
    arrive(wizard, FINISHED)
    assert wizard.taken
    found = paper(window)
    assert (str(found.budget), found.purpose) == ("30.00", "用于报纸印刷支出")
    assert found.indicators[0].target.text == "≥48期"
    wizard.accept()


def test_all_of_the_sources_where_they_are_of_one_mind(
    window: MainWindow, wizard: GatherWizard, handed_in: Path, arrive: Arrive
) -> None:
    to_review(wizard, handed_in, arrive)
    for link in wizard.findChildren(QPushButton):
        if link.text() == "全部采用来源":
            link.click()
    # Two sources differ about the target: that stays to be decided.
    assert wizard.review.decisions.undecided == 1
    wizard.forward.click()
    arrive(wizard, FINISHED)
    found = paper(window)
    assert (str(found.budget), found.purpose) == ("31.00", "用于报纸印刷和发行支出")
    assert found.indicators[0].target.text == "≥48期"
    wizard.accept()


def test_an_amount_that_is_none_is_refused_and_shown(
    window: MainWindow, wizard: GatherWizard, handed_in: Path, arrive: Arrive
) -> None:
    before = window.document.book
    to_review(wizard, handed_in, arrive)
    view, own = wizard.review.view, wizard.review.choices.own.text
    press(view, KEY.Key_3)
    write(own, "三十万")
    press(own, KEY.Key_Escape)
    press(view, KEY.Key_Down)
    wizard.forward.click()
    assert wizard.page == REVIEW
    assert not wizard.job.running
    assert in_hand(wizard) == "预算数"
    assert own.toPlainText() == "三十万"
    assert window.document.book is before
    own.selectAll()
    write(own, "32")
    wizard.forward.click()
    arrive(wizard, FINISHED)
    assert str(paper(window).budget) == "32.00"
    wizard.accept()


def test_a_source_unticked_is_not_gathered_and_decisions_outlive_going_back(
    window: MainWindow, wizard: GatherWizard, handed_in: Path, arrive: Arrive
) -> None:
    to_review(wizard, handed_in, arrive)
    press(wizard.review.view, KEY.Key_2, KEY.Key_Return, KEY.Key_2)
    wizard.back.click()
    sources = wizard.sources.sources
    (row,) = [n for n in range(sources.rowCount()) if sources.row(n).name == "办公室.hfg"]
    wizard.sources.table.selectRow(row)
    press(wizard.sources.table, KEY.Key_Space)
    assert [each.name for each in sources.unticked] == ["办公室.hfg"]
    wizard.forward.click()
    arrive(wizard, REVIEW)
    # The amount came from the source left out; the purpose is decided already.
    assert wizard.review.decisions.undecided == 1
    wizard.forward.click()
    arrive(wizard, FINISHED)
    found = paper(window)
    assert (str(found.budget), found.purpose) == ("30.00", "用于报纸印刷和发行支出")
    assert window.document.book.years[0].projects[1].purpose == ""
    wizard.accept()


def test_what_is_added_and_filled_is_shown_in_full(
    wizard: GatherWizard, handed_in: Path, arrive: Arrive
) -> None:
    to_review(wizard, handed_in, arrive)
    page = wizard.review
    for kind, wanted in (("added", "用于摄像机购置"), ("filled", "用于广播节目制作")):
        number = next(n for n, each in enumerate(SEGMENTS) if each.kind == kind)
        page.segments.button(number).click()
        assert wanted in page._whole_text.toPlainText()
    wizard.reject()


def test_the_same_again_changes_nothing(
    window: MainWindow, wizard: GatherWizard, tmp_path: Path, arrive: Arrive
) -> None:
    import shutil

    before = window.document.book
    copy = tmp_path / "同一份.hfg"
    assert window.document.session.flush()
    shutil.copy(window.document.session.path, copy)
    wizard.files.add([copy])
    wizard.forward.click()
    arrive(wizard, SOURCES)
    wizard.forward.click()
    arrive(wizard, REVIEW)
    wizard.forward.click()
    arrive(wizard, FINISHED)
    assert not wizard.taken
    assert window.document.book is before
    assert window.document.undo_name is None
    wizard.accept()


def test_thinking_better_of_it_leaves_everything(
    window: MainWindow, wizard: GatherWizard, handed_in: Path, arrive: Arrive
) -> None:
    before = window.document.book
    to_review(wizard, handed_in, arrive)
    press(wizard.review.view, KEY.Key_2)
    asked: list[str] = []

    def answer(button: str) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, lambda: answer(button))
            return
        asked.append(box.informativeText())
        next(each for each in box.buttons() if each.text() == button).click()

    QTimer.singleShot(0, lambda: answer("回去"))
    press(wizard.review.view, KEY.Key_Escape)
    assert wizard.isVisible()
    assert wizard.review.decisions.undecided == 2
    QTimer.singleShot(0, lambda: answer("放弃汇总"))
    press(wizard.review.view, KEY.Key_Escape)
    assert not wizard.isVisible()
    assert len(asked) == 2
    assert not wizard.taken
    assert window.document.book is before
    assert window.document.undo_name is None


def test_nothing_is_offered_without_a_workbook_or_for_one_to_look_at(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    action = window.actions_by_name["gather_sources"]
    assert action.isEnabled()
    own_tip = action.toolTip()
    path = window.document.session.path
    assert window.close_book()
    assert not action.isEnabled()
    assert action.toolTip() != own_tip
    with open_file(path):
        assert window.open_path(path)
        assert window.document.read_only
        assert not action.isEnabled()
        assert action.toolTip() != own_tip
    assert FILES == 0
