"""Reasons for keeping a finding (出错说明) that come from gathered workbooks or the last year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from hfgoals.checks.finding import Finding
from hfgoals.checks.settings import Accepted, CheckSettings
from hfgoals.model.fields import FIELDS, PART_OF, Part
from hfgoals.model.identity import following_id
from hfgoals.model.reasons import Reason, placed_rows
from hfgoals.model.rows import CHILDREN, children_of, flatten
from hfgoals.model.values import AnnualPlan, Book, Project

_Place = tuple[Part, int, str, str]
"""Part, year, project and row: what a row is known by in another workbook."""


def carried(
    settings: CheckSettings, book: Book, sources: Iterable[tuple[Book, CheckSettings]]
) -> CheckSettings:
    """The settings with the reasons of the sources that hold in the book too.

    A reason holds where the book has the row, by its id or else by its project and name, with the
    very text that the reason was given for. One that the book has already stays.
    """
    wanted = [(one, kept) for one, of in sources for kept in of.accepted]
    if not wanted:
        return settings
    rows = {placed.id: placed.row for placed in flatten(book)}
    by_place = {place: row_id for row_id, place in _places(book)}
    accepted = list(settings.accepted)
    there = {(each.code, each.row, each.path) for each in accepted}
    named: dict[int, dict[str, list[_Place]]] = {}
    for one, kept in wanted:
        if id(one) not in named:
            named[id(one)] = {}
            for row_id, place in _places(one):
                named[id(one)].setdefault(row_id, []).append(place)
        for row_id in _homes(kept, named[id(one)], by_place):
            if (kept.code, row_id, kept.path) in there or row_id not in rows:
                continue
            if _text(rows[row_id], kept.path) == kept.text:
                there.add((kept.code, row_id, kept.path))
                accepted.append(replace(kept, row=row_id))
                break
    return replace(settings, accepted=tuple(accepted))


def reasons_of(settings: CheckSettings, project: Project) -> tuple[Reason, ...]:
    """The reasons that hold in a project, in the order of its rows, to go along with its form."""
    found = []
    for part, number, row in placed_rows(project):
        for kept in settings.accepted:
            if kept.row == row.id and _text(row, kept.path) == kept.text:
                label = next(each.label for each in FIELDS[part] if each.path == kept.path)
                found.append(Reason(kept.code, part, number, label, kept.text, kept.reason))
    return tuple(found)


def _homes(
    kept: Accepted, places: dict[str, list[_Place]], by_place: dict[_Place, str]
) -> Iterator[str]:
    """The rows of the book that may be the one the reason was given for, the surest first."""
    for place in places.get(kept.row, ()):
        home = by_place.get(place)
        if home is not None:
            yield home
    yield kept.row


def _places(book: Book) -> Iterator[tuple[str, _Place]]:
    """Every row's id with what it is known by."""
    for plan in book.years:
        yield plan.id, ("plan", plan.year, "", "")
        for path, part in CHILDREN["plan"]:
            for row in children_of(plan, path):
                project = row.name if part == "project" else ""
                yield row.id, (part, plan.year, project, _name(row))
                for below, inner in CHILDREN[part]:
                    for child in children_of(row, below):
                        yield child.id, (inner, plan.year, project, _name(child))


def _name(row: Any) -> str:
    """What a row is called: its name or title, else its text."""
    for path in ("name", "title", "text"):
        if getattr(row, path, ""):
            return str(getattr(row, path))
    return ""


def _text(row: Any, path: str) -> str | None:
    field = next((each for each in FIELDS[PART_OF[type(row)]] if each.path == path), None)
    return None if field is None else field.text(row)


def last_reason(book: Book, plan: AnnualPlan, settings: CheckSettings, finding: Finding) -> str:
    """Why the same was kept in the year before, of the same row by project and name; "" for none.

    It is only offered: nobody but the user can tell whether it still holds.
    """
    before = book.plan_of(plan.year - 1)
    kept = [
        each
        for each in settings.accepted
        if each.code == finding.code and each.path == finding.address.path
    ]
    if before is None or not kept:
        return ""
    here = dict(_places(replace(book, years=(plan,)))).get(finding.address.row)
    there = dict(_places(replace(book, years=(before,))))
    for each in reversed(kept):
        place = there.get(each.row)
        same = (
            here is not None
            and place is not None
            and (place[0], *place[2:]) == (here[0], *here[2:])
        )
        if place is not None and (same or following_id(each.row, plan.year) == finding.address.row):
            return each.reason
    return ""
