"""The change log (修改记录) in the file: who did which step when, and what it changed.

An entry goes into the file together with its step. Entries lie one a line of the table while they
are new; every FOLD of them are then packed into one line, and packed lines older than a year are
thinned to the last value of each cell a day, so that years of work stay small.
"""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, replace
from typing import Any, Final

from hfgoals.history.changes import Change, changes_between
from hfgoals.lean import dataclass
from hfgoals.model.workbook import Step
from hfgoals.store import Besides, Store
from hfgoals.store.digests import Key, StoredLine, line_of

FOLD: Final = 128
MOST_TOLD: Final = 100
"""Changes of one entry; a step that brings more (reading in, gathering) is told by its numbers."""
THINNED_AFTER: Final = datetime.timedelta(days=366)
_SAME_RUN: Final = 600
"""Seconds within which further typing into the same cells is told with what came before."""
_NEW, _PACKED, _THINNED = "e", "c", "b"


@dataclass(frozen=True, slots=True)
class Entry:
    """One step as the log tells it."""

    at: int
    """Seconds since 1970, UTC."""
    who: str
    step: str
    """The step's name: 修改指标值, 汇总, 撤销：修改指标值."""
    changes: tuple[Change, ...] = ()
    more: tuple[tuple[str, int], ...] = ()
    """In place of changes where there are too many: what each belongs to, and how many."""
    reason: str = ""
    """Why, where that was asked (解除锁定)."""

    @property
    def when(self) -> datetime.datetime:
        """In local time."""
        return datetime.datetime.fromtimestamp(self.at).astimezone()


def entry_of(step: Step, who: str, now: float) -> Entry:
    """The entry of a step just taken."""
    changes = changes_between(step.before, step.after)
    if len(changes) <= MOST_TOLD:
        return Entry(int(now), who, step.name, changes)
    counted: dict[str, int] = {}
    for change in changes:
        told = f"{change.year}年　{change.home}" if change.year else change.home
        counted[told] = counted.get(told, 0) + 1
    return Entry(int(now), who, step.name, more=tuple(counted.items()))


def joined(before: Entry, after: Entry) -> Entry | None:
    """Both in one, where the second only types on in the cells of the first; else None."""
    if (before.who, before.step, before.reason) != (after.who, after.step, after.reason):
        return None
    if not 0 <= after.at - before.at <= _SAME_RUN or not before.changes:
        return None
    ours, theirs = before.changes, after.changes
    if [_cell(each) for each in ours] != [_cell(each) for each in theirs]:
        return None
    if any(
        one.after != other.before or one.after is None
        for one, other in zip(ours, theirs, strict=True)
    ):
        return None
    changes = tuple(
        replace(other, before=one.before) for one, other in zip(ours, theirs, strict=True)
    )
    return replace(after, changes=changes)


def thinned(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with only the last value of each cell a day, and what it was before that day.

    Steps without single changes, or with a reason, stay.
    """
    kept: list[Entry] = []
    first: dict[tuple[Any, ...], str | None] = {}
    last: dict[tuple[Any, ...], int] = {}
    listed = list(entries)
    for number, entry in enumerate(listed):
        for change in entry.changes:
            cell = (entry.when.date(), *_cell(change))
            first.setdefault(cell, change.before)
            last[cell] = number
    for number, entry in enumerate(listed):
        day = entry.when.date()
        changes = tuple(
            replace(change, before=first[day, *_cell(change)])
            for change in entry.changes
            if last[day, *_cell(change)] == number
        )
        if changes or entry.more or entry.reason or not entry.changes:
            kept.append(replace(entry, changes=changes))
    return tuple(kept)


def _cell(change: Change) -> tuple[str, str]:
    return change.row, change.path


def packed(entries: Iterable[Entry]) -> bytes:
    """Entries as one line of the file keeps them."""
    told = [
        [
            each.at,
            each.who,
            each.step,
            [astuple(one) for one in each.changes],
            each.more,
            each.reason,
        ]
        for each in entries
    ]
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(content: bytes) -> tuple[Entry, ...]:
    """The entries of one line."""
    return tuple(
        Entry(
            at,
            who,
            step,
            tuple(Change(*one) for one in changes),
            tuple((home, count) for home, count in more),
            reason,
        )
        for at, who, step, changes, more, reason in json.loads(zlib.decompress(content))
    )


def entries_of(store: Store) -> Iterator[Entry]:
    """All entries of a file, the oldest first. Raises Damaged."""
    for key in sorted(store.entries, key=_number):
        yield from unpacked(store.content("entry", key))


def _number(key: str) -> int:
    return int(key[1:])


class Log:
    """What is added to one file's log. Used on one thread at a time, in the order of the steps."""

    def __init__(self, store: Store, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now
        self._new: list[tuple[str, Entry]] | None = None

    def beside(self, entry: Entry) -> Besides:
        """The lines that bring this entry into the file; to be written before the next is asked."""
        # A copy: reading for the folding may fail, and the same entry be asked for again.
        new = self._read() if self._new is None else [*self._new]
        both = joined(new[-1][1], entry) if new else None
        if both is not None:
            new[-1] = (new[-1][0], both)
            self._new = new
            return Besides((_line(new[-1][0], [both]),))
        number = _number(new[-1][0]) + 1 if new else self._next()
        new.append((f"{_NEW}{number:010d}", entry))
        if len(new) <= FOLD:
            self._new = new
            return Besides((_line(new[-1][0], [entry]),))
        return self._folded(new)

    def forget(self) -> None:
        """What was asked for last did not come into the file, and is not written again."""
        self._new = None

    def _folded(self, new: list[tuple[str, Entry]]) -> Besides:
        """The last entry with those before it packed together, and an old line thinned."""
        *old, last = new
        number = _number(old[0][0])
        lines = [_line(last[0], [last[1]])]
        lines.append(_line(f"{_PACKED}{number:010d}", [entry for _, entry in old]))
        removed: list[Key] = [("entry", key) for key, _ in old]
        due = self._due_for_thinning()
        if due is not None:
            removed.append(("entry", due))
            entries = thinned(unpacked(self._store.content("entry", due)))
            lines.append(_line(f"{_THINNED}{due[1:]}", entries))
        self._new = [last]
        return Besides(tuple(lines), tuple(removed))

    def _due_for_thinning(self) -> str | None:
        """The oldest packed line, if all of it is old enough."""
        key = next((each for each in self._store.entries if each.startswith(_PACKED)), None)
        if key is None:
            return None
        newest = max(entry.at for entry in unpacked(self._store.content("entry", key)))
        old = newest < self._now() - THINNED_AFTER.total_seconds()
        return key if old else None

    def _read(self) -> list[tuple[str, Entry]]:
        keys = [key for key in self._store.entries if key.startswith(_NEW)]
        return [(key, unpacked(self._store.content("entry", key))[-1]) for key in keys]

    def _next(self) -> int:
        return max((_number(key) + FOLD for key in self._store.entries), default=0)


def _line(key: str, entries: Iterable[Entry]) -> StoredLine:
    return line_of("entry", key, packed(entries))
