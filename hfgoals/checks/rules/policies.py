"""G01-G03: the year's policies, and the tasks that sub-goals and projects say they carry out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from hfgoals.checks.case import PlanCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.model.policy import named_in, state_in, tasks_of
from hfgoals.model.values import AnnualPlan, SubGoal

_FORM: Final = "policy_tasks"
_BASES: Final = ("subgoal.policy_basis", "project.policy_basis")


def _rows(plan: AnnualPlan) -> tuple[Any, ...]:
    return (*plan.overall.subgoals, *plan.projects)


@rule("G01", scope="plan", reads=("policy", *_BASES), form=_FORM)
def tied_to_a_policy(case: PlanCase) -> Iterator[Hit]:
    """Where one sub-goal or project names a task of the year's policies, all have a basis."""
    plan = case.plan
    if any(any(named_in(row.policy_basis, plan.policies)) for row in _rows(plan)):
        for row in _rows(plan):
            if not row.policy_basis.strip():
                what = "分项" if isinstance(row, SubGoal) else "项目"
                called = row.title if isinstance(row, SubGoal) else row.name
                yield Hit(at(row, "policy_basis"), {"what": what, "name": called or "未命名"})


@rule("G02", scope="plan", reads=("policy.begins", "policy.ends", "plan.year"), form=_FORM)
def policy_in_force(case: PlanCase) -> Iterator[Hit]:
    """A policy that targets rest on is in force in the budget year."""
    for policy in case.plan.policies:
        state = state_in(policy, case.plan.year)
        if state == "early":
            why = f"自{policy.begins}起才施行"
            yield Hit(at(policy, "begins"), {"title": policy.title, "why": why})
        elif state == "expired":
            why = f"有效期到{policy.ends}为止"
            yield Hit(at(policy, "ends"), {"title": policy.title, "why": why})


@rule("G03", scope="plan", reads=("policy", *_BASES), form=_FORM)
def task_of_the_policy(case: PlanCase) -> Iterator[Hit]:
    """A task that a basis names by its number is there in the policy."""
    for policy in case.plan.policies:
        numbers = {task.number for task in tasks_of(policy)}
        if not numbers:
            continue
        named = re.compile(re.escape(policy.cite) + r"第(\d+)项")
        for row in _rows(case.plan):
            for number in named.findall(row.policy_basis):
                if number not in numbers:
                    values = {"title": policy.title, "number": number, "count": len(numbers)}
                    yield Hit(at(row, "policy_basis"), values)
