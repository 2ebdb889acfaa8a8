"""The department as a whole, as what is done for projects takes it: its stages, results, scores.

Its indicators and its self-evaluation are those of the overall part, under their own ids; its funds
are 基本支出 and 项目支出 (year-after.md, section 4: 部门整体支出绩效自评表).
"""

from __future__ import annotations

from dataclasses import replace

from hfgoals.model.money import total
from hfgoals.model.stages import WHOLE_YEAR, Amounts, Stage, at_stage, blank_id, stage_at
from hfgoals.model.values import AnnualPlan, Goal, Project


def department_of(plan: AnnualPlan) -> Project:
    """The overall part in the shape of a project whose id is the year's."""
    overall = plan.overall
    return Project(
        plan.id,
        budget=overall.funds.whole,
        goals=(Goal(plan.id, overall.goal),) if overall.goal else (),
        indicators=overall.indicators,
        stages=overall.stages,
    )


def is_of_department(plan: AnnualPlan, row_id: str) -> bool:
    """Whether an indicator of the department has that id, a Result of one, or its own Stage."""
    rows = plan.overall.indicators
    owners = (plan.id, *(each.id for each in rows))
    months = (plan.stages.monitored, WHOLE_YEAR)
    known = {each.id for each in rows} | {each.id for each in plan.overall.stages}
    known |= {result.id for each in rows for result in each.stages}
    known |= {blank_id(owner, month) for owner in owners for month in months}
    return row_id in known


def department_stage(plan: AnnualPlan, month: int = WHOLE_YEAR) -> Stage:
    """The department's Stage of that month, a blank one under the id that it will have."""
    return stage_at(plan.overall.stages, plan.id, plan.year, month)


def with_funds(plan: AnnualPlan, stage: Stage) -> Stage:
    """The department's Stage with what its targets say of the funds, and what its projects spent
    where it says nothing of them itself: nobody types that twice."""
    funds, spent = plan.overall.funds, stage.spent
    if spent.project is None and spent.total is None:
        spent = replace(spent, project=spent_of_projects(plan).whole)
    initial = replace(stage.initial, basic=funds.basic, project=funds.project)
    return replace(stage, initial=initial, spent=spent)


def spent_of_projects(plan: AnnualPlan) -> Amounts:
    """What the self-evaluations of the year's projects say was spent, together."""
    stages = (at_stage(project.stages, WHOLE_YEAR) for project in plan.projects)
    return Amounts(total([stage.spent.whole for stage in stages if stage is not None]))
