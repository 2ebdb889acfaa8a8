"""What the stories do to the field in hand: type, press, look which it is."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def focused() -> QWidget:
    """The widget in hand; there has to be one."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_text(text: str) -> None:
    """Type as people do: Latin letters and digits by keys, Chinese through the input method."""
    for run in re.findall(r"[ -~]+|[^ -~]+", text):
        if run.isascii():
            for key in run:
                QTest.keyClicks(focused(), key)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(run)
            QApplication.sendEvent(focused(), event)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, with what is held."""
    QTest.keyClick(focused(), key, modifier)
