"""H17 and X16: projects that look alike, and years that repeat the one before."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.checks import Checker, Finding
from hfgoals.model.identity import new_id
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.sample import sample_book


def _found(code: str, book: Book) -> list[Finding]:
    return [each for each in Checker().check(book, book.years[-1]) if each.code == code]


def _named(*names: str) -> Book:
    return Book(years=(AnnualPlan(year=2023, projects=tuple(Project(name=n) for n in names)),))


def test_the_later_of_two_projects_alike_is_named_once() -> None:
    book = _named("报纸印刷费", "人才培训", "报纸印刷经费", "报纸印刷费用")
    projects = book.years[0].projects
    found = [each.address.row for each in _found("H17", book)]
    assert found == [projects[2].id, projects[3].id]
    assert _found("H17", _named("报纸印刷费", "人才培训", "", "")) == []


def _repeated(book: Book) -> Book:
    """The sample's last year once more, a year later, every year in its texts moved on."""
    plan = book.years[-1]
    projects = tuple(
        replace(
            project,
            id=new_id(),
            goals=tuple(
                replace(goal, id=new_id(), text=goal.text.replace("2023年", "2024年"))
                for goal in project.goals
            ),
        )
        for project in plan.projects
    )
    return replace(book, years=(plan, replace(plan, id=new_id(), year=2024, projects=projects)))


def test_a_year_that_repeats_the_one_before_is_found_project_by_project() -> None:
    book = _repeated(sample_book())
    plan = book.years[-1]
    places = {each.address.row for each in _found("X16", book)}
    assert {project.goals[0].id for project in plan.projects} <= places
    assert {row.id for row in plan.overall.subgoals} <= places
    assert {each.level for each in _found("X16", book)} == {"hint"}


def test_one_target_changed_is_no_repetition() -> None:
    book = _repeated(sample_book())
    plan = book.years[-1]
    first = plan.projects[0]
    rows = (replace(first.indicators[0], name="另一个指标"), *first.indicators[1:])
    changed = replace(plan, projects=(replace(first, indicators=rows), *plan.projects[1:]))
    found = _found("X16", replace(book, years=(book.years[0], changed)))
    assert first.goals[0].id not in {each.address.row for each in found}


def test_without_an_earlier_year_nothing_is_said() -> None:
    book = sample_book()
    assert _found("X16", replace(book, years=book.years[-1:])) == []
