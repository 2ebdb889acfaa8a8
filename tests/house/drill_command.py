"""Run in a copy of the program that has one more command, name_unit: is it offered and done?

`python drill_command.py FOLDER` with the copy first on the path; prints a line for every place that
has it, and fails at the first that forgets it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hfgoals.sample import sample_book
from hfgoals.store import create


def main(folder: Path) -> None:
    """Look for it in the menus, and give it by its key."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QMenu

    from ui.launch import application
    from ui.main_window import MainWindow
    from ui.memory import Memory

    app = application()
    path, book = folder / "a.hfg", sample_book()
    create(path, book).close()
    window = MainWindow(Memory(folder / "memory.json"))
    window.show()
    action = window.actions_by_name["name_unit"]
    menus = window.menuBar().findChildren(QMenu)
    assert [menu.title() for menu in menus if action in menu.actions()] == ["年度(&Y)"]
    told("menu")
    assert not action.isEnabled()
    assert action.toolTip()
    window.open_path(path)
    assert action.isEnabled()
    told("offered with a workbook")
    window.activateWindow()
    app.processEvents()
    modifiers = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.ShiftModifier
    )
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N, modifiers)
    assert window.document.book.unit.name == "新名称"
    told("key")
    window.undo()
    assert window.document.book == book
    told("undone")
    window.actions_by_name.enable(has_book=True, read_only=True)
    assert not action.isEnabled()
    told("not offered where nothing changes")
    window.close()


def told(place: str) -> None:
    """Say that a place has it."""
    print(place, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
