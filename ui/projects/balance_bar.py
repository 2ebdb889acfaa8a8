"""What adds up in the project in hand and in the year, always in view."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from hfgoals.model.balance import (
    MONTHS,
    FundsBalance,
    PlanBalance,
    funds_balance,
    plan_balance,
    project_sums,
)
from hfgoals.model.kinds import PERCENT
from hfgoals.model.money import Money, shown
from hfgoals.model.values import AnnualPlan, Project, SpendingPlan
from ui.kit.fonts import tabular
from ui.kit.layouts import in_row
from ui.kit.plain import ElidedLabel, PlainLabel, plain_tip
from ui.kit.tokens import STEP

_AROUND = 20 * STEP
"""The margins and gaps of the line."""
_MONTH = {month: f"{month}月底" for month in MONTHS}


class BalanceBar(QFrame):
    """One line below the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("balance")
        self.funds, self.plan = ElidedLabel(), ElidedLabel()
        self.year = PlainLabel("", "second")
        row = in_row(on=self, margins=(4 * STEP, STEP, 4 * STEP, STEP), gap=6 * STEP)
        for label in (self.funds, self.plan, self.year):
            label.setFont(tabular(label.font()))
        for label in (self.funds, self.plan):
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.year)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_balance(self, plan: AnnualPlan | None, project: Project | None) -> None:
        """Show how the project and the year add up; None for what is not there."""
        funds = ("", "second") if project is None else funds_words(funds_balance(project))
        spending = ("", "second") if project is None else plan_words(project.plan)
        for label, (text, role) in ((self.funds, funds), (self.plan, spending)):
            label.setText(text)
            label.setToolTip(plain_tip(text))
            label.put_role(role)
        budget = project_sums(plan.projects).budget if plan is not None else None
        partial = "（不全）" if plan is not None and plan.damage is not None else ""
        self.year.setText("" if budget is None else f"全年合计 {budget} 万元{partial}")
        self._make_room()

    def _make_room(self) -> None:
        """Where not all has room, the year's sum gives way: it stands below the list too."""
        wanted = sum(label.sizeHint().width() for label in (self.funds, self.plan, self.year))
        self.year.setVisible(wanted + _AROUND <= self.width())


def funds_words(balance: FundsBalance) -> tuple[str, str]:
    """How the amounts add up, and the role of the label that says so."""
    if balance.state == "blank":
        return "预算数还没有填", "second"
    fiscal, other = (shown(amount or Money(0)) for amount in (balance.fiscal, balance.other))
    sources = f"财政 {fiscal} ＋ 其他 {other}"
    if balance.state == "no_budget":
        return f"预算数还没有填　{sources}", "second"
    if balance.state == "no_sources":
        return f"预算数 {balance.budget}　财政资金和其他资金还没有填", "second"
    if balance.state == "balanced":
        return f"预算数 {balance.budget} ＝ {sources} ✓", "second"
    gap = Money(abs(balance.difference.fen))
    return f"预算数 {balance.budget} ≠ {sources}　相差 {gap} 万元", "warning"


def plan_words(plan: SpendingPlan) -> tuple[str, str]:
    """Whether the spending plan rises to 100 %, and the role of the label that says so."""
    balance = plan_balance(plan)
    if balance.state == "blank":
        return "支出计划还没有填", "second"
    steps = " → ".join(PERCENT.format(part).removesuffix("%") or "—" for part in plan)
    said = _plan_trouble(balance)
    if said:
        return f"支出计划 {steps}　{said}", "warning"
    return f"支出计划 {steps} ✓", "second"


def _plan_trouble(balance: PlanBalance) -> str:
    if balance.state == "beyond":
        return f"{_MONTH[balance.months[0]]}应在0%到100%之间"
    if balance.state == "falling":
        before, after = balance.months
        return f"{_MONTH[after]}低于{_MONTH[before]}，应逐期累计"
    if balance.state == "open":
        return "12月底还没有填，应为100%"
    return "12月底应为100%" if balance.state == "not_whole" else ""
