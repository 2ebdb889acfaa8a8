"""The cards of a year's own fields: overall goal, funds, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hfgoals.model.address import Address
from hfgoals.model.balance import project_funds_difference, project_sums
from hfgoals.model.fields import field_of
from hfgoals.model.money import Money, shown
from hfgoals.model.values import AnnualPlan
from ui.document import Document
from ui.kit.binding import Binding
from ui.kit.card import Card, FieldBox
from ui.kit.fonts import tabular
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import AmountField, LineField
from ui.kit.plain import PlainLabel
from ui.kit.tokens import CONTROL, STEP

_SIGNATURES = ("unit_head", "finance_head", "preparer", "phone", "filled_on")
_IN_A_ROW = 3
_GOAL_HINT = "这一年整个部门要做到什么：围绕职能，写清工作内容和预期结果"


class PlanCard(Card):
    """A card with fields of the year in hand."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.bindings: dict[str, Binding] = {}

    def bind(self, path: str, editor: LineField | GrowingText) -> None:
        """Tie the editor to a field of the year."""
        plan = self._document.plan
        address = Address("plan", plan.id if plan is not None else "", path)
        self.bindings[path] = Binding(self._document, address, editor)

    def fields(self) -> Iterator[QWidget]:
        """What takes the focus, in reading order."""
        return (binding.editor for binding in self.bindings.values())

    def show_plan(self, plan: AnnualPlan) -> None:
        """Show the fields of that year."""
        for path, binding in self.bindings.items():
            if binding.address.row != plan.id:
                binding.point_at(Address("plan", plan.id, path))
            binding.refresh(plan)


class GoalCard(PlanCard):
    """总体绩效目标 with the number of its characters."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.goal = GrowingText(_GOAL_HINT, least_lines=5, bare=True)
        self.bind("overall.goal", self.goal)
        self._count = PlainLabel("", "faint")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        # The card itself is the sheet to write on.
        self.body.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        self._count.setContentsMargins(0, 0, 2 * STEP, 0)
        self.body.addWidget(self.goal)
        self.body.addWidget(self._count)

    def show_plan(self, plan: AnnualPlan) -> None:
        super().show_plan(plan)
        count = sum(not character.isspace() for character in plan.overall.goal)
        self._count.setText(f"共 {count} 字" if count else "")


class FundsCard(PlanCard):
    """基本支出, 项目支出 and their sum, with what the projects add up to."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        basic, project = AmountField(), AmountField()
        self.bind("overall.funds.basic", basic)
        self.bind("overall.funds.project", project)
        self._sum = PlainLabel("", "amount")
        self._sum.setFont(tabular(self._sum.font()))
        self._sum.setMinimumHeight(CONTROL)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._sum.setAlignment(right)
        self._projects = PlainLabel("", "faint", wraps=True)
        self._projects.setAlignment(Qt.AlignmentFlag.AlignRight)
        summed = QVBoxLayout()
        summed.setSpacing(STEP)
        caption = PlainLabel("合计", "caption")
        caption.setAlignment(right)
        summed.addWidget(caption)
        summed.addWidget(self._sum)
        summed.addStretch(1)
        top = Qt.AlignmentFlag.AlignTop
        grid = QGridLayout()
        grid.setHorizontalSpacing(5 * STEP)
        grid.setVerticalSpacing(STEP)
        grid.addWidget(FieldBox("基本支出", basic), 0, 0, top)
        grid.addWidget(FieldBox("项目支出", project), 0, 1, top)
        grid.addLayout(summed, 0, 2)
        grid.addWidget(self._projects, 1, 0, 1, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    def show_plan(self, plan: AnnualPlan) -> None:
        super().show_plan(plan)
        self._sum.setText(shown(plan.overall.funds.sum) or "—")
        budget = project_sums(plan.projects).budget
        self._projects.setVisible(budget is not None)
        if budget is None:
            return
        difference = project_funds_difference(plan)
        said = f"各项目预算合计 {budget}"
        if difference is None:
            self._say(said, "faint")
        elif difference.fen == 0:
            self._say(f"{said} ✓", "faint")
        else:
            more = "多" if difference.fen > 0 else "少"
            amount = Money(abs(difference.fen))
            self._say(f"{said}，项目支出比它{more} {amount} 万元", "warning")

    def _say(self, sentence: str, role: str) -> None:
        self._projects.setText(sentence)
        self._projects.put_role(role)


class SignatureCard(PlanCard):
    """The names and the date under a signed copy."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        grid = QGridLayout()
        grid.setHorizontalSpacing(5 * STEP)
        grid.setVerticalSpacing(3 * STEP)
        for index, name in enumerate(_SIGNATURES):
            path = f"signatures.{name}"
            editor = LineField("如 2023年2月10日" if name == "filled_on" else "")
            self.bind(path, editor)
            box = FieldBox(field_of("plan", path).label, editor)
            grid.addWidget(box, index // _IN_A_ROW, index % _IN_A_ROW)
        for column in range(_IN_A_ROW):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(PlainLabel("印在签章页上；留空的可以打印后手写。", "faint"))
