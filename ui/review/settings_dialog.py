"""Which rules run, how grave they are, and the numbers that bureaux set differently."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, fields, replace
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from hfgoals.checks import LEVEL_NAMES, LEVELS, CheckSettings, Thresholds, all_rules
from hfgoals.checks.settings import label_of
from hfgoals.checks.told import Told
from hfgoals.trouble import PresetTrouble
from ui.dialogs.form import FormDialog
from ui.kit.card import push_button
from ui.kit.fitting import Scrolled, with_room
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel

_LEAST_PAGE: Final = 200
_OFF: Final = "不查"


class SettingsDialog(FormDialog):
    """Two pages: the rules, and the numbers. ``settings`` is what the user chose."""

    def __init__(self, settings: CheckSettings, parent: QWidget | None = None) -> None:
        super().__init__(
            "规则设置",
            "只对这个工作簿有效。各地财政局掌握的尺度不同，可按本地要求调整。",
            "确定",
            parent,
        )
        self.resize(760, 720)
        self._before = settings
        self._numbers: dict[str, QLineEdit] = {}
        self._levels: dict[str, QComboBox] = {}
        self._tolds = _all_told()
        pages = QTabWidget(self)
        pages.addTab(self._rules_page(), "规则")
        pages.addTab(Scrolled(self._numbers_page()), "数字界限")
        self.fields.addRow(with_room(pages, _LEAST_PAGE))
        again = push_button("恢复默认", lambda: self._show(CheckSettings()))
        row = in_row(again, ...)
        self.fields.addRow(row)
        self._show(settings)

    @property
    def settings(self) -> CheckSettings:
        """What was chosen; what is kept with a reason or not shown here stays as it was."""
        before = self._before
        chosen = {code: box.currentData() for code, box in self._levels.items()}
        off = before.off - chosen.keys() | {code for code in chosen if chosen[code] == _OFF}
        levels = {code: level for code, level in before.levels.items() if code not in chosen}
        for told in self._tolds:
            if chosen[told.code] not in (_OFF, told.level):
                levels[told.code] = chosen[told.code]
        return replace(before, off=off, levels=levels, thresholds=self._thresholds())

    def refusal(self) -> str:
        for name, field in self._numbers.items():
            if _number(field.text()) is None:
                field.setFocus()
                return f"“{label_of(name)}”请填写不小于零的数字。"
        return ""

    def _thresholds(self) -> Thresholds:
        made = Thresholds()
        for field in fields(Thresholds):
            number = _number(self._numbers[field.name].text())
            if number is not None:
                kind = type(getattr(made, field.name))
                made = replace(made, **{field.name: kind(number)})
        return made

    def _show(self, settings: CheckSettings) -> None:
        for name, value in asdict(settings.thresholds).items():
            self._numbers[name].setText(f"{value}")
        for told in self._tolds:
            box = self._levels[told.code]
            level = settings.levels.get(told.code, told.level)
            box.setCurrentIndex(box.findData(_OFF if told.code in settings.off else level))

    def _rules_page(self) -> QWidget:
        table = QTableWidget(len(self._tolds), 3, self)
        table.setHorizontalHeaderLabels(["编号", "规则", "级别"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(0, 72)
        table.setColumnWidth(2, 120)
        for row, told in enumerate(self._tolds):
            self._fill_row(table, row, told)
        return table

    def _fill_row(self, table: QTableWidget, row: int, told: Told) -> None:
        for column, text in enumerate((told.code, told.title)):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, told.why)
            table.setItem(row, column, item)
        box = QComboBox(table)
        # The wheel scrolls the table; it must not change a level on its way.
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        box.setAccessibleName(f"{told.code} {told.title}")
        for level in LEVELS:
            box.addItem(LEVEL_NAMES[level], level)
        box.addItem(_OFF, _OFF)
        self._levels[told.code] = box
        table.setCellWidget(row, 2, box)
        table.setRowHeight(row, 40)

    def _numbers_page(self) -> QWidget:
        page = QWidget(self)
        layout = in_column(on=page, margins=16, gap=8)
        for threshold in fields(Thresholds):
            label = label_of(threshold.name)
            layout.addWidget(PlainLabel(label, wraps=True))
            field = QLineEdit(page)
            field.setMaximumWidth(160)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setAccessibleName(label)
            self._numbers[threshold.name] = field
            layout.addWidget(field)
        layout.addStretch(1)
        return page


def _number(text: str) -> Decimal | None:
    plain = text.strip().removesuffix("%")
    if not plain.replace(".", "", 1).isdecimal():
        return None
    return Decimal(plain)


def _all_told() -> list[Told]:
    """Of every rule; one whose file cannot be used is told where it should have checked."""
    tolds = []
    for rule in all_rules():
        with suppress(PresetTrouble):
            tolds.append(rule.told)
    return tolds
