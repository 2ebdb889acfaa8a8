"""Editing in place: opening the editor in a cell, its dropdown, taking or refusing its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hfgoals.model.address import Address
from hfgoals.model.kinds import TARGET, TEXTS
from hfgoals.model.text import UNFILLED
from ui.document import Document
from ui.grid.cell_editor import CellEditor, EditorFrame, Leave
from ui.grid.dropdown import Dropdown
from ui.grid.geometry import Board, Place
from ui.grid.writing import Proposal, place_name, refusal, text_of, write
from ui.kit.plain import PlainLabel

_REMARK_MS = 6000


class Sheet(Protocol):
    """What editing asks of the table."""

    def viewport(self) -> QWidget: ...
    def in_hand_pixels(self) -> QRect: ...
    def cell_pixels(self, place: Place, addresses: Sequence[Address]) -> QRect: ...
    def pixels_of_a_mm(self) -> float: ...
    def take(self, proposal: Proposal) -> bool: ...
    def reveal(self, pixels: QRect) -> None: ...


class Editing(QObject):
    """The one editor of a table, open in one cell at most."""

    closed = Signal(Leave)
    """The text was taken (or nothing changed); where the user wants to go on."""
    opened = Signal()

    def __init__(self, sheet: Sheet, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._document = document
        self._place: Place | None = None
        self._board: Board | None = None
        self._addresses: tuple[Address, ...] = ()
        self._own: Address | None = None
        self._before = ""
        self._replacing = False
        self._busy = False
        self.editor = CellEditor(sheet.viewport())
        self.frame = EditorFrame(self.editor)
        self.note = Note(sheet.viewport())
        self.dropdown = Dropdown(document, self.editor)
        self.frame.hide()
        self.editor.finished.connect(self._finish)
        self.editor.cancelled.connect(self.cancel)
        self.editor.left.connect(self._focus_left)
        self.editor.typed.connect(self._typed)
        self.editor.resized.connect(self._follow)
        self.editor.cursorPositionChanged.connect(self._show_caret)
        self.editor.keys_first = self.dropdown.key
        self.dropdown.text_taken.connect(self._offer_taken)
        self.dropdown.step_taken.connect(self._step_taken)

    @property
    def place(self) -> Place | None:
        """The cell under the open editor; None when it is closed."""
        return self._place

    @property
    def covered(self) -> Place | None:
        """The cell whose text the editor covers; None when it covers a row of a merged one."""
        if self._place is None or len(self._addresses) < len(self._place.addresses):
            return None
        return self._place

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._place is not None

    def open(
        self,
        board: Board,
        place: Place,
        addresses: Sequence[Address],
        own: Address,
        *,
        text: str | None = None,
    ) -> None:
        """Edit the cell: its own text, or the one given in its place.

        ``addresses`` are what the text will be put at, ``own`` the one of the row in hand.
        """
        self._board, self._place = board, place
        self._addresses, self._own = tuple(addresses), own
        self._before = text_of(self._document.book, self._addresses[0])
        self._replacing = text is not None
        self.dropdown.take_cell(own, board.sheet.owner, self._rows_meant)
        kind = own.field.kind
        self.editor.setAccessibleName(f"正在编辑{own.field.label}")
        self.editor.many_lines = kind in (*TEXTS, TARGET)
        self.editor.take_style(place.box.style, self._sheet.pixels_of_a_mm())
        self.editor.set_refused(False)
        self.note.hide()
        self.editor.wake()
        self.editor.set_text(self._before if text is None else text)
        if text is None:
            # What a draft left to be written is what it was opened for.
            self.editor.select_first(UNFILLED)
        self.place_editor()
        self.frame.show()
        if not self.editor.hasFocus():
            self.editor.setFocus()
        self.opened.emit()

    def caret_to(self, position: QPoint) -> None:
        """Put the caret at a pixel of the table's viewport."""
        if self._place is not None:
            inside = self.editor.viewport().mapFrom(self._sheet.viewport(), position)
            self.editor.setTextCursor(self.editor.cursorForPosition(inside))

    def reopen_on(self, board: Board) -> None:
        """The sheet was made anew while editing: stay on the cell, or give up when it is gone."""
        if self._busy or self._place is None:
            return
        place = board.of(self._addresses[0])
        if place is None:
            self._tell_lost()
            self._close()
            return
        self._board, self._place = board, place
        self.place_editor()

    def send(self, event: QKeyEvent) -> None:
        """A key that went to the table while the editor is open."""
        self.editor.setFocus()
        QCoreApplication.sendEvent(self.editor, event)

    def place_editor(self) -> None:
        """Stand over the cell again: another is in hand, the sheet was scrolled or laid out."""
        if self._place is None:
            self.editor.rest_at(self._sheet.in_hand_pixels())
            return
        scale = self._sheet.pixels_of_a_mm()
        self.editor.take_style(self._place.box.style, scale)
        self.editor.take_cell(self._sheet.cell_pixels(self._place, self._addresses))
        self._follow()

    def commit(self) -> bool:
        """Take the text; False, with the editor still open, when its field refuses it."""
        if self._place is None or self._busy:
            return True
        self.editor.settle()
        text = self.dropdown.meant(self.editor.text)
        if text == self._before or self._says_nothing(text):
            self._close()
            return True
        reason = refusal(self._addresses[0], text)
        if reason:
            self._refuse(reason)
            return False
        remark = self.dropdown.remark(text)
        board, where = self._board, self.editor.geometry()
        if board is None or not self._take(write(board, self._addresses, text)):
            return False
        self._close()
        if remark:
            self.note.say(remark, where)
        return True

    def cancel(self) -> None:
        """Give back the old text."""
        self._close()
        self.closed.emit(Leave.STAY)

    def offer(self) -> None:
        """Open the dropdown of the cell being edited."""
        if self._place is not None:
            self.dropdown.show(typed=False)

    def _take(self, proposal: Proposal) -> bool:
        self._busy = True
        try:
            return self._sheet.take(proposal)
        finally:
            self._busy = False

    def _says_nothing(self, text: str) -> bool:
        """Whether it is a blank that stands where a text was, and not the text taken away."""
        return not text.strip() and (bool(text) or self._replacing)

    def _finish(self, leave: Leave) -> None:
        if leave is Leave.ONLY_ROW:
            held = self.dropdown.held
            if held is not None and held.source is None and held.ticked is None:
                self.editor.replace_text(held.text, typing=False)
            if self._own is not None:
                self._addresses = (self._own,)
                self._before = text_of(self._document.book, self._own)
            leave = Leave.DOWN
        if self.commit():
            self.closed.emit(leave)

    def _focus_left(self) -> None:
        if self._place is not None and not self._busy:
            self.commit()
            self.dropdown.close()

    def _refuse(self, reason: str) -> None:
        self.dropdown.close()
        self.editor.set_refused(True)
        self.frame.update()
        self.note.say(f"{reason}按 Esc 恢复原值。", self.editor.geometry(), error=True)

    def _tell_lost(self) -> None:
        text, own = self.editor.text, self._own
        if own is not None and self._board is not None and text != self._before:
            name = place_name(self._board, own)
            self._document.refused.emit(f"{name}正在填写的“{text}”没有存入，原来的一格已经不在了。")

    def _close(self) -> None:
        self._place = None
        self._document.tell_typing(self, typing=False)
        self.dropdown.close()
        self.note.hide()
        self.frame.hide()
        self.editor.rest()
        self.place_editor()

    def _typed(self) -> None:
        self._document.tell_typing(self, typing=self.editor.text != self._before)
        self.note.hide()
        self.frame.update()
        self._tell_understood()
        self.dropdown.typed()

    def _tell_understood(self) -> None:
        """What is about to be kept of 80万 or =40+40, before it is."""
        kind = self._own.field.kind if self._own is not None else None
        said = kind.understood(self.editor.text) if kind is not None else ""
        self.editor.setAccessibleDescription(said)
        if said:
            self.note.say(said, self.editor.geometry(), stays=True)

    def _offer_taken(self) -> None:
        if self.commit():
            self.closed.emit(Leave.STAY)

    def _step_taken(self, step: Proposal) -> None:
        if self._take(step):
            self._close()
            self.closed.emit(Leave.STAY)

    def _rows_meant(self) -> str:
        if len(self._addresses) < 2 or self._board is None or self._own is None:
            return ""
        row = place_name(self._board, self._own).partition("“")[0]
        return f"回车：本格{len(self._addresses)}行一起改；Ctrl+回车：只改{row}。"

    def _show_caret(self) -> None:
        if self._place is not None and self.editor.isVisible():
            self._sheet.reveal(self.editor.caret())

    def _follow(self) -> None:
        if self._place is not None:
            self.frame.follow()
            self.dropdown.follow()


class Note(PlainLabel):
    """Why a text is not taken, or as what (stays); or a soft remark (goes by itself)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, wraps=True)
        self.setObjectName("note")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(_REMARK_MS)
        self._fading.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, cell: QRect, *, error: bool = False, stays: bool = False) -> None:
        """Show the sentence under (or above) the cell."""
        self.put_role("error" if error else "")
        self.setText(sentence)
        width = min(max(cell.width(), self.fontMetrics().horizontalAdvance(sentence) + 24), 360)
        self.setFixedWidth(width)
        height = self.heightForWidth(width)
        room = cast(QWidget, self.parentWidget()).rect()
        x = min(max(cell.x(), 2), max(room.width() - width - 2, 2))
        below = cell.bottom() + 5
        y = below if below + height <= room.height() else max(cell.top() - height - 4, 2)
        self.setGeometry(x, y, width, height)
        self.show()
        self.raise_()
        self._fading.stop()
        if not (error or stays):
            self._fading.start()
