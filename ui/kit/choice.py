"""A list to choose from that neither a long entry widens nor a passing wheel changes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

_LETTERS = 24


class Choice(QComboBox):
    """``name`` is what a screen reader says."""

    def __init__(
        self, name: str, choices: Iterable[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.addItems(list(choices))

    def take_typing(self, line: QLineEdit) -> None:
        """Let anything be typed into that line instead of choosing."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setLineEdit(line)
        line.setAccessibleName(self.accessibleName())
        # It would write the rest of a choice into what is being typed.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setCurrentIndex(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An entry too long for its place ends in …, not in half a character."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        combo, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(combo, option, field, self).width()
        text, metrics = self.currentText(), self.fontMetrics()
        if self.isEditable() or metrics.horizontalAdvance(text) <= room:
            super().paintEvent(event)
            return
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        option.currentText = shown  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        painter.drawComplexControl(combo, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel must not change a value on its way over it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
