"""The scores of the department as a whole, against a table worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hfgoals.checks import check_book
from hfgoals.evaluation.funds import FundsShown, funds_shown
from hfgoals.evaluation.meeting import met
from hfgoals.evaluation.scores import Scores, department_scores
from hfgoals.forms import form_of
from hfgoals.model.check_code import department_code
from hfgoals.model.department import (
    department_of,
    department_stage,
    is_of_department,
    with_funds,
)
from hfgoals.model.edits import SetText, applied, find
from hfgoals.model.money import Money
from hfgoals.model.rolling import rolled
from hfgoals.model.stages import WHOLE_YEAR, blank_id
from hfgoals.model.values import AnnualPlan, Book
from tests.forms.counties import UNIT, evaluated, plan


def _come_to(year: AnnualPlan) -> tuple[FundsShown, Scores]:
    shown = funds_shown(department_of(year), with_funds(year, department_stage(year)))
    return shown, department_scores(year, shown)


def test_scores_are_as_worked_by_hand() -> None:
    shown, scores = _come_to(evaluated())
    assert shown.spent.total == Money.parse("398.20")
    # 10 × 398.20 ÷ 408.50
    assert scores.execution == Decimal("9.75")
    # 15 × 1650 ÷ 1800; all others reached.
    assert [*scores.of.values()] == [
        Decimal(each) for each in ("20.00", "13.75", "15.00", "10.00", "20.00", "10.00")
    ]
    assert (scores.total, scores.weights, scores.grade) == (Decimal("98.50"), 100, "优")


def test_what_the_department_says_of_its_projects_goes_before_theirs() -> None:
    year = evaluated()
    (stage,) = year.overall.stages
    spent = replace(stage.spent, project=Money.parse("88.00"))
    own = replace(year.overall, stages=(replace(stage, spent=spent),))
    shown, scores = _come_to(replace(year, overall=own))
    assert shown.spent.project == Money.parse("88.00")
    assert scores.execution == Decimal("9.94")


def test_where_the_rate_is_an_indicator_its_points_are_there_alone() -> None:
    year = evaluated()
    first, *others = year.overall.indicators
    rated = replace(first, name="预算执行率")
    overall = replace(year.overall, indicators=(rated, *others))
    _, scores = _come_to(replace(year, overall=overall))
    assert (scores.execution, scores.beside_funds) == (None, False)
    assert (scores.weights, scores.total) == (90, Decimal("88.75"))
    assert scores.grade == "良"


def test_nothing_is_said_of_a_year_without_results() -> None:
    _, scores = _come_to(plan())
    assert (scores.total, scores.grade) == (None, None)
    assert {*scores.of.values()} == {None}


def test_the_first_text_makes_the_row_of_the_stage_or_result() -> None:
    year = plan()
    book = Book(UNIT, (year,))
    (sheet,) = form_of("evaluation_overall").sheets(UNIT, year)
    (achieved,) = {
        cell.address
        for cell in sheet.cells
        if cell.address is not None and cell.address.path == "achieved"
    }
    after = applied(book, [SetText(achieved, "完成了。")])
    (stage,) = after.years[0].overall.stages
    assert (stage.id, stage.date, stage.achieved) == (achieved.row, "2024", "完成了。")
    row = year.overall.indicators[1]
    edits = met(department_of(year), 2024, WHOLE_YEAR, blank_id(row.id, WHOLE_YEAR))
    after = applied(book, edits)
    (result,) = after.years[0].overall.indicators[1].stages
    assert result.actual.text == "1800条"
    assert find(after, result.id) == result
    assert is_of_department(after.years[0], result.id)
    assert is_of_department(year, blank_id(row.id, WHOLE_YEAR))
    assert not is_of_department(year, "nobody")


def test_results_stay_behind_when_the_year_is_rolled_and_codes_of_targets_know_none() -> None:
    year = evaluated()
    following = rolled(year, 2025, ())
    assert following.overall.stages == ()
    assert {row.stages for row in following.overall.indicators} == {()}
    assert [row.weight for row in following.overall.indicators] == [
        row.weight for row in year.overall.indicators
    ]
    assert department_code(UNIT, year) != department_code(UNIT, plan())
    more = replace(year.projects[0].stages[0].spent, fiscal=Money.parse("81"))
    stage = replace(year.projects[0].stages[0], spent=more)
    project = replace(year.projects[0], stages=(stage,))
    other = replace(year, projects=(project,))
    assert department_code(UNIT, other) != department_code(UNIT, year)


def test_its_results_are_judged_as_those_of_projects() -> None:
    year = evaluated()
    missed = year.overall.indicators[1].stages[0]
    told = [each for each in check_book(Book(UNIT, (year,)))[2024] if each.code == "E04"]
    assert [(each.address.row, each.address.path) for each in told] == [(missed.id, "reason")]
