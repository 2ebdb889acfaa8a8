"""The next year from this one: what moves, what stays, what is fresh."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.disclosure import Report
from hfgoals.model.fields import FIELDS, PART_OF
from hfgoals.model.kinds import PROSE
from hfgoals.model.rolling import (
    CannotRoll,
    YearChange,
    next_free_year,
    proposed_years,
    rolled,
    rolled_into,
)
from hfgoals.model.rows import OF_STAGES, flatten
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    Signatures,
    SubGoal,
)
from hfgoals.sample import sample_book
from tests.strategies import plans

CLEARED = {"code", "signatures.filled_on", "year", "stages.month"}


def plan_2023() -> AnnualPlan:
    return AnnualPlan(
        year=2023,
        overall=Overall(
            goal="2023年，保障运行。2020年以来较2022年",
            subgoals=(
                SubGoal(title="2023年宣传", goal="做好2023年的工作", indicators="2023年底前"),
            ),
            safeguards=(Safeguard(text="2023年坚决做好"),),
        ),
        projects=(
            Project(
                code="13073023P00005310002K",
                name="怀财字【2023】7号  2023年报纸",
                purpose="用于2023年《2023新怀来》报",
                goals=(Goal(text="自2023年起，二〇二三年完成"),),
                indicators=(
                    Indicator(
                        name="按期率",
                        target=Target.parse("2023年6月底前"),
                        basis="2023年工作计划，2024年1月",
                    ),
                ),
            ),
            Project(name="第二个", purpose="2023年"),
        ),
        signatures=Signatures("甲", "乙", "丙", "2023年", "2023年1月5日"),
    )


def book_of(plan: AnnualPlan, *others: AnnualPlan) -> Book:
    return Book(years=tuple(sorted((plan, *others), key=lambda each: each.year)))


def all_rows(plan: AnnualPlan) -> list[Any]:
    """All but what came of the targets, which is of their own year."""
    return [
        placed.row
        for placed in flatten(Book(years=(plan,)))
        if (placed.parent or placed.row is plan) and placed.part not in OF_STAGES
    ]


def texts_of(plan: AnnualPlan) -> list[tuple[str, str]]:
    """Every field's text with its path, in order; what a roll clears left out."""
    return [
        (field.path, field.text(row))
        for row in all_rows(plan)
        for field in FIELDS[PART_OF[type(row)]]
        if field.path not in CLEARED and not (isinstance(row, Report) and field.kind is not PROSE)
    ]


def test_years_that_mean_the_budget_year_are_proposed_in_the_order_of_the_form() -> None:
    plan = plan_2023()
    found = [(each.address.part, each.address.path, each.before, each.sure)
             for each in proposed_years(plan, 2025)]  # fmt: skip
    assert found == [
        ("plan", "overall.goal", "2023", True),
        ("subgoal", "title", "2023", True),
        ("subgoal", "goal", "2023", True),
        ("subgoal", "indicators", "2023", True),
        ("safeguard", "text", "2023", True),
        ("project", "name", "2023", True),
        ("project", "purpose", "2023", True),
        ("goal", "text", "2023", False),
        ("goal", "text", "二〇二三", True),
        ("indicator", "target", "2023", True),
        ("indicator", "basis", "2023", True),
        ("indicator", "basis", "2024", False),
        ("project", "purpose", "2023", True),
    ]
    assert [each.after for each in proposed_years(plan, 2025)][-2:] == ["2026", "2025"]
    assert all(bool(each.why) is not each.sure for each in proposed_years(plan, 2025))


def test_the_ticked_years_move_and_the_rest_stands() -> None:
    plan = plan_2023()
    sure = [each for each in proposed_years(plan, 2024) if each.sure]
    following = rolled(plan, 2024, sure)
    first = following.projects[0]
    assert following.year == 2024
    assert following.overall.goal == "2024年，保障运行。2020年以来较2022年"
    assert following.overall.subgoals[0].title == "2024年宣传"
    assert (first.code, first.name) == ("", "怀财字【2023】7号  2024年报纸")
    assert first.purpose == "用于2024年《2023新怀来》报"
    assert first.goals[0].text == "自2023年起，二〇二四年完成"
    assert first.indicators[0].target == Target.parse("2024年6月底前")
    assert first.indicators[0].basis == "2024年工作计划，2024年1月"
    assert following.signatures == Signatures("甲", "乙", "丙", "2023年", "")


def test_only_the_projects_chosen_are_taken() -> None:
    plan = plan_2023()
    second = plan.projects[1]
    following = rolled(plan, 2024, proposed_years(plan, 2024), {second.id})
    assert [project.name for project in following.projects] == ["第二个"]
    assert following.projects[0].purpose == "2024年"
    assert rolled(plan, 2024, (), ()).projects == ()


def test_a_change_shows_its_surroundings_on_one_line() -> None:
    plan = AnnualPlan(year=2023, overall=Overall(goal="一二三\n四2023年五六七八"))
    (change,) = proposed_years(plan, 2024)
    assert change.around(3) == ("…三 四", "年五六…")
    assert change.around(40) == ("一二三 四", "年五六七八")


@pytest.mark.parametrize("year", [2022, 2023, 2101])
def test_a_year_that_is_not_later_is_refused(year: int) -> None:
    with pytest.raises(CannotRoll):
        rolled(plan_2023(), year, ())


def test_a_change_of_another_text_is_refused() -> None:
    plan = plan_2023()
    change = proposed_years(plan, 2024)[0]
    other = replace(plan, overall=Overall(goal="别的"))
    with pytest.raises(ValueError, match="2023"):
        rolled(other, 2024, [change])


