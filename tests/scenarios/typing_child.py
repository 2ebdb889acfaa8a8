"""The real window, typed into as fast as it goes, telling which steps it shows as saved.

Made to be killed: each line of stdin is a seed and starts a window in a process of its own; its
id goes out first, and "gone" when it has been killed. Step n puts the text n into one cell by keys.
Sometimes several steps are typed before the window gets to look at its events, as when it is busy;
whenever the status bar says 已保存, the text that the cell then has goes out as one line.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hfgoals.model.address import Address
from ui.launch import application
from ui.main_window import MainWindow
from ui.memory import Memory


def main(path: Path) -> None:
    """Let one window after the other open the file; up to there all is done once."""
    import ui.workspace  # noqa: F401 - what opening a workbook needs

    app = application()
    window = MainWindow(Memory(path.with_name("window.json")))
    window.show()
    app.processEvents()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _say(os.getpid())
            _type(window, path, int(line))
        os.waitpid(child, 0)
        os.write(1, b"gone\n")


def _type(window: MainWindow, path: Path, seed: int) -> None:
    """Type on from what the file holds until killed."""
    app = application()
    window.load(path)
    window.show_projects()
    assert QTest.qWaitForWindowActive(window, 30_000)
    chance = random.Random(seed)
    typing = _Typing(window)
    for number in range(typing.held + 1, typing.held + 1_000_000):
        typing.put(number)
        time.sleep(chance.choice((0, 0, 0.002, 0.01)))
        if chance.random() < 0.5:
            for _ in range(chance.randint(1, 4)):
                app.processEvents()
                typing.tell()


class _Typing:
    """One cell of the table, by keys."""

    def __init__(self, window: MainWindow) -> None:
        self._status = window.save_state
        self._document = window.open_workspace.document
        self._table = window.open_workspace.projects.table
        project = self._document.project
        assert project is not None
        self._cell = Address("indicator", project.indicators[0].id, "name")
        self._told = self.held

    @property
    def held(self) -> int:
        """The number in the cell, as the document has it."""
        project = self._document.project
        assert project is not None
        return int(project.indicators[0].name)

    def put(self, number: int) -> None:
        """Type it over what is there, and look at the status bar after every key."""
        assert self._table.show_address(self._cell)
        for key in str(number):
            QTest.keyClicks(_focused(), key)
            self.tell()
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
        self.tell()
        assert self.held == number

    def tell(self) -> None:
        """Say the last step when the window calls it saved."""
        if "已保存" in self._status.text() and self.held > self._told:
            self._told = self.held
            _say(self._told)


def _say(number: int) -> None:
    # One write() to a pipe is seen whole by the other side, even if this process dies after it.
    os.write(1, b"%d\n" % number)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


if __name__ == "__main__":
    main(Path(sys.argv[1]))
