"""Optional columns of indicators come along with what is taken in, and with nothing else."""

from __future__ import annotations

from decimal import Decimal

from hfgoals.exchange.proposal import Proposal
from hfgoals.merging.gathering import Source, gathered
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project, Unit

UNIT = Unit("1", "甲县融媒体中心")
WEIGHTED = Project(
    name="设备购置", code="1", indicators=(Indicator(name="台数", weight=Decimal(90)),)
)
THEIRS = AnnualPlan(year=2024, projects=(WEIGHTED,), columns=("weight",))


def ours(*projects: Project) -> Book:
    return Book(UNIT, (AnnualPlan(year=2024, projects=projects, columns=("evidence",)),))


def test_a_project_taken_in_brings_its_column() -> None:
    proposal = Proposal(UNIT, 2024, THEIRS)
    (plan,) = taken_in(ours(), proposal, 2024).book.years
    assert plan.columns == ("weight", "evidence")
    assert plan.projects[0].indicators[0].weight == 90
    (same,) = taken_in(ours(WEIGHTED), proposal, 2024).book.years
    assert same.columns == ("evidence",)


def test_a_gathered_project_brings_its_column() -> None:
    source = Source("甲", Book(UNIT, (THEIRS,)))
    (plan,) = gathered(ours(), [source]).book.years
    assert plan.columns == ("weight", "evidence")
    (new,) = gathered(Book(UNIT), [source]).book.years
    assert new.columns == ("weight",)
    book = ours(WEIGHTED)
    assert gathered(book, [source]).book is book
    blank = Project(name="设备购置", code="1", indicators=(Indicator(name="台数"),))
    (filled,) = gathered(ours(blank), [source]).book.years
    assert filled.columns == ("weight", "evidence")
    assert filled.projects[0].indicators[0].weight == 90
