"""A quiet word at the foot of a page: what was just taken away, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.style.tokens import STEP
from ui.widgets.plain import PlainLabel

_STAYS = 8_000
_LONGEST_NAME = 18


class NoticeBar(QFrame):
    """Floats over the lower edge of its parent for some seconds; takes no focus."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget, above: int = 5 * STEP) -> None:
        """``above``: pixels to keep free between it and the parent's lower edge."""
        super().__init__(parent)
        self._above = above
        self._under = parent
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * STEP, STEP, 2 * STEP, STEP)
        row.setSpacing(2 * STEP)
        self._said = PlainLabel()
        self.button = QPushButton("撤销")
        row.addWidget(self._said)
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self.hide)
        self.button.clicked.connect(self._clicked)
        parent.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._said.text()

    def say_removed(self, what: str) -> None:
        """Say that a row of that name was taken away."""
        plain = " ".join(what.split())
        short = plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…"
        self._said.setText(f"已删除“{short}”")
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._under.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - self._above)

    def _clicked(self) -> None:
        self.hide()
        self.undo_wanted.emit()
