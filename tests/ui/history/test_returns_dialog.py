"""退回意见 in the window: pasted, tied, answered, ticked, removed and handed back, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from hfgoals.app import Session
from hfgoals.checks import finding
from hfgoals.history import RETURNS
from hfgoals.history.returns import Remark, remarks_of, stored
from hfgoals.model.address import Address
from hfgoals.model.values import AnnualPlan
from hfgoals.store import create
from hfgoals.trouble import CannotWrite
from tests.ui.modal import answer
from ui.history.returns_dialog import ReturnsDialog
from ui.history.returns_table import PLACE
from ui.main_window import MainWindow

PASTED = "1.第1个项目指标第2行指标值偏低\n（二）第2、3个项目不够完整\n\n③请加盖公章"


def _open(window: MainWindow, act: Callable[[ReturnsDialog], None]) -> None:
    def look(dialog: ReturnsDialog) -> None:
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    answer(ReturnsDialog, look)
    window.actions_by_name["show_returns"].trigger()


def _key(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def _paste(dialog: ReturnsDialog, text: str = PASTED) -> None:
    QApplication.clipboard().setText(text)
    _key(dialog.pasted, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    _key(dialog.pasted, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _kept(window: MainWindow) -> tuple[Remark, ...]:
    return remarks_of(window.document.session.setting(RETURNS))


def test_pasted_lines_become_remarks_with_reason_and_place(window: MainWindow) -> None:
    seen: list[str] = []

    def act(dialog: ReturnsDialog) -> None:
        assert not dialog.add.isEnabled()
        _paste(dialog)
        assert dialog.pasted.toPlainText() == ""
        seen.append(str(dialog.model.index(0, PLACE).data()))

    _open(window, act)
    first, second, third = _kept(window)
    assert (first.text, second.text, third.text) == (
        "第1个项目指标第2行指标值偏低",
        "第2、3个项目不够完整",
        "请加盖公章",
    )
    plan = window.document.plan
    assert plan is not None
    row = plan.projects[0].indicators[1]
    assert first.address == Address("indicator", row.id, "target")
    assert "绩效指标第2行" in seen[0]
    assert second.reason == finding.INCOMPLETE
    assert second.address is None, "two projects are offered, none is chosen"
    assert {each.plan for each in (first, second, third)} == {plan.id}


def test_enter_goes_to_the_place(window: MainWindow) -> None:
    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        assert dialog.focusWidget() is dialog.table
        _key(dialog.table, Qt.Key.Key_Return)

    _open(window, act)
    plan = window.document.plan
    assert plan is not None
    row = plan.projects[0].indicators[1]
    workspace = window.open_workspace
    assert workspace.page is workspace.projects
    assert workspace.place() == Address("indicator", row.id, "target")


def test_enter_does_nothing_where_no_place_is_told(window: MainWindow) -> None:
    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog, "请加盖公章")
        _key(dialog.table, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert not dialog.go.isEnabled()

    _open(window, act)


def test_the_cell_in_hand_is_offered_as_a_place(window: MainWindow) -> None:
    project = window.document.plan.projects[3]  # type: ignore[union-attr]
    here = Address("project", project.id, "purpose")
    window.open_workspace.show_address(here)

    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog, "请加盖公章")
        assert dialog.place.count() == 2
        _key(dialog.place, Qt.Key.Key_Down)

    _open(window, act)
    assert _kept(window)[0].address == here


def test_space_ticks_and_the_status_bar_counts_what_is_open(window: MainWindow) -> None:
    state = window.surroundings.returns_state
    assert not state.isVisible()

    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        assert "3" in state.text()
        _key(dialog.table, Qt.Key.Key_Space)
        assert dialog.tick.isChecked()

    _open(window, act)
    assert [each.done for each in _kept(window)] == [True, False, False]
    assert state.isVisible()
    assert "2" in state.text()

    def tick_the_others(dialog: ReturnsDialog) -> None:
        for row in (1, 2):
            dialog.table.selectRow(row)
            _key(dialog.tick, Qt.Key.Key_Space)

    answer(ReturnsDialog, lambda dialog: (tick_the_others(dialog), dialog.reject()))
    QTest.mouseClick(state, Qt.MouseButton.LeftButton)
    assert not state.isVisible()
    assert all(each.done for each in _kept(window))


def test_what_was_done_is_typed_and_kept_also_when_the_window_is_closed_at_once(
    window: MainWindow, tmp_path: Path
) -> None:
    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        dialog.answer.setFocus()
        QTest.keyClicks(dialog.answer, "changed to 60")
        _key(dialog.answer, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    _open(window, act)
    assert _kept(window)[0].answer == "changed to 60"
    window.close_book()
    session = Session.open(tmp_path / "甲.hfg")
    assert remarks_of(session.setting(RETURNS))[0].answer == "changed to 60"
    session.close()


def test_going_to_another_row_does_not_carry_anything_along(window: MainWindow) -> None:
    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        dialog.answer.setFocus()
        QTest.keyClicks(dialog.answer, "one")
        _key(dialog.table, Qt.Key.Key_Down)
        assert dialog.answer.toPlainText() == ""
        _key(dialog.reason, Qt.Key.Key_Down)
        _key(dialog.table, Qt.Key.Key_Up)
        assert dialog.answer.toPlainText() == "one"

    _open(window, act)
    first, second, third = _kept(window)
    assert (first.answer, second.answer, third.answer) == ("one", "", "")
    assert (first.reason, third.reason) == (finding.OTHER, finding.OTHER)
    assert second.reason == finding.UNMEASURED, "the one below 指标不够完整"


def test_the_list_is_looked_through_by_state_and_word(window: MainWindow) -> None:
    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        _key(dialog.table, Qt.Key.Key_Space)
        rows = []
        for number in range(3):
            _key(dialog.states.button(number), Qt.Key.Key_Space)
            rows.append(dialog.model.rowCount())
        assert rows == [3, 2, 1]
        _key(dialog.states.button(0), Qt.Key.Key_Space)
        dialog.wanted.setFocus()
        QApplication.clipboard().setText("公章")
        _key(dialog.wanted, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert dialog.model.rowCount() == 1
        assert dialog.in_hand == dialog.remarks[2]

    _open(window, act)


def test_one_that_is_ticked_stays_in_sight_until_it_is_looked_for_anew(window: MainWindow) -> None:
    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        _key(dialog.states.button(1), Qt.Key.Key_Space)
        _key(dialog.table, Qt.Key.Key_Space)
        assert dialog.model.rowCount() == 3
        assert dialog.in_hand is not None
        assert dialog.in_hand.done

    _open(window, act)


def test_delete_removes_and_it_can_be_put_back_to_its_place(window: MainWindow) -> None:
    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        before, book = dialog.remarks, window.document.book
        dialog.table.selectRow(1)
        _key(dialog.table, Qt.Key.Key_Delete)
        assert dialog.remarks == (before[0], before[2])
        assert _kept(window) == dialog.remarks
        assert window.document.book == book
        assert dialog.in_hand == before[2]
        assert dialog.back.isVisible()
        dialog.back.click()
        assert dialog.remarks == before
        assert dialog.in_hand == before[1]
        assert not dialog.back.isVisible()

    _open(window, act)
    assert len(_kept(window)) == 3


def test_a_locked_year_takes_remarks_and_ticks(window: MainWindow) -> None:
    plan = window.document.plan
    assert plan is not None
    window.document.session.keep_version("sent", plan, submitted=True)
    window.document.lock_changed.emit()

    def act(dialog: ReturnsDialog) -> None:
        _paste(dialog)
        _key(dialog.table, Qt.Key.Key_Space)

    _open(window, act)
    assert [each.done for each in _kept(window)] == [True, False, False]


def test_each_year_has_its_own(window: MainWindow) -> None:
    session = window.document.session
    session.put_setting(RETURNS, stored([Remark("别的年度的", "another plan")]))
    window.document.returns_changed.emit()
    assert not window.surroundings.returns_state.isVisible()

    def act(dialog: ReturnsDialog) -> None:
        assert dialog.model.rowCount() == 0
        _paste(dialog, "请加盖公章")
        _key(dialog.table, Qt.Key.Key_Delete)

    _open(window, act)
    assert [each.text for each in _kept(window)] == ["别的年度的"]


def test_a_read_only_file_is_for_looking(window: MainWindow, tmp_path: Path) -> None:
    plan = window.document.plan
    assert plan is not None
    book = window.document.book
    window.document.session.put_setting(RETURNS, stored([Remark("请盖章", plan.id)]))
    window.close_book()
    holder = Session.open(tmp_path / "甲.hfg")
    assert window.open_path(tmp_path / "甲.hfg")
    assert window.document.session.read_only
    assert window.document.book == book
    assert window.surroundings.returns_state.isVisible()

    def act(dialog: ReturnsDialog) -> None:
        assert dialog.model.rowCount() == 1
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            _key(dialog.table, key)
        assert [each.done for each in dialog.remarks] == [False]
        assert dialog.pasted.isReadOnly()
        assert dialog.answer.isReadOnly()
        assert dialog.export.isEnabled()
        assert not dialog.tick.isEnabled()

    _open(window, act)
    holder.close()


def test_a_file_that_cannot_be_written_loses_nothing_silently(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CannotWrite("磁盘已满。", "没有存。", "请清理。")

    def act(dialog: ReturnsDialog) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(type(window.document.session), "put_setting", refuse)
            answer(QMessageBox, lambda box: box.accept())
            _paste(dialog)
            assert "公章" in dialog.pasted.toPlainText()
            assert dialog.remarks == ()
        _key(dialog.pasted, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert len(dialog.remarks) == 3

    _open(window, act)
    assert len(_kept(window)) == 3


def test_the_reply_is_handed_over_in_every_format(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def act(dialog: ReturnsDialog) -> None:
        assert not dialog.export.isEnabled()
        _paste(dialog)
        dialog.export.click()

    _open(window, act)
    suffixes = sorted(path.suffix for path in tmp_path.glob("*整改情况回复*"))
    assert suffixes == [".docx", ".pdf", ".xlsx"]


def test_the_reply_is_printed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["HP"])
    monkeypatch.setattr(
        "ui.printing.print_with_dialog", lambda _parent, _pages, title: titles.append(title)
    )

    def act(dialog: ReturnsDialog) -> None:
        assert not dialog.print.isEnabled()
        _paste(dialog)
        dialog.print.click()

    _open(window, act)
    assert [title[-6:] for title in titles] == ["整改情况回复"]


def test_the_bar_follows_the_year_in_hand(window: MainWindow, tmp_path: Path) -> None:
    book = window.document.book
    other = AnnualPlan(year=book.years[-1].year + 1)
    create(tmp_path / "乙.hfg", replace(book, years=(*book.years, other))).close()
    assert window.open_path(tmp_path / "乙.hfg")
    session = window.document.session
    session.put_setting(RETURNS, stored([Remark("请盖章", book.years[-1].id)]))
    window.document.returns_changed.emit()
    state = window.surroundings.returns_state
    assert not state.isVisible()
    window.document.select_plan(book.years[-1].id)
    assert state.isVisible()
    assert window.close_book()
