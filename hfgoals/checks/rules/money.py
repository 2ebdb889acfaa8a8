"""H12-H13: the project's money adds up and is written as money."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.finding import OTHER
from hfgoals.checks.rule import Hit, rule
from hfgoals.model.money import Money


@rule(
    "H12",
    title="金额平衡",
    level="error",
    reason=OTHER,
    reads=("project.budget", "project.fiscal", "project.other"),
    says="预算数 {budget} 万元与财政资金、其他资金之和 {sum} 万元不相等，相差 {gap} 万元。",
    advice="请核对三个金额，使预算数＝财政资金＋其他资金。",
)
def balance(case: ProjectCase) -> Iterator[Hit]:
    """The budget is the fiscal money and the other money, to the 分."""
    project = case.project
    if project.budget is None or (project.fiscal is None and project.other is None):
        return
    parts = sum(each.fen for each in (project.fiscal, project.other) if each is not None)
    if parts != project.budget.fen:
        gap = Money(abs(project.budget.fen - parts))
        values = {"budget": project.budget, "sum": Money(parts), "gap": gap}
        yield Hit(at(project, "budget"), values)


@rule(
    "H13",
    title="金额格式",
    level="warning",
    reason=OTHER,
    reads=("project.budget", "project.fiscal", "project.other"),
    says="{label}“{amount}”不是正数。",
    advice="请填写大于零的金额；没有的资金请留空。",
)
def positive(case: ProjectCase) -> Iterator[Hit]:
    """Amounts are above zero; 其他资金 may be 0.00."""
    project = case.project
    for path in ("budget", "fiscal", "other"):
        amount = getattr(project, path)
        if amount is not None and (amount.fen < 0 or (amount.fen == 0 and path == "budget")):
            address = at(project, path)
            yield Hit(address, {"label": address.field.label, "amount": amount})
