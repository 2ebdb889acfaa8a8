"""The hands: keys, mouse and input method as the platform would deliver them.

Events go to the native window, so that focus, shortcuts, pop-ups, double clicks, context menus,
tool tips and windows blocked by a dialog are what Qt makes of them.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.ui.input_method import InputMethod

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
NONE, SHIFT, CONTROL, ALT = (
    Modifier.NoModifier,
    Modifier.ShiftModifier,
    Modifier.ControlModifier,
    Modifier.AltModifier,
)
METHOD = InputMethod()


def key(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> str:
    """Press and release a key; what was done."""
    done = f"{_named(modifiers)}{key.name.removeprefix('Key_')} in {_name(focused())}"
    if modifiers == NONE and METHOD.swallows(key):
        return f"{done}, composing"
    METHOD.finish()
    return done if _typed(key, modifiers) else f"{done}: no window for keys"


def letter(character: str) -> str:
    """One character: by its key when it has one, else committed by an input method."""
    if not (character.isascii() and character.isprintable()):
        return compose(commit=character)
    done = f"{character!r} in {_name(focused())}"
    METHOD.finish()
    return done if _typed(character) else f"{done}: no window for keys"


def compose(preedit: str = "", commit: str = "") -> str:
    """What an input method sends to whatever has the focus."""
    done = f"composed {preedit!r}, committed {commit[:20]!r} in {_name(focused())}"
    METHOD.send(preedit, commit)
    return done


def click(
    widget: QWidget,
    at: QPoint,
    button: Qt.MouseButton = Button.LeftButton,
    modifiers: Qt.KeyboardModifier = NONE,
) -> str:
    """Press and release a button over a point of the widget."""
    done = f"{_named(modifiers)}{button.name} on {_name(widget)} at {at.x()},{at.y()}"
    window, place = _native(widget, at)
    if window is not None:
        QTest.mouseClick(window, button, modifiers, place)
    return done


def double_click(widget: QWidget, at: QPoint) -> str:
    """Twice in a row."""
    done = f"double click on {_name(widget)} at {at.x()},{at.y()}"
    window, place = _native(widget, at)
    if window is not None:
        QTest.mouseDClick(window, Button.LeftButton, NONE, place)
    return done


def press(widget: QWidget, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> str:
    """Only press: a drag begins."""
    done = f"pressed on {_name(widget)} at {at.x()},{at.y()}"
    window, place = _native(widget, at)
    if window is not None:
        QTest.mousePress(window, Button.LeftButton, modifiers, place)
    return done


def move(widget: QWidget, at: QPoint) -> str:
    """The mouse moves, with whatever is pressed."""
    done = f"moved over {_name(widget)} to {at.x()},{at.y()}"
    window, place = _native(widget, at)
    if window is not None:
        QTest.mouseMove(window, place)
    return done


def release(widget: QWidget, at: QPoint) -> str:
    """The end of a drag."""
    done = f"released over {_name(widget)} at {at.x()},{at.y()}"
    window, place = _native(widget, at)
    if window is not None:
        QTest.mouseRelease(window, Button.LeftButton, NONE, place)
    return done


def wheel(widget: QWidget, at: QPoint, turns: int, modifiers: Qt.KeyboardModifier = NONE) -> str:
    """Turn the wheel; up is positive."""
    done = f"{_named(modifiers)}wheel {turns} over {_name(widget)}"
    window, place = _native(widget, at)
    if window is not None:
        spot = QPointF(place)
        event = QWheelEvent(
            spot,
            QPointF(window.mapToGlobal(place)),
            QPoint(),
            QPoint(0, 120 * turns),
            Button.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(window, event)
    return done


def focused() -> QWidget | None:
    """Where keys go."""
    return QApplication.activePopupWidget() or QApplication.focusWidget()


def _typed(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> bool:
    window = QGuiApplication.focusWindow()
    # The widget is held until the key is out: its handle's wrapper dies with the widget's.
    front = QApplication.activeModalWidget() or QApplication.activeWindow()
    if window is None and front is not None:
        window = front.windowHandle()
    if window is None or not isValid(window):
        return False
    QTest.keyClick(window, key, modifiers)
    return True


def _native(widget: QWidget, at: QPoint) -> tuple[QWindow | None, QPoint]:
    METHOD.finish()
    if not isValid(widget):
        return None, at
    above = widget.window()
    place = widget.mapTo(above, at) if above is not widget else at
    window = above.windowHandle()
    if window is None or not isValid(window):
        return None, place
    # The platform may have given less than the window asked for.
    whole = QRect(QPoint(), above.size().boundedTo(window.size()))
    return (window if whole.contains(place) else None), place


def _named(modifiers: Qt.KeyboardModifier) -> str:
    names = ((CONTROL, "Ctrl+"), (SHIFT, "Shift+"), (ALT, "Alt+"))
    return "".join(name for modifier, name in names if modifiers & modifier)


def _name(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return f"{type(widget).__name__}({widget.objectName() or widget.accessibleName()})"
