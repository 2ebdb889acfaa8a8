"""What goes for all columns of a profile: currency, words of signs, project columns, title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from hfgoals.wide.profile import WideProfile


class Options(QWidget):
    """Dropdowns below each other."""

    edited = Signal()
    """The user chose something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currency = self._box("金额单位", (("万元", "万元"), ("元", "元")))
        self.signs = self._box("符号写法", (("≥、＝、≤", "符号"), ("大于等于、等于", "文字")))
        self.repeat = self._box("重复项目栏", (("每一行都写", "重复"), ("合并，只写一次", "合并")))
        self.titled = self._box("表头", (("只有标题行", False), ("带表名和单位", True)))
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(10)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for box in (self.currency, self.signs, self.repeat, self.titled):
            layout.addRow(box.accessibleName(), box)

    def show_profile(self, profile: WideProfile) -> None:
        """Show what the profile says."""
        self.blockSignals(True)
        for box, value in (
            (self.currency, profile.currency),
            (self.signs, profile.signs),
            (self.repeat, profile.repeat),
            (self.titled, profile.titled),
        ):
            box.setCurrentIndex(box.findData(value))
        self.blockSignals(False)

    def put_into(self, profile: WideProfile) -> WideProfile:
        """The profile with what is chosen here."""
        return replace(
            profile,
            currency=self.currency.currentData(),
            signs=self.signs.currentData(),
            repeat=self.repeat.currentData(),
            titled=self.titled.currentData(),
        )

    def _box(self, name: str, choices: Sequence[tuple[str, Any]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for said, value in choices:
            box.addItem(said, value)
        box.currentIndexChanged.connect(lambda _: self.edited.emit())
        return box
