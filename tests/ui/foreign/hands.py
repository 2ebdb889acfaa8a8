"""What a person does with mouse and keys in the preview."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget

from hfgoals.exchange.foreign import CellAt
from ui.foreign.picker import ChoicePicker
from ui.foreign.preview import ForeignPreview


def when_open(kind: type[QDialog], answer: Callable[[QDialog], None]) -> None:
    """Answer the dialog of that kind as soon as it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            answer(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def compose(field: QWidget, text: str) -> None:
    """Type Chinese, as an input method does."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def pick(words: str, *steps: Qt.Key) -> None:
    """Type the words in the picker that opens next, walk, and press Enter."""

    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        if words:
            compose(field, words)
        for key in (*steps, Qt.Key.Key_Return):
            QTest.keyClick(field, key)

    when_open(ChoicePicker, answer)


def choose_in_menu(*keys: Qt.Key) -> None:
    """Press these keys in the menu that opens next."""

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(10, look)
            return
        for key in keys:
            QTest.keyClick(QApplication.activePopupWidget() or menu, key)

    QTimer.singleShot(0, look)


def click(preview: ForeignPreview, at: CellAt) -> None:
    """Click on that cell of the table shown."""
    view = preview.source
    place = view.cell_pixels(at).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def press(preview: ForeignPreview, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key on the source table."""
    QTest.keyClick(preview.source, key, held or Qt.KeyboardModifier.NoModifier)
