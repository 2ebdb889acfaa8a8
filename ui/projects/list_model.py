"""The projects of a year as a list model: rows by id, told apart by identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import is_
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from hfgoals.model.completeness import completeness, gaps
from hfgoals.model.initials import begins
from hfgoals.model.money import shown
from hfgoals.model.searching import words_of
from hfgoals.model.values import Project
from ui.kit.plain import plain_tip
from ui.kit.rows import Index
from ui.projects.orders import BY_NUMBER, Order
from ui.review.counts import Counts

ID_ROLE: Final = Qt.ItemDataRole.UserRole
NUMBER_ROLE: Final = Qt.ItemDataRole.UserRole + 1
AMOUNT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
STATE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
COUNTS_ROLE: Final = Qt.ItemDataRole.UserRole + 4
UNNAMED: Final = "（未命名项目）"
_NOTHING = QModelIndex()
_MOST_GAPS_TOLD = 8


class ProjectListModel(QAbstractListModel):
    """Shows the projects given last; telling views only what differs from those before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects: list[Project] = []
        self._row_of: dict[str, int] = {}
        self._counts: Mapping[str, Counts] = {}
        self._read: dict[int, Callable[[int], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda row: self._projects[row].name or UNNAMED,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            COUNTS_ROLE: self._counts_of,
            ID_ROLE: lambda row: self._projects[row].id,
            NUMBER_ROLE: lambda row: row + 1,
            AMOUNT_ROLE: lambda row: shown(self._projects[row].budget),
            STATE_ROLE: lambda row: completeness(self._projects[row]),
        }

    def project(self, row: int) -> Project:
        """The project in that row."""
        return self._projects[row]

    def row_of(self, project_id: str) -> int:
        """The row of a project; -1 when it is not there."""
        return self._row_of.get(project_id, -1)

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._projects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._projects):
            return None
        read = self._read.get(role)
        return None if read is None else read(index.row())

    def show_projects(self, projects: tuple[Project, ...]) -> None:
        """Show these from now on."""
        changed = self._changed(projects)
        same = len(projects) == len(self._projects) and all(
            self._projects[row].id == projects[row].id for row in changed
        )
        if not same:
            old_ids = [project.id for project in self._projects]
            new_ids = [project.id for project in projects]
            self._restack(old_ids, new_ids, {project.id: project for project in projects})
            self._row_of = {row_id: row for row, row_id in enumerate(new_ids)}
            changed = self._changed(projects)
        self._projects[:] = projects
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))
        if not same and projects:
            self.dataChanged.emit(self.index(0), self.index(len(projects) - 1), [NUMBER_ROLE])

    def _changed(self, projects: tuple[Project, ...]) -> list[int]:
        """The rows, of those that both have, in which another value stands."""
        alike = map(is_, self._projects, projects)
        return [row for row, same in enumerate(alike) if not same]

    def show_counts(self, counts: Mapping[str, Counts]) -> None:
        """Show how many findings each project has, by its id."""
        before, self._counts = self._counts, counts
        changed = [
            row
            for row, project in enumerate(self._projects)
            if before.get(project.id) != counts.get(project.id)
        ]
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last), [COUNTS_ROLE])

    def _counts_of(self, row: int) -> Counts:
        return self._counts.get(self._projects[row].id, Counts())

    def _tip(self, row: int) -> str:
        found = self._counts_of(row).words
        said = f"\n检查结果：{found}" if found else ""
        wrong = self._counts_of(row).error > 0
        return plain_tip(f"{_tip(self._projects[row], wrong=wrong)}{said}")

    def _restack(self, old: list[str], new: list[str], projects: dict[str, Project]) -> None:
        """Bring the rows into the new order with as few and as exact words as there are."""
        gone = [row for row, row_id in enumerate(old) if row_id not in projects]
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(_NOTHING, first, last)
            del self._projects[first : last + 1]
            self.endRemoveRows()
        known = {project.id for project in self._projects}
        for first, last in _runs([row for row, row_id in enumerate(new) if row_id not in known]):
            at = min(first, len(self._projects))
            self.beginInsertRows(_NOTHING, at, at + last - first)
            self._projects[at:at] = [projects[row_id] for row_id in new[first : last + 1]]
            self.endInsertRows()
        ids = [project.id for project in self._projects]
        if ids != new and not self._move_one(ids, new):
            self._reorder(ids, new)

    def _move_one(self, old: list[str], new: list[str]) -> bool:
        """Tell of one row that moved; False when it was more than that."""
        first = next(row for row in range(len(old)) if old[row] != new[row])
        last = next(row for row in reversed(range(len(old))) if old[row] != new[row])
        down = [*old[first + 1 : last + 1], old[first]] == new[first : last + 1]
        up = [old[last], *old[first:last]] == new[first : last + 1]
        if not (down or up):
            return False
        source, target = (first, last) if down else (last, first)
        # Qt counts the place before which the row goes, with the row still in.
        self.beginMoveRows(_NOTHING, source, source, _NOTHING, last + 1 if down else first)
        self._projects.insert(target, self._projects.pop(source))
        self.endMoveRows()
        return True

    def _reorder(self, old: list[str], new: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        row_of = {row_id: row for row, row_id in enumerate(new)}
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(row_of[old[index.row()]]))
        self._projects.sort(key=lambda project: row_of[project.id])
        self.layoutChanged.emit()

    def _spoken(self, row: int) -> str:
        project = self._projects[row]
        counts = self._counts_of(row)
        state = state_word(project, wrong=counts.error > 0)
        said = f"{row + 1} {project.name or UNNAMED} {shown(project.budget)} {state}"
        return f"{said} {counts.words}".rstrip()


