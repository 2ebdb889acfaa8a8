"""What was read from a source, before anything is taken over: what was found, what was not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSpinBox, QWidget

from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.model.budget_year import budget_year_now
from hfgoals.model.money import shown, total
from ui.dialogs.form import FormDialog
from ui.dialogs.unit import year_box
from ui.kit.fitting import with_room
from ui.kit.plain import PlainLabel

_LEAST = 150
_NO_PLACE = "本程序的表里没有"


class ImportReview(FormDialog):
    """Shows a Proposal; accepted, ``year`` says for which budget year it is taken over."""

    def __init__(self, proposal: Proposal, source: str, accept: str, parent: QWidget) -> None:
        super().__init__("读入", f"从“{source}”读到下面的内容，确认后写入工作簿。", accept, parent)
        self.setMinimumWidth(620)
        plan, unit = proposal.plan, proposal.unit
        self._year: QSpinBox = year_box(proposal.year or budget_year_now())
        budget = total([project.budget for project in plan.projects])
        indicators = sum(len(project.indicators) for project in plan.projects)
        self.fields.addRow("单位", _said(f"{unit.code}　{unit.name}".strip() or "（没有写）"))
        self.fields.addRow("预算年度", self._year)
        if proposal.year is None:
            self.fields.addRow("", _said("里面的年份不一致或没有写，请核对上面的年度。", "warning"))
        self.fields.addRow(
            "整体绩效目标",
            _said(
                f"总体目标 {len(plan.overall.goal)} 字，分项 {len(plan.overall.subgoals)} 条，"
                f"保障措施 {len(plan.overall.safeguards)} 条"
            ),
        )
        self.fields.addRow(
            "项目",
            _said(
                f"{len(plan.projects)} 个，预算合计 {shown(budget) or '0.00'} 万元，"
                f"指标 {indicators} 条"
            ),
        )
        if proposal.notes:
            self.fields.addRow(
                f"请留意 {len(proposal.notes)} 处", with_room(self._notes(proposal), _LEAST)
            )

    @property
    def year(self) -> int:
        """The budget year chosen."""
        return self._year.value()

    def _notes(self, proposal: Proposal) -> QListWidget:
        listed = QListWidget(self)
        listed.setAccessibleName("读入时请留意的地方")
        listed.setWordWrap(True)
        for note in sorted(proposal.notes, key=_urgency):
            line = f"{note.where}：" if note.where else ""
            line = f"【未读入】{line}" if note.unread else line
            text = f"\n　　{note.text}" if note.text else ""
            item = QListWidgetItem(f"{line}{note.message}{text}")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            listed.addItem(item)
        return listed


def _urgency(note: Note) -> int:
    """What is unsure comes first, then what was not understood, then what has no place here."""
    if note.message.endswith("请核对。"):
        return 0
    if note.unread and _NO_PLACE not in note.message:
        return 1
    return 2 if note.unread else 3


def _said(text: str, role: str = "") -> PlainLabel:
    label = PlainLabel(text, role, wraps=True)
    label.setMinimumHeight(30)
    return label
