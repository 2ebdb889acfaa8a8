"""Reading many sources at once; one that cannot be read does not stop the others."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.source import is_workbook
from hfgoals.merging.finding import Found
from hfgoals.merging.gathering import Source
from hfgoals.merging.units import OtherUnit, of_other_unit
from hfgoals.model.reasons import accepted_in
from hfgoals.model.rolling import proposed_years, rolled
from hfgoals.model.values import Book, Unit
from hfgoals.progress import Report
from hfgoals.store import open_file
from hfgoals.trouble import Cancelled, NotUnderstood, Trouble

NOT_TAKEN: Final = "这个来源没有汇总，其余的照常。"
"""What is safe, of a source that is passed over."""
# A workbook is read in a process of its own: more than one at a time pays.
_MOST_AT_ONCE: Final = 4
_MOMENT: Final = 0.1
_NO_UNIT: Final = Unit()


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one source: its workbook, or why there is none."""

    path: Path
    name: str
    book: Book | None = None
    notes: tuple[Note, ...] = ()
    trouble: Trouble | None = None
    by_labels: bool = False
    """Whether it is in no standard form and was read by its labels: somebody is to look at it."""
    checks: Any = None
    """What a workbook keeps about the rules (hfgoals.checks.SETTING), its reasons among it."""
    returned: bool = False
    """Whether it was handed out for what came of the targets, and only that is to be taken."""
    other_unit: Trouble | None = None
    """Why it is not to be gathered unless somebody says that it is ours: it is another unit's."""

    other_year: Book | None = None
    """What it holds, where that is of other years alone than the one wanted; see ``as_of``."""

    @property
    def source(self) -> Source | None:
        """What is to be gathered."""
        return None if self.book is None else Source(self.name, self.book, self.returned)

    @property
    def refused(self) -> Read:
        """The same as a source that was not read, when it is of another unit."""
        return (
            self
            if self.other_unit is None
            else replace(self, book=None, notes=(), trouble=self.other_unit)
        )

    @property
    def unread(self) -> int:
        """How many places of it were not understood."""
        return sum(note.unread for note in self.notes)

    @property
    def whole(self) -> bool:
        """Whether all of it was understood."""
        return self.trouble is None and not self.unread


def as_of(read: Read, year: int) -> Read:
    """The same source taken as of that year: its latest year, years in texts that surely mean it
    moved along; a note says so. Sources that are not of other years alone come back as they are."""
    plans = read.other_year.years if read.other_year is not None else ()
    if read.other_year is None or not plans:
        return read
    latest = plans[-1]
    if latest.year < year:
        moved = [each for each in proposed_years(latest, year) if each.sure]
        taken = rolled(latest, year, moved, keep_codes=True)
        texts = f"文字里的年份改了{len(moved)}处，" if moved else ""
    else:
        taken, texts = replace(latest, year=year), ""
    said = f"原来写的是{latest.year}年，当作{year}年读入，{texts}请核对。"
    book = replace(read.other_year, years=(taken,))
    notes = (Note(0, "", said), *read.notes)
    return replace(read, book=book, notes=notes, trouble=None, other_year=None)


def read_all(
    found: Sequence[Found], year: int | None, name_year: str, report: Report
) -> list[Read]:
    """Every source read, in their order; ``year`` is the only one wanted, if given.

    ``name_year`` is what to do, in Chinese, about a source that does not say its year. Raises what
    ``report`` raises.
    """
    stopped = threading.Event()

    def go_on(_done: int, _total: int) -> None:
        if stopped.is_set():
            raise Cancelled

    read: list[Read] = []
    workers = min(_MOST_AT_ONCE, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers, thread_name_prefix="source") as pool:
        try:
            futures = [pool.submit(_read, each, year, name_year, go_on) for each in found]
            for future in futures:
                while not wait([future], _MOMENT).done:
                    report(len(read), len(found))
                read.append(future.result())
                report(len(read), len(found))
        except BaseException:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return read


def told_of_others(read: Iterable[Read], unit: Unit, advice: str) -> list[Read]:
    """The same, with the trouble of each that is of another unit than the workbook of that unit.

    A workbook without a unit becomes that of the first source that has one. ``advice`` is what to
    do, in Chinese, about a source that is ours all the same.
    """
    told: list[Read] = []
    for each in read:
        theirs = _NO_UNIT if each.book is None else each.book.unit
        if of_other_unit(unit, theirs):
            each = replace(each, other_unit=_of_other(unit, theirs, advice))
        else:
            unit = Unit(unit.code or theirs.code, unit.name or theirs.name)
        told.append(each)
    return told


def _read(found: Found, year: int | None, name_year: str, go_on: Report) -> Read:
    read = Read(found.path, found.name)
    try:
        if found.empty_folder:
            raise NotUnderstood("文件夹里没有可以汇总的文件。", NOT_TAKEN)
        if is_workbook(found.path):
            with open_file(found.path, read_only=True) as store:
                read = replace(read, checks=store.setting("checks"))
                if year is not None and store.book.plan_of(year) is None:
                    return _of_others(read, store.book, year)
                return replace(read, book=store.book)
        proposal = read_source(found.path, go_on)
        book, by_labels = _book(proposal, year, name_year), proposal.understanding is not None
        notes = proposal.of_year(book.years[0].year).notes
        kept = accepted_in(book.years[0].projects, proposal.reasons)
        checks = {"accepted": kept} if kept else None
        read = replace(
            read,
            notes=notes,
            by_labels=by_labels,
            checks=checks,
            returned=proposal.returned,
        )
        if year is not None and book.plan_of(year) is None:
            return _of_others(read, book, year)
        return replace(read, book=book)
    except Trouble as trouble:
        return replace(read, trouble=trouble)


def _of_others(read: Read, book: Book, year: int) -> Read:
    """A source without that year: not to be gathered unless somebody takes it as of that."""
    there = "、".join(f"{plan.year}年" for plan in book.years)
    said = f"其中没有{year}年，只有{there or '没有任何年度'}。"
    trouble = NotUnderstood(said, NOT_TAKEN, "请核对是否发错了文件。")
    filled = tuple(plan for plan in book.years if not plan.is_blank)
    other = replace(book, years=filled) if filled else None
    return replace(read, trouble=trouble, other_year=other)


def _book(proposal: Proposal, year: int | None, name_year: str) -> Book:
    if proposal.of_policies:
        advice = "要用作本年度的政策依据，请单独读入。"
        raise NotUnderstood("这是一份政策文件，不是填报的表。", NOT_TAKEN, advice)
    under = proposal.year if proposal.year is not None else year
    if under is None:
        said = next((note.message for note in proposal.notes if "年度" in note.message), "")
        raise NotUnderstood(f"不知道是哪一年度。{said}", NOT_TAKEN, name_year)
    return Book(proposal.unit, (proposal.of_year(under).plan,))


def _of_other(ours: Unit, theirs: Unit, advice: str) -> OtherUnit:
    return OtherUnit(
        f"这是“{theirs.code}{theirs.name}”的，工作簿是“{ours.code}{ours.name}”的，"
        "汇总进来会印成工作簿这个单位的表。",
        NOT_TAKEN,
        advice,
    )
