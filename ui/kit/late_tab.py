"""A tab whose page is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class LateTab(QWidget):
    """The tab of a page that is made when it is first shown."""

    def __init__(self, fill: Callable[[], object]) -> None:
        super().__init__()
        self._fill = fill

    def showEvent(self, event: QShowEvent) -> None:
        self._fill()
        super().showEvent(event)
