"""How the rules do: ``python -m tests.checks.corpus.measure [LIST] [--missed] [--strays]``.

LIST is one of reading.LISTS, without it all. Prints what is cried out on the well-filled years, and
of the single mistakes the share that is found at its place, per reason of return and per kind.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hfgoals.checks import Checker, Finding
from hfgoals.checks.where import Places
from hfgoals.model.values import Book
from tests.checks.corpus.reading import LISTS, Mistake, mistakes, mistakes_of, quiet_books


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one mistake led to."""

    mistake: Mistake
    found: tuple[Finding, ...]
    """At its place."""
    strays: tuple[Finding, ...]
    """New errors and warnings elsewhere."""


def loud(book: Book) -> tuple[Finding, ...]:
    """The errors and warnings of a book of one year."""
    found = Checker().check(book, book.years[0])
    assert not [each for each in found if each.fault]
    return tuple(each for each in found if each.level != "hint")


def outcomes(of: Iterable[Mistake]) -> tuple[Outcome, ...]:
    """Of every mistake."""
    checkers = {id(book): Checker() for book in quiet_books()}
    before = {
        id(book): {_key(each) for each in checkers[id(book)].check(book, book.years[0])}
        for book in quiet_books()
    }
    return tuple(_outcome(each, checkers[id(each.book)], before[id(each.book)]) for each in of)


def _outcome(mistake: Mistake, checker: Checker, before: set[tuple[object, ...]]) -> Outcome:
    book = mistake.made
    found = checker.check(book, book.years[0])
    assert not [each for each in found if each.fault], mistake
    new = [each for each in found if _key(each) not in before]
    here = tuple(each for each in new if each.address in mistake.places)
    strays = tuple(
        each for each in new if each.level != "hint" and each.address.row not in mistake.rows
    )
    return Outcome(mistake, here, strays)


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.address, finding.level, finding.message


def main() -> None:
    for book in quiet_books():
        places = Places(book.years[0])
        for each in loud(book):
            where = places.where(each.address)
            print(each.level, each.code, where.home, where.says, each.message)
    named = [each for each in LISTS if each in sys.argv]
    tried = outcomes([one for each in named for one in mistakes_of(each)] or mistakes())
    for by, of in (("退回原因", lambda m: m.reason), ("种类", lambda m: m.kind)):
        print(f"\n{by}")
        whole = Counter(of(each.mistake) for each in tried)
        met = Counter(of(each.mistake) for each in tried if each.found)
        for name, count in whole.items():
            print(f"  {met[name]:4} / {count:4}  {met[name] / count:6.1%}  {name}")
    found = sum(bool(each.found) for each in tried)
    print(f"\n{found} / {len(tried)}  {found / len(tried):.1%}")
    for each in tried:
        if "--missed" in sys.argv and not each.found:
            print("missed", each.mistake.line)
        if "--strays" in sys.argv:
            for one in each.strays:
                print("stray", each.mistake.line, "::", one.code, one.message)


if __name__ == "__main__":
    main()
