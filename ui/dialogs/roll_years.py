"""The years found in the texts, each with its place, as it is and as it would be, to tick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from hfgoals.checks.where import Places
from hfgoals.model.address import Address
from hfgoals.model.rolling import YearChange
from hfgoals.model.values import AnnualPlan
from ui.kit import tokens
from ui.kit.plain import plain_tip
from ui.kit.rows import (
    ELIDE_LEFT,
    LEFT,
    Index,
    Row,
    TickDelegate,
    cut,
    halves,
    is_ticked,
    shrunk,
    strong,
)
from ui.kit.table import Table, TableModel

PLACE, BEFORE, AFTER = range(3)
"""The columns."""
_CHANGE_ROLE: Final = Qt.ItemDataRole.UserRole
"""The YearChange of a row."""
_HOME_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The project, or the overall part, in words."""
_ROW_HEIGHT: Final = 54
_EDGE = 3 * tokens.STEP
_PLACE_WIDTH = 224
_TIP_LETTERS = 150
_CHECK = Qt.ItemDataRole.CheckStateRole


class YearsModel(TableModel):
    """The changes of the projects taken, ticked when sure or as the user has settled."""

    heads = ("位置", "现在", "结转后")
    _rows: list[YearChange]

    ticks_changed = Signal()

    def __init__(self, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = Places(plan)
        self._rows = []
        self._settled: dict[tuple[Address, int], bool] = {}

    def show(self, changes: Iterable[YearChange], projects: frozenset[str]) -> None:
        """Show those of the changes that are in the overall part or in a project taken."""
        self.beginResetModel()
        self._rows = []
        for change in changes:
            project = self._places.where(change.address).project
            if project is None or project.id in projects:
                self._rows.append(change)
        self.endResetModel()
        self.ticks_changed.emit()

    @property
    def ticked(self) -> list[YearChange]:
        """The changes to make."""
        return [change for change in self._rows if self.is_ticked(change)]

    def is_ticked(self, change: YearChange) -> bool:
        """Whether that change is to be made."""
        return self._settled.get((change.address, change.start), change.sure)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick or untick all that are shown."""
        self._settled.update(((each.address, each.start), ticked) for each in self._rows)
        if self._rows:
            self._tell(0, len(self._rows) - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == PLACE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self._rows[index.row()]
        if role == _CHANGE_ROLE:
            return change
        if role == _HOME_ROLE:
            return self._places.where(change.address).home
        if role == _CHECK and index.column() == PLACE:
            return Qt.CheckState.Checked if self.is_ticked(change) else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(change, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != PLACE:
            left, right = change.around(_TIP_LETTERS)
            return plain_tip(f"{left}{change.before}{right}")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        change = self._rows[index.row()]
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._settled[change.address, change.start] = ticked
        self._tell(index.row(), index.row())
        return True

    def _said(self, change: YearChange, column: int) -> str:
        where = self._places.where(change.address)
        left, right = change.around()
        if column == PLACE:
            label = change.address.field.label
            return f"第{where.row}行　{label}" if where.part == "indicator" else where.says
        return f"{left}{change.before if column == BEFORE else change.after}{right}"

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.heads) - 1))
        self.ticks_changed.emit()


def years_table(model: YearsModel, parent: QWidget) -> Table:
    """Shows them; says so when there is nothing to change."""
    table = Table(
        model,
        "文字里的年份",
        parent,
        row_height=_ROW_HEIGHT,
        empty="文字里没有写预算年份，不需要改。",
    )
    table.setItemDelegate(TickDelegate(table, _paint))
    table.widths(_PLACE_WIDTH, 0, 0)
    return table


def _paint(row: Row, index: Index) -> None:
    row.focused = False
    row.fill(tokens.PAPER, ruled=True)
    room, ticked = row.rect.adjusted(_EDGE, 6, -_EDGE // 2, -7), is_ticked(index)
    if index.column() == PLACE:
        upper, lower = halves(row.tick(room, ticked=ticked))
        row.say(upper, str(index.data()))
        row.say(lower, str(index.data(_HOME_ROLE)), tokens.SECOND_TEXT, shrunk(row.font))
        return
    change: YearChange = index.data(_CHANGE_ROLE)
    later = index.column() == AFTER
    if later and change.why:
        room, below = halves(room)
        row.say(below, f"{change.why}，请核对", tokens.WARNING, shrunk(row.font))
    if later and not ticked:
        row.say(room, "不改", tokens.FAINT_TEXT)
    else:
        _paint_excerpt(row, room, change, later=later)


def _paint_excerpt(row: Row, room: QRect, change: YearChange, *, later: bool) -> None:
    """The words around the year, which is brought out."""
    left, right = change.around(60)
    year = change.after if later else change.before
    painter, bold = row.painter, QFontMetrics(strong(row.font))
    chip = bold.horizontalAdvance(year) + 2 * tokens.STEP
    left_room, right_room = _shares(row.width_of(left), row.width_of(right), room.width() - chip)
    shown = cut(left, row.font, left_room, ELIDE_LEFT)
    painter.setFont(row.font)
    painter.setPen(QColor(tokens.TEXT))
    painter.drawText(QRect(room.left(), room.top(), left_room, room.height()), LEFT, shown)
    x = room.left() + row.width_of(shown)
    around = QRect(x, room.center().y() - bold.height() // 2, chip, bold.height() + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ACCENT if later else tokens.LINE))
    painter.drawRoundedRect(around.adjusted(1, 0, -1, 0), 3, 3)
    painter.setFont(strong(row.font))
    painter.setPen(QColor(tokens.PAPER if later else tokens.TEXT))
    painter.drawText(around, Qt.AlignmentFlag.AlignCenter, year)
    row.say(QRect(x + chip, room.top(), right_room, room.height()), right)


def _shares(left: int, right: int, room: int) -> tuple[int, int]:
    """How much of the room the words before and behind the year get; what one spares, both may."""
    room = max(0, room)
    if left + right <= room:
        return left, right
    half = room // 2
    if left <= half:
        return left, room - left
    return (room - right, right) if right <= half else (half, room - half)
