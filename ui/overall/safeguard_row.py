"""One paragraph of 工作保障措施."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui.document import Document
from ui.kit.bound_row import BoundRow
from ui.kit.growing_text import GrowingText
from ui.kit.tokens import STEP

_FIRST_LINE, _BUTTON = 40, 26


class SafeguardRow(BoundRow):
    """The text with a handle before it."""

    def __init__(self, document: Document, row_id: str) -> None:
        super().__init__(document, "safeguard", row_id)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.text = GrowingText("一条保障措施", least_lines=1, bare=True)
        self.bind("text", self.text)
        top = Qt.AlignmentFlag.AlignTop
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP)
        row.addWidget(self.handle, 0, top)
        row.addWidget(self.text, 1)
        buttons = self.buttons("这一条")
        # On the height of the text's first line.
        self.handle.setFixedHeight(_FIRST_LINE)
        buttons.setContentsMargins(0, (_FIRST_LINE - _BUTTON) // 2, 0, 0)
        row.addLayout(buttons)
        row.setAlignment(buttons, top)

    def show_number(self, number: int) -> None:
        del number
