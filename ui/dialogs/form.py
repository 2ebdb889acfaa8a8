"""The frame of a small dialog: a title line, labelled fields, a sentence for refusals, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.labels import plain_label


class FormDialog(QDialog):
    """Fields below each other. ``refusal()`` says why it cannot be accepted yet."""

    def __init__(self, title: str, sentence: str, accept: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.fields = QFormLayout()
        self.fields.setHorizontalSpacing(16)
        self.fields.setVerticalSpacing(12)
        self.fields.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._refused = plain_label("", "error")
        self._refused.hide()
        buttons = QDialogButtonBox(self)
        self.accept_button = QPushButton(accept, self)
        self.accept_button.setDefault(True)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 24, 28, 20)
        whole.setSpacing(16)
        whole.addWidget(plain_label(title, "section"))
        if sentence:
            whole.addWidget(plain_label(sentence, "second"))
        whole.addLayout(self.fields)
        whole.addWidget(self._refused)
        whole.addWidget(buttons)

    def refusal(self) -> str:
        """Why the fields cannot be accepted; "" when they can."""
        return ""

    def fit(self) -> None:
        """Be as high as the texts need: a window's least height does not follow those that wrap."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def accept(self) -> None:
        """Close when nothing stands against it, else say what does."""
        why = self.refusal()
        self._refused.setText(why)
        self._refused.setVisible(bool(why))
        self.fit()
        if not why:
            super().accept()
