"""Good forms are left alone, invented mistakes are found: what a reviewer's trust rests on."""

from __future__ import annotations

from collections import Counter

import pytest

from hfgoals.checks.finding import REASONS
from hfgoals.presets import kind_of
from tests.checks.corpus.measure import Outcome, loud, outcomes
from tests.checks.corpus.reading import mistakes, quiet_books

_SHARE = 0.95


@pytest.fixture(scope="module")
def tried() -> tuple[Outcome, ...]:
    return outcomes(mistakes())


def test_the_corpora_are_what_they_say() -> None:
    books = quiet_books()
    projects = [project for book in books for project in book.years[0].projects]
    assert len(books) == 16
    assert len(projects) == 80
    assert len({project.name for project in projects}) == 80
    newer = [any(row.level1 == "成本指标" for row in one.indicators) for one in projects]
    assert sum(newer) == 40
    assert len({kind_of(project.name) for project in projects}) >= 8
    assert len(mistakes()) >= 300
    assert len(set(mistakes())) == len(mistakes())
    assert {each.reason for each in mistakes()} <= set(REASONS)


def test_every_mistake_changes_something() -> None:
    assert [each.line for each in mistakes() if each.made == each.book] == []


@pytest.mark.parametrize("number", range(16))
def test_a_well_filled_year_has_no_error_and_no_warning(number: int) -> None:
    assert [(each.code, each.message) for each in loud(quiet_books()[number])] == []


def test_invented_mistakes_are_found_at_their_places(tried: tuple[Outcome, ...]) -> None:
    missed = [each.mistake.line for each in tried if not each.found]
    assert len(missed) <= len(tried) * (1 - _SHARE), missed


def test_no_kind_of_mistake_is_missed_by_half(tried: tuple[Outcome, ...]) -> None:
    whole = Counter(each.mistake.kind for each in tried)
    found = Counter(each.mistake.kind for each in tried if each.found)
    assert [kind for kind, count in whole.items() if 2 * found[kind] < count] == []


def test_nothing_else_is_cried_out(tried: tuple[Outcome, ...]) -> None:
    strays = [
        (each.mistake.line, stray.code, stray.message) for each in tried for stray in each.strays
    ]
    assert strays == []
