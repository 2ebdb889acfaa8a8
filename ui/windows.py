"""The windows of one run: a workbook each, as users know it from Excel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk


def holding(path: Path) -> Desk | None:
    """The window that has the workbook open; None when there is none."""
    return next((each for each in on_screen() if _is_in(path, each)), None)


def bring_forward(window: QWidget) -> None:
    """Let the user see the window, and go on in it or in the dialog that is open over it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.raise_()
        dialog.activateWindow()
    # Where the desktop lets no window come to the front by itself, it is marked at least.
    QApplication.alert(window)


def close_all() -> None:
    """Close every window, until the user wants to stay in one."""
    for window in on_screen():
        if not window.close():
            return


def on_screen() -> list[Desk]:
    """The windows that are open."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, Desk) and each.isVisible()
    ]


def _is_in(path: Path, window: Desk) -> bool:
    held = window.document.session.path if window.workspace is not None else window.awaited
    if held is None:
        return False
    try:
        return held == path or held.samefile(path)
    except OSError:
        # One of them is gone, or its drive.
        return False
