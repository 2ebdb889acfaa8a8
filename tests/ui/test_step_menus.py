"""撤销到, 恢复到: a list of steps to go back to, by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from ui.main_window import MainWindow
from ui.step_menus import StepsMenu


def renamed(window: MainWindow, *names: str) -> None:
    project = window.document.book.years[-1].projects[0]
    for name in names:
        edit = SetText(Address("project", project.id, "name"), name)
        assert window.document.apply(f"改成{name}", [edit])


def menus(window: MainWindow) -> tuple[StepsMenu, StepsMenu]:
    found = {each.title(): each for each in window.findChildren(StepsMenu)}
    return found["撤销到"], found["恢复到"]


def name_of(window: MainWindow) -> str:
    return window.document.book.years[-1].projects[0].name


def test_steps_are_listed_newest_first_and_gone_to_by_keys(
    window: MainWindow, qtbot: QtBot
) -> None:
    renamed(window, "甲", "乙 & 丙", "丁", "戊")
    back, again = menus(window)
    back.popup(window.pos())
    shown = [action.text().partition("\t") for action in back.actions()]
    assert [name for name, _, _ in shown] == ["改成戊", "改成丁", "改成乙 && 丙", "改成甲"]
    assert all(time.count(":") == 2 for _, _, time in shown)
    for _ in range(3):
        QTest.keyClick(back, Qt.Key.Key_Down)
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert name_of(window) == "甲"
    again.popup(window.pos())
    assert [action.text().partition("\t")[0] for action in again.actions()][:2] == [
        "改成乙 && 丙",
        "改成丁",
    ]
    QTest.keyClick(again, Qt.Key.Key_Down)
    QTest.keyClick(again, Qt.Key.Key_Down)
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert name_of(window) == "丁"
    assert window.document.redo_name == "改成戊"


def test_without_steps_and_with_very_many(window: MainWindow) -> None:
    back, _ = menus(window)
    back.aboutToShow.emit()
    (nothing,) = back.actions()
    assert not nothing.isEnabled()
    renamed(window, *(f"名{number}" for number in range(50)))
    back.aboutToShow.emit()
    assert len(back.actions()) < 50
    assert not back.actions()[-1].isEnabled()
    assert "20" in back.actions()[-1].text()
