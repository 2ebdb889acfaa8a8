"""The findings as rows below each other: a heading for each project, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from hfgoals.checks import LEVEL_NAMES, LEVELS, Finding, Level
from ui.kit.rows import Index
from ui.review.counts import Counts
from ui.review.listing import FindingRow, Key, Section, count, count_by_owner
from ui.review.places import Places

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_NOTHING = QModelIndex()
_ALL_LEVELS = frozenset(LEVELS)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a project or of the overall part."""

    owner: str
    title: str
    counts: Counts
    folded: bool


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


def rows_of_section(
    owner: str, section: Section, shown: Shown, folded: frozenset[str]
) -> list[ListRow]:
    """The rows of one project or of the overall part; none when nothing of it is shown."""
    whole = shown.levels >= _ALL_LEVELS and not section.counts.accepted
    if not whole or owner in folded or not section.rows:
        return rows_of(section.keyed, section.places, shown, folded)
    return [GroupRow(owner, section.places.name(owner), section.counts, False), *section.rows]


def rows_by_rule(
    keyed: Mapping[Key, Finding],
    places: Places,
    shown: Shown,
    folded: frozenset[str],
    title_of: Callable[[Finding], str],
) -> list[ListRow]:
    """The rows with a heading for each rule, the gravest and most frequent first."""
    found: dict[tuple[str, Level], list[tuple[Key, Finding]]] = {}
    for key, each in keyed.items():
        if shown.lets_pass(each):
            found.setdefault((each.code, each.level), []).append((key, each))
    rows: list[ListRow] = []
    for (code, level), group in sorted(
        found.items(), key=lambda pair: (LEVELS.index(pair[0][1]), -len(pair[1]), pair[0][0])
    ):
        owner = f"{code} {level}"
        counts = count(each for _, each in group)
        rows.append(GroupRow(owner, f"{title_of(group[0][1])}（{code}）", counts, owner in folded))
        if owner not in folded:
            rows += [
                FindingRow(key, each, f"{places.name(each.owner)}　{places.words(each.address)}")
                for key, each in group
            ]
    return rows


class FindingsModel(QAbstractListModel):
    """Shows the rows given last; views are told only of what differs from those before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = []
        self._at: dict[object, int] | None = {}
        """Where each of them stands, as soon as that was asked for."""

    def row(self, index: Index) -> ListRow | None:
        """What stands at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, name: object) -> QModelIndex:
        """The index of a finding's key or of a group's owner; invalid when it is not shown."""
        if name is None:
            return QModelIndex()
        if self._at is None:
            self._at = {_name(row): at for at, row in enumerate(self._rows)}
        row = self._at.get(name)
        return self.index(row) if row is not None else QModelIndex()

    def group_of(self, index: Index) -> QModelIndex:
        """The heading above a row; invalid where none is."""
        for at in range(index.row(), -1, -1):
            if isinstance(self._rows[at], GroupRow):
                return self.index(at)
        return QModelIndex()

    def findings_below(self, index: Index) -> list[Finding]:
        """The findings shown under a heading."""
        below: list[Finding] = []
        for row in self._rows[index.row() + 1 :]:
            if isinstance(row, GroupRow):
                break
            below.append(row.finding)
        return below

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
        head, tail = _common(self._rows, rows)
        gone, come = len(self._rows) - head - tail, len(rows) - head - tail
        self._at = None
        if gone:
            self.beginRemoveRows(_NOTHING, head, head + gone - 1)
            del self._rows[head : head + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NOTHING, head, head + come - 1)
            self._rows[head:head] = rows[head : head + come]
            self.endInsertRows()
        changed = [
            at
            for at, (was, row) in enumerate(zip(self._rows, rows, strict=True))
            if was is not row and was != row
        ]
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


def _name(row: ListRow) -> object:
    return row.owner if isinstance(row, GroupRow) else row.key


def _common(old: list[ListRow], new: list[ListRow]) -> tuple[int, int]:
    """How many rows have the same names at the start and, of the rest, at the end."""
    most = min(len(old), len(new))
    head = next((at for at, pair in enumerate(zip(old, new, strict=False)) if _differ(*pair)), most)
    rest = most - head
    pairs = zip(reversed(old), reversed(new), strict=False)
    tail = next((at for at, pair in enumerate(islice(pairs, rest)) if _differ(*pair)), rest)
    return head, tail


def _differ(one: ListRow, other: ListRow) -> bool:
    return one is not other and _name(one) != _name(other)


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
