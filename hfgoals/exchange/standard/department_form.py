"""What a 部门整体支出绩效自评表 says, put into the overall part of its year (see stage_form.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hfgoals.evaluation.funds import FundsShown, funds_shown
from hfgoals.evaluation.scores import Scores, department_scores
from hfgoals.model.department import department_of, with_funds
from hfgoals.model.fields import field_of
from hfgoals.model.stage_fields import STATED
from hfgoals.model.values import AnnualPlan, Goal, Project


def department_comes_to(plan: AnnualPlan) -> tuple[FundsShown, Scores]:
    """What the form of the department works out."""
    stage = with_funds(plan, plan.overall.stages[0])
    funds = funds_shown(department_of(plan), stage)
    return funds, department_scores(plan, funds)


def with_department(plan: AnnualPlan, read: Project, goals: Sequence[Goal]) -> AnnualPlan:
    """The year with what was read as its overall part, without what is worked out anyway."""
    goal = "\n".join(each.text for each in goals)
    overall = replace(plan.overall, goal=goal, indicators=read.indicators, stages=read.stages)
    plan = replace(plan, overall=overall).settled
    for column, sources in STATED.items():
        for source in sources if column != "initial" else ():
            (stage,) = plan.overall.stages
            bare = field_of("stage", f"{column}.{source}").with_value(stage, None)
            without = replace(plan, overall=replace(plan.overall, stages=(bare,)))
            amounts = getattr(department_comes_to(without)[0], column)
            if getattr(amounts, source) == getattr(getattr(stage, column), source):
                plan = without
    blank = tuple(
        replace(row, stages=tuple(replace(of, score=None) for of in row.stages))
        for row in plan.overall.indicators
    )
    bare_plan = replace(plan, overall=replace(plan.overall, indicators=blank))
    scores = department_comes_to(bare_plan)[1]
    rows = tuple(
        bare_row if row.stages[0].score in (None, scores.of[row.id]) else row
        for row, bare_row in zip(plan.overall.indicators, blank, strict=True)
    )
    return replace(plan, overall=replace(plan.overall, indicators=rows))
