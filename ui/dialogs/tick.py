"""Rows with a tick box: a click anywhere on the row, or the space bar, ticks and unticks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.kit.card import push_button
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.plain import PlainLabel
from ui.kit.rows import TICK_HEIGHT, TickDelegate
from ui.kit.table import calm

_LEAST_ROWS = 4
_ID = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    """Named rows, each ticked to begin with; each is known by an id."""

    ticked_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        calm(self, name)
        self.setItemDelegate(TickDelegate(self))
        self.itemChanged.connect(self.ticked_changed)

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of the ticked rows."""
        items = (self.item(row) for row in range(self.count()))
        return frozenset(
            item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def fill(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show these rows, an id and a text each, all ticked."""
        self.blockSignals(True)
        self.clear()
        for row_id, text in rows:
            item = QListWidgetItem(text, self)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(_ID, row_id)
        self.blockSignals(False)
        self.ticked_changed.emit()

    def tick_all(self, *, ticked: bool) -> None:
        """Tick or untick all rows."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        self.blockSignals(True)
        for row in range(self.count()):
            self.item(row).setCheckState(state)
        self.blockSignals(False)
        self.viewport().update()
        self.ticked_changed.emit()


class TickHeading(QWidget):
    """A title, how many are ticked, and 全选 and 全不选."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = PlainLabel(title, parent=self)
        self._counted = PlainLabel("", "second", self)
        self.all = self._link("全选", title)
        self.none = self._link("全不选", title)
        in_row(heading, (self._counted, 1), self.all, self.none, on=self, margins=0, gap=8)

    def count(self, text: str) -> None:
        """Say how many are ticked."""
        self._counted.setText(text)

    def _link(self, text: str, of: str) -> QPushButton:
        link = push_button(text, role="link")
        link.setAccessibleName(f"{of}：{text}")
        return link


def in_card(heading: QWidget, shown: QWidget, *more: QWidget) -> QWidget:
    """What is shown, on a card under its heading, with more below; it takes the room there is."""
    shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    shown.setMinimumHeight(_LEAST_ROWS * TICK_HEIGHT)
    column = QWidget()
    in_column(heading, (on_card(shown), 1), *more, on=column, margins=0, gap=6)
    return column
