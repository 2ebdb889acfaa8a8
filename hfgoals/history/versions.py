"""Named states of a budget year, kept in the file and never changed (版本); and years handed in.

A year marked as handed in (已报送) is locked until it is unlocked with a reason: which years are is
a setting of the file, so a copy of it is locked as well.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from hfgoals.history.changes import with_ids_of
from hfgoals.lean import dataclass
from hfgoals.model.kinds import StoredError
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.store import schema
from hfgoals.store.digests import StoredLine, line_of
from hfgoals.store.packed import packed, unpacked
from hfgoals.store.store import Store

SUGGESTED: Final = ("一上报送稿", "二上报送稿", "批复稿", "调整稿", "内部审核稿")
"""Names that are offered; any other will do."""
LOCKS: Final = "locks"
"""The setting that tells which years are handed in: by a plan's id, the key of the version."""


@dataclass(frozen=True, slots=True)
class Version:
    """What is told of one named state."""

    key: str
    name: str
    at: int
    """Seconds since 1970, UTC."""
    who: str
    year: int
    plan: str
    """The id of the year's plan."""
    submitted: bool = False
    """Whether it was kept as the state that was handed in."""
    note: str = ""

    @property
    def when(self) -> datetime.datetime:
        """In local time."""
        return datetime.datetime.fromtimestamp(self.at).astimezone()


def told(version: Version) -> str:
    """The version as the file tells it, as JSON text."""
    fields = asdict(version)
    del fields["key"]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def versions_of(store: Store) -> tuple[Version, ...]:
    """All that the file keeps, the oldest first; one told in an unknown way by its key alone."""
    found = [_read(key, about) for key, about in store.versions.items()]
    return tuple(sorted(found, key=lambda each: each.key))


def _read(key: str, about: str) -> Version:
    known = Version("", "", 0, "", 0, "")
    try:
        values = json.loads(about)
        fields: dict[str, Any] = {
            name: value
            for name, value in values.items()
            if name != "key" and type(value) is type(getattr(known, name, None))
        }
        return replace(known, key=key, **fields)
    except (ValueError, AttributeError, RecursionError):
        return replace(known, key=key, name=key)


def content_of(plan: AnnualPlan, book: Book) -> bytes:
    """What a version keeps: the unit and that year."""
    return packed(replace(book, years=(plan,)))


def book_of(store: Store, version: Version) -> Book:
    """The unit and the year as they were. Raises Damaged."""
    try:
        return unpacked(store.content("version", version.key), store.book.sample)
    except StoredError:
        raise schema.damaged(store.path, [f"版本“{version.name}”"]) from None


def next_key(store: Store) -> str:
    """A key behind those of all versions: the clock may have gone back meanwhile."""
    return f"{len(store.versions) + 1:06d}"


def restored(book: Book, plan: AnnualPlan, kept: AnnualPlan) -> Book:
    """The Book with that year as it was kept, under the ids that it has now."""
    again = replace(with_ids_of(plan, kept), year=plan.year)
    return replace(book, years=tuple(again if each is plan else each for each in book.years))


def line_of_locks(locks: Mapping[str, str]) -> StoredLine:
    """The setting that tells these locks, to be written together with what locks or unlocks."""
    return line_of("setting", LOCKS, json.dumps(dict(locks), ensure_ascii=False))


def locks_of(value: object) -> Mapping[str, str]:
    """The plans that are locked, each with the key of its version, out of the setting's value."""
    if not isinstance(value, dict):
        return {}
    return {
        plan: key for plan, key in value.items() if isinstance(plan, str) and isinstance(key, str)
    }
