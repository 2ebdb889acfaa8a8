"""Why a project was changed: typed, or chosen from the usual reasons, for the project in hand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hfgoals.history.reasons import LONGEST, USUAL
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.choice import Choice
from ui.kit.composing import is_composing
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel, PlainLabel

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TOLD: Final = "选择或输入，印在对照表里；回车到下一个没有写原因的。"
_FOR_NOW: Final = "选择或输入，印在对照表里；文件是只读的，关闭后不保留。"


class ReasonField(QWidget):
    """Enter goes on, the button spreads the reason over all that have none."""

    typed = Signal(str)
    entered = Signal()
    spread = Signal()

    def __init__(self, parent: QWidget | None = None, *, kept: bool = True) -> None:
        """Without ``kept`` the reasons are for this time only, and it says so."""
        super().__init__(parent)
        self._showing, self._others = False, 0
        self._home = ElidedLabel("", "second")
        self._left = PlainLabel("", "second")
        self.choice = Choice("调整原因", USUAL, self)
        self.line = QLineEdit(self.choice)
        self.choice.take_typing(self.line)
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(_TOLD if kept else _FOR_NOW)
        self.line.installEventFilter(self)
        self._all = push_button("其余空白的也用它", self.spread.emit)
        in_column(
            in_row(PlainLabel("调整原因"), (self._home, 1), self._left, gap=2 * tokens.STEP),
            in_row((self.choice, 1), self._all, gap=2 * tokens.STEP),
            on=self,
            margins=0,
            gap=tokens.STEP,
        )
        self.line.textChanged.connect(self._said)

    def show_reason(self, home: str, text: str) -> None:
        """That of the project or part of this name; "" for none to be changed."""
        self._showing = True
        self._home.setText(home)
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self.choice.setEnabled(bool(home))
        self._showing = False
        self._enable()

    def tell_left(self, count: int, every: int) -> None:
        """How many of all have no reason yet."""
        self._left.setText(f"{every} 个表中 {count} 个没有写原因" if count else "都写了原因")
        self._left.setVisible(bool(every))
        self._others = count
        self._enable()

    def _said(self, text: str) -> None:
        if not self._showing:
            self.typed.emit(text)
        self._enable()

    def _enable(self) -> None:
        self._all.setEnabled(bool(self.line.text().strip()) and bool(self._others))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enters = isinstance(event, QKeyEvent) and event.key() in _ENTER
        if event.type() is QEvent.Type.KeyPress and enters and not is_composing(self.line):
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)
