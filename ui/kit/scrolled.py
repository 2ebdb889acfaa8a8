"""Contents that scroll where a window has no room for all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.fitting import height_for

_LEAST_HEIGHT = 96


class Scrolled(QScrollArea):
    """Asks for the room that its contents need, and scrolls up and down when it gets less."""

    def __init__(self, contents: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.setWidgetResizable(True)
        self.setWidget(contents)
        contents.setAutoFillBackground(False)

    def height_at(self, width: int) -> int:
        """How high it must be for all of its contents to be seen at that width."""
        return height_for(self._contents, width)

    def sizeHint(self) -> QSize:
        width = self._contents.sizeHint().width()
        return QSize(width, self.height_at(width))

    def minimumSizeHint(self) -> QSize:
        width = self._contents.minimumSizeHint().width()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), _LEAST_HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for kind in (QComboBox, QAbstractSpinBox):
            for box in self._contents.findChildren(kind):
                box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls; it must not change a value on its way over it."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return not watched.hasFocus()
        return super().eventFilter(watched, event)


def with_room(shown: QWidget, least: int) -> QWidget:
    """What scrolls by itself, taking all the room there is, and content with ``least`` pixels."""
    shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    shown.setMinimumHeight(least)
    around = QWidget()
    around.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    layout = QVBoxLayout(around)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(shown)
    return around
