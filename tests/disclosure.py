"""Disclosure reports for tests: document 003, and made-up ones whose tables add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from hfgoals.model.disclosure import (
    DISPUTES,
    KINDS,
    OUTCOMES,
    POWERS,
    RESULTS,
    Applicants,
    Fees,
    Issued,
    Matters,
    Outcomes,
    Procurement,
    Report,
    Requests,
)
from hfgoals.model.fields import with_texts
from hfgoals.model.money import Money

DOCUMENT = Path(__file__).parent / "real_files" / "003.txt"


def put(report: Report, texts: Mapping[str, str]) -> Report:
    """The report with those numbers in its table of requests, as "received.natural"."""
    made: Report = with_texts(report, {f"requests.{path}": text for path, text in texts.items()})
    return made


def made(random: Random) -> Report:
    """A report with every number filled in, in which all relations of its tables hold."""

    def count() -> int:
        return random.choice((0, 0, random.randrange(99), random.randrange(10_000)))

    columns = {kind: [count() for _ in range(len(RESULTS) + 1)] for kind in KINDS}
    published = [count() for _ in range(2)]
    issued = [Issued(count(), each, each + count()) for each in published]
    powers = {name: Matters(count(), count(), count()) for name in POWERS}
    disputes = {name: Outcomes(**{each: count() for each in OUTCOMES}) for name in DISPUTES}
    return replace(
        Report(regulations=issued[0], documents=issued[1], requests=_requests(columns)),
        fees=Fees(count(), count()),
        procurement=Procurement(count(), Money(count() * 100)),
        **powers,
        **disputes,
    )


def consistent() -> st.SearchStrategy[Report]:
    """Such reports for property tests."""
    return st.integers(0, 1 << 32).map(lambda seed: made(Random(seed)))


def _requests(columns: Mapping[str, list[int]]) -> Requests:
    """The items of every column: results, what is carried over, and as much received."""
    rows = {
        item: Applicants(**{kind: columns[kind][at] for kind in KINDS})
        for at, item in enumerate(RESULTS)
    }
    came: dict[str, int] = {}
    over: dict[str, int] = {}
    left: dict[str, int] = {}
    for kind in KINDS:
        *done, carried = columns[kind]
        left[kind] = carried
        total = sum(done) + carried
        over[kind] = total % 7
        came[kind] = total - over[kind] if total >= over[kind] else total
        over[kind] = total - came[kind]
    return Requests(
        received=Applicants(**came),
        brought_over=Applicants(**over),
        carried_over=Applicants(**left),
        **rows,
    )
