"""The head of the page: the year as title, the unit small above it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.values import AnnualPlan, Unit
from ui.document import Document
from ui.kit.binding import Binding
from ui.kit.line_field import LineField
from ui.kit.plain import PlainLabel
from ui.kit.tokens import STEP

_CODE_WIDTH = 76


class Header(QWidget):
    """Unit code and name can be typed over here; the year is changed from the menu 年度."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.title = PlainLabel("", "title")
        code, name = LineField("单位编码"), LineField("单位名称")
        code.setFixedWidth(_CODE_WIDTH)
        for editor in (code, name):
            editor.setProperty("role", "plain")
        self.bindings = {
            path: Binding(document, Address("unit", UNIT_ROW, path), editor)
            for path, editor in (("code", code), ("name", name))
        }
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(code)
        line.addWidget(name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.title)
        column.addLayout(line)

    def fields(self) -> Iterator[QWidget]:
        """What takes the focus, in reading order."""
        return (binding.editor for binding in self.bindings.values())

    def show_head(self, unit: Unit, plan: AnnualPlan) -> None:
        """Show the unit and the year."""
        self.title.setText(f"{plan.year}年度部门整体绩效目标")
        for binding in self.bindings.values():
            binding.refresh(unit)
