"""Answering a dialog that is going to stop the code that opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

Dialog = TypeVar("Dialog", bound=QWidget)


def answer(kind: type[Dialog], act: Callable[[Dialog], None]) -> None:
    """Do that with the next modal dialog of the kind, whenever it comes."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
