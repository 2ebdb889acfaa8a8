"""What is counted of one project, and that an unchanged one is not worked out again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from hfgoals.model.edits import applied
from hfgoals.model.money import Money
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.values import AnnualPlan, Project
from hfgoals.year_overview.facts import Facts, StageFacts, facts_of
from tests.staged import evaluation, monitoring, plan_of, project_of, result, targets, whole

_MONTHS = (7, WHOLE_YEAR)


def _facts(book_plan: AnnualPlan, project: Project) -> tuple[StageFacts, ...]:
    return facts_of(project, book_plan.year, book_plan.stages, _MONTHS).stages


def test_a_project_of_targets_alone_has_blank_stages() -> None:
    plan = plan_of(targets())
    found = facts_of(plan.projects[0], plan.year, plan.stages, _MONTHS)
    assert found.state == "complete"
    assert found.kind == "报刊编印"
    assert [stage.state for stage in found.stages] == ["blank", "blank"]
    assert all(stage.rate is None and stage.score is None for stage in found.stages)


def test_a_monitoring_takes_its_rate_of_the_first_budget_and_the_evaluation_of_the_adjusted() -> (
    None
):
    book = whole()
    monitored, evaluated = _facts(plan_of(book), project_of(book))
    # 26.5 of 48, then 47.5 of 50: tests/staged.py.
    assert monitored.rate == Fraction(265, 480)
    assert evaluated.rate == Fraction(475, 500)
    assert monitored.score is None
    assert evaluated.score == Decimal("98.67")
    assert evaluated.grade == "优"
    assert (monitored.state, evaluated.state) == ("complete", "complete")


def test_a_stage_is_whole_only_with_money_and_every_actual_value() -> None:
    book = targets()
    begun = applied(book, result(book, 1, 7, actual="1.05万元/期"))
    assert _facts(plan_of(begun), project_of(begun))[0].state == "partial"
    book = applied(applied(book, monitoring(book)), evaluation(book))
    lacking = applied(book, result(book, 3, WHOLE_YEAR, actual=""))
    stage = _facts(plan_of(lacking), project_of(lacking))[1]
    assert stage.state == "partial"
    assert stage.score is None, "a score that lacks one of its parts is none"


def test_nothing_spent_of_nothing_is_no_rate() -> None:
    assert StageFacts(7, spent=Money(1), budget=Money(0)).rate is None
    assert StageFacts(7, spent=None, budget=Money(1)).rate is None


def test_only_what_changed_is_worked_out_again() -> None:
    plan = plan_of(whole())
    second = replace(plan.projects[0], id="0" * 11 + "1")
    plan = replace(plan, projects=(*plan.projects, second))
    facts = Facts()
    assert len(list(facts.work(plan, _MONTHS))) == 2
    before = facts.of(plan.projects[0])
    assert list(facts.work(plan, _MONTHS)) == []
    changed = replace(plan, projects=(plan.projects[0], replace(second, name="车辆购置")))
    assert len(list(facts.work(changed, _MONTHS))) == 1
    assert facts.of(plan.projects[0]) is before
    assert facts.of(changed.projects[1]).kind != before.kind
    assert len(list(facts.work(changed, (WHOLE_YEAR,)))) == 2


def test_what_is_gone_is_not_kept() -> None:
    plan = plan_of(targets())
    facts = Facts()
    list(facts.work(plan, ()))
    list(facts.work(replace(plan, projects=()), ()))
    with pytest.raises(KeyError):
        facts.of(plan.projects[0])
