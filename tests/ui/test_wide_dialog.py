"""The dialog of the wide table: columns by keys, profiles kept and passed on, the file written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from hfgoals.exchange.reading import read_source
from hfgoals.profiles import keep_profile, own_profiles, profiles_path, write_profiles
from hfgoals.sample import sample_book
from hfgoals.wide.profile import BUILT_IN, IMPORT, STANDARD, Column, WideProfile
from tests.ui.modal import answer, press
from ui.dialogs.wide.columns import NAME, TITLE, ColumnsModel
from ui.dialogs.wide.dialog import NameDialog, WideDialog
from ui.dialogs.wide.preview import PreviewModel, PreviewTable
from ui.main_window import MainWindow

_OWN = WideProfile("县局", (Column("project_name"), Column("indicator", "名<b>")))


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Callable[..., WideDialog]:
    def show(name: str = IMPORT.name) -> WideDialog:
        book = sample_book()
        dialog = WideDialog(book, book.years[-1], name, tmp_path)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.table.setFocus()
        return dialog

    return show


def _commit(field: QLineEdit, text: str) -> None:
    field.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def _name(naming: NameDialog, name: str) -> None:
    (field,) = naming.findChildren(QLineEdit)
    _commit(field, name)
    naming.accept_button.click()


def _type(dialog: WideDialog, text: str) -> None:
    """Type a title into the cell that is being edited, and Enter."""
    editors = [each for each in dialog.table.viewport().findChildren(QLineEdit) if each.isVisible()]
    _commit(editors[-1], text)
    QTest.keyClick(editors[-1], Qt.Key.Key_Return)
    # A delegate takes the text in only then.
    QTest.qWait(10)


def _keys(dialog: WideDialog) -> list[str]:
    return [column.key for column in dialog.profile.columns]


def _preview(dialog: WideDialog) -> list[str]:
    model = dialog.preview
    across = Qt.Orientation.Horizontal
    return [model.headerData(place, across) for place in range(model.columnCount())]


def test_space_ticks_and_alt_arrows_move(shown: Callable[..., WideDialog]) -> None:
    dialog = shown()
    before = _keys(dialog)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _keys(dialog) == [before[1], before[0], *before[2:]]
    assert dialog.table.row == 1
    QTest.keyClick(dialog.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(dialog.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _keys(dialog) == before
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert _keys(dialog) == before[1:]
    assert len(_preview(dialog)) == len(before) - 1
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert _keys(dialog) == before


def test_f2_renames_and_a_double_click_too(shown: Callable[..., WideDialog]) -> None:
    dialog = shown()
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    _type(dialog, "项目代码<b>")
    assert dialog.profile.columns[0] == Column("project_code", "项目代码<b>")
    assert _preview(dialog)[0] == "项目代码<b>"
    index = dialog.columns.index(1, NAME)
    place = dialog.table.visualRect(index).center() + QPoint(20, 0)
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    _type(dialog, "项目")
    assert dialog.profile.columns[1].title == "项目"
    assert dialog.isVisible()
    # The usual title is no title of its own: it follows the currency.
    dialog.columns.setData(dialog.columns.index(0, TITLE), "项目编码")
    assert dialog.profile.columns[0].title == ""


def test_a_row_is_dragged(shown: Callable[..., WideDialog]) -> None:
    model, before = shown().columns, list(IMPORT.columns)
    last = model.rowCount() - 1
    for source, target, wanted in ((0, 3, 2), (2, 0, 0), (0, -1, last)):
        moved = model.index(source, NAME).data()
        data = model.mimeData([model.index(source, NAME)])
        action = Qt.DropAction.MoveAction
        assert not model.dropMimeData(data, action, target, 0, QModelIndex())
        assert model.index(wanted, NAME).data() == moved
    assert sorted(map(str, model.columns)) == sorted(map(str, before))


def test_options_are_seen_at_once(shown: Callable[..., WideDialog]) -> None:
    dialog = shown(STANDARD.name)
    options = dialog.options
    assert "预算数（万元）" in _preview(dialog)
    options.currency.setCurrentIndex(options.currency.findData("元"))
    assert "预算数（元）" in _preview(dialog)
    model = dialog.preview
    sign = _keys(dialog).index("sign")
    options.signs.setCurrentIndex(options.signs.findData("文字"))
    assert "于" in model.index(0, sign).data()
    name = _keys(dialog).index("project_name")
    assert model.index(1, name).data() == ""
    options.repeat.setCurrentIndex(options.repeat.findData("重复"))
    assert model.index(1, name).data() == model.index(0, name).data() != ""


def test_nothing_chosen_is_refused(shown: Callable[..., WideDialog]) -> None:
    dialog = shown()
    dialog.columns.tick_all(ticked=False)
    assert dialog.refusal()
    dialog.accept_button.click()
    assert dialog.isVisible()
    dialog.columns.tick_all(ticked=True)
    dialog.accept_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_blank_columns_with_titles_of_their_own(shown: Callable[..., WideDialog]) -> None:
    dialog = shown()
    for title in ("备注", "审核意见"):
        dialog.buttons["加空列"].click()
        _type(dialog, title)
    blanks = [column.title for column in dialog.profile.columns if column.key == "blank"]
    assert blanks == ["备注", "审核意见"]
    assert dialog.refusal() == ""


def test_a_profile_is_kept_changed_and_removed(shown: Callable[..., WideDialog]) -> None:
    dialog = shown()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)

    refused: list[bool] = []

    def name_it(naming: NameDialog) -> None:
        _name(naming, IMPORT.name)
        refused.append(naming.isVisible())
        _name(naming, "县局")

    answer(NameDialog, name_it)
    dialog.buttons["另存为方案…"].click()
    assert refused == [True], "the built-in ones are not written over"
    (kept,) = own_profiles()
    assert kept == replace(IMPORT, name="县局", columns=IMPORT.columns[1:])
    assert dialog.profile == kept
    assert dialog.shelf.current(IMPORT.name) == IMPORT
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.shelf.changed("县局")
    dialog.profiles.setCurrentRow(0)
    assert dialog.profile == STANDARD
    assert not dialog.buttons["删除方案"].isEnabled()
    dialog.profiles.setCurrentRow(len(BUILT_IN))
    assert len(dialog.profile.columns) == len(kept.columns) - 1
    answer(QMessageBox, lambda box: box.defaultButton().click())
    dialog.buttons["删除方案"].click()
    assert own_profiles(), "Enter takes nothing away"
    press(QMessageBox, "删除")
    dialog.buttons["删除方案"].click()
    assert own_profiles() == ()
    assert dialog.profile == STANDARD


def test_a_profile_is_passed_on(
    shown: Callable[..., WideDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, broken = tmp_path / "来.toml", tmp_path / "坏.toml"
    write_profiles([_OWN], given)
    broken.write_text("坏", "utf-8")
    dialog = shown()
    chosen = str(given)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen, ""))
    dialog.buttons["读入方案…"].click()
    assert dialog.profile == _OWN
    assert own_profiles() == (_OWN,)
    told: list[str] = []
    chosen = str(broken)

    def note(box: QMessageBox) -> None:
        told.append(box.text())
        box.reject()

    answer(QMessageBox, note)
    dialog.buttons["读入方案…"].click()
    assert str(broken) in told[0]
    assert dialog.profile == _OWN
    target = tmp_path / "去.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.buttons["存为文件…"].click()
    assert target.read_text("utf-8") == given.read_text("utf-8")


def test_a_broken_file_of_profiles_is_said_and_left(shown: Callable[..., WideDialog]) -> None:
    profiles_path().write_text("坏", "utf-8")
    dialog = shown("县局")
    assert dialog.profile == STANDARD
    assert dialog._broken.isVisible()
    answer(NameDialog, lambda naming: _name(naming, "新"))
    boxes: list[str] = []

    def note(box: QMessageBox) -> None:
        boxes.append(box.text())
        box.reject()

    answer(QMessageBox, note)
    dialog.buttons["另存为方案…"].click()
    assert len(boxes) == 1
    assert profiles_path().read_text("utf-8") == "坏"


def test_models_keep_the_rules_of_models(
    shown: Callable[..., WideDialog], qapp: QApplication
) -> None:
    dialog = shown()
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (dialog.columns, dialog.preview)
    ]
    assert isinstance(dialog.columns, ColumnsModel)
    assert isinstance(dialog.preview, PreviewModel)
    dialog.columns.move(0, 5)
    dialog.columns.add_blank(2)
    dialog.columns.tick_all(ticked=True)
    dialog.profiles.setCurrentRow(0)
    assert all(isinstance(tester.model(), QAbstractItemModel) for tester in testers)


def test_the_file_is_written_and_the_profile_remembered(window: MainWindow, tmp_path: Path) -> None:
    keep_profile(_OWN)
    seen: list[str] = []

    def agree(dialog: WideDialog) -> None:
        seen.append(dialog.profile.name)
        dialog.profiles.setCurrentRow(len(BUILT_IN))
        table = dialog.findChild(PreviewTable)
        assert isinstance(table, QTableView)
        dialog.findChild(QPushButton)
        dialog.accept_button.click()

    answer(WideDialog, agree)
    window.actions_by_name["export_wide"].trigger()
    answer(WideDialog, agree)
    press(QMessageBox, "替换")
    window.actions_by_name["export_wide"].trigger()
    assert seen == [STANDARD.name, "县局"]
    (path,) = tmp_path.glob("*_2023年_绩效指标明细表.xlsx")
    assert path.name in window.notice.text
    assert [cell.value for cell in load_workbook(path).worksheets[0][1]] == ["项目名称", "名<b>"]
    # Without 指标值 nobody can take it for the program's own table; the standard one is.
    window.memory.put("wide.profile", STANDARD.name)
    answer(WideDialog, lambda dialog: dialog.accept_button.click())
    press(QMessageBox, "替换")
    window.actions_by_name["export_wide"].trigger()
    plan = window.document.plan
    assert plan is not None
    assert len(read_source(path).plan.projects) == len(plan.projects)
