"""The cell in hand: what it was taken for and why, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QWidget,
)

from hfgoals.exchange.foreign import CellAt, Understanding
from ui.foreign.offers import OfferName, offers_of, project_in_hand, quoted
from ui.foreign.words import meaning_said, one_line, place_of, table_name
from ui.kit.layouts import in_column
from ui.kit.plain import ElidedLabel, PlainLabel, plain_tip

_NAMES_WIDTH = 300
_PLACES: dict[OfferName, tuple[int, int]] = {
    "cell": (0, 0),
    "leave_out": (0, 1),
    "column": (1, 0),
    "label": (1, 1),
    "first_indicator": (2, 0),
}


class CellPanel(QFrame):
    """Shows one cell of an Understanding."""

    wanted = Signal(str)
    """The OfferName of what shall be done."""
    project_wanted = Signal(int)
    """The project, by its index, to which the value shall belong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cell-panel")
        self._place = ElidedLabel("", "heading")
        self._text = PlainLabel(wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._meaning = PlainLabel("", "second", wraps=True)
        self._note = PlainLabel("", "warning", wraps=True)
        self._projects = QComboBox(self)
        self._projects.setAccessibleName("这一格属于哪个项目")
        self._projects.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._projects.setMinimumContentsLength(8)
        self._projects.view().setMinimumWidth(_NAMES_WIDTH)
        self._projects.activated.connect(self._project_chosen)
        self._buttons: dict[OfferName, QPushButton] = {}
        for name in _PLACES:
            button = QPushButton(self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            self._buttons[name] = button
        self._lay_out()

    def button(self, name: OfferName) -> QPushButton:
        """The button of that offer."""
        return self._buttons[name]

    @property
    def stops(self) -> list[QWidget]:
        """What the tab key goes through, in order."""
        return [*self._buttons.values(), self._projects]

    @property
    def said(self) -> str:
        """What is said about the cell."""
        return f"{self._place.text()}\n{self._meaning.text()}\n{self._note.text()}"

    def show_cell(self, understanding: Understanding, at: CellAt, projects: list[str]) -> None:
        """Show that cell; ``projects`` are the names of all there are."""
        table, meaning = understanding.tables[at.table], understanding.meanings.get(at)
        several = len(understanding.tables) > 1
        name = f"{table_name(table, at.table)}　" if several else ""
        self._place.setText(f"{name}{place_of(table, at.row, at.column)}")
        text = quoted(understanding, at)
        self._text.setText(f"“{text}”" if text else "")
        self._text.setVisible(bool(text))
        read = understanding.readings[at.table].read
        self._meaning.setText(meaning_said(meaning) if read else "这张表不读入。")
        note = meaning.note if meaning is not None and read else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        for offer in offers_of(understanding, at):
            button = self._buttons[offer.name]
            # The letter to press is the menu's: here it would only be in the way.
            button.setText(offer.text.split("(&")[0])
            button.setToolTip(plain_tip(offer.said))
            button.setAccessibleDescription(offer.said)
            button.setEnabled(offer.possible)
        self._show_projects(project_in_hand(meaning) if read else None, projects)

    def _show_projects(self, current: int | None, projects: list[str]) -> None:
        self._projects.clear()
        if current is None or len(projects) < 2:
            self._projects.hide()
            return
        for index, name in enumerate(projects):
            self._projects.addItem(f"属于第 {index + 1} 个项目：{one_line(name, 20)}", index)
        self._projects.setCurrentIndex(current)
        self._projects.show()

    def _project_chosen(self, index: int) -> None:
        self.project_wanted.emit(index)

    def _lay_out(self) -> None:
        words = QWidget()
        said = in_column(on=words, margins=(0, 0, 8, 0), gap=6)
        for label in (self._text, self._meaning, self._note):
            said.addWidget(label)
        said.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(words)
        words.setAutoFillBackground(False)
        scroll.setMinimumHeight(40)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for name, (row, column) in _PLACES.items():
            buttons.addWidget(self._buttons[name], row, column)
        buttons.addWidget(self._projects, 2, 1)
        buttons.setColumnStretch(0, 1)
        buttons.setColumnStretch(1, 1)
        in_column(self._place, (scroll, 1), buttons, on=self, margins=(16, 12, 12, 12), gap=8)
