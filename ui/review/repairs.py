"""All safe repairs of a year at once, worked out before anything is changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from hfgoals.checks import Checker, CheckSettings, Finding
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, UnknownRow, applied, text_at
from hfgoals.model.kinds import FieldError
from hfgoals.model.stretch import Stretch, with_stretches
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.progress import Report

_ROUNDS = 6
"""A mended text may show something else to mend; more often than this it would be a quarrel."""
_AROUND = 2
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
    asked: int = 0
    """How many of them were there to begin with; the others came to light with their mending."""
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
    asked: int | None = None
    for _ in range(_ROUNDS):
        plan = _plan(book, plan_id)
        if plan is None:
            break
        found = checker.check(book, plan, report)
        asked = repairable(found) if asked is None else asked
        fresh = list(_next_ones(found, tried))
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
    return Repairs(start, book, tuple(mended), asked or 0, _changes(start, book, mended))


def repairable(findings: Iterable[Finding]) -> int:
    """How many of them have a repair."""
    return sum(bool(each.repair) and not each.accepted for each in findings)


def stretches(change: Change) -> tuple[Stretch, ...]:
    """Where the two texts differ, each place by itself; near ones are one."""
    before, after = change.before, change.after
    hunks: list[list[int]] = []
    for kind, *span in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if hunks and span[0] - hunks[-1][1] <= _AROUND:
            hunks[-1][1], hunks[-1][3] = span[1], span[3]
        else:
            hunks.append(span)
    return tuple(
        Stretch(change.address, before[a:b], after[c:d], a, b, sure=True, text=before)
        for a, b, c, d in hunks
    )


def only(repairs: Repairs, wanted: Iterable[Stretch]) -> Repairs:
    """The repairs with those places alone mended; the others stand as they stood."""
    by_address: dict[Address, list[Stretch]] = {}
    for stretch in wanted:
        by_address.setdefault(stretch.address, []).append(stretch)
    texts = {
        each.address: with_stretches(each.before, by_address.get(each.address, ()))
        for each in repairs.changes
    }
    differing = [each for each in repairs.changes if texts[each.address] != each.after]
    book = applied(repairs.book, [SetText(each.address, texts[each.address]) for each in differing])
    changes = (replace(each, after=texts[each.address]) for each in repairs.changes)
    return replace(
        repairs, book=book, changes=tuple(each for each in changes if each.before != each.after)
    )


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
