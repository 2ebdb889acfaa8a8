"""The dialog that offers policies: those that come with the program, and those of other years."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hfgoals.model.edits import Insert
from hfgoals.model.identity import new_id
from hfgoals.model.policy import Policy, tasks_of
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.presets.policies import bundled_policies
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import TickList
from ui.kit.plain import PlainLabel

_LEAST_WIDTH, _LIST_HEIGHT, _TEXT_HEIGHT = 640, 180, 72


class PolicyChoice(FormDialog):
    """Accepted, ``edits()`` add the ticked policies to the year."""

    def __init__(self, book: Book, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(
            "增加政策文件",
            "勾选本年度目标所依据的文件。别的实施意见（.txt、.docx）用“文件→读入…”加进来。",
            "增加",
            parent,
        )
        self.setMinimumWidth(_LEAST_WIDTH)
        self._plan = plan
        known = {policy.title for policy in plan.policies}
        others = [policy for year in reversed(book.years) for policy in year.policies]
        found = {each.title: each for each in (*bundled_policies(), *reversed(others))}
        self._offered = {title: each for title, each in found.items() if title not in known}
        self.list = TickList("政策文件", self)
        self.list.fill((title, title) for title in self._offered)
        self.list.tick_all(ticked=False)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self._about = PlainLabel("", "second", self, wraps=True)
        self._about.setMinimumHeight(_TEXT_HEIGHT)
        self.list.currentRowChanged.connect(self._show_about)
        self.fields.addRow(self.list)
        self.fields.addRow(self._about)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def edits(self) -> tuple[Insert, ...]:
        """The policies to add, in the order of the list."""
        ticked = self.list.ticked
        chosen = (each for title, each in self._offered.items() if title in ticked)
        return tuple(Insert(self._plan.id, replace(each, id=new_id())) for each in chosen)

    def refusal(self) -> str:
        if not self._offered:
            return "这里能选的文件，本年度都有了。别的文件请用“文件→读入…”。"
        return "" if self.list.ticked else "请至少勾选一份（按空格键勾选）。"

    def _show_about(self, row: int) -> None:
        offered = list(self._offered.values())
        self._about.setText(_about(offered[row]) if 0 <= row < len(offered) else "")


def _about(policy: Policy) -> str:
    tasks = tasks_of(policy)
    first = "、".join(task.title for task in tasks[:3])
    since, until = policy.begins or "未写明", policy.ends or "未写明"
    return f"施行日期 {since}，有效期至 {until}；任务 {len(tasks)} 项：{first}……"
