"""Another scheme of indicators: rows move, nothing else does, and the way back is exact."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks import Checker
from hfgoals.model.edits import applied
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project
from hfgoals.presets import default_scheme, scheme, scheme_of
from hfgoals.presets.rescheming import other_scheme, rescheming
from hfgoals.sample import sample_book
from hfgoals.templates import templates_of_book, templates_of_kinds
from tests.budget import tried

HEBEI, COST_FIRST = scheme("hebei"), scheme("cost_first")
LEVELS = [
    (level.name, entry.name) for level in HEBEI.levels for entry in level.entries
]  # fmt: skip


def row(level1: str, level2: str, name: str = "") -> Indicator:
    return Indicator(
        level1=level1,
        level2=level2,
        name=name or level2,
        description="怎样计算",
        target=Target.parse("≥95%"),
        basis="合同",
    )


def whole() -> Project:
    return Project(name="公益广告", indicators=tuple(row(one, two) for one, two in LEVELS))


def converted(plan: AnnualPlan, to: object, project: Project | None = None) -> AnnualPlan:
    found = rescheming(plan, to, project)  # type: ignore[arg-type]
    return applied(Book(years=(plan,)), found.edits).years[0]


def levels(project: Project) -> list[tuple[str, str]]:
    return [(each.level1, each.level2) for each in project.indicators]


def test_costs_become_a_first_level_and_stand_first() -> None:
    plan = AnnualPlan(year=2027, projects=(whole(),))
    after = converted(plan, COST_FIRST)
    assert levels(after.projects[0])[:2] == [
        ("成本指标", "经济成本指标"),
        ("产出指标", "数量指标"),
    ]
    assert after.scheme == COST_FIRST.name
    assert scheme_of(after.projects[0], 2027) is COST_FIRST
    back = converted(after, HEBEI)
    assert back == replace(plan, scheme=HEBEI.name)


def test_costs_come_back_behind_the_outputs() -> None:
    project = Project(
        indicators=(
            row("成本指标", "经济成本指标", "单条成本"),
            row("产出指标", "数量指标", "条数"),
            row("产出指标", "时效指标", "时间"),
            row("效益指标", "社会效益指标", "人次"),
        )
    )
    after = converted(AnnualPlan(year=2027, projects=(project,)), HEBEI).projects[0]
    assert [each.name for each in after.indicators] == ["条数", "时间", "单条成本", "人次"]
    assert levels(after)[2] == ("产出指标", "成本指标")


def test_what_has_no_place_stays_whole_and_is_told() -> None:
    project = Project(
        name="修缮", indicators=(row("成本指标", "社会成本指标"), row("一级", "二级"))
    )
    plan = AnnualPlan(year=2027, projects=(project,))
    found = rescheming(plan, HEBEI)
    assert len(found.left) == 2
    assert "社会成本指标" in found.left[0]
    assert converted(plan, HEBEI).projects == plan.projects


def test_rows_that_fit_keep_their_own_spelling_and_blank_ones_stay() -> None:
    project = Project(indicators=(row("产出目标", "产出数量"), Indicator(), row("成本指标", "")))
    after = converted(AnnualPlan(year=2027, projects=(project,)), HEBEI).projects[0]
    assert levels(after)[0] == ("产出目标", "产出数量")
    assert ("产出指标", "成本指标") in levels(after)
    assert len(after.indicators) == 3


def test_one_project_alone() -> None:
    plan = AnnualPlan(year=2027, projects=(whole(), Project(name="空的"), whole()))
    after = converted(plan, COST_FIRST, plan.projects[0])
    assert after.scheme == ""
    assert after.projects[0].scheme == COST_FIRST.name
    assert after.projects[1:] == plan.projects[1:]
    empty = converted(plan, COST_FIRST, plan.projects[1]).projects[1]
    assert scheme_of(empty, 2027, HEBEI.name) is COST_FIRST


def test_the_years_choice_is_that_of_its_empty_projects() -> None:
    plan = AnnualPlan(year=2027, projects=(Project(scheme=HEBEI.name),))
    after = converted(plan, COST_FIRST)
    assert after.projects[0].scheme == ""
    assert scheme_of(after.projects[0], 2027, after.scheme) is COST_FIRST
    assert scheme_of(after.projects[0], 2027) is default_scheme(2027)
    assert rescheming(after, COST_FIRST).edits == ()


def test_the_rows_outrank_the_choice() -> None:
    project = replace(whole(), scheme=COST_FIRST.name)
    assert scheme_of(project, 2027, COST_FIRST.name) is HEBEI


def test_a_choice_begins_with_the_other_one() -> None:
    plan = AnnualPlan(year=2027, projects=(whole(),))
    assert other_scheme(plan, None) is COST_FIRST
    assert other_scheme(converted(plan, COST_FIRST), None) is HEBEI


@pytest.mark.parametrize("to", [HEBEI, COST_FIRST], ids=lambda one: one.id)
def test_the_sample_stays_without_a_finding_in_either_scheme(to: object) -> None:
    book = sample_book()
    for plan in book.years:
        found = rescheming(plan, to)  # type: ignore[arg-type]
        after = applied(book, found.edits)
        year = after.plan_of(plan.year)
        assert year is not None
        codes = {each.code for each in Checker().check(after, year)}
        assert not codes & {"C01", "C02", "C03", "C08"}


def test_the_checks_ask_an_empty_table_for_the_levels_of_its_scheme() -> None:
    one = Project(name="公益广告", indicators=(row("产出指标", "数量指标"),))
    checker = Checker()
    for name, asked in ((HEBEI.name, False), (COST_FIRST.name, True)):
        plan = AnnualPlan(id="y", year=2027, projects=(one,), scheme=name)
        told = checker.check(Book(years=(plan,)), plan)
        missing = next(each.message for each in told if each.code == "C01")
        assert ("成本指标" in missing) == asked


def test_fill_in_workbooks_follow_it() -> None:
    names = {each.name: each for each in templates_of_kinds(2027, COST_FIRST.name)}
    firsts = {r.level1 for each in names.values() for r in each.project.indicators}
    assert "成本指标" in firsts
    assert {each.of_year for each in names.values()} == {COST_FIRST.name}
    plan = AnnualPlan(year=2027, projects=(Project(name="空"),), scheme=COST_FIRST.name)
    (template,) = templates_of_book(Book(years=(plan,)))
    assert template.of_year == COST_FIRST.name


@tried(60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["产出指标", "成本指标", "效益指标", "满意度指标", "甲", ""]),
            st.sampled_from(["成本指标", "经济成本指标", "数量指标", "社会成本指标", "乙", ""]),
        ),
        max_size=9,
    ),
    st.sampled_from([HEBEI, COST_FIRST]),
)
def test_no_row_is_ever_lost_and_none_but_its_levels_changes(
    rows: list[tuple[str, str]], to: object
) -> None:
    project = Project(indicators=tuple(row(*each, name=f"甲{n}") for n, each in enumerate(rows)))
    plan = AnnualPlan(year=2027, projects=(project,))
    after = converted(plan, to)
    bare = lambda each: replace(each, level1="", level2="")  # noqa: E731
    before = sorted(map(bare, project.indicators), key=lambda each: each.id)
    assert sorted(map(bare, after.projects[0].indicators), key=lambda each: each.id) == before
    assert converted(after, to) == after
