"""A bar across the top of the window: something to know, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

Tone = Literal["bar", "bar-error", "bar-good"]


class Notice(QFrame):
    """Shows one notice at a time, the latest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 6, 8, 6)
        self._layout.setSpacing(8)
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        # Wrapping at the width of the window, not at that of its own least size.
        self._said.setMinimumHeight(self.fontMetrics().height())
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._layout.addWidget(self._said, 1)
        self._buttons: list[QPushButton] = []
        self._until_step = False
        self._leaving = QTimer(self, singleShot=True)
        self._leaving.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while hidden."""
        return "" if self.isHidden() else self._said.text()

    def say(
        self,
        text: str,
        *choices: tuple[str, Callable[[], None]],
        tone: Tone = "bar",
        seconds: float = 0.0,
        until_step: bool = False,
    ) -> None:
        """Show a notice with buttons; it leaves by itself after ``seconds`` unless that is 0.

        One ``until_step`` leaves with the next step as well: what it offers is about the last one.
        """
        self._until_step = until_step
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(name, do) for name, do in choices]
        self._buttons.append(self._button("关闭", self.hide))
        self._said.setText(text)
        self.setProperty("role", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self._leaving.stop()
        if seconds:
            self._leaving.start(round(seconds * 1000))

    def step_taken(self) -> None:
        """The workbook has changed."""
        if self._until_step:
            self.hide()

    def _button(self, name: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(name, self)
        button.setProperty("role", "link")
        button.clicked.connect(lambda _=False: do())
        self._layout.addWidget(button)
        return button
