"""Funds and scores of a whole project, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hfgoals.evaluation.exact import percent_shown
from hfgoals.evaluation.funds import funds_shown
from hfgoals.evaluation.meeting import met, met_as
from hfgoals.evaluation.scores import scale_of, scores_of
from hfgoals.model.edits import applied
from hfgoals.model.money import Money
from hfgoals.model.stages import (
    NO_POINTS,
    WHOLE_YEAR,
    Amounts,
    Stage,
    YearStages,
    blank_id,
    result_at,
)
from hfgoals.model.target import Target
from hfgoals.model.values import Project
from tests.staged import plan_of, project_of, result, targets, whole


def test_a_project_is_scored_as_by_hand() -> None:
    """47.5 of 50 is 9.5; 44 of 48 issues are 10 × 44 / 48 = 9.17; the rest was reached: 80."""
    book = whole()
    scores = scores_of(project_of(book), 2023, plan_of(book).stages)
    assert scores.execution == Decimal("9.50")
    assert [str(each) for each in scores.of.values()] == [
        "20.00", "9.17", "10.00", "10.00", "10.00", "20.00", "10.00",
    ]  # fmt: skip
    assert (str(scores.total), str(scores.weights)) == ("98.67", "100.00")
    assert scores.grade == "优"


def test_a_score_that_is_given_stands() -> None:
    book = applied(whole(), result(whole(), 1, WHOLE_YEAR))
    book = applied(book, result(book, 1, WHOLE_YEAR, score="15"))
    scores = scores_of(project_of(book), 2023, plan_of(book).stages)
    assert str(scores.total) == "93.67"


def test_there_is_no_grade_while_a_score_is_missing() -> None:
    scores = scores_of(project_of(targets()), 2023, YearStages())
    assert (scores.total, scores.grade) == (None, None)


def test_the_year_says_how_what_is_left_open_is_scored() -> None:
    assert scale_of(YearStages()).equal == "share"
    chosen = scale_of(YearStages(equal=NO_POINTS, late=Decimal(50)))
    assert (chosen.equal, chosen.late) == ("nothing", Decimal(50))


def test_budgets_are_those_of_the_targets_until_they_are_adjusted() -> None:
    project = Project(budget=Money(5_000), fiscal=Money(3_000), other=Money(2_000))
    shown = funds_shown(project, Stage())
    assert shown.initial.total == shown.revised.total == Money(5_000)
    adjusted = funds_shown(project, Stage(revised=Amounts(fiscal=Money(4_000))))
    assert adjusted.revised.total == Money(6_000)
    assert adjusted.initial.total == Money(5_000)
    stated = funds_shown(project, Stage(revised=Amounts(total=Money(1))))
    assert stated.revised.total == Money(1)


def test_a_rate_is_of_the_adjusted_budget_or_of_the_first() -> None:
    project = Project(budget=Money(400), fiscal=Money(400))
    spent = Amounts(fiscal=Money(300))
    shown = funds_shown(project, Stage(revised=Amounts(fiscal=Money(300)), spent=spent))
    assert percent_shown(shown.rate("total")) == "100.00%"
    assert percent_shown(shown.rate("total", of="initial")) == "75.00%"


def test_a_target_is_met_by_its_number_without_the_sign() -> None:
    assert met_as(Target.parse("≥48期")) == "48期"
    assert met_as(Target.parse("2023年6月底前")) == "2023年6月底"
    assert met_as(Target.parse("进一步提升")) == "达成预期指标"


def test_one_key_takes_a_target_as_met() -> None:
    book = targets()
    project = project_of(book)
    row = project.indicators[1]
    book = applied(book, met(project, 2023, WHOLE_YEAR, blank_id(row.id, WHOLE_YEAR)))
    book = applied(book, met(project, 2023, 7, blank_id(row.id, 7)))
    filled = project_of(book).indicators[1]
    assert str(result_at(filled.stages, row.id, 2023, WHOLE_YEAR).actual) == "48期"
    july = result_at(filled.stages, row.id, 2023, 7)
    assert (str(july.actual), str(july.forecast), july.likelihood.certain) == ("", "48期", True)
    assert met(project, 2023, 7, "0" * 12) == ()
    assert scores_of(replace(project, indicators=()), 2023, YearStages()).total is None
