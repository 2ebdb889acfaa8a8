"""The dialog that shows what becomes of the overall part in another form, before it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from hfgoals.forms.conversion import Conversion
from hfgoals.forms.form import Form
from hfgoals.model.items import items_of_form
from hfgoals.model.values import SubGoal
from ui.dialogs.form import FormDialog
from ui.kit.layouts import in_column
from ui.kit.plain import PlainLabel

_WIDTH, _HEIGHT = 920, 620
_OF_SUBGOAL = {"goal": "绩效目标", "indicators": "绩效指标"}


class OverallFormDialog(FormDialog):
    """Every item of the overall part as it is and as it would be, in the form that is chosen."""

    def __init__(self, choices: Sequence[Conversion], parent: QWidget | None = None) -> None:
        super().__init__(
            "更换整体表样",
            "左边是现在的，右边是换过以后的，文字一个不少；换过以后仍可以撤销。",
            "更换",
            parent,
        )
        self._choices = choices
        self.resize(_WIDTH, _HEIGHT)
        self.box = QComboBox(self)
        self.box.setAccessibleName("本年度改用的表样")
        self.box.addItems([each.form.name for each in choices])
        self.fields.addRow("本年度改用", self.box)
        self._pages = QStackedLayout()
        for each in choices:
            page = QWidget(self)
            self._fill(in_column(on=page, margins=0, gap=12), each)
            self._pages.addWidget(page)
        self.fields.addRow(self._pages)
        self.box.currentIndexChanged.connect(self._pages.setCurrentIndex)

    @property
    def shown(self) -> Conversion:
        """The one that is chosen."""
        return self._choices[self.box.currentIndex()]

    def _fill(self, layout: QVBoxLayout, shown: Conversion) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for column, head in enumerate(("现在", "换过以后")):
            grid.addWidget(PlainLabel(head, "caption"), 0, column)
            grid.setColumnStretch(column, 1)
        for row, pair in enumerate(shown.rows, 1):
            for column, (form, each) in enumerate(zip((shown.now, shown.form), pair, strict=True)):
                label = PlainLabel(_told(row, each, form), wraps=True)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        if not shown.rows:
            grid.addWidget(PlainLabel("还没有分项，只换表样。", "second"), 1, 0, 1, 2)
        layout.addLayout(grid)
        for sentence in shown.unprinted:
            layout.addWidget(PlainLabel(sentence, "second", wraps=True))
        layout.addStretch(1)


def _told(number: int, row: SubGoal, form: Form) -> str:
    """The item in words: its name, then what it has of a goal and indicators."""
    labels = items_of_form(form.id).labels if form.stands_for else _OF_SUBGOAL
    lines = [f"{number}. {row.title or '（没有名称）'}"]
    texts = [(labels.get(path, label), getattr(row, path)) for path, label in _OF_SUBGOAL.items()]
    lines += [f"{label}：{text}" for label, text in texts if text.strip()]
    return "\n".join(lines)
