"""Last year's targets beside this year's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.merging.pairing import without_ids
from hfgoals.model.identity import new_id
from hfgoals.model.last_year import LastYear, Past
from hfgoals.model.money import Money
from hfgoals.model.rolling import proposed_years, rolled, rolled_into
from hfgoals.model.rows import duplicated
from hfgoals.model.stages import Amounts, Result, Stage
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project


def row(name: str, target: str, level2: str = "数量指标") -> Indicator:
    return Indicator(level2=level2, name=name, target=Target.parse(target))


def year(number: int, *projects: Project) -> AnnualPlan:
    return AnnualPlan(year=number, projects=projects)


def said(before: AnnualPlan, plan: AnnualPlan, at: int = 0) -> list[str]:
    """Last year's target of every row of one of the plan's projects, "" for none."""
    project = plan.projects[at]
    found = LastYear(Book(years=(before, plan)), plan).targets(project)
    return [found.get(each.id, "") for each in project.indicators]


def following(before: AnnualPlan) -> AnnualPlan:
    """The plan rolled to the next year, with all years proposed."""
    return rolled(before, before.year + 1, proposed_years(before, before.year + 1))


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
    plan = following(before)
    assert plan.projects[0].name == "2023年报纸"
    assert said(before, plan) == ["≥48期"]


@pytest.mark.parametrize(
    "name", ["怀财字【2022】7号  报纸", "冀财教〔2022〕13号报纸", "2022年报纸（怀财字【2022】7号）"]
)
def test_a_document_number_in_the_name_keeps_its_year(name: str) -> None:
    before = year(2022, Project(name=name, indicators=(row("落实怀财字【2022】7号", "≥48期"),)))
    assert said(before, following(before)) == ["≥48期"]
    # The very text read in from elsewhere, without what rolling knows.
    again = replace(before, id=new_id(), year=2023, projects=(_read_again(before.projects[0]),))
    assert said(before, again) == ["≥48期"]


def _read_again(project: Project) -> Project:
    rows = tuple(replace(each, id=new_id()) for each in project.indicators)
    return replace(project, id=new_id(), code="", indicators=rows)


def test_what_was_rolled_is_the_same_whatever_it_is_called() -> None:
    before = year(
        2022,
        Project(code="1", name="甲", indicators=(row("期数", "一"), row("篇数", "二"))),
        Project(code="2", name="乙", indicators=(row("期数", "三"),)),
    )
    plan = following(before)
    one, other = plan.projects
    periods, texts = one.indicators
    renamed = replace(
        one,
        # The name and the code that the other had, and its own rows the other way round.
        name="乙",
        code="2",
        indicators=(replace(texts, name="期数", level2="时效指标"), replace(periods, name="")),
    )
    plan = replace(plan, projects=(replace(other, name="新的"), renamed))
    assert said(before, plan, 1) == ["二", "一"]
    assert said(before, plan, 0) == ["三"]


def test_a_copy_is_no_second_heir() -> None:
    before = year(2022, Project(name="甲", indicators=(row("期数", "一"),)))
    plan = following(before)
    rolled_one = plan.projects[0]
    copy = replace(duplicated(rolled_one), name=rolled_one.name)
    for projects in ((copy, rolled_one), (rolled_one, copy)):
        both = replace(plan, projects=projects)
        assert said(before, both, projects.index(rolled_one)) == ["一"]
        assert said(before, both, projects.index(copy)) == [""]
    # Left alone, the copy is what goes on.
    assert said(before, replace(plan, projects=(copy,))) == ["一"]
    twice = replace(rolled_one, indicators=(*copy.indicators, *rolled_one.indicators))
    assert said(before, replace(plan, projects=(twice,))) == ["", "一"]


def test_two_projects_of_one_name_meet_in_their_order() -> None:
    alike = [Project(name="甲", indicators=(row("期数", text),)) for text in ("一", "二")]
    before = year(2022, *alike)
    plan = year(2023, *(_read_again(each) for each in alike))
    assert [said(before, plan, at) for at in (0, 1)] == [["一"], ["二"]]
    swapped = following(before)
    swapped = replace(swapped, projects=swapped.projects[::-1])
    assert [said(before, swapped, at) for at in (0, 1)] == [["二"], ["一"]]


def test_a_year_is_rolled_again_when_its_copy_was_brought_in_elsewhere() -> None:
    before = year(2022, Project(name="甲", indicators=(row("期数", "一"),)))
    moved = replace(following(before), year=2024)
    book = rolled_into(Book(years=(before, moved)), before, 2023, ())
    plan = book.plan_of(2023)
    assert plan is not None
    ids = [each.id for held in book.years for each in (held, *held.projects)]
    assert len(set(ids)) == len(ids)
    assert without_ids(plan.projects[0]) == without_ids(before.projects[0])
    assert said(before, plan) == ["一"]


def done(name: str, target: str, actual: str, at: str) -> Indicator:
    """A row with what came of it, by the date of the stage."""
    return replace(row(name, target), stages=(Result(date=at, actual=Target.parse(actual)),))


def test_what_was_done_is_that_of_the_self_evaluation_with_the_year_before_that() -> None:
    oldest = year(2021, Project(name="甲", indicators=(done("期数", "≥40期", "41期", "2021"),)))
    before = following(oldest)
    names = (done("期数", "≥45期", "44期", "2022"), done("篇数", "≥9篇", "3篇", "2022-07"))
    before = replace(
        before,
        projects=(
            replace(
                before.projects[0],
                indicators=(
                    replace(before.projects[0].indicators[0], stages=names[0].stages),
                    names[1],
                    done("只有结果", "", "2次", "2022"),
                    row("空的", ""),
                ),
            ),
        ),
    )
    plan = following(before)
    (project,) = plan.projects
    past = LastYear(Book(years=(oldest, before, plan)), plan).past(project)
    assert [past.get(each.id, ()) for each in project.indicators] == [
        (Past(2022, "≥40期", "44期"), Past(2021, "≥40期", "41期")),
        (Past(2022, "≥9篇", ""),),
        (Past(2022, "", "2次"),),
        (),
    ]
    assert Past(2022, "", "2次").lines == ("完成 2次",)
    alone = LastYear(Book(years=(before, plan)), plan).past(project)
    assert alone[project.indicators[0].id] == (Past(2022, "≥40期", "44期"),)


def test_what_was_spent_is_that_of_the_self_evaluation() -> None:
    stages = (
        Stage(date="2022-07", spent=Amounts(fiscal=Money(1))),
        Stage(date="2022", spent=Amounts(fiscal=Money(2), other=Money(3))),
    )
    before, plan = year(2022, Project(name="甲", stages=stages)), year(2023, Project(name="甲"))
    assert LastYear(Book(years=(before, plan)), plan).spent(plan.projects[0]) == Money(5)
    bare = year(2022, Project(name="甲", stages=stages[:1]))
    assert LastYear(Book(years=(bare, plan)), plan).spent(plan.projects[0]) is None
