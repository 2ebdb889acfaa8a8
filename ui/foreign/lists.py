"""The list of the tables of a source, and the list of the corrections made."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hfgoals.exchange.foreign import (
    CellAt,
    CellHolds,
    CellLeftOut,
    Correction,
    FirstIndicator,
    LabelNames,
    Understanding,
)
from ui.foreign.sorts import to_look_at
from ui.foreign.words import correction_said, table_name
from ui.kit import tokens
from ui.kit.plain import plain_tip
from ui.kit.table import calm


class TablesList(QListWidget):
    """Every table by its name, whether it is read, and how much of it is to be looked at."""

    chosen = Signal(int)
    """The table by its index."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        calm(self, "来源里的表格")
        self.setObjectName("tables")
        self.currentRowChanged.connect(self._changed)

    def show_tables(self, understanding: Understanding, current: int) -> None:
        """Show these tables with that one in hand."""
        open_in = Counter(at.table for at in to_look_at(understanding))
        blocked = self.blockSignals(True)
        while self.count() > len(understanding.tables):
            self.takeItem(self.count() - 1)
        while self.count() < len(understanding.tables):
            self.addItem(QListWidgetItem())
        for number, table in enumerate(understanding.tables):
            read = understanding.readings[number].read
            name = table_name(table, number)
            hidden = "（隐藏）" if table.hidden else ""
            count = open_in[number]
            state = (f"{count} 格待核对" if count else "读入") if read else "不读入"
            item = self.item(number)
            item.setText(f"{name}{hidden}\n{state}")
            item.setToolTip(plain_tip(f"{table.origin.name}{hidden}　{table.origin.title}"))
            ink = tokens.FAINT_TEXT if not read else tokens.WARNING if count else tokens.TEXT
            item.setForeground(QColor(ink))
        self.setCurrentRow(current)
        self.blockSignals(blocked)

    def take(self, number: int) -> None:
        """Take that table in hand without telling."""
        blocked = self.blockSignals(True)
        self.setCurrentRow(number)
        self.blockSignals(blocked)

    def _changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)


class CorrectionsList(QListWidget):
    """What was corrected, the latest first."""

    chosen = Signal(object)
    """The CellAt where the correction in hand was made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        calm(self, "已作的更正")
        self.setWordWrap(True)
        self._places: list[CellAt] = []
        self.itemClicked.connect(self._tell)
        self.itemActivated.connect(self._tell)

    def show_corrections(self, understanding: Understanding) -> None:
        """List the corrections of that understanding."""
        self.clear()
        self._places = []
        if not understanding.corrections:
            nothing = QListWidgetItem("还没有更正。点左边表格里的格子，可以更正读错的地方。", self)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        for correction in reversed(understanding.corrections):
            where, says = correction_said(understanding, correction)
            QListWidgetItem(f"{where}\n{says}", self)
            self._places.append(_place_of(correction))

    def _tell(self, item: QListWidgetItem) -> None:
        row = self.row(item)
        if row < len(self._places):
            self.chosen.emit(self._places[row])


def _place_of(correction: Correction) -> CellAt:
    if isinstance(correction, CellHolds | CellLeftOut | LabelNames):
        return correction.at
    row = correction.row if isinstance(correction, FirstIndicator) else 1
    return CellAt(correction.table, row, getattr(correction, "column", 1))
