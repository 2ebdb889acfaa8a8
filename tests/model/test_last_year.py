"""Last year's targets beside this year's."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.model.last_year import last_targets
from hfgoals.model.rolling import proposed_years, rolled
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project


def row(name: str, target: str, level2: str = "数量指标") -> Indicator:
    return Indicator(level2=level2, name=name, target=Target.parse(target))


def year(number: int, *projects: Project) -> AnnualPlan:
    return AnnualPlan(year=number, projects=projects)


def said(before: AnnualPlan, plan: AnnualPlan) -> list[str]:
    """Last year's target of every row of the plan's first project, "" for none."""
    project = plan.projects[0]
    found = last_targets(Book(years=(before, plan)), plan, project)
    return [found.get(each.id, "") for each in project.indicators]


def test_rows_of_one_name_meet() -> None:
    before = year(2022, Project(name="甲", indicators=(row("期数", "≥48期"), row("篇数", "≥9篇"))))
    plan = year(
        2023, Project(name=" 甲", indicators=(row("篇 数", ""), row("新的", "1"), row("期数", "2")))
    )
    assert said(before, plan) == ["≥9篇", "", "≥48期"]


def test_the_code_goes_before_the_name() -> None:
    before = year(
        2022,
        Project(code="1", name="乙", indicators=(row("期数", "甲的"),)),
        Project(code="2", name="甲", indicators=(row("期数", "乙的"),)),
    )
    plan = year(2023, Project(code="1", name="甲", indicators=(row("期数", ""),)))
    assert said(before, plan) == ["甲的"]
    without_code = replace(plan, projects=(replace(plan.projects[0], code=""),))
    assert said(before, without_code) == ["乙的"]


def test_rows_named_twice_meet_by_their_second_level_and_order() -> None:
    before = year(
        2022,
        Project(name="甲", indicators=(
            row("满意度", "一"), row("满意度", "二"), row("满意度", "三", "质量指标"),
        )),
    )  # fmt: skip
    plan = year(
        2023,
        Project(name="甲", indicators=(
            row("满意度", "", "质量指标"), row("满意度", ""), row("满意度", ""), row("满意度", ""),
            row("满意度", "", "别的指标"),
        )),
    )  # fmt: skip
    assert said(before, plan) == ["三", "一", "二", "", ""]


def test_nothing_without_such_a_year_project_or_target() -> None:
    plan = year(2023, Project(name="甲", indicators=(row("期数", "1"), row("", "2"))))
    blank = Project(name="甲", indicators=(row("期数", " "), row("", "3")))
    assert said(year(2021, plan.projects[0]), plan) == ["", ""]
    assert said(year(2022, Project(name="乙")), plan) == ["", ""]
    assert said(year(2022, Project()), year(2023, Project(indicators=(row("期数", ""),)))) == [""]
    assert said(year(2022, blank), plan) == ["", ""]


def test_after_rolling_every_row_knows_last_year() -> None:
    before = year(2022, Project(name="2022年报纸", indicators=(row("2022年期数", "≥48期"),)))
    plan = rolled(before, 2023, proposed_years(before, 2023))
    assert plan.projects[0].name == "2023年报纸"
    assert said(before, plan) == ["≥48期"]