def test_a_year_with_content_is_never_overwritten() -> None:
    plan, there = plan_2023(), AnnualPlan(year=2024, projects=(Project(name="已有"),))
    with pytest.raises(CannotRoll):
        rolled_into(book_of(plan, there), plan, 2024, ())


def test_a_blank_year_gives_way_and_the_others_stay() -> None:
    plan, before = plan_2023(), AnnualPlan(year=2021, overall=Overall(goal="旧"))
    book = rolled_into(book_of(plan, before, AnnualPlan(year=2024)), plan, 2024, ())
    assert [each.year for each in book.years] == [2021, 2023, 2024]
    assert book.years[:2] == (before, plan)
    assert len(book.years[2].projects) == 2


def test_the_next_free_year() -> None:
    plan, there = plan_2023(), AnnualPlan(year=2024, projects=(Project(),))
    assert next_free_year(book_of(plan), plan) == 2024
    assert next_free_year(book_of(plan, AnnualPlan(year=2024)), plan) == 2024
    assert next_free_year(book_of(plan, there), plan) == 2025


def test_the_sample_rolls_without_doubts() -> None:
    plan = sample_book().years[-1]
    found = proposed_years(plan, plan.year + 1)
    assert found
    following = rolled(plan, plan.year + 1, found)
    assert all(each.sure for each in found)
    left = proposed_years(replace(following, year=plan.year), plan.year + 1)
    assert not any(each.sure for each in left)
    assert len(proposed_years(following, plan.year + 2)) == len(found)


# ---- laws


@st.composite
def rolls(draw: st.DrawFn) -> tuple[AnnualPlan, int, list[YearChange]]:
    """A plan with years strewn into its texts, a later year, and some of the proposals."""
    plan = draw(plans())
    plan = replace(plan, year=draw(st.integers(2020, 2030)))
    said = st.sampled_from(
        ["", "{0}年", "《{0}年》", "自{0}年起", "{0}年-{1}年", "二〇二二年", "{1}年"]
    )

    def strewn(text: str) -> str:
        return (
            draw(said).format(plan.year, plan.year + 1) + text + draw(said).format(plan.year, 2000)
        )

    overall = replace(
        plan.overall,
        goal=strewn(plan.overall.goal),
        safeguards=tuple(replace(each, text=strewn(each.text)) for each in plan.overall.safeguards),
    )
    projects = tuple(
        replace(
            project,
            purpose=strewn(project.purpose),
            indicators=tuple(
                replace(each, target=Target.parse(strewn(each.target.text)))
                for each in project.indicators
            ),
        )
        for project in plan.projects
    )
    plan = replace(plan, overall=overall, projects=projects)
    to_year = draw(st.integers(plan.year + 1, 2100))
    found = proposed_years(plan, to_year)
    return plan, to_year, [each for each in found if draw(st.booleans())]


@given(rolls())
def test_nothing_but_the_ticked_years_changes(
    made: tuple[AnnualPlan, int, list[YearChange]],
) -> None:
    plan, to_year, ticked = made
    following = rolled(plan, to_year, ticked)
    assert following.year == to_year
    old_rows, new_rows = all_rows(plan), all_rows(following)
    assert [type(row) for row in old_rows] == [type(row) for row in new_rows]
    for old, new in zip(old_rows, new_rows, strict=True):
        for field in FIELDS[PART_OF[type(old)]]:
            mine = [each for each in ticked
                    if (each.address.row, each.address.path) == (old.id, field.path)]  # fmt: skip
            if field.path in CLEARED or (isinstance(old, Report) and field.kind is not PROSE):
                continue
            if not mine:
                assert field.read(new) == field.read(old)
                continue
            before, after = field.text(old), field.text(new)
            assert len(before) == len(after)
            moved = {at for each in mine for at in range(each.start, each.end)}
            for at, (was, now) in enumerate(zip(before, after, strict=True)):
                assert was == now or at in moved
            for each in mine:
                assert before[each.start : each.end] == each.before
                assert after[each.start : each.end] == each.after


@given(rolls())
def test_ids_are_fresh_and_codes_cleared(made: tuple[AnnualPlan, int, list[YearChange]]) -> None:
    plan, to_year, ticked = made
    following = rolled(plan, to_year, ticked)
    old, new = [row.id for row in all_rows(plan)], [row.id for row in all_rows(following)]
    assert len(set(new)) == len(new) == len(old)
    assert not set(old) & set(new)
    assert {project.code for project in following.projects} <= {""}
    assert following.signatures.filled_on == ""


@given(plans().filter(lambda plan: plan.year < 2100))
def test_texts_without_years_are_unchanged(plan: AnnualPlan) -> None:
    plan = replace(plan, year=1990)
    assert proposed_years(plan, 1991) == ()
    assert texts_of(rolled(plan, 1991, ())) == texts_of(plan)


def test_continued_projects_keep_their_codes_where_that_is_chosen() -> None:
    plan = plan_2023()
    kept = rolled(plan, 2024, (), keep_codes=True)
    assert [each.code for each in kept.projects] == [each.code for each in plan.projects]
    assert any(each.code for each in kept.projects)
    book = rolled_into(Book(years=(plan,)), plan, 2024, (), keep_codes=True)
    assert [each.code for each in book.years[1].projects] == [each.code for each in plan.projects]
    assert not any(each.code for each in rolled(plan, 2024, ()).projects)
