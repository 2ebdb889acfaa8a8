"""Reasons for keeping a finding (出错说明) on their way out of a workbook and back into one.

Where there are no ids, a place is known by the sort of its row, the row's number on the form, the
column, and the text that the reason was given for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hfgoals.model.fields import FIELDS, PART_OF, Part
from hfgoals.model.values import Project


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one finding of a project is kept as it is."""

    code: str
    """Of the rule."""
    part: Part
    number: int
    """Of the row on the form, from 1; 1 for the project's own fields."""
    label: str
    """Of the column."""
    text: str
    """What stands there."""
    reason: str


def placed_rows(project: Project) -> Iterator[tuple[Part, int, Any]]:
    """The rows of a project with their sort and their number on the form."""
    yield "project", 1, project
    for rows in (project.goals, project.indicators):
        for number, row in enumerate(rows, 1):
            yield PART_OF[type(row)], number, row


def accepted_in(projects: Iterable[Project], reasons: Iterable[Reason]) -> list[dict[str, str]]:
    """The reasons that hold in these projects, as settings of a workbook keep them.

    One holds where that column of such a row has the very text; the row of that number comes first.
    """
    rows = [placed for project in projects for placed in placed_rows(project)]
    found = []
    for each in reasons:
        for part, _, row in sorted(rows, key=lambda placed: placed[1] != each.number):
            path = _path(part, each, row) if part == each.part else ""
            if path:
                kept = {"code": each.code, "row": row.id, "path": path, "text": each.text}
                found.append(kept | {"reason": each.reason})
                break
    return found


def _path(part: Part, reason: Reason, row: Any) -> str:
    wanted = (reason.label, reason.text.strip())
    return next(
        (each.path for each in FIELDS[part] if (each.label, each.text(row).strip()) == wanted), ""
    )
