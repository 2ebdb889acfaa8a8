"""What further starts of the program were given, shown in its windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk
from ui.kit.fitting import room_for
from ui.main_window import MainWindow
from ui.windows import bring_forward, holding, on_screen

_ASIDE = 32
"""Pixels between a window and the one that was there before it."""


class Windows:
    """All windows of the program, for ui.instance.answering."""

    def __init__(self, first: MainWindow, make: Callable[[], MainWindow]) -> None:
        """``make`` gives one more window, not shown yet."""
        self._all = [first]
        self._make = make

    def is_open(self, path: Path | None) -> bool:
        """Whether that workbook is in one of the windows; None stands for any window."""
        return path is None or holding(path) is not None

    def has_room(self) -> bool:
        """Whether a workbook could be opened now: no dialog waits for an answer."""
        return QApplication.activeModalWidget() is None

    def show(self, path: Path | None) -> None:
        """Bring the workbook, or the window used last, to the front.

        A window that shows no workbook takes it, else it gets one of its own.
        """
        there = holding(path) if path is not None else self._last_used()
        if there is not None:
            bring_forward(there)
            return
        window = self._empty() or self._one_more()
        bring_forward(window)
        window.begin(path)

    def _last_used(self) -> Desk | None:
        active = QApplication.activeWindow()
        while active is not None and not isinstance(active, Desk):
            active = active.parentWidget()
        return active or next((each for each in on_screen()), None)

    def _empty(self) -> MainWindow | None:
        """One that shows the start page; or was closed, and can be shown again."""
        free = [each for each in self._all if each.workspace is None and each.awaited is None]
        return next(iter(sorted(free, key=QWidget.isHidden)), None)

    def _one_more(self) -> MainWindow:
        before = self._last_used()
        window = self._make()
        self._all.append(window)
        if before is not None and not before.isMaximized():
            aside, room = before.geometry().translated(_ASIDE, _ASIDE), room_for(before)
            if not room.contains(aside):
                aside.moveTopLeft(room.topLeft())
            window.setGeometry(aside)
        return window
