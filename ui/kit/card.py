"""What pages are put together from: cards, headings, empty states, rows of tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QWidget,
)

from ui.kit.icons import icon, pixmap
from ui.kit.layouts import in_column, in_row
from ui.kit.line_field import AmountField, LineField
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.tokens import FAINT_TEXT, STEP

if TYPE_CHECKING:
    from ui.kit.growing_text import GrowingText

CARD_MARGIN = 6 * STEP
_ICON = 40


class Card(QFrame):
    """A white sheet on the ground; what belongs together goes into ``body``."""

    def __init__(self, parent: QWidget | None = None, margin: int = CARD_MARGIN) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body = in_column(on=self, margins=margin, gap=2 * STEP)


class SectionTitle(QWidget):
    """The heading of a section, with room for one quiet command at its right."""

    def __init__(self, text: str, action: QAction | None = None) -> None:
        super().__init__()
        row = in_row(PlainLabel(text, "section"), ..., on=self, margins=0)
        self.button: QPushButton | None = None
        if action is not None:
            self.button = _button_of(action)
            row.addWidget(self.button)


class FieldBox(QWidget):
    """A field with its name above and, when there is something to say of it, that below.

    ``beside`` stands at the right of the name.
    """

    def __init__(
        self, label: str, field: LineField | GrowingText, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.field = field
        column = in_column(on=self, margins=0, gap=STEP)
        name = PlainLabel(label, "caption")
        name.setBuddy(field)
        self._below = PlainLabel("", "error", wraps=True)
        self._below.hide()
        self._role = "error"
        if beside is None:
            column.addWidget(name)
        else:
            column.addLayout(in_row((name, 1), beside, gap=STEP))
        column.addWidget(field)
        column.addWidget(self._below)
        field.error_changed.connect(lambda sentence: self._say(sentence, "error"))
        if isinstance(field, AmountField):
            field.understood.connect(lambda said: self._say(said, "second"))

    @property
    def error(self) -> str:
        """What is wrong with the field; "" when nothing is."""
        return self.said if self._role == "error" else ""

    @property
    def said(self) -> str:
        """The sentence below the field; "" when there is none."""
        return "" if self._below.isHidden() else self._below.text()

    def _say(self, sentence: str, role: str) -> None:
        # What is wrong stays until it is mended.
        if not sentence and role != self._role:
            return
        self._role = role
        self._below.put_role(role)
        self._below.setText(sentence)
        self._below.setVisible(bool(sentence))


class EmptyState(QWidget):
    """Says what belongs here and offers the next step."""

    clicked = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        button: str = "",
        icon_name: str = "",
        *,
        primary: bool = True,
    ) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        column = in_column(
            ..., on=self, margins=(6 * STEP, 8 * STEP, 6 * STEP, 8 * STEP), gap=2 * STEP
        )
        if icon_name:
            picture = PlainLabel()
            picture.setPixmap(pixmap(icon_name, FAINT_TEXT, _ICON))
            column.addWidget(picture, alignment=centre)
            column.addSpacing(STEP)
        column.addWidget(PlainLabel(title, "section"), alignment=centre)
        said = PlainLabel(sentence, "second", wraps=True)
        said.setAlignment(centre)
        column.addWidget(said)
        self.buttons = in_row(..., gap=2 * STEP)
        # Shown without a parent it would be a window of its own for a moment.
        self.button = QPushButton(button, self)
        self.button.setVisible(bool(button))
        if primary:
            self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.clicked)
        self.buttons.addWidget(self.button)
        self.buttons.addStretch(1)
        column.addSpacing(2 * STEP)
        column.addLayout(self.buttons)
        column.addStretch(1)

    def add_button(self, text: str) -> QPushButton:
        """A second button at the right of the first."""
        button = QPushButton(text)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button


class ToolRow(QToolBar):
    """Commands in a row with icon and short text; what has no room goes under »."""

    def __init__(self, actions: Iterable[QAction] = ()) -> None:
        super().__init__()
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(QSize(18, 18))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addActions(list(actions))


def _button_of(action: QAction) -> QPushButton:
    button = QPushButton(icon("add"), action.text())
    button.setProperty("role", "quiet")
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button


def page_action(
    owner: QWidget, text: str, keys: str | QKeySequence.StandardKey, icon_name: str = ""
) -> QAction:
    """A command whose keys work while the focus is in ``owner``."""
    action = QAction(text, owner)
    if icon_name:
        action.setIcon(icon(icon_name))
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    said = action.shortcut().toString()
    action.setToolTip(plain_tip(f"{text}（{said}）" if said else text))
    owner.addAction(action)
    return action


def push_button(
    text: str, do: Callable[[], object] | None = None, *, role: str = "", tip: str = ""
) -> QPushButton:
    """A button that Enter does not press unless it has the focus."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    if tip:
        button.setToolTip(plain_tip(tip))
    if do is not None:
        button.clicked.connect(lambda _=False: do())
    return button
