"""The editor that opens inside a cell and looks just like it.

It has the focus before it opens, unseen: an input method sends its first key to what has the focus,
and moving the focus while it composes breaks the composition off.

A QTextEdit and not a QPlainTextEdit because only that keeps the form's distance of lines; it takes
and gives plain text all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from hfgoals.layout.styles import MM_PER_POINT, Style
from hfgoals.model.text import cleaned, rejoined
from ui.kit import tokens
from ui.kit.composing import give_up, settle
from ui.kit.fonts import form_font


class Leave(Enum):
    """How the user left the editor, and so where to go next."""

    STAY = "stay"
    DOWN = "down"
    UP = "up"
    NEXT = "next"
    PREVIOUS = "previous"
    ONLY_ROW = "only row"


_ALIGNMENT = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignLeft,
}
_BESIDE = 1
"""By how many pixels a text edit's own lines stand off from painted ones."""


class CellEditor(QTextEdit):
    """Edits one text in place; grows downward with it. Rests, with no room, while none is."""

    woken = Signal()
    """An input method sends text for the cell in hand."""
    focus_changed = Signal()
    finished = Signal(Leave)
    """Enter or Tab: the text shall be taken."""
    cancelled = Signal()
    left = Signal()
    """The focus went elsewhere."""
    typed = Signal()
    """The user changed the text."""
    resized = Signal()
    """The text needed another height."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell-editor")
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.document().setDocumentMargin(0)
        self.keys_first: Callable[[QKeyEvent], bool] = lambda _: False
        """Sees every key before the editor; True when it has dealt with it."""
        self.many_lines = False
        """Whether Alt+Enter breaks the line."""
        self.may_wake: Callable[[], bool] = lambda: False
        """Whether there is a cell for an input method to write into."""
        self._awake = self._opened_by_composing = False
        self._cell = QRect()
        self._resting_on = QRect()
        self._style = Style()
        self._scale = 0.0
        self._refused = False
        self._filling = False
        self.textChanged.connect(self._changed)

    @property
    def awake(self) -> bool:
        """Whether a text is being edited; keys and mouse are the table's while none is."""
        return self._awake

    def wake(self) -> None:
        """Begin to edit."""
        self._awake = True

    def settle(self) -> None:
        """Be done with what is being composed, and stay open."""
        self._opened_by_composing = False
        settle(self)

    def rest(self) -> None:
        """Edit nothing, and show nothing."""
        self._awake = self._opened_by_composing = False
        give_up(self)
        self._cell = QRect()
        self.set_text("")

    def rest_at(self, cell: QRect) -> None:
        """Rest where the cell in hand is: there the input method's window shall stand."""
        self._resting_on = cell
        self.setGeometry(QRect(cell.topLeft(), QSize(0, 0)))
        self.updateMicroFocus()

    @property
    def text(self) -> str:
        """The text as it stands."""
        # toPlainText() would turn hard blanks into soft ones behind the user's back.
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str, *, select: bool = False) -> None:
        """Put a text, with the caret at its end."""
        self._filling = True
        self.setPlainText(text)
        self._set_lines()
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if select:
            cursor.select(QTextCursor.SelectionType.Document)
        self.setTextCursor(cursor)
        self._filling = False
        self.fit()

    def select_first(self, words: str) -> None:
        """Select where they stand first, for typing to put others in their place."""
        at = self.text.find(words)
        if at >= 0:
            cursor = self.textCursor()
            cursor.setPosition(at)
            cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def replace_text(self, text: str, *, typing: bool = True) -> None:
        """Put another text, one step to take back in the editor; ``typing`` tells of it."""
        self._filling = not typing
        self.set_refused(False)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)
        self._filling = False

    def take_style(self, style: Style, scale: float) -> None:
        """Look like a cell of that style at so many pixels a mm."""
        if (style, scale) == (self._style, self._scale):
            return
        self._style, self._scale = style, scale
        exact = style.em * scale
        font = form_font(style.face, exact)
        # Whole pixels only: the rest goes into the distance of characters, to break lines alike.
        font.setLetterSpacing(
            QFont.SpacingType.PercentageSpacing, exact / max(font.pixelSize(), 1) * 100
        )
        self.setFont(font)
        option = self.document().defaultTextOption()
        option.setAlignment(_ALIGNMENT[style.align])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._set_lines()

    def _set_lines(self) -> None:
        # How lines stand is nothing for Ctrl+Z to take back.
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        pitch = self._style.size * MM_PER_POINT * self._style.leading * self._scale
        block.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setAlignment(_ALIGNMENT[self._style.align])
        cursor.mergeBlockFormat(block)
        self.document().setUndoRedoEnabled(True)

    def take_cell(self, cell: QRect) -> None:
        """Stand over the cell."""
        self._cell = cell
        self.fit()

    def fit(self) -> None:
        """As high as the cell, or as the text needs."""
        if self._cell.isEmpty():
            return
        style, scale = self._style, self._scale
        side = round(style.padding * scale) + _BESIDE
        self.document().setTextWidth(self._cell.width() + 1 - 2 * round(style.padding * scale))
        needed = self.document().size().height()
        least = style.before * scale
        height = max(self._cell.height() + 1, round(needed + 2 * least))
        spare = height - needed
        # Rounded down, as lines are painted from their own fractions of a pixel.
        top = int(style.before * scale if style.valign == "top" else max(spare / 2, least))
        self.setViewportMargins(side, top, side, 0)
        was = self.geometry()
        self.setGeometry(self._cell.x(), self._cell.y(), self._cell.width() + 1, height)
        if self.geometry() != was:
            self.resized.emit()

    def set_refused(self, refused: bool) -> None:
        """Frame the cell in red while its text cannot be taken."""
        self._refused = refused
        self.update()
        self.viewport().update()

    def _changed(self) -> None:
        self.fit()
        if not self._filling:
            self.set_refused(False)
            self.typed.emit()

    def event(self, event: QEvent) -> bool:
        """Leave the table's shortcuts alone while resting."""
        if event.type() == QEvent.Type.ShortcutOverride and not self._awake:
            event.ignore()
            return False
        return super().event(event)

    def focusNextPrevChild(self, _following: bool) -> bool:
        """Tab belongs to the cells."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab finish, Esc cancels; the rest is typing."""
        if not self._awake:
            event.ignore()
            return
        if self.keys_first(event):
            event.accept()
            return
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
            self.finished.emit(Leave.PREVIOUS)
        elif key == Qt.Key.Key_Tab:
            self.finished.emit(Leave.NEXT)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(modifiers, shift=shift)
        else:
            super().keyPressEvent(event)
        # Unused keys shall not come back by way of the table; the window's own are shortcuts.
        event.accept()

    def _enter(self, modifiers: Qt.KeyboardModifier, *, shift: bool) -> None:
        if modifiers & Qt.KeyboardModifier.AltModifier:
            if self.many_lines:
                self.textCursor().insertBlock()
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit(Leave.ONLY_ROW)
        else:
            self.finished.emit(Leave.UP if shift else Leave.DOWN)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wake for it, grow with it; a composition that comes to nothing leaves all as it was."""
        commits, composes = bool(event.commitString()), bool(event.preeditString())
        if not self._awake and (commits or composes):
            self.woken.emit()
            self._opened_by_composing = self._awake
        if not self._awake:
            event.ignore()
            return
        super().inputMethodEvent(event)
        self.fit()
        if commits:
            self._opened_by_composing = False
        elif not composes and self._opened_by_composing and not self.text:
            self.cancelled.emit()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override]
        """Whether there is something to write into, and where the input method's window stands."""
        if not self._awake and query == Qt.InputMethodQuery.ImEnabled:
            return self.may_wake()
        if not self._awake and query == Qt.InputMethodQuery.ImCursorRectangle:
            return QRect(QPoint(0, 0), self._resting_on.size())
        return super().inputMethodQuery(query)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the text, or of the table."""
        if self._awake:
            super().contextMenuEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell, for the frame of the cell in hand."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the user went elsewhere in the window; another program or a menu is neither."""
        super().focusOutEvent(event)
        self.focus_changed.emit()
        stays = (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if event.reason() not in stays:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The sheet scrolls, not the cell."""
        event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only text comes in, on one line where the field has one."""
        text = rejoined(cleaned(source.text()))
        self.insertPlainText(text if self.many_lines else text.strip("\n").replace("\n", ""))

    def caret(self) -> QRect:
        """Where the caret stands, in the parent's pixels."""
        corner = self.mapToParent(self.viewport().mapToParent(self.cursorRect().topLeft()))
        return QRect(corner, self.cursorRect().size())

    def frame_color(self) -> str:
        """The colour of the frame round the editor."""
        return tokens.ERROR if self._refused else tokens.ACCENT


class EditorFrame(QWidget):
    """The frame round the open editor; lets the mouse through."""

    def __init__(self, editor: CellEditor) -> None:
        super().__init__(editor.parentWidget())
        self._editor = editor
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def follow(self) -> None:
        """Stand round the editor."""
        self.setGeometry(self._editor.geometry().adjusted(-2, -2, 2, 2))
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two pixels of accent, or of red while the text cannot be taken."""
        painter = QPainter(self)
        pen = QPen(QColor(self._editor.frame_color()), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
