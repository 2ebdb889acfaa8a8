"""A damaged workbook in the window: told, and on wish what is left of it opened as a new file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from hfgoals.store import create
from tests.store.workbooks import small_book
from tests.ui.modal import answer, press
from ui.commands.backups import SALVAGE
from ui.main_window import MainWindow
from ui.memory import Memory


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "坏.hfg"
    create(path, small_book()).close()
    data = path.read_bytes()
    at = data.index("≥12个".encode())
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    return path


def test_a_damaged_workbook_can_be_left_alone(window: MainWindow, damaged: Path) -> None:
    press(QMessageBox, "取消")
    assert not window.open_path(damaged)
    assert window.workspace is None


def test_what_is_left_of_it_is_told_and_opened(
    window: MainWindow, damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = damaged.with_name("新.hfg")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    content = damaged.read_bytes()
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.informativeText())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    def agree(box: QMessageBox) -> None:
        assert SALVAGE in [button.text() for button in box.buttons()]
        answer(QMessageBox, read)
        QTest.keyClick(box, Qt.Key.Key_Return)

    answer(QMessageBox, agree)
    assert window.open_path(damaged)
    assert "融媒体中心运行维护费1" in told[0]
    assert window.document.session.path == target
    rows = [len(each.indicators) for each in window.document.book.years[0].projects]
    assert rows == [4, 3, 4]
    assert damaged.read_bytes() == content


def test_where_nothing_is_left_only_that_is_told(
    window: MainWindow, damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged.write_bytes(damaged.read_bytes()[:4096])
    target = damaged.with_name("新.hfg")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))

    def agree(box: QMessageBox) -> None:
        press(QMessageBox, "确定")
        QTest.keyClick(box, Qt.Key.Key_Return)

    answer(QMessageBox, agree)
    assert not window.open_path(damaged)
    assert not target.exists()
