"""The overall part as another form or the next year has it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from hfgoals.forms.conversion import conversion, from_last_year
from hfgoals.model.edits import applied
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Funds, Overall, SubGoal
from hfgoals.sample import sample_book
from tests.budget import tried
from tests.strategies import plans


def _letters(plan: AnnualPlan) -> list[str]:
    texts = (row.title + row.goal + row.indicators for row in plan.overall.subgoals)
    return sorted("".join("".join(texts).split()))


@tried(30)
@given(plans())
def test_no_letter_gets_lost_there_and_back(plan: AnnualPlan) -> None:
    book = Book(years=(plan,))
    (there,) = applied(book, conversion(plan).edits).years
    (back,) = applied(Book(years=(there,)), conversion(there).edits).years
    assert _letters(there) == _letters(plan)
    assert _letters(back) == _letters(plan)
    assert [row.id for row in back.overall.subgoals] == [row.id for row in plan.overall.subgoals]


def test_the_sample_is_the_same_again() -> None:
    book = sample_book()
    plan = book.years[-1]
    there = applied(book, conversion(plan).edits)
    assert {row.goal for row in there.years[-1].overall.subgoals} == {""}
    assert applied(there, conversion(there.years[-1]).edits) == book


def test_what_the_other_form_has_no_room_for_is_told() -> None:
    plan = sample_book().years[-1]
    (told,) = conversion(plan).unprinted
    assert "工作保障措施" in told
    overall = replace(plan.overall, remarks="无", funds=Funds(total=Money.parse("5")))
    other = replace(plan, overall=overall, forms=("beijing_overall",))
    assert len(conversion(other).unprinted) == 2


ITEM = SubGoal(title="新闻宣传", indicators="2023年播出新闻≥260期。")
BEFORE = AnnualPlan(
    year=2023,
    overall=Overall("办好2023年的新闻。", (ITEM,), remarks="无"),
    forms=("beijing_overall", "hebei_project"),
)


def test_a_year_takes_what_it_has_not_from_the_year_before() -> None:
    own = SubGoal(title="安全播出", indicators="检修12次。")
    plan = replace(BEFORE, id="now", year=2024, overall=Overall("", (own,)))
    book = Book(years=(BEFORE, plan))
    after = applied(book, from_last_year(book, plan)).years[-1].overall
    assert (after.goal, after.remarks) == ("办好2024年的新闻。", "无")
    assert [row.title for row in after.subgoals] == ["安全播出", "新闻宣传"]
    assert after.subgoals[1].indicators == "2024年播出新闻≥260期。"
    again = Book(years=(BEFORE, replace(plan, overall=after)))
    assert from_last_year(again, again.years[-1]) == ()
    assert from_last_year(Book(years=(plan,)), plan) == ()


def test_from_a_year_in_the_other_form_they_come_in_this_one() -> None:
    plan = AnnualPlan(year=2024)
    book = Book(years=(BEFORE, plan))
    (row,) = applied(book, from_last_year(book, plan)).years[-1].overall.subgoals
    assert (row.goal, row.indicators) == ("", "2024年播出新闻≥260期。")
    shown = replace(ITEM, indicators="办好新闻。\n播出≥260期。")
    before = replace(BEFORE, overall=Overall(subgoals=(shown,)))
    book = Book(years=(before, plan))
    (row,) = applied(book, from_last_year(book, plan)).years[-1].overall.subgoals
    assert (row.goal, row.indicators) == ("办好新闻。", "播出≥260期。")
