"""One of the texts to choose from: its key, whose it is, the text with what differs tinted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QWidget,
)

from hfgoals.merging.comparing import Spans
from ui.kit.excerpt import MarkedText
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel, PlainLabel, put_look
from ui.kit.tokens import STEP

_KEY = 5 * STEP
_HEAD = 10 * STEP


class Choice(QFrame):
    """A click anywhere on it chooses it."""

    chosen = Signal()

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "choice")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.key = PlainLabel(key, "key")
        self.key.setFixedSize(_KEY, _KEY)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = ElidedLabel(name)
        self.whose = QComboBox(self)
        self.whose.setAccessibleName("哪一个来源")
        self.whose.hide()
        self.text = MarkedText(name, self)
        self.text.viewport().installEventFilter(self)
        top = QWidget(self)
        top.setFixedHeight(_HEAD)
        in_row(
            self.key,
            (self.title, 1),
            (self.whose, 1),
            on=top,
            margins=(3 * STEP, STEP, 2 * STEP, 0),
            gap=2 * STEP,
        )
        in_column(top, (self.text, 1), on=self, margins=(1, 0, 1, 1), gap=0)

    def show_text(self, text: str, spans: Spans, tint: tuple[str, int]) -> None:
        """Show a text with these stretches of it tinted."""
        self.text.show_text(text, spans, tint)

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether this is the one."""
        for each in (self, self.key, self.title):
            put_look(each, "chosen", "true" if chosen else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        clicked = (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        )
        # Letting go of a stretch that was marked for copying decides nothing.
        if clicked and not self.text.textCursor().hasSelection():
            self.chosen.emit()
        return super().eventFilter(watched, event)
