"""A workbook and a shelf for it."""

from __future__ import annotations

import datetime
from pathlib import Path

from hfgoals.backups import Backup, Reason, Shelf
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.rows import difference
from hfgoals.store import Store

NOW = datetime.datetime(2026, 11, 27, 14, 30, 5).astimezone()
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)


def shelf_in(folder: Path) -> Shelf:
    """A shelf of a folder of its own."""
    made = folder / "backups"
    made.mkdir(exist_ok=True)
    return Shelf([made])


def renamed(store: Store, name: str) -> None:
    """Give the unit another name, in the file."""
    before = store.book
    after = applied(before, [SetText(Address("unit", "unit", "name"), name)])
    store.write(difference(before, after))
    store.book = after


def add(
    shelf: Shelf, store: Store, at: datetime.datetime = NOW, reason: Reason = "timed"
) -> Backup:
    """Back up what that file holds."""
    return shelf.add(store.whole(), store.path, reason, at)[0]
