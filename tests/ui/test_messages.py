"""A dialog that was answered is gone when the loop has turned, its answers read before; Enter
loses nothing.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import modal
from ui.grid.popup import OfferPopup
from ui.main_window import MainWindow
from ui.messages import answered, ask, message_box, tell


def _turn() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_what_was_typed_can_be_read_and_then_it_is_gone(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = QDialog(parent)
    field = QLineEdit("甲", dialog)
    QTimer.singleShot(0, dialog.accept)
    assert answered(dialog)
    assert field.text() == "甲"
    _turn()
    assert parent.findChildren(QDialog) == []


def test_a_message_is_gone_too(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    modal.answer(QDialog, QDialog.reject)
    tell(parent, "好了。")
    _turn()
    assert parent.findChildren(QMessageBox) == []


def test_the_window_keeps_no_list_of_a_closed_workbook(window: MainWindow) -> None:
    assert window.workspace is not None
    table = window.workspace.projects.table
    window.workspace.show_page(window.workspace.projects)
    board = table.board()
    assert board is not None
    (place, *_) = [each for each in board.places if each.address.path == "level1"]
    assert table.show_address(place.address)
    table.offer()
    assert window.findChildren(OfferPopup)
    assert window.close_book()
    for _ in range(2):
        _turn()
    assert window.findChildren(OfferPopup) == []


@pytest.mark.parametrize(
    "command",
    [
        *("new_book", "export_pdf", "export_wide", "make_package", "make_templates"),
        *("gather_sources", "paste_table", "add_year", "roll_year", "change_year"),
        *("remove_year", "set_rules", "about"),
    ],
)
def test_the_window_keeps_no_closed_dialog(window: MainWindow, command: str) -> None:
    before = len(window.findChildren(QDialog))
    modal.answer(QDialog, QDialog.reject)
    window.actions_by_name[command].trigger()
    _turn()
    assert len(window.findChildren(QDialog)) == before


@pytest.mark.parametrize(("loses", "said"), [(True, "取消"), (False, "删除")])
def test_enter_never_loses_anything(qtbot: QtBot, *, loses: bool, said: str) -> None:
    defaults: list[str] = []

    def look(box: QMessageBox) -> None:
        defaults.append(box.defaultButton().text())
        assert all(each.icon().isNull() for each in box.buttons())
        box.defaultButton().click()

    modal.answer(QMessageBox, look)
    assert ask(None, "要删除吗？", "", "删除", loses=loses) is not loses
    assert defaults == [said]


@pytest.mark.parametrize("sign", [QMessageBox.Icon.Warning, QMessageBox.Icon.Question])
def test_a_box_has_our_own_picture_and_keeps_its_sign(qtbot: QtBot, sign: QMessageBox.Icon) -> None:
    box = message_box(None, sign, "甲")
    qtbot.addWidget(box)
    theirs = QMessageBox(sign, "", "甲")
    qtbot.addWidget(theirs)
    ours = box.iconPixmap().toImage()
    assert box.icon() == sign
    assert not ours.isNull()
    assert ours != theirs.iconPixmap().toImage()
