"""H12-H13: the project's money adds up and is written as money."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.model.money import Money


@rule("H12", reads=("project.budget", "project.fiscal", "project.other"))
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


@rule("H13", reads=("project.budget", "project.fiscal", "project.other"))
def positive(case: ProjectCase) -> Iterator[Hit]:
    """Amounts are above zero; 其他资金 may be 0.00."""
    project = case.project
    for path in ("budget", "fiscal", "other"):
        amount = getattr(project, path)
        if amount is not None and (amount.fen < 0 or (amount.fen == 0 and path == "budget")):
            address = at(project, path)
            yield Hit(address, {"label": address.field.label, "amount": amount})
