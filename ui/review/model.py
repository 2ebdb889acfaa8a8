"""The findings in reading order, each under a key that stays with it from check to check; and as
rows: a heading for each project, and what was found in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from hfgoals.checks import LEVEL_NAMES, LEVELS, Finding, Level
from ui.kit.rows import Index
from ui.review.counts import Counts
from ui.review.places import Places

Key = tuple[str, str, str, int]
"""Code, row and path of the place, and which of several alike."""
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_NOTHING = QModelIndex()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a project or of the overall part."""

    owner: str
    title: str
    counts: Counts
    folded: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding."""

    key: Key
    finding: Finding
    place: str


ListRow = GroupRow | FindingRow


@dataclass(frozen=True, slots=True)
class Shown:
    """Which findings are shown."""

    levels: frozenset[Level] = frozenset(LEVELS)
    accepted: bool = False

    def lets_pass(self, finding: Finding) -> bool:
        """Whether that one is."""
        return self.accepted if finding.accepted else finding.level in self.levels


def rows_of(
    keyed: Mapping[Key, Finding],
    places: Places,
    shown: Shown,
    folded: frozenset[str] = frozenset(),
) -> list[ListRow]:
    """The rows; groups of which nothing is shown are left out."""
    passed = {key: each for key, each in keyed.items() if shown.lets_pass(each)}
    counts = count_by_owner(passed.values())
    rows: list[ListRow] = []
    owner: str | None = None
    for key, finding in passed.items():
        if finding.owner != owner:
            owner = finding.owner
            rows.append(GroupRow(owner, places.name(owner), counts[owner], owner in folded))
        if owner not in folded:
            rows.append(FindingRow(key, finding, places.words(finding.address)))
    return rows


class FindingsModel(QAbstractListModel):
    """Shows the rows given last; views are told only of what differs from those before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = []
        self._at: dict[object, int] = {}

    def row(self, index: Index) -> ListRow | None:
        """What stands at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, name: object) -> QModelIndex:
        """The index of a finding's key or of a group's owner; invalid when it is not shown."""
        row = self._at.get(name)
        return self.index(row) if row is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        return None

    def show_rows(self, rows: list[ListRow]) -> None:
        """Show these from now on."""
        old, new = [_name(row) for row in self._rows], [_name(row) for row in rows]
        head, tail = _common(old, new)
        gone, come = len(old) - head - tail, len(new) - head - tail
        self._at = {name: at for at, name in enumerate(new)}
        if gone:
            self.beginRemoveRows(_NOTHING, head, head + gone - 1)
            del self._rows[head : head + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NOTHING, head, head + come - 1)
            self._rows[head:head] = rows[head : head + come]
            self.endInsertRows()
        changed = [at for at, row in enumerate(rows) if self._rows[at] != row]
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


def _name(row: ListRow) -> object:
    return row.owner if isinstance(row, GroupRow) else row.key


def _common(old: list[object], new: list[object]) -> tuple[int, int]:
    """How many rows are alike at the start and, of the rest, at the end."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return head, tail


def _text(row: ListRow) -> str:
    if isinstance(row, GroupRow):
        return row.title
    finding = row.finding
    kept = f"（保留：{finding.accepted}）" if finding.accepted else ""
    return f"{row.place}：{finding.message}{kept}"


def _spoken(row: ListRow) -> str:
    if isinstance(row, GroupRow):
        return f"{row.title}，{row.counts.words}{'，已收起' if row.folded else ''}"
    level = "已保留" if row.finding.accepted else LEVEL_NAMES[row.finding.level]
    return f"{level}，{_text(row)}"


def found_rows(rows: Iterable[ListRow]) -> list[FindingRow]:
    """Those of the rows that are findings."""
    return [row for row in rows if isinstance(row, FindingRow)]


def in_order(findings: Iterable[Finding], places: Places) -> dict[Key, Finding]:
    """The findings by key, as one reads: row by row, field by field, the gravest first."""

    def rank(finding: Finding) -> tuple[int, int, int]:
        return *places.rank(finding.address), LEVELS.index(finding.level)

    keyed: dict[Key, Finding] = {}
    for finding in sorted(findings, key=rank):
        code, row, path = finding.code, finding.address.row, finding.address.path
        number = 0
        while (code, row, path, number) in keyed:
            number += 1
        keyed[code, row, path, number] = finding
    return keyed


def count(findings: Iterable[Finding]) -> Counts:
    """How many of each sort."""
    return count_by_owner(findings, whole=True).get("", Counts())


def count_by_owner(findings: Iterable[Finding], *, whole: bool = False) -> Mapping[str, Counts]:
    """How many each project, and the year's overall part, has; under "" all, when ``whole``."""
    sums: dict[str, list[int]] = {}
    for finding in findings:
        at = 3 if finding.accepted else LEVELS.index(finding.level)
        sums.setdefault("" if whole else finding.owner, [0, 0, 0, 0])[at] += 1
    return {owner: Counts(*numbers) for owner, numbers in sums.items()}
