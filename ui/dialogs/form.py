"""The frame of a small dialog: a title line, labelled fields, a sentence for refusals, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QWidget,
)

from ui.kit.absent import or_none
from ui.kit.fitting import Dialog, Scrolled, height_for, room_for
from ui.kit.layouts import in_column
from ui.kit.plain import PlainLabel

_SIDE = 28


class FormDialog(Dialog):
    """Fields below each other. ``refusal()`` says why it cannot be accepted yet.

    The fields scroll where the screen is too low for them; refusal and buttons stay in view.
    """

    def __init__(self, title: str, sentence: str, accept: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.fields = QFormLayout()
        self.fields.setHorizontalSpacing(16)
        self.fields.setVerticalSpacing(12)
        self.fields.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._refused = PlainLabel("", "error", wraps=True)
        self._refused.hide()
        buttons = QDialogButtonBox(self)
        self.accept_button = QPushButton(accept, self)
        self.accept_button.setDefault(True)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        fields = QWidget(self)
        above = in_column(
            PlainLabel(title, "section", wraps=True),
            on=fields,
            margins=(_SIDE, 24, _SIDE, 8),
            gap=16,
        )
        if sentence:
            above.addWidget(PlainLabel(sentence, "second", wraps=True))
        above.addLayout(self.fields)
        self._foot = QWidget(self)
        in_column(self._refused, buttons, on=self._foot, margins=(_SIDE, 8, _SIDE, 20), gap=16)
        self._scrolled = Scrolled(fields, self)
        in_column((self._scrolled, 1), self._foot, on=self, margins=0, gap=0)

    def refusal(self) -> str:
        """Why the fields cannot be accepted; "" when they can."""
        return ""

    def fit(self) -> None:
        """Be as high as the texts need: a window's least height does not follow those that wrap."""
        room = room_for(self)
        least = min(self._scrolled.minimumSizeHint().width(), room.width())
        self.setMinimumWidth(max(self.minimumWidth(), least))
        width = self.width()
        needed = self._scrolled.height_at(width) + height_for(self._foot, width)
        self.setMinimumHeight(min(needed, room.height()))

    def showEvent(self, event: QShowEvent) -> None:
        # Qt puts the dialog in its place by the size that it has now.
        self.fit()
        if self.focusWidget() is None:
            # A field that was given the focus lost it when it came among the others.
            self._take_first_field()
        super().showEvent(event)

    def _take_first_field(self) -> None:
        for row in range(self.fields.rowCount()):
            for role in (QFormLayout.ItemRole.FieldRole, QFormLayout.ItemRole.SpanningRole):
                item = or_none(self.fields.itemAt(row, role))
                shown = or_none(item.widget()) if item is not None else None
                around = [shown, *shown.findChildren(QWidget)] if shown is not None else []
                for field in around:
                    if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isEnabled():
                        field.setFocus()
                        return

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
