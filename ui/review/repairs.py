"""All safe repairs of a year at once, worked out before anything is changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from hfgoals.checks import Checker, CheckSettings, Finding
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, UnknownRow, applied, text_at
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.progress import Report

_ROUNDS = 6
"""A mended text may show something else to mend; more often than this it would be a quarrel."""
_AROUND = 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """One text before and after."""

    address: Address
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repairs:
    """What the repairs come to."""

    start: Book
    book: Book
    findings: tuple[Finding, ...] = ()
    """Those that were mended."""
    changes: tuple[Change, ...] = ()


def safe_repairs(
    book: Book, plan_id: str, settings: CheckSettings, report: Report | None = None
) -> Repairs:
    """Every repair of that year's findings, one after the other.

    Two repairs of one text are taken in two rounds, so that neither undoes the other. Accepted
    findings are left alone. Raises what ``report`` raises.
    """
    checker, start = Checker(settings), book
    mended: list[Finding] = []
    tried: set[tuple[str, Address]] = set()
    for _ in range(_ROUNDS):
        plan = _plan(book, plan_id)
        if plan is None:
            break
        fresh = list(_next_ones(checker.check(book, plan, report), tried))
        if not fresh:
            break
        for finding in fresh:
            tried.add((finding.code, finding.address))
            try:
                book = applied(book, finding.repair)
            except (FieldError, UnknownRow):
                _log.exception("the repair of %s cannot be applied", finding.code)
                continue
            mended.append(finding)
    return Repairs(start, book, tuple(mended), _changes(start, book, mended))


def repairable(findings: Iterable[Finding]) -> int:
    """How many of them have a repair."""
    return sum(bool(each.repair) and not each.accepted for each in findings)


def excerpts(before: str, after: str) -> list[tuple[str, str]]:
    """Where two texts differ, each place with a little around; line breaks shown as ↵."""
    match = SequenceMatcher(None, before, after, autojunk=False)
    hunks: list[list[int]] = []
    for kind, start, end, new_start, new_end in match.get_opcodes():
        if kind == "equal":
            continue
        if hunks and start - hunks[-1][1] <= _AROUND:
            hunks[-1][1], hunks[-1][3] = end, new_end
        else:
            hunks.append([start, end, new_start, new_end])
    return [(_excerpt(before, a, b), _excerpt(after, c, d)) for a, b, c, d in hunks]


def _excerpt(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    part = text[first:last].replace("\n", "↵")
    return f"{'…' if first else ''}{part}{'…' if last < len(text) else ''}"


def _next_ones(findings: Iterable[Finding], tried: set[tuple[str, Address]]) -> Iterable[Finding]:
    touched: set[object] = set()
    for finding in findings:
        if not finding.repair or finding.accepted or (finding.code, finding.address) in tried:
            continue
        places = {_touches(edit) for edit in finding.repair}
        if places & touched:
            continue
        touched |= places
        yield finding


def _touches(edit: object) -> object:
    return edit.address if isinstance(edit, SetText) else edit


def _changes(start: Book, book: Book, mended: list[Finding]) -> tuple[Change, ...]:
    addresses = dict.fromkeys(
        edit.address for each in mended for edit in each.repair if isinstance(edit, SetText)
    )
    changes = (
        Change(address, text_at(start, address), text_at(book, address)) for address in addresses
    )
    return tuple(each for each in changes if each.before != each.after)


def _plan(book: Book, plan_id: str) -> AnnualPlan | None:
    return next((plan for plan in book.years if plan.id == plan_id), None)
