"""A row whose fields are bound to the workbook, with buttons to move and remove it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hfgoals.model.address import Address
from hfgoals.model.fields import Part
from ui.document import Document
from ui.kit.binding import Binding
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import LineField
from ui.kit.row_stack import RowButton, RowWidget


class BoundRow(RowWidget):
    """Show a model row in fields; derived classes place them."""

    up_wanted = Signal(str)
    down_wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, document: Document, part: Part, row_id: str) -> None:
        super().__init__(row_id)
        self._document = document
        self._part = part
        self.bindings: dict[str, Binding] = {}

    def bind(self, path: str, editor: LineField | GrowingText) -> None:
        """Tie the editor to a field of this row."""
        address = Address(self._part, self.row_id, path)
        self.bindings[path] = Binding(self._document, address, editor)

    def fields(self) -> Iterator[QWidget]:
        """What takes the focus, in reading order."""
        return (binding.editor for binding in self.bindings.values())

    def refresh(self) -> None:
        for binding in self.bindings.values():
            binding.refresh(self.row)

    def drop(self) -> None:
        for binding in self.bindings.values():
            binding.drop()

    def buttons(self, noun: str) -> QHBoxLayout:
        """Buttons to move this row up and down and to remove it."""
        row = QHBoxLayout()
        row.setSpacing(0)
        for icon_name, tip, signal in (
            ("up", "上移（Alt+Shift+↑）", self.up_wanted),
            ("down", "下移（Alt+Shift+↓）", self.down_wanted),
            ("delete", f"删除{noun}（Ctrl+Shift+Del）", self.removal_wanted),
        ):
            button = RowButton(icon_name, tip)
            button.setObjectName(icon_name)
            button.setEnabled(not self._document.read_only)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.row_id))
            row.addWidget(button)
        return row
