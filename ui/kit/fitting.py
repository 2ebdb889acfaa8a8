"""The one rule for the size of windows: never larger than the screen has room for.

A window is kept to it by ``keep_on_screen``, and with it every dialog that belongs to it, Qt's own
among them. A window's part is that its contents can shrink: what may grow long scrolls
(Scrolled), its buttons stand outside.
"""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QMargins, QObject, QRect, QSize, Qt
from PySide6.QtGui import QScreen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ui.kit.absent import or_none
from ui.kit.layouts import in_column

_LEAST_HEIGHT = 96
FRAME = QMargins(8, 32, 8, 8)
"""What the system puts around a window, at most: it is known only once the window is shown."""
_FILLING = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen


class Dialog(QDialog):
    """What every dialog of the program is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_on_screen(self)


def keep_on_screen(window: QWidget) -> None:
    """Have the window, and the dialogs that it is the parent of, fit the screen when shown."""
    if window.findChild(_Keeper, options=Qt.FindChildOption.FindDirectChildrenOnly) is None:
        window.installEventFilter(_Keeper(window))


def room_for(window: QWidget) -> QRect:
    """Where the inside of the window may lie: its screen less task bars and the window's frame."""
    # Until it is in its place a dialog has the first screen, whichever its owner is on.
    owner = window.parentWidget() or window
    return _inside(window, owner.screen())


def begin_with(window: QWidget, size: QSize) -> None:
    """Give a window its first size; where the screen has no room for it, fill the screen."""
    room = room_for(window).size()
    window.resize(size.boundedTo(room))
    if size != size.boundedTo(room):
        window.setWindowState(Qt.WindowState.WindowMaximized)


def settle(window: QWidget) -> None:
    """Make the window no larger than its screen has room for."""
    room = room_for(window)
    window.setMinimumSize(window.minimumSize().boundedTo(room.size()))
    if not window.windowState() & _FILLING:
        window.resize(window.size().boundedTo(room.size()))


def height_for(widget: QWidget, width: int) -> int:
    """How high the widget must be at that width for all that is laid out in it to be seen."""
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return widget.sizeHint().height()


def _has_grown(window: QWidget) -> bool:
    """Whether it is in its place, and as large as its contents make it, not the user's hand."""
    handle = or_none(window.windowHandle())
    in_place = handle is not None and handle.isExposed()
    return in_place and window.height() <= window.minimumHeight()


def _inside(window: QWidget, screen: QScreen) -> QRect:
    return screen.availableGeometry().marginsRemoved(_frame(window))


def _bring_inside(window: QWidget) -> None:
    room, inside = _inside(window, window.screen()), window.geometry()
    inside.moveRight(min(inside.right(), room.right()))
    inside.moveBottom(min(inside.bottom(), room.bottom()))
    inside.moveLeft(max(inside.left(), room.left()))
    inside.moveTop(max(inside.top(), room.top()))
    if inside != window.geometry():
        window.setGeometry(inside)


def _frame(window: QWidget) -> QMargins:
    handle = or_none(window.windowHandle())
    known = handle.frameMargins() if handle is not None else QMargins()
    return QMargins(
        max(FRAME.left(), known.left()),
        max(FRAME.top(), known.top()),
        max(FRAME.right(), known.right()),
        max(FRAME.bottom(), known.bottom()),
    )


class _Keeper(QObject):
    """Lives with its window."""

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if isinstance(window, QWidget):
            if event.type() is QEvent.Type.Show:
                settle(window)
            elif event.type() is QEvent.Type.Resize and _has_grown(window):
                _bring_inside(window)
            elif isinstance(event, QChildEvent) and event.polished():
                child = event.child()
                if isinstance(child, QDialog):
                    keep_on_screen(child)
        return False


class Scrolled(QScrollArea):
    """Asks for the room that its contents need, and scrolls up and down when it gets less."""

    def __init__(self, contents: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.setWidgetResizable(True)
        self.setWidget(contents)
        contents.setAutoFillBackground(False)

    def height_at(self, width: int) -> int:
        """How high it must be for all of its contents to be seen at that width."""
        return height_for(self._contents, width)

    def sizeHint(self) -> QSize:
        width = self._contents.sizeHint().width()
        return QSize(width, self.height_at(width))

    def minimumSizeHint(self) -> QSize:
        width = self._contents.minimumSizeHint().width()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), _LEAST_HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for kind in (QComboBox, QAbstractSpinBox):
            for box in self._contents.findChildren(kind):
                box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls; it must not change a value on its way over it."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return not watched.hasFocus()
        return super().eventFilter(watched, event)


def with_room(shown: QWidget, least: int) -> QWidget:
    """What scrolls by itself, taking all the room there is, and content with ``least`` pixels."""
    shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    shown.setMinimumHeight(least)
    around = QWidget()
    around.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    in_column(shown, on=around, margins=0)
    return around
