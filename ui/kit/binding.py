"""Fields of the workbook on the screen: typing goes in as steps, steps come back as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, UnknownRow, find
from hfgoals.model.fields import Part
from hfgoals.model.kinds import MONEY, FieldError
from ui.document import Document
from ui.kit.composing import is_composing, settle
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import LineField
from ui.kit.row_stack import RowButton, RowWidget

_WAIT: Final = 200
"""Milliseconds in which keys are gathered into one step, so that no key waits for the file."""
_runs = count()


class Binding(QObject):
    """Ties an editor to an address.

    Texts are taken while they are typed, amounts when they are finished (Enter, leaving, flush):
    half an amount is none. One stay in the field is one step to undo.
    """

    def __init__(
        self, document: Document, address: Address, editor: GrowingText | LineField
    ) -> None:
        super().__init__(editor)
        self.address = address
        self.editor = editor
        self._document = document
        self._live = address.field.kind is not MONEY
        self._known = ""
        self._is_pending = False
        self._applying = False
        self._run = next(_runs)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._waited)
        editor.setAccessibleName(address.field.label)
        self._follow_lock()
        document.lock_changed.connect(self._follow_lock)
        editor.edited.connect(self._edited)
        editor.left.connect(self._left)
        editor.cancelled.connect(self._cancelled)

    @property
    def _pending(self) -> bool:
        """Whether something was typed that is not taken in yet."""
        return self._is_pending

    @_pending.setter
    def _pending(self, on: bool) -> None:
        self._is_pending = on
        self._document.tell_typing(self, typing=on)

    def _follow_lock(self) -> None:
        self.editor.setReadOnly(self._document.read_only)

    def refresh(self, row: Any) -> None:
        """Show what stands in the row, unless it stands there or is being typed over."""
        text = self.address.field.text(row)
        if text == self._known:
            return
        self._known = text
        if self._pending or self._applying:
            return
        self._run = next(_runs)
        self.editor.set_error("")
        self.editor.show_text(text)

    def flush(self) -> None:
        """Take in what has been typed so far; a text that does not fit stays, with the reason."""
        settle(self.editor)
        self._timer.stop()
        if not self._pending:
            return
        if not self._row_is_there():
            self._pending = False
            return
        text = self.editor.text()
        field = self.address.field
        try:
            field.kind.parse(text)
        except FieldError as problem:
            self.editor.set_error(str(problem))
            return
        self._pending = False
        self.editor.set_error("")
        if text == self._known:
            return
        self._applying = True
        key = f"{self.address.part}:{self.address.row}:{self.address.path}:{self._run}"
        self._document.apply(f"修改{field.label}", [SetText(self.address, text)], key)
        self._applying = False
        if not self._live:
            self.editor.show_text(self._known)

    def point_at(self, address: Address) -> None:
        """Show the same field of another row from now on; ``refresh`` follows."""
        self.flush()
        self._pending = False
        self.address = address
        self._run = next(_runs)
        self.editor.set_error("")

    def drop(self) -> None:
        """Forget what has not been taken in: the row is gone."""
        self._timer.stop()
        self._pending = False
        self.editor.blockSignals(True)

    def _row_is_there(self) -> bool:
        """False once the row was taken away under the editor, as with a whole year."""
        try:
            find(self._document.book, self.address.row)
        except UnknownRow:
            return False
        return True

    def _edited(self) -> None:
        self._pending = True
        if self._live and not self._timer.isActive():
            self._timer.start()

    def _waited(self) -> None:
        if is_composing(self.editor):
            # What the composition replaces has gone from the field, but not for good.
            self._timer.start()
        else:
            self.flush()

    def _left(self) -> None:
        self.flush()
        self._run = next(_runs)
        if not self._pending:
            # Line breaks at the ends and control characters are gone in the workbook.
            self.editor.show_text(self._known)

    def _cancelled(self) -> None:
        if self._live:
            return
        self._pending = False
        self.editor.set_error("")
        self.editor.show_text(self._known)
        if isinstance(self.editor, LineField):
            self.editor.selectAll()


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
        self._buttons: list[RowButton] = []

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
            self._buttons.append(button)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.row_id))
            row.addWidget(button)
        # A method of the row's: it is not called any more once the row has gone.
        self._document.lock_changed.connect(self._follow_lock)
        return row

    def _follow_lock(self) -> None:
        for button in self._buttons:
            button.setEnabled(not self._document.read_only)
