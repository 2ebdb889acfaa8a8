"""Answering a dialog that is going to stop the code that opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.dialogs.progress import ProgressDialog

Dialog = TypeVar("Dialog", bound=QWidget)


def answer(kind: type[Dialog], act: Callable[[Dialog], None]) -> None:
    """Do that with the next modal dialog of the kind, whenever it comes.

    The progress that a slow machine shows before it is not meant.
    """

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and not isinstance(dialog, ProgressDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def press(kind: type[Dialog], name: str) -> None:
    """Press the button of that name in the next modal dialog of the kind."""

    def act(dialog: Dialog) -> None:
        buttons = dialog.findChildren(QPushButton)
        next(each for each in buttons if each.text() == name).click()

    answer(kind, act)
