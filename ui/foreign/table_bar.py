"""What holds for a whole table: whether it is read, what its amounts are in, where it belongs."""

from __future__ import annotations

from typing import Final, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from hfgoals.exchange.foreign import TableBegins, TableMoney, TableRead, Understanding
from hfgoals.exchange.foreign.meaning import Currency
from ui.kit.layouts import in_row
from ui.kit.plain import ElidedLabel, PlainLabel, plain_tip

_CURRENCIES: Final[tuple[Currency, ...]] = get_args(Currency)
_LOOKS_BACK: Final = "　这是{}：目标读入项目，完成情况等读入本年度的监控或自评。"
_BEGINS: Final = ("接上一张表的项目", "新项目从这里开始")


class TableBar(QFrame):
    """One line over the source table."""

    correction_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table-bar")
        self._number = 0
        self.read = QCheckBox("读入这张表", self)
        self.money = QComboBox(self)
        self.money.addItems(_CURRENCIES)
        self.money.setAccessibleName("这张表的金额单位")
        self._said = ElidedLabel("", "second")
        self.begins = QComboBox(self)
        self.begins.addItems(_BEGINS)
        self.begins.setAccessibleName("这张表从新项目开始，还是接上一张")
        for box in (self.money, self.begins):
            # The wheel must not change what is read on its way over the bar.
            box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        self._lay_out()
        # Only what the user does: showing another table sets these, too.
        self.read.clicked.connect(self._read_chosen)
        self.money.activated.connect(self._money_chosen)
        self.begins.activated.connect(self._begins_chosen)

    def show_table(self, understanding: Understanding, number: int) -> None:
        """Show what was understood of that table."""
        self._number = number
        reading = understanding.readings[number]
        self.read.setChecked(reading.read)
        self.money.setCurrentIndex(_CURRENCIES.index(reading.currency))
        said = reading.currency_said
        currency = f"（{said}）" if said else "（表里没有写，按万元）"
        self._said.setText(f"{currency}{_LOOKS_BACK.format(reading.sort) if reading.sort else ''}")
        self._said.setToolTip(plain_tip(self._said.text()))
        self.begins.setCurrentIndex(int(reading.begins))
        for each in (self.money, self.begins):
            each.setEnabled(reading.read)
        self.begins.setVisible(number > 0)

    def _read_chosen(self, read: bool) -> None:
        self.correction_wanted.emit(TableRead(self._number, read))

    def _money_chosen(self, index: int) -> None:
        self.correction_wanted.emit(TableMoney(self._number, _CURRENCIES[index]))

    def _begins_chosen(self, index: int) -> None:
        self.correction_wanted.emit(TableBegins(self._number, bool(index)))

    def _lay_out(self) -> None:
        row = in_row(on=self, margins=(12, 6, 12, 6), gap=8)
        label = PlainLabel("金额单位", "second", self)
        label.setBuddy(self.money)
        row.addWidget(self.read)
        row.addSpacing(12)
        row.addWidget(label)
        row.addWidget(self.money)
        row.addWidget(self._said, 1)
        row.addWidget(self.begins)
