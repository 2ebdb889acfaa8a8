"""The indicators of the library, put into projects, give the rules of V and W nothing to say."""

from __future__ import annotations

import pytest

from hfgoals.checks import Checker
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project
from hfgoals.presets import LibraryFill, kinds, library, scheme
from tests.checks.looking import UNIT, YEAR
from tests.presets.answers import answered


def _indicator(fill: LibraryFill) -> Indicator:
    return Indicator(
        level1=fill.level1,
        level2=fill.level2,
        name=fill.name,
        description=fill.description,
        target=Target.parse(fill.target),
        basis=fill.basis,
    )


@pytest.mark.parametrize("scheme_id", ["hebei", "cost_first"])
def test_the_whole_library_in_its_projects(scheme_id: str) -> None:
    budget = Money.parse("36.00")
    projects = []
    for kind in kinds():
        word = (*kind.first, *kind.keywords, "民兵训练基地保障")[0]
        rows = (answered(row, YEAR, budget, scheme(scheme_id)) for row in library(kind.id))
        projects.append(
            Project(
                name=f"{word}项目经费",
                budget=budget,
                purpose=f"用于{YEAR}年{word}的各项支出。",
                goals=(
                    Goal(text=f"完成{YEAR}年{word}各项任务，总成本控制在36.00万元以内。"),
                    Goal(text=f"服务全县群众，{word}效果得到认可。"),
                ),
                indicators=tuple(_indicator(fill) for fill in rows if fill.level1),
            )
        )
    assert sum(len(each.indicators) for each in projects) >= 221
    plan = AnnualPlan(year=YEAR, projects=tuple(projects))
    found = Checker().check(Book(UNIT, (plan,)), plan)
    assert [each for each in found if each.code[0] in "VW" or each.fault] == []
