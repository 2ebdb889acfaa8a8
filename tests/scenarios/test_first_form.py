"""An accountant's first hour: a new workbook, one project filled in by keyboard, handed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.fields import FIELDS
from hfgoals.model.values import Project
from hfgoals.store import open_file
from tests.scenarios.keyboard import press, type_text
from ui.dialogs.export import ExportDialog
from ui.dialogs.unit import UnitDialog
from ui.document import Document
from ui.main_window import MainWindow
from ui.memory import Memory

HEAD = (
    "42500123P001001100000", "新闻采编设备维护费", "30.00", "28.00", "2.00",
    "摄录编设备的保养、维修和配件更换", "20%", "50%", "80%", "100%",
)  # fmt: skip
GOAL = "全年保养设备48台次，故障在24小时内修复，保障采编播正常进行"
ROWS = (
    ("产出指标", "数量指标", "设备保养台次", "全年保养设备的台次", "≥48台次", "2023年工作计划"),
    ("产出指标", "时效指标", "故障修复时间", "从报修到修复的时间", "≤24小时", "行业标准"),
    ("满意度指标", "服务对象满意度指标", "采编人员满意度", "表示满意的人数占比", "≥90%", "问卷"),
)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def _in_dialog(kind: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Do something in the dialog of that kind as soon as it is there."""

    def look() -> None:
        dialog, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
        if isinstance(dialog, kind) and focused is not None and dialog.isAncestorOf(focused):
            do(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def _button(parent: QWidget, name: str) -> QPushButton:
    (found,) = [
        each
        for each in parent.findChildren(QPushButton)
        if name in (each.text(), each.accessibleName().partition("：")[0])
    ]
    return found


def _new_workbook(window: MainWindow, qtbot: QtBot) -> Document:
    def fill(_dialog: QDialog) -> None:
        type_text("425001")
        press(Qt.Key.Key_Tab)
        type_text("某县融媒体中心")
        press(Qt.Key.Key_Return)

    _in_dialog(UnitDialog, fill)
    qtbot.mouseClick(_button(window, "新建工作簿"), Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.workspace.document


def _fill_in(window: MainWindow) -> None:
    """The whole form, cell after cell, by Tab."""
    assert window.workspace is not None
    table = window.workspace.projects.table
    table.setFocus()
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for text in (*HEAD, GOAL):
        type_text(text)
        press(Qt.Key.Key_Tab)
    for number, row in enumerate(ROWS):
        if number:
            # Tab behind the last cell began this row, at its name: its levels are those above.
            for _ in range(2):
                press(Qt.Key.Key_Left)
        for text in row:
            type_text(text)
            press(Qt.Key.Key_Tab)
    remove = next(each for each in table.commands if "删除这行" in each.text())
    remove.trigger()


def _shown(project: Project) -> tuple[str, ...]:
    head = (field.text(project) for field in FIELDS["project"] if field.printed)
    goals = (goal.text for goal in project.goals)
    rows = (
        field.text(indicator)
        for indicator in project.indicators
        for field in FIELDS["indicator"]
        if not field.optional
    )
    return (*head, *goals, *rows)


def test_one_project_from_an_empty_workbook(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "某县融媒体中心.hfg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    document = _new_workbook(window, qtbot)
    assert window.workspace is not None

    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_N, ctrl_shift)
    _fill_in(window)
    filled = document.project
    assert filled is not None
    rows = [text for row in ROWS for text in row]
    assert _shown(filled) == (*HEAD, GOAL, *rows)
    qtbot.waitUntil(lambda: "已保存" in window.save_state.text())

    steps = 0
    while document.undo_name is not None:
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        steps += 1
    assert document.plan is not None
    assert document.plan.projects == ()
    while document.redo_name is not None:
        QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        steps -= 1
    assert steps == 0
    assert document.project == filled

    _hand_over(window, tmp_path / "报送")
    (workbook,) = (tmp_path / "报送").glob("*.xlsx")
    assert (tmp_path / "报送").joinpath(workbook.name).stat().st_size > 5000
    values = [
        cell.value for row in load_workbook(workbook).worksheets[-1].iter_rows() for cell in row
    ]
    assert {HEAD[0], HEAD[1], ROWS[0][4], ROWS[2][2]} <= set(values)
    assert 30 in values

    window.close()
    with open_file(path, read_only=True) as store:
        assert store.book.years[0].projects == (filled,)


def _hand_over(window: MainWindow, folder: Path) -> None:
    def choose(dialog: QDialog) -> None:
        (place,) = (
            each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "保存到"
        )
        place.setFocus()
        place.selectAll()
        type_text(str(folder))
        press(Qt.Key.Key_Return)

    _in_dialog(ExportDialog, choose)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "已导出" in window.notice.text


def test_the_same_place_after_reopening(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "某县融媒体中心.hfg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    _new_workbook(window, qtbot)
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_N, ctrl_shift)
    QTest.keyClick(window, Qt.Key.Key_N, ctrl_shift)
    assert window.workspace is not None
    table = window.workspace.projects.table
    table.setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Tab)
    left_at, number = table.current_address(), window.workspace.document.project_number
    assert left_at is not None
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is None

    qtbot.mouseClick(_button(window, f"打开 {path.name}"), Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    assert window.workspace.page is window.workspace.projects
    assert window.workspace.document.project_number == number == 2
    assert window.workspace.projects.table.current_address() == left_at
    window.close()
