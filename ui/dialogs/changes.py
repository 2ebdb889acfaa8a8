"""A table of stretches of texts, each as it is and as it would be, to tick before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from hfgoals.checks.where import Where
from hfgoals.model.address import Address
from hfgoals.model.stretch import Stretch
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
CHANGE_ROLE: Final = Qt.ItemDataRole.UserRole
"""The Stretch of a row."""
_HOME_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The project, or the overall part, in words."""
_TICKED_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_TOLD_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_ROW_HEIGHT: Final = 54
_EDGE = 3 * tokens.STEP
_PLACE_WIDTH = 224
_TIP_LETTERS = 150
_CHECK = Qt.ItemDataRole.CheckStateRole


class ChangesModel(TableModel):
    """The changes with their places, ticked when sure or as the user has settled."""

    heads: tuple[str, ...] = ("位置", "现在", "改成")
    _rows: Sequence[tuple[Stretch, Where]]

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = ()
        self._settled: dict[tuple[Address, int], bool] = {}

    def show_changes(self, rows: Iterable[tuple[Stretch, Where]]) -> None:
        """Show these; what the user has settled of one stays settled."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
        self.ticks_changed.emit()

    @property
    def ticked(self) -> list[Stretch]:
        """The changes to make."""
        return [change for change, _ in self._rows if self.is_ticked(change)]

    def may_tick(self, change: Stretch) -> bool:
        """Whether the user has a say about it."""
        del change
        return True

    def told(self, change: Stretch) -> str:
        """What is to be said of it besides; "" for nothing."""
        return f"{change.why}，请核对" if change.why else ""

    def home_of(self, where: Where) -> str:
        """What stands below the place: the project, or the overall part."""
        return where.home

    def is_ticked(self, change: Stretch) -> bool:
        """Whether that change is to be made."""
        settled = self._settled.get((change.address, change.start), change.sure)
        return settled and self.may_tick(change)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick or untick all that are shown."""
        self._settled.update(((each.address, each.start), ticked) for each, _ in self._rows)
        if self._rows:
            self._tell(0, len(self._rows) - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        may_tick = index.column() == PLACE and self.may_tick(self._rows[index.row()][0])
        return flags | Qt.ItemFlag.ItemIsUserCheckable if may_tick else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change, where = self._rows[index.row()]
        if role == CHANGE_ROLE:
            return change
        if role == _HOME_ROLE:
            return self.home_of(where)
        if role == _TOLD_ROLE:
            return self.told(change)
        if role == _TICKED_ROLE:
            return self.is_ticked(change) if len(self.heads) > AFTER else None
        if role == _CHECK and index.column() == PLACE and len(self.heads) > AFTER:
            return Qt.CheckState.Checked if self.is_ticked(change) else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(change, where, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != PLACE:
            left, right = change.around(_TIP_LETTERS)
            return plain_tip(f"{left}{change.before}{right}")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        change = self._rows[index.row()][0]
        if role != _CHECK or not self.may_tick(change):
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._settled[change.address, change.start] = ticked
        self._tell(index.row(), index.row())
        return True

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.heads) - 1))
        self.ticks_changed.emit()


def _said(change: Stretch, where: Where, column: int) -> str:
    left, right = change.around()
    if column == PLACE:
        label = change.address.field.label
        return f"第{where.row}行　{label}" if where.part == "indicator" else where.says
    return f"{left}{change.before if column == BEFORE else change.after}{right}"


def changes_table(model: ChangesModel, name: str, empty: str, parent: QWidget) -> Table:
    """Shows them; ``empty`` is said when there is nothing to change."""
    table = Table(model, name, parent, row_height=_ROW_HEIGHT, empty=empty)
    table.setItemDelegate(TickDelegate(table, _paint))
    table.widths(_PLACE_WIDTH, *(0 for _ in model.heads[1:]))
    return table


def _paint(row: Row, index: Index) -> None:
    row.focused = False
    row.fill(tokens.PAPER, ruled=True)
    ticked = index.data(_TICKED_ROLE)
    room = row.rect.adjusted(_EDGE, 6, -_EDGE // 2, -7)
    change: Stretch = index.data(CHANGE_ROLE)
    if index.column() == PLACE:
        upper, lower = halves(room if ticked is None else row.tick(room, ticked=is_ticked(index)))
        row.say(upper, str(index.data()))
        row.say(lower, str(index.data(_HOME_ROLE)), tokens.SECOND_TEXT, shrunk(row.font))
        return
    later, told = index.column() == AFTER, index.data(_TOLD_ROLE)
    if later and told:
        room, below = halves(room)
        row.say(below, told, tokens.WARNING, shrunk(row.font))
    if later and not ticked:
        row.say(room, "不改", tokens.FAINT_TEXT)
    else:
        _paint_excerpt(row, room, change, later=later)


def _paint_excerpt(row: Row, room: QRect, change: Stretch, *, later: bool) -> None:
    """The words around the stretch, which is brought out."""
    left, right = change.around(60)
    said = " ".join((change.after if later else change.before).split("\n"))
    painter, bold = row.painter, QFontMetrics(strong(row.font))
    chip = bold.horizontalAdvance(said) + 2 * tokens.STEP if said else 0
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
    painter.drawText(around, Qt.AlignmentFlag.AlignCenter, said)
    row.say(QRect(x + chip, room.top(), right_room + 2, room.height()), right)


def _shares(left: int, right: int, room: int) -> tuple[int, int]:
    """How much of the room the words before and behind it get; what one spares, both may."""
    room = max(0, room)
    if left + right <= room:
        return left, right
    half = room // 2
    if left <= half:
        return left, room - left
    return (room - right, right) if right <= half else (half, room - half)
