"""A field for long text that is as high as what is in it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextEdit, QWidget

from hfgoals.model.characters import unified
from hfgoals.model.text import rejoined
from ui.kit.line_field import left_to_window, open_text_menu, undoes

_LEADING = 118
"""Percent of the face's own line height: about 1.7 em for Noto Sans SC."""
_MARGIN = 9.0
_FRAME = 2
_LAYOUTS = 6
"""How many passes of the event loop the layouts around may take to follow."""
_PARAGRAPH_ENDS = {0x2028: "\n", 0x2029: "\n"}


class GrowingText(QTextEdit):
    """Plain text only, without scroll bars or an undo list of its own (the workbook has one).

    A QTextEdit and not a QPlainTextEdit, because the latter knows no line height.
    """

    edited = Signal()
    """The user changed the text."""
    left = Signal()
    """The focus went elsewhere."""
    entered = Signal()
    """The focus came."""
    cancelled = Signal()
    """Never sent: a long text is taken as it is typed, and undo takes it back."""
    error_changed = Signal(str)

    def __init__(
        self,
        placeholder: str = "",
        least_lines: int = 2,
        *,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if bare:
            self.setProperty("role", "bare")
        self._least_lines = least_lines
        self._showing = False
        self._error = ""
        self._fitted = 0
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self._put_leading()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._follow_caret)
        self._fit(self.document().size())

    def text(self) -> str:
        """The text, hard blanks included (toPlainText would turn them into soft ones)."""
        return self.document().toRawText().translate(_PARAGRAPH_ENDS)

    def show_text(self, text: str) -> None:
        """Show another text, changing only where it differs so that the caret keeps its place."""
        old = self.text()
        if text == old:
            return
        head, tail = _common(old, text)
        self._showing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(_units(old[:head]))
        cursor.setPosition(_units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[head : len(text) - tail])
        cursor.endEditBlock()
        self._showing = False
        if not old and not self.hasFocus():
            # Whoever comes here by Tab starts to read at the beginning.
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_part(self, start: int, end: int) -> None:
        """Select these characters and scroll to them, with the focus or without."""
        text = self.text()
        cursor = self.textCursor()
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        QTimer.singleShot(0, self, lambda: self._scroll_to_caret(_LAYOUTS, asked=True))

    def set_error(self, sentence: str) -> None:
        """Tell what is wrong with the text; "" when nothing is."""
        if sentence != self._error:
            self._error = sentence
            self.error_changed.emit(sentence)

    def sizeHint(self) -> QSize:
        return QSize(200, self._fitted)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._fitted)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            # Texts come out of PDFs, too.
            self.textCursor().insertText(rejoined(unified(source.text())))
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not self.isReadOnly()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page scrolls, not the field.
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if left_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if undoes(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_text_menu(self, event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self._follow_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _put_leading(self) -> None:
        leading = QTextBlockFormat()
        leading.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(leading)

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()

    def _fit(self, size: QSizeF) -> None:
        line = math.ceil(self.fontMetrics().lineSpacing() * _LEADING / 100)
        least = self._least_lines * line + 2 * _MARGIN
        height = math.ceil(max(size.height(), least)) + _FRAME
        if height != self._fitted:
            self._fitted = height
            self.setFixedHeight(height)

    def _follow_caret(self) -> None:
        # The page around grows only after this event, one layout within the other.
        if self.hasFocus():
            QTimer.singleShot(0, self, lambda: self._scroll_to_caret(_LAYOUTS))

    def _scroll_to_caret(self, more: int, *, asked: bool = False) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        page = above.widget() if above is not None else None
        if above is None or page is None or not (asked or self.hasFocus()):
            return
        caret = self.cursorRect()
        at = self.viewport().mapTo(page, caret.center())
        above.ensureVisible(at.x(), at.y(), 0, caret.height() + 24)
        in_view = above.viewport().rect().contains(page.mapTo(above.viewport(), at))
        if more and not in_view:
            QTimer.singleShot(0, self, lambda: self._scroll_to_caret(more - 1, asked=asked))


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters are alike at the start and, of the rest, at the end."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return head, tail


def _units(text: str) -> int:
    """Its length as Qt counts: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)
