"""Years of many projects as a head of unit has them: monitored, evaluated, some not begun."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.money import Money
from hfgoals.model.stages import blank_id
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.sample import sample_book
from tests.staged import STAGE_FORMS, whole

LONG_NAME = (
    "怀来县融媒体中心（怀来县广播电视台）融合传播平台与县级应急广播体系建设及运行维护一体化项目"
    "（含村村响终端更换、演播室设备购置和新媒体账号运营）"
)


@cache
def many() -> Book:
    """The sample's two years; the second has stages, one project is blank, one lacks its goals."""
    sample, staged = sample_book(), whole()
    plan = sample.years[-1]
    first = staged.years[0].projects[0]
    blank = Project(id="0" * 11 + "b")
    partly = replace(plan.projects[2], goals=(), name=LONG_NAME)
    projects = (first, plan.projects[1], partly, *plan.projects[3:], blank)
    forms = (*plan.forms, *STAGE_FORMS[:2])
    stages = staged.years[0].stages
    now = replace(plan, projects=projects, forms=forms, stages=stages)
    book = replace(sample, years=(*sample.years[:-1], now))
    spent = [
        SetText(Address("stage", blank_id(project.id, 7), "spent.fiscal"), str(at * 7))
        for at, project in enumerate(now.projects[3:8], 1)
    ]
    return applied(book, spent)


def so_many(count: int, wan: Decimal = Decimal(80)) -> AnnualPlan:
    """A year of that many projects of so much money each, no two alike, without stages."""
    patterns = sample_book().years[-1].projects
    made = (_like(patterns[at % len(patterns)], at, wan) for at in range(count))
    return AnnualPlan(year=2023, projects=tuple(made))


def _like(pattern: Project, at: int, wan: Decimal) -> Project:
    goals = enumerate(pattern.goals, 1)
    rows = enumerate(pattern.indicators, 1)
    return replace(
        pattern,
        id=f"{at:08x}0000",
        code="",
        name=f"{pattern.name}（{at + 1}）",
        budget=Money.of_wan(wan),
        fiscal=Money.of_wan(wan),
        other=None,
        goals=tuple(replace(goal, id=f"{at:08x}a{number:03x}") for number, goal in goals),
        indicators=tuple(replace(row, id=f"{at:08x}b{number:03x}") for number, row in rows),
    )
