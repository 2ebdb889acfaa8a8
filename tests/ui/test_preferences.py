"""偏好设置: whose workbooks are made, where files are looked for first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.dialogs.preferences import PreferencesDialog
from ui.dialogs.unit import UnitDialog
from ui.memory import Memory


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "window.json")


def _shown(memory: Memory, qtbot: QtBot) -> PreferencesDialog:
    dialog = PreferencesDialog(memory)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_unit_stands_in_a_new_workbook(memory: Memory, qtbot: QtBot) -> None:
    dialog = _shown(memory, qtbot)
    QTest.keyClicks(dialog.code, " 359001 ")
    QTest.keyClicks(dialog.name, "X Centre")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isHidden()
    assert not dialog.keep()

    made = UnitDialog(None, memory.unit)
    qtbot.addWidget(made)
    assert (made.unit.code, made.unit.name) == ("359001", "X Centre")


def test_a_fixed_folder_is_where_dialogs_begin_until_it_is_gone(
    memory: Memory, qtbot: QtBot, tmp_path: Path
) -> None:
    fixed, last = tmp_path / "固定", tmp_path / "上次"
    fixed.mkdir()
    last.mkdir()
    memory.put_folder("export", last)
    assert memory.folder("export", tmp_path) == last

    dialog = _shown(memory, qtbot)
    dialog.folders["export"].line.setText(str(fixed))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    dialog.keep()
    again = Memory(tmp_path / "window.json")
    assert again.folder("export", tmp_path) == fixed
    assert again.folder("workbook", tmp_path) == tmp_path
    fixed.rmdir()
    assert again.folder("export", tmp_path) == last


@pytest.mark.parametrize("written", ["没有这个文件夹", "/没有/这样的", "长" * 5000, "a\0b"])
def test_a_folder_that_is_not_there_is_refused_in_place(
    memory: Memory, qtbot: QtBot, written: str
) -> None:
    dialog = _shown(memory, qtbot)
    dialog.folders["workbook"].line.setText(written)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "工作簿文件夹" in dialog.refusal()
    dialog.folders["workbook"].line.clear()
    assert dialog.refusal() == ""


@pytest.mark.parametrize("kept", [3, ["a"], ["a", 3], {"code": "a"}, None])
def test_what_is_no_unit_is_none(tmp_path: Path, kept: object) -> None:
    path = tmp_path / "window.json"
    path.write_text(json.dumps({"unit": kept, "folder.fixed.export": kept}), "utf-8")
    memory = Memory(path)
    assert memory.unit == ("", "")
    assert memory.fixed_folder("export") == ""
