"""What became of a workbook since a backup, and one project out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from hfgoals.backups.restoring import Count, counted, standings, with_project
from hfgoals.model.rows import flatten
from hfgoals.model.values import AnnualPlan, Book, Goal, Project
from hfgoals.trouble import Trouble
from tests.store.workbooks import small_book
from tests.strategies import books

THEN = small_book()
(PLAN,) = THEN.years
ONE, TWO, THREE = PLAN.projects


def _now(*projects: Project, plan: AnnualPlan = PLAN) -> Book:
    return replace(THEN, years=(replace(plan, projects=projects),))


@given(books())
def test_nothing_differs_from_itself(book: Book) -> None:
    assert not counted(book, book)
    assert {each.state for each in standings(book, book)} <= {"same"}


def test_each_project_is_told_by_its_id_wherever_it_stands() -> None:
    changed = replace(TWO, purpose="别的用途", goals=(*TWO.goals, Goal(text="又一个")))
    fresh = Project(name="新项目")
    now = _now(THREE, changed, fresh)
    found = {each.name: (each.state, each.rows) for each in standings(THEN, now)[1:]}
    assert found == {
        ONE.name: ("gone", 0),
        TWO.name: ("changed", 2),
        THREE.name: ("same", 0),
        "新项目": ("new", 0),
    }
    assert counted(THEN, now) == Count(changed=1, gone=1, new=1)


def test_rows_in_another_order_differ() -> None:
    turned = replace(ONE, indicators=tuple(reversed(ONE.indicators)))
    assert counted(THEN, _now(turned, TWO, THREE)) == Count(changed=1)


def test_the_overall_part_the_unit_and_years_that_came_or_went() -> None:
    now = replace(
        _now(ONE, TWO, THREE, plan=replace(PLAN, year=2024)), unit=replace(THEN.unit, name="乙")
    )
    assert counted(THEN, now) == Count(elsewhere=2)
    assert counted(THEN, replace(THEN, years=())) == Count(gone=3, elsewhere=1)
    more = (*THEN.years, AnnualPlan(year=2024, projects=(Project(),)))
    assert counted(THEN, replace(THEN, years=more)) == Count(new=1)


def test_one_project_comes_back_to_its_place_and_nothing_else_moves() -> None:
    changed = replace(TWO, purpose="别的用途", goals=())
    now = _now(replace(ONE, name="改了"), changed, THREE)
    back = with_project(now, THEN, TWO.id)
    assert back.years[0].projects == (now.years[0].projects[0], TWO, THREE)


def test_one_that_went_comes_back_behind_the_others() -> None:
    back = with_project(_now(THREE), THEN, ONE.id)
    assert back.years[0].projects == (THREE, ONE)


def test_it_goes_to_the_same_year_also_where_that_was_made_anew() -> None:
    now = replace(THEN, years=(AnnualPlan(year=2023),))
    assert with_project(now, THEN, ONE.id).years[0].projects == (ONE,)
    with pytest.raises(Trouble):
        with_project(replace(THEN, years=(AnnualPlan(year=2024),)), THEN, ONE.id)


def test_ids_stay_unique_where_rows_have_moved_since() -> None:
    taken = replace(TWO, indicators=(*TWO.indicators, ONE.indicators[0]))
    back = with_project(_now(taken), THEN, ONE.id)
    ids = [placed.id for placed in flatten(back)]
    assert len(ids) == len(set(ids))
    assert back.years[0].projects[1].indicators[1:] == ONE.indicators[1:]
    elsewhere = replace(
        THEN, years=(replace(PLAN, projects=()), AnnualPlan(year=2024, projects=(ONE,)))
    )
    ids = [placed.id for placed in flatten(with_project(elsewhere, THEN, ONE.id))]
    assert len(ids) == len(set(ids))
