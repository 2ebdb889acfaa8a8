"""The dialog that shows what becomes of the overall part in another form, before it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hfgoals.forms.conversion import Conversion
from hfgoals.model.values import SubGoal
from ui.dialogs.form import FormDialog
from ui.kit.plain import PlainLabel

_WIDTH, _HEIGHT = 920, 620
_OF_ITEM = (("goal", "绩效目标"), ("indicators", "指标内容和指标值"))
_OF_SUBGOAL = (("goal", "绩效目标"), ("indicators", "绩效指标"))


class OverallFormDialog(FormDialog):
    """Every item of the overall part as it is and as it would be."""

    def __init__(self, shown: Conversion, parent: QWidget | None = None) -> None:
        super().__init__(
            "更换整体表样",
            f"本年度改用“{shown.form.name}”。左边是现在的，右边是换过以后的，文字一个不少；"
            "换过以后仍可以撤销。",
            "更换",
            parent,
        )
        self.resize(_WIDTH, _HEIGHT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for column, head in enumerate(("现在", "换过以后")):
            grid.addWidget(PlainLabel(head, "caption"), 0, column)
            grid.setColumnStretch(column, 1)
        for row, pair in enumerate(shown.rows, 1):
            for column, each in enumerate(pair):
                as_item = column == int(bool(shown.form.stands_for))
                label = PlainLabel(_told(row, each, as_item=as_item), wraps=True)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        if not shown.rows:
            grid.addWidget(PlainLabel("还没有分项，只换表样。", "second"), 1, 0, 1, 2)
        self.fields.addRow(grid)
        for sentence in shown.unprinted:
            self.fields.addRow(PlainLabel(sentence, "second", wraps=True))


def _told(number: int, row: SubGoal, *, as_item: bool) -> str:
    """The item in words: its name, then what it has of a goal and indicators."""
    lines = [f"{number}. {row.title or '（没有名称）'}"]
    texts = [(label, getattr(row, path)) for path, label in (_OF_ITEM if as_item else _OF_SUBGOAL)]
    filled = [(label, text) for label, text in texts if text.strip()]
    lines += [f"{label}：{text}" for label, text in filled]
    return "\n".join(lines)
