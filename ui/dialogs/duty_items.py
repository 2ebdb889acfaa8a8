"""The dialog that offers items of the overall part by the unit's duties."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hfgoals.model.edits import Insert
from hfgoals.model.fields import with_texts
from hfgoals.model.items import Items
from hfgoals.model.values import AnnualPlan, SubGoal
from hfgoals.presets import DutyItem, duty_items
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import TickList
from ui.kit.plain import PlainLabel

_LEAST_WIDTH, _LIST_HEIGHT, _TEXT_HEIGHT = 640, 300, 96


class DutyItemsDialog(FormDialog):
    """Accepted, ``edits()`` add the ticked items below those of the year."""

    def __init__(self, plan: AnnualPlan, items: Items, parent: QWidget | None = None) -> None:
        """``items``: what the year's form calls them, and where it has their content."""
        super().__init__(
            f"按职能增加{items.word}",
            f"勾选本单位的职能，每项加一条{items.word}；内容里留空的数，请按本年度的计划填写。",
            "增加",
            parent,
        )
        self.setMinimumWidth(_LEAST_WIDTH)
        self._plan = plan
        self._content_at = "indicators" if "indicators" in items.labels else "goal"
        known = {row.title.strip() for row in plan.overall.subgoals}
        self._items = {each.name: each for each in duty_items() if each.name not in known}
        self.list = TickList("职能", self)
        self.list.fill((each.name, f"{each.duty}　{each.name}") for each in self._items.values())
        self.list.tick_all(ticked=False)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self._content = PlainLabel("", "second", self, wraps=True)
        self._content.setMinimumHeight(_TEXT_HEIGHT)
        self.list.currentRowChanged.connect(self._show_content)
        self.fields.addRow(self.list)
        self.fields.addRow(self._content)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def edits(self) -> tuple[Insert, ...]:
        """The rows to add, in the order of the list."""
        return tuple(Insert(self._plan.id, self._row(each)) for each in self._ticked())

    def refusal(self) -> str:
        if not self._items:
            return "表里已经有了全部职能的条目。"
        return "" if self._ticked() else "请至少勾选一项（按空格键勾选）。"

    def _ticked(self) -> list[DutyItem]:
        ticked = self.list.ticked
        return [each for name, each in self._items.items() if name in ticked]

    def _show_content(self, row: int) -> None:
        items = list(self._items.values())
        self._content.setText(items[row].content if 0 <= row < len(items) else "")

    def _row(self, item: DutyItem) -> SubGoal:
        row: SubGoal = with_texts(SubGoal(title=item.name), {self._content_at: item.content})
        return row
