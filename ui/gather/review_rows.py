"""The rows of the list to look over: headings of projects, fields that differ, lines of the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hfgoals.merging.deciding import Dispute
from hfgoals.merging.gathering import Entry


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A project, the overall part of a year, or the unit."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A field that differs."""

    dispute: Dispute


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the log."""

    entry: Entry


Row = GroupRow | DisputeRow | EntryRow


def dispute_rows(disputes: Iterable[Dispute]) -> list[Row]:
    """The fields under their projects."""
    groups: dict[str, list[Dispute]] = {}
    for each in disputes:
        groups.setdefault(each.owner, []).append(each)
    rows: list[Row] = []
    for group in groups.values():
        rows.append(GroupRow(home_of(group[0].year, group[0].project), len(group)))
        rows += [DisputeRow(each) for each in group]
    return rows


def entry_rows(entries: Iterable[Entry]) -> list[Row]:
    """The lines under their sources."""
    groups: dict[str, list[Entry]] = {}
    for each in entries:
        groups.setdefault(each.source, []).append(each)
    rows: list[Row] = []
    for source, group in groups.items():
        rows.append(GroupRow(source, len(group)))
        rows += [EntryRow(each) for each in group]
    return rows


def home_of(year: int | None, project: str) -> str:
    """The project, the overall part of a year, or what is of no year."""
    if year is None:
        return "单位"
    return f"{year} 年　{project or '部门整体绩效目标'}"
