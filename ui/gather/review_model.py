"""The list to look over, as a model: headings, fields that differ, lines of the log.

Thousands of rows, none of them a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hfgoals.merging.deciding import Dispute
from hfgoals.merging.gathering import Entry
from hfgoals.model.address import Address
from ui.gather.decisions import Decisions
from ui.kit.plain import plain_tip
from ui.kit.rows import Index
from ui.kit.table import TableModel

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
VERDICT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""(State, words, the source's text to show) for a field that differs."""
_MOST_NAMED = 10


class ReviewModel(TableModel):
    """One column; what stands in it is painted."""

    heads = ("",)
    _rows: Sequence[Row]

    def __init__(self, decisions: Decisions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decisions = decisions
        self._places: dict[Address, int] = {}
        decisions.changed.connect(self._decided)

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self._places = {
            row.dispute.address: place
            for place, row in enumerate(rows)
            if isinstance(row, DisputeRow)
        }
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """The row at that place; None when there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def dispute(self, place: int) -> Dispute | None:
        """The field that differs at that place; None for other rows."""
        row = self.row(place)
        return row.dispute if isinstance(row, DisputeRow) else None

    def place_of(self, dispute: Dispute) -> int:
        """Where that field stands."""
        return self._places[dispute.address]

    def next_content(self, place: int, step: int = 1) -> int | None:
        """The nearest row that is no heading, going from beyond that place; None for none."""
        place += step
        while 0 <= place < len(self._rows):
            if not isinstance(self._rows[place], GroupRow):
                return place
            place += step
        return None

    def next_undecided(self, place: int) -> int | None:
        """The nearest undecided field after that place, going round; None when all are decided."""
        for each in chain(range(place + 1, len(self._rows)), range(place + 1)):
            dispute = self.dispute(each)
            if dispute is not None and self.decisions.state(dispute) in ("undecided", "wrong"):
                return each
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], GroupRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == VERDICT_ROLE and isinstance(row, DisputeRow):
            offer = self.decisions.offer(row.dispute) or row.dispute.offers[0]
            return self.decisions.state(row.dispute), self._verdict(row.dispute), offer.text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, DisputeRow):
            return plain_tip(_sources(row.dispute))
        return None

    def _verdict(self, dispute: Dispute) -> str:
        state = self.decisions.state(dispute)
        offer = self.decisions.offer(dispute)
        if state == "taken" and offer is not None:
            return f"采用 {offer.sources[0]}"
        return {"kept": "保留", "own": "自己写", "wrong": "填写有误"}.get(state, "未决定")

    def _said(self, row: Row) -> str:
        if isinstance(row, GroupRow):
            return row.title
        if isinstance(row, EntryRow):
            return f"{home_of(row.entry.year, row.entry.project)} {row.entry.what}"
        dispute = row.dispute
        place = f"{dispute.row} {dispute.label}".strip()
        return f"{place}：{dispute.held}；{dispute.offers[0].text}；{self._verdict(dispute)}"

    def _decided(self, addresses: list[Address]) -> None:
        places = [self._places[each] for each in addresses if each in self._places]
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), 0))


def _sources(dispute: Dispute) -> str:
    names = [name for offer in dispute.offers for name in offer.sources]
    more = f"\n等 {len(names)} 个来源" if len(names) > _MOST_NAMED else ""
    return "\n".join(names[:_MOST_NAMED]) + more


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
