"""Notices: something to know, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui.kit.card import push_button
from ui.kit.layouts import in_row
from ui.kit.plain import PlainLabel, put_look
from ui.kit.tokens import STEP

Tone = Literal["bar", "bar-error", "bar-good"]
_TOAST_SECONDS = 8.0
_LONGEST_NAME = 18


class Notice(QFrame):
    """A bar across the top of the window; shows one notice at a time, the latest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = in_row(on=self, margins=(4 * STEP, 6, 2 * STEP, 6), gap=2 * STEP)
        self._said = PlainLabel(parent=self, wraps=True)
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
        self._put(text, (*choices, ("关闭", self.hide)), seconds)
        self._until_step = until_step
        put_look(self, "role", tone)
        self.show()

    def step_taken(self) -> None:
        """The workbook has changed."""
        if self._until_step:
            self.hide()

    def _put(
        self, text: str, choices: tuple[tuple[str, Callable[[], None]], ...], seconds: float
    ) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(name, do) for name, do in choices]
        self._said.setText(text)
        self._leaving.stop()
        if seconds:
            self._leaving.start(round(seconds * 1000))

    def _button(self, name: str, do: Callable[[], None]) -> QPushButton:
        button = push_button(name, do, role="link")
        self._layout.addWidget(button)
        return button


class Toast(Notice):
    """A quiet word that floats over the lower edge of its parent for some seconds."""

    def __init__(self, parent: QWidget, above: int = 5 * STEP) -> None:
        """``above``: pixels to keep free between it and the parent's lower edge."""
        super().__init__(parent)
        self._above = above
        self._under = parent
        self._layout.setContentsMargins(4 * STEP, STEP, 2 * STEP, STEP)
        self._said.setWordWrap(False)
        parent.installEventFilter(self)

    def say_removed(self, what: str, undo: Callable[[], None]) -> None:
        """Say that a row of that name was taken away, with the way back."""

        def take_back() -> None:
            self.hide()
            undo()

        plain = " ".join(what.split())
        short = plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…"
        self._put(f"已删除“{short}”", (("撤销", take_back),), _TOAST_SECONDS)
        self._layout.activate()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._under.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - self._above)
