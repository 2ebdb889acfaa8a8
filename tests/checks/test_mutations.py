"""Every mistake in the good sample is found where it is, and cries no wolf elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from hfgoals.checks import Checker, Finding
from hfgoals.model.edits import applied
from hfgoals.sample import sample_book
from tests.budget import some
from tests.checks.mutation import Mutation
from tests.checks.mutations import mutations

SAMPLE = sample_book()
MUTATIONS = tuple(mutations(SAMPLE))
_SHARE = 0.95
_OF_EACH_KIND = 5
_GROUPS = "HSCVKWX"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one mistake led to."""

    mutation: Mutation
    found: bool
    strays: tuple[Finding, ...]
    """Errors and warnings at other places that do not follow from the mistake."""


def _outcomes() -> tuple[Outcome, ...]:
    checkers = {plan.year: Checker() for plan in SAMPLE.years}
    kinds: dict[str, list[Mutation]] = {}
    for each in MUTATIONS:
        kinds.setdefault(each.kind, []).append(each)
    tried = [each for kind in kinds.values() for each in some(kind, _OF_EACH_KIND)]
    return tuple(_outcome(each, checkers[each.year]) for each in tried)


def _outcome(mutation: Mutation, checker: Checker) -> Outcome:
    book = applied(SAMPLE, mutation.edits)
    plan = book.plan_of(mutation.year)
    assert plan is not None
    findings = checker.check(book, plan)
    assert not [each for each in findings if each.fault], mutation
    found = any(
        each.code in mutation.codes and each.address in mutation.places for each in findings
    )
    # The sample itself has no errors and no warnings: all of them are new.
    strays = tuple(
        each
        for each in findings
        if each.level != "hint"
        and each.address not in mutation.places | mutation.touched
        and each.code not in mutation.follows
    )
    return Outcome(mutation, found, strays)


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    return _outcomes()


def test_there_are_mistakes_enough_and_of_every_group() -> None:
    assert len(MUTATIONS) >= 200
    assert len(set(MUTATIONS)) == len(MUTATIONS)
    groups = Counter(group for each in MUTATIONS for group in {code[0] for code in each.codes})
    assert all(groups[group] >= 10 for group in _GROUPS), groups


def test_no_mistake_leaves_the_sample_as_it_was() -> None:
    for each in some(MUTATIONS, 500):
        assert applied(SAMPLE, each.edits) != SAMPLE, each


def test_mistakes_are_found(outcomes: tuple[Outcome, ...]) -> None:
    missed = Counter(each.mutation.kind for each in outcomes if not each.found)
    share = 1 - missed.total() / len(outcomes)
    assert share >= _SHARE, missed


def test_no_kind_of_mistake_is_missed_altogether(outcomes: tuple[Outcome, ...]) -> None:
    seen = {each.mutation.kind for each in outcomes if each.found}
    checkers = {plan.year: Checker() for plan in SAMPLE.years}
    for each in MUTATIONS:
        # Few of a kind were tried: the others may still be found.
        if each.kind not in seen and _outcome(each, checkers[each.year]).found:
            seen.add(each.kind)
    assert {each.kind for each in MUTATIONS} - seen == set()


def test_nothing_else_is_cried_out(outcomes: tuple[Outcome, ...]) -> None:
    strays = [
        (each.mutation.kind, stray.code, stray.message)
        for each in outcomes
        for stray in each.strays
    ]
    assert strays == []
