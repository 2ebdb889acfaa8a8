"""The two tables of the dialog: the backups of a workbook, and the parts of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hfgoals.backups import REASONS, Backup
from hfgoals.backups.restoring import Count, PartStanding
from hfgoals.model.money import shown
from ui.kit import tokens
from ui.kit.rows import Index, Row, RowDelegate, halves, shrunk
from ui.kit.table import ROW_HEIGHT, Table, TableModel

_TWO_LINES: Final = 52
_EDGE: Final = 3 * tokens.STEP
_WHEN_WIDTH, _HOLDS_WIDTH, _STATE_WIDTH = 172, 204, 112
_LINES_ROLE: Final = Qt.ItemDataRole.UserRole
"""The upper and the lower line of a cell, and the colour of the upper."""
_TEXTS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
Told = Count | str
"""How a backup differs from now, or why that cannot be told."""


class BackupsModel(TableModel):
    """Backups, newest first; what differs from now comes in one by one."""

    heads = ("备份时间", "内容", "与现在相比")
    _rows: Sequence[Backup]

    def __init__(self, parent: QWidget | None = None, *, compared: bool) -> None:
        """``compared``: whether there is a workbook open to compare with."""
        super().__init__(parent)
        self._rows = ()
        self._told: dict[str, Told] = {}
        if not compared:
            self.heads = ("备份时间", "内容", "单位")
        self._compared = compared

    @property
    def backups(self) -> Sequence[Backup]:
        """Those on show."""
        return self._rows

    def show(self, backups: Sequence[Backup]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = backups
        self._told = {}
        self.endResetModel()

    def next_untold(self) -> Backup | None:
        """The newest of which nothing is told yet; None when all are."""
        if not self._compared:
            return None
        return next((each for each in self._rows if each.when not in self._told), None)

    def tell(self, backup: Backup, told: Told) -> None:
        """Say what differs."""
        self._told[backup.when] = told
        if backup in self._rows:
            at = self.index(self._rows.index(backup), len(self.heads) - 1)
            self.dataChanged.emit(at, at)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        upper, lower, color = self._lines(self._rows[index.row()], index.column())
        if role == _LINES_ROLE:
            return (upper, lower, color)
        return "　".join(filter(None, (upper, lower))) if role in _TEXTS else None

    def _lines(self, backup: Backup, column: int) -> tuple[str, str, str]:
        if column == 0:
            return backup.when, REASONS[backup.reason], tokens.TEXT
        if column == 1:
            return (*_holds(backup), tokens.TEXT)
        if not self._compared:
            return backup.brief.unit.name, backup.brief.unit.code, tokens.TEXT
        told = self._told.get(backup.when, "…")
        if isinstance(told, str):
            color = tokens.FAINT_TEXT if told == "…" else tokens.ERROR
            return told, "", color
        return (*_differs(told), tokens.TEXT if told else tokens.SECOND_TEXT)


class PartsModel(TableModel):
    """The overall part and the projects of a backup, with what became of each since."""

    heads: tuple[str, ...] = ("备份中的内容", "与现在相比")
    _rows: Sequence[PartStanding]

    def __init__(self, parent: QWidget | None = None, *, compared: bool) -> None:
        super().__init__(parent)
        self._rows = ()
        if not compared:
            self.heads = self.heads[:1]

    def show(self, parts: Sequence[PartStanding]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = parts
        self.endResetModel()

    def part(self, row: int) -> PartStanding | None:
        """The part in that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        part = self._rows[index.row()]
        text, color = f"{part.year}　{_named(part)}", tokens.TEXT
        if index.column():
            text, color = _state(part)
        if role == _LINES_ROLE:
            return (text, "", color)
        return text if role in _TEXTS else None


def backups_table(model: BackupsModel, parent: QWidget) -> Table:
    """Shows backups, two lines each."""
    table = Table(model, "备份", parent, row_height=_TWO_LINES, empty="还没有备份。")
    table.setItemDelegate(RowDelegate(table, _paint, lambda _font, _index: _TWO_LINES))
    table.widths(_WHEN_WIDTH, _HOLDS_WIDTH, 0)
    return table


def parts_table(model: PartsModel, parent: QWidget) -> Table:
    """Shows parts, a line each."""
    table = Table(model, "备份中的内容", parent)
    table.setItemDelegate(RowDelegate(table, _paint, lambda _font, _index: ROW_HEIGHT))
    table.widths(*(0, _STATE_WIDTH)[: model.columnCount()])
    return table


def _paint(row: Row, index: Index) -> None:
    row.focused = row.focused and index.column() == 0
    row.fill(tokens.PAPER, ruled=True)
    upper, lower, color = index.data(_LINES_ROLE)
    room = row.rect.adjusted(_EDGE, 2, -tokens.STEP, -2)
    if lower:
        room, below = halves(room.adjusted(0, 3, 0, -3))
        row.say(below, lower, tokens.SECOND_TEXT, shrunk(row.font))
    row.say(room, upper, color)


def _holds(backup: Backup) -> tuple[str, str]:
    """The latest year with its sums, and the years before."""
    years = backup.brief.years
    if not years:
        return "还没有年度", ""
    last = years[-1]
    others = "、".join(str(each.year) for each in reversed(years[:-1]))
    budget = f"合计 {shown(last.budget) or '0.00'} 万元"
    return (
        f"{last.year} 年 {last.projects} 个项目",
        f"{budget}；另有 {others} 年" if others else budget,
    )


def _differs(count: Count) -> tuple[str, str]:
    """The first thing to know of it above the others."""
    said = [
        words.format(number)
        for words, number in (
            ("改动 {} 个项目", count.changed),
            ("现在少 {} 个", count.gone),
            ("现在多 {} 个", count.new),
            ("整体或单位有改动", count.elsewhere),
        )
        if number
    ]
    return (said[0] if said else "与现在相同"), "，".join(said[1:])


def _named(part: PartStanding) -> str:
    return " ".join(part.name.split()) or "（未填项目名称）"


def _state(part: PartStanding) -> tuple[str, str]:
    return {
        "same": ("相同", tokens.SECOND_TEXT),
        "changed": (f"有 {part.rows} 处不同", tokens.WARNING),
        "gone": ("现在没有", tokens.ERROR),
        "new": ("备份里没有", tokens.SECOND_TEXT),
    }[part.state]
