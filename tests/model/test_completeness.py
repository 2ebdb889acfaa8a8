"""What is still to be filled in, in the order of the form; and what a copy of a project keeps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from hfgoals.model.address import Address
from hfgoals.model.completeness import completeness, gaps
from hfgoals.model.edits import text_at
from hfgoals.model.money import Money
from hfgoals.model.rows import duplicated
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project, SpendingPlan
from tests.forms.examples import stray_project
from tests.strategies import projects


def test_a_project_as_published_is_complete() -> None:
    assert gaps(stray_project()) == ()
    assert completeness(stray_project()) == "complete"


def test_an_empty_one_lacks_everything_in_the_order_of_the_form() -> None:
    project = Project(id="p", goals=(Goal(id="g"),), indicators=(Indicator(id="i"),))
    assert completeness(project) == "blank"
    addresses = [gap.address for gap in gaps(project)]
    assert [(each.part, each.path) for each in addresses if each is not None] == [
        ("project", "code"), ("project", "name"), ("project", "budget"), ("project", "fiscal"),
        ("project", "purpose"), ("project", "plan.march"), ("goal", "text"),
        ("indicator", "level1"), ("indicator", "level2"), ("indicator", "name"),
        ("indicator", "description"), ("indicator", "target"), ("indicator", "basis"),
    ]  # fmt: skip


def test_rows_that_are_not_there_are_gaps_without_a_place() -> None:
    assert [gap.address for gap in gaps(Project())][-2:] == [None, None]


def test_blanks_are_not_filled_in() -> None:
    project = replace(stray_project(), purpose=" 　\n", goals=(Goal(text=" "), Goal(text="有")))
    assert [gap.label for gap in gaps(project)] == ["资金用途"]
    assert completeness(project) == "partial"
    assert completeness(Project(name=" ")) == "blank"


def test_one_source_of_money_is_enough() -> None:
    only_other = replace(stray_project(), fiscal=None, other=Money(30_000_000))
    assert gaps(only_other) == ()


def test_a_plan_needs_its_december() -> None:
    project = replace(stray_project(), plan=SpendingPlan(Decimal(100)))
    assert [gap.address for gap in gaps(project)] == [
        Address("project", project.id, "plan.december")
    ]


def test_gaps_of_an_indicator_name_its_row() -> None:
    project = stray_project()
    rows = (*project.indicators[:1], replace(project.indicators[1], target=Target(""), basis=""))
    labels = [gap.label for gap in gaps(replace(project, indicators=rows))]
    assert labels == ["第2行指标值", "第2行指标值确定依据"]


@given(projects())
def test_every_gap_is_a_blank_field(project: Project) -> None:
    book = Book(years=(AnnualPlan(projects=(project,)),))
    found = gaps(project)
    assert (completeness(project) == "complete") == (not found)
    for gap in found:
        assert gap.address is None or not text_at(book, gap.address).strip()


@given(projects())
def test_a_copy_is_alike_but_for_its_ids_its_code_and_its_name(project: Project) -> None:
    copy = duplicated(project)
    old = {project.id, *(row.id for row in (*project.goals, *project.indicators))}
    new = {copy.id, *(row.id for row in (*copy.goals, *copy.indicators))}
    assert not old & new
    assert len(new) == 1 + len(project.goals) + len(project.indicators)
    assert copy.code == ""
    assert copy.name == (f"{project.name}（副本）" if project.name else "")
    assert [goal.text for goal in copy.goals] == [goal.text for goal in project.goals]
    assert [replace(row, id="") for row in copy.indicators] == [
        replace(row, id="", stages=()) for row in project.indicators
    ]
    assert replace(
        copy, id=project.id, code=project.code, name=project.name, goals=(), indicators=()
    ) == replace(project, goals=(), indicators=(), stages=())
