"""What the status bar says of saving: 已保存 only when the file holds everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from ui.style import tokens

if TYPE_CHECKING:
    from hfgoals.app import Saving

_PATIENCE_MS = 150
"""A step is on the disk in a few milliseconds: 正在保存 flashes up only when it takes longer."""


class SaveState(QLabel):
    """One quiet line at the left of the status bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._waiting = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._waiting.timeout.connect(lambda: self._say("正在保存…", tokens.SECOND_TEXT))

    def show_saving(self, saving: Saving) -> None:
        """Say how the file stands."""
        if saving.state == "saving":
            if not self._waiting.isActive():
                self._waiting.start()
            return
        self._waiting.stop()
        if saving.state == "failed":
            self._say("未能保存，内容都在，请看上方提示", tokens.ERROR)
        elif saving.state == "read_only":
            self._say("只读，不能修改", tokens.WARNING)
        elif saving.at is None:
            self._say("已保存", tokens.SECOND_TEXT)
        else:
            self._say(f"已保存 {saving.at:%H:%M:%S}", tokens.SECOND_TEXT)

    def _say(self, text: str, color: str) -> None:
        self.setText(text)
        self.setStyleSheet(f"color: {color};")
