"""What the rules find in the two published documents, by project and row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from hfgoals.checks import Checker, Finding
from hfgoals.exchange.published import read_published
from hfgoals.model.values import AnnualPlan, Book

_FOLDER = Path(__file__).parents[1] / "real_files"
Place = tuple[int, str, str]
"""(number of the project from 1, or 0 for the overall part; row; field): row is "" for the project
itself, the third-level name for an indicator, else the part with its number ("goal 1")."""


@cache
def document(number: str) -> Book:
    """Document 002 or 004, read in."""
    proposal = read_published((_FOLDER / f"{number}.txt").read_text("utf-8"))
    return Book(unit=proposal.unit, years=(proposal.plan,))


@cache
def _findings(number: str) -> tuple[Finding, ...]:
    book = document(number)
    return Checker().check(book, book.years[0])


def found(number: str, code: str, level: str = "") -> list[Place]:
    """The places at which that rule finds something in that document, in their order."""
    findings = (each for each in _findings(number) if each.code == code)
    return places(document(number).years[0], (f for f in findings if level in ("", f.level)))


def places(plan: AnnualPlan, findings: Iterable[Finding]) -> list[Place]:
    """The findings' addresses as places, sorted."""
    rows: dict[str, tuple[int, str]] = {plan.id: (0, "")}
    for part in ("subgoals", "safeguards"):
        for number, row in enumerate(getattr(plan.overall, part), 1):
            rows[row.id] = (0, f"{part[:-1]} {number}")
    for number, project in enumerate(plan.projects, 1):
        rows[project.id] = (number, "")
        rows.update((goal.id, (number, f"goal {at}")) for at, goal in enumerate(project.goals, 1))
        rows.update((row.id, (number, row.name)) for row in project.indicators)
    return sorted((*rows[each.address.row], each.address.path) for each in findings)