class ProjectFilter(QSortFilterProxyModel):
    """The projects that hold what is looked for, anywhere in them."""

    def __init__(self, source: ProjectListModel) -> None:
        super().__init__(source)
        self._projects = source
        self._wanted = ""
        self._words: dict[str, tuple[Project, str]] = {}
        """What each project says, as long as it is the same."""
        self._order = BY_NUMBER
        self.setSourceModel(source)

    @property
    def wanted(self) -> str:
        """What is looked for; "" lets everything pass."""
        return self._wanted

    @property
    def order(self) -> Order:
        """The order in which they are shown."""
        return self._order

    def put_in(self, order: Order) -> None:
        """Show them in that order; the year keeps its own."""
        self._order = order
        self.setDynamicSortFilter(order is not BY_NUMBER)
        self.invalidate()
        self.sort(-1 if order is BY_NUMBER else 0)

    def lessThan(self, left: Index, right: Index) -> bool:
        key, project = self._order.key, self._projects.project
        less, more = key(project(left.row())), key(project(right.row()))
        return (less, left.row()) < (more, right.row())

    def look_for(self, text: str) -> None:
        """Let only what holds this text pass; letter case and blanks at the ends do not count."""
        self._wanted = text.strip().casefold()
        self.invalidateFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        del source_parent
        if not self._wanted:
            return True
        project = self._projects.project(source_row)
        return self._wanted in self._words_of(project) or begins(self._wanted, project.name)

    def _words_of(self, project: Project) -> str:
        known = self._words.get(project.id)
        if known is None or known[0] is not project:
            known = self._words[project.id] = (project, words_of(project).casefold())
        return known[1]


def state_word(project: Project, *, wrong: bool = False) -> str:
    """How far the project is filled in, in a word; ``wrong``: there are errors in it."""
    state = completeness(project)
    if wrong and state == "complete":
        return "待改"
    return {"blank": "未填", "partial": "未填完", "complete": "已填全"}[state]


def _tip(project: Project, *, wrong: bool) -> str:
    lines = [project.name or UNNAMED]
    if project.code:
        lines.append(project.code)
    missing = [gap.label for gap in gaps(project)]
    if missing:
        more = f" 等 {len(missing)} 项" if len(missing) > _MOST_GAPS_TOLD else ""
        lines.append(f"还没有填：{'、'.join(missing[:_MOST_GAPS_TOLD])}{more}")
    elif not wrong:
        lines.append("已填全")
    return "\n".join(lines)


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
