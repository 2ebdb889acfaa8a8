"""A sentence in a small pop-up under a cell."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.kit.plain import PlainLabel

_REMARK_MS = 6000


class Note(PlainLabel):
    """Why a text is not taken (stays), or a soft remark (goes by itself)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, wraps=True)
        self.setObjectName("note")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(_REMARK_MS)
        self._fading.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, cell: QRect, *, error: bool) -> None:
        """Show the sentence under (or above) the cell."""
        self.put_role("error" if error else "")
        self.setText(sentence)
        width = min(max(cell.width(), self.fontMetrics().horizontalAdvance(sentence) + 24), 360)
        self.setFixedWidth(width)
        height = self.heightForWidth(width)
        room = cast(QWidget, self.parentWidget()).rect()
        x = min(max(cell.x(), 2), max(room.width() - width - 2, 2))
        below = cell.bottom() + 5
        y = below if below + height <= room.height() else max(cell.top() - height - 4, 2)
        self.setGeometry(x, y, width, height)
        self.show()
        self.raise_()
        self._fading.stop()
        if not error:
            self._fading.start()
