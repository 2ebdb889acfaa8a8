"""What adds up in the project in hand and in the year, always in view."""

from __future__ import annotations

from collections.abc import Collection

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
from hfgoals.model.weights import WHOLE, shown_points, weight_sums
from hfgoals.presets import whole_sums
from ui.kit.fonts import tabular
from ui.kit.layouts import in_row
from ui.kit.plain import ElidedLabel, PlainLabel, plain_tip
from ui.kit.tokens import STEP

_AROUND = 20 * STEP
"""The margins and gaps of the line."""
_FUNDS = frozenset({"budget", "fiscal", "other"})
_MONTH = {month: f"{month}月底" for month in MONTHS}


class BalanceBar(QFrame):
    """One line below the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("balance")
        self.funds, self.plan, self.weights = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.year = PlainLabel("", "second")
        row = in_row(on=self, margins=(4 * STEP, STEP, 4 * STEP, STEP), gap=6 * STEP)
        for label in (self.funds, self.plan, self.weights, self.year):
            label.setFont(tabular(label.font()))
        for label in (self.funds, self.plan, self.weights):
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.year)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_balance(
        self,
        plan: AnnualPlan | None,
        project: Project | None,
        wrong: Collection[str] = (),
    ) -> None:
        """Show how the project and the year add up; None for what is not there.

        ``wrong`` are the paths of the project's fields that have errors.
        """
        funds = ("", "second") if project is None else funds_words(funds_balance(project))
        spending = ("", "second") if project is None else plan_words(project.plan)
        weighed = plan is not None and project is not None and "weight" in plan.columns
        weights = weight_words(project) if weighed and project is not None else ("", "second")
        of_plan = any(path.startswith("plan.") for path in wrong)
        of_funds = not _FUNDS.isdisjoint(wrong)
        for label, (text, role), doubtful in (
            (self.funds, funds, of_funds),
            (self.plan, spending, of_plan),
            (self.weights, weights, "weight" in wrong),
        ):
            # All is not well where a rule says so, though the sums are right.
            text = text.removesuffix(" ✓") if doubtful else text
            label.setText(text)
            label.setToolTip(plain_tip(text))
            label.put_role(role)
        self.weights.setVisible(bool(weighed))
        budget = project_sums(plan.projects).budget if plan is not None else None
        partial = "（不全）" if plan is not None and plan.damage is not None else ""
        self.year.setText("" if budget is None else f"全年合计 {budget} 万元{partial}")
        self._make_room()

    def _make_room(self) -> None:
        """Where not all has room, the year's sum gives way: it stands below the list too."""
        labels = (self.funds, self.plan, self.weights, self.year)
        wanted = sum(label.sizeHint().width() for label in labels if label.text())
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


def weight_words(project: Project) -> tuple[str, str]:
    """What the weights come to by first level, and what is missing of 100; the label's role."""
    sums = weight_sums(project.indicators)
    levels = "＋".join(
        f"{name.removesuffix('指标') or '其他'} {shown_points(points)}"
        for name, points in sums.levels
        if points
    )
    if not levels:
        return "分值还没有填", "second"
    total, wanted = sums.total, whole_sums()
    blank = f"，{sums.blank} 行没有填" if sums.blank else ""
    said = f"分值 {levels} ＝ {shown_points(total)}"
    if total in wanted and not blank:
        execution = WHOLE - total
        more = f"，加预算执行率 {shown_points(execution)} ＝ 100" if execution else ""
        return f"{said}{more} ✓", "second"
    gap = wanted[0] - total
    if total in wanted:
        return f"{said}{blank}", "warning"
    difference = f"{'还差' if gap > 0 else '多了'} {shown_points(abs(gap))}"
    return f"{said}，应为 {shown_points(wanted[0])}，{difference}{blank}", "warning"


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
