"""What became of a merge, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hfgoals.checks.where import Places
from hfgoals.cli.talk import note_as_json, place_as_json
from hfgoals.merging.gathering import Conflict, Entry, Gathered
from hfgoals.merging.log import counts
from hfgoals.merging.reading import Read
from hfgoals.model.values import AnnualPlan, Book


def as_json(
    file: Path, read: Sequence[Read], result: Gathered, *, dry_run: bool, changed: bool
) -> dict[str, Any]:
    """All of it, every text to its end."""
    places = _AllPlaces(result.book)
    return {
        "file": str(file),
        "dry_run": dry_run,
        "changed": changed,
        "sources": [_source(each) for each in read],
        "counts": counts(result),
        "log": [_entry(entry) for entry in result.log],
        "conflicts": [_conflict(conflict, places) for conflict in result.conflicts],
    }


def _source(read: Read) -> dict[str, Any]:
    book, trouble = read.book, read.trouble
    return {
        "source": read.name,
        "path": str(read.path),
        "taken": book is not None,
        "unit": None if book is None else {"code": book.unit.code, "name": book.unit.name},
        "years": [] if book is None else [plan.year for plan in book.years],
        "trouble": None
        if trouble is None
        else {"what": trouble.what, "safe": trouble.safe, "advice": trouble.advice},
        "notes": [note_as_json(note) for note in read.notes],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "source": entry.source,
        "year": entry.year,
        "project": entry.project or None,
        "kind": entry.kind,
        "what": entry.what,
        "text": entry.text or None,
    }


def _conflict(conflict: Conflict, places: _AllPlaces) -> dict[str, Any]:
    return {
        "source": conflict.source,
        "where": places.where(conflict),
        "label": conflict.label,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
        "taken": "theirs" if conflict.taken else "ours",
    }


class _AllPlaces:
    """Places in every year of the gathered workbook, each year looked through once."""

    def __init__(self, book: Book) -> None:
        self._years = {plan.year: Places(plan) for plan in book.years}

    def where(self, conflict: Conflict) -> dict[str, Any]:
        """As `check --json` tells a place; the unit is of no year."""
        places = self._years.get(conflict.year or 0) or Places(AnnualPlan())
        where = places.where(conflict.address)
        return place_as_json(where) | {"year": conflict.year}
