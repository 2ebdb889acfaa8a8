"""What was read from a source, before anything is taken over: what was found, what was not."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from hfgoals.exchange.proposal import Proposal
from hfgoals.model.budget_year import budget_year_now
from hfgoals.model.money import shown, total
from hfgoals.model.policy import tasks_of
from ui.dialogs.form import FormDialog
from ui.dialogs.unit import year_box
from ui.kit.fitting import with_room
from ui.kit.notes import NotesList
from ui.kit.plain import PlainLabel

_LEAST = 150


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
        if not plan.report.is_blank:
            self.fields.addRow("信息公开年报", _said(plan.report.summary))
        for policy in plan.policies:
            said = f"{policy.cite}，任务 {len(tasks_of(policy))} 项"
            self.fields.addRow("政策文件", _said(said))
        if proposal.notes:
            self.fields.addRow(
                f"请留意 {len(proposal.notes)} 处", with_room(self._notes(proposal), _LEAST)
            )

    @property
    def year(self) -> int:
        """The budget year chosen."""
        return self._year.value()

    def _notes(self, proposal: Proposal) -> NotesList:
        listed = NotesList("读入时请留意的地方", self)
        listed.show_notes(proposal.notes)
        return listed


def _said(text: str, role: str = "") -> PlainLabel:
    label = PlainLabel(text, role, wraps=True)
    label.setMinimumHeight(30)
    return label
