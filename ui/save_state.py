"""What the status bar says of saving: 已保存 only while the file holds everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.style import tokens

if TYPE_CHECKING:
    from hfgoals.app import Saving


class SaveState(QLabel):
    """One quiet line at the left of the status bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_saving(self, saving: Saving, *, typing: bool = False) -> None:
        """Say how the file stands; with something typed that no step has taken it is behind."""
        if typing and saving.state in ("saved", "saving"):
            self._say("正在填写…", tokens.SECOND_TEXT)
        elif saving.state == "saving":
            # At once, though it is over in milliseconds: a power cut does not wait either.
            self._say("正在保存…", tokens.SECOND_TEXT)
        elif saving.state == "failed":
            self._say("未能保存，内容都在，请看上方提示", tokens.ERROR)
        elif saving.state == "read_only":
            self._say("只读，不能修改", tokens.WARNING)
        elif saving.at is None:
            self._say("已保存", tokens.SECOND_TEXT)
        else:
            self._say(f"已保存 {saving.at:%H:%M:%S}", tokens.SECOND_TEXT)

    def _say(self, text: str, color: str) -> None:
        self.setText(text)
        colored = f"color: {color};"
        if self.styleSheet() != colored:
            self.setStyleSheet(colored)
