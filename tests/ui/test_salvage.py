"""A damaged workbook in the window: told, and on wish what is left of it opened as a new file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from hfgoals.backups import Shelf
from hfgoals.store import create, open_file
from tests.store.workbooks import small_book
from tests.ui.modal import answer, press
from ui.commands.backups import SALVAGE
from ui.damage.salvage_dialog import SalvageDialog
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
def sound(tmp_path: Path) -> bytes:
    """A workbook before it was damaged."""
    path = tmp_path / "坏.hfg"
    create(path, small_book()).close()
    return path.read_bytes()


@pytest.fixture
def damaged(tmp_path: Path, sound: bytes) -> Path:
    path, data = tmp_path / "坏.hfg", sound
    at = data.index("≥12个".encode())
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    return path


def test_a_damaged_workbook_can_be_left_alone(window: MainWindow, damaged: Path) -> None:
    press(QMessageBox, "取消")
    assert not window.open_path(damaged)
    assert window.workspace is None


def choose_target(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))


def settle(act: Callable[[SalvageDialog], None]) -> None:
    """Choose to salvage, and do that in the dialog that comes then."""

    def agree(box: QMessageBox) -> None:
        answer(SalvageDialog, act)
        next(each for each in box.buttons() if each.text() == SALVAGE).click()

    answer(QMessageBox, agree)


def test_what_is_left_of_it_is_told_and_opened(
    window: MainWindow, damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = damaged.with_name("新.hfg")
    choose_target(monkeypatch, target)
    content = damaged.read_bytes()
    told: list[str] = []

    def read(dialog: SalvageDialog) -> None:
        told.extend(dialog.model.index(at, 0).data() for at in range(dialog.model.rowCount()))
        assert not dialog.all.isEnabled()
        dialog.accept_button.click()

    settle(read)
    assert window.open_path(damaged)
    assert len(told) == 1
    assert "融媒体中心运行维护费1" in told[0]
    assert window.document.session.path == target
    rows = [len(each.indicators) for each in window.document.book.years[0].projects]
    assert rows == [4, 3, 4]
    assert damaged.read_bytes() == content


def test_what_a_backup_has_is_taken_by_keys_and_told_in_the_log(
    window: MainWindow, damaged: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf.own().add(sound, damaged, "timed", datetime.datetime(2026, 11, 27).astimezone())
    choose_target(monkeypatch, damaged.with_name("新.hfg"))

    def tick(dialog: SalvageDialog) -> None:
        offered = dialog.model.index(0, 2).data()
        assert "≥12个" in offered
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        assert len(dialog.taken) == 1
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        assert dialog.taken == ()
        dialog.all.click()
        dialog.accept_button.click()

    settle(tick)
    assert window.open_path(damaged)
    damaged.with_name("好.hfg").write_bytes(sound)
    with open_file(damaged.with_name("好.hfg"), read_only=True) as store:
        assert window.document.book == store.book
    (entry,) = window.document.session.history.entries
    assert "2026-11-27" in entry.step
    assert [change.after for change in entry.changes if change.after == "≥12个"] == ["≥12个"]


def test_another_copy_is_laid_beside_and_a_strange_one_refused(
    window: MainWindow, damaged: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange, copy = damaged.with_name("别的.hfg"), damaged.with_name("副本.hfg")
    create(strange, small_book(projects=2)).close()
    copy.write_bytes(sound)
    chosen = iter([strange, copy])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(next(chosen)), ""))

    def compare(dialog: SalvageDialog) -> None:
        button = next(e for e in dialog.findChildren(QPushButton) if "副本" in e.text())
        press(QMessageBox, "确定")
        button.click()
        assert dialog.model.offered == 0
        button.click()
        assert dialog.model.offered == 1
        dialog.reject()

    settle(compare)
    assert not window.open_path(damaged)


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
