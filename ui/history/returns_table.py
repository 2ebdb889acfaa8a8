"""The bureau's remarks as a table: a tick for what is done, the remark, its place, its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hfgoals.history.returns import Remark
from ui.kit import tokens
from ui.kit.rows import Index, Row, RowDelegate, halves, shrunk
from ui.kit.table import Table, TableModel

DONE, TEXT, PLACE, REASON = range(4)
"""The columns."""
Told = tuple[str, str]
"""A project or the overall part, and the row and field within it."""
_ROW_HEIGHT: Final = 11 * tokens.STEP
_EDGE: Final = 3 * tokens.STEP
_DONE_WIDTH: Final = 18 * tokens.STEP
_PLACE_WIDTH: Final = 72 * tokens.STEP
_REASON_WIDTH: Final = 46 * tokens.STEP
_REMARK_ROLE: Final = Qt.ItemDataRole.UserRole
_PLACE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_GO_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RemarkModel(TableModel):
    """Remarks in the order given; ``told`` says where each belongs."""

    heads = ("已改好", "退回意见", "位置", "退回原因")

    def __init__(self, told: Callable[[Remark], Told], parent: QWidget) -> None:
        super().__init__(parent)
        self._told = told

    def show(self, remarks: Sequence[Remark]) -> None:
        """Show these; the row in hand stays in hand while they are the same ones."""
        same = [each.id for each in remarks] == [each.id for each in self._rows]
        if same:
            self._rows = tuple(remarks)
            if remarks:
                self.dataChanged.emit(self.index(0, 0), self.index(len(remarks) - 1, REASON))
            return
        self.beginResetModel()
        self._rows = tuple(remarks)
        self.endResetModel()

    def remark(self, row: int) -> Remark | None:
        """The remark of that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, remark_id: str) -> int:
        """The row of the remark of that id; -1 when it is not shown."""
        rows = (row for row, each in enumerate(self._rows) if each.id == remark_id)
        return next(rows, -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        remark: Remark = self._rows[index.row()]
        if role == _REMARK_ROLE:
            return remark
        if role == Qt.ItemDataRole.DisplayRole:
            done = "已改好" if remark.done else ""
            place = "　".join(filter(None, self._told(remark)))
            return (done, remark.text, place, remark.reason)[index.column()]
        if role == _PLACE_ROLE:
            return self._told(remark)
        return None


class RemarkTable(Table):
    """Space or a click on the tick ticks, Delete removes, Enter or a double click goes to the
    place."""

    ticked = Signal()
    removed = Signal()
    asked_for_place = Signal()

    def __init__(self, model: RemarkModel, parent: QWidget) -> None:
        empty = "没有这样的退回意见。"
        super().__init__(model, "退回意见", parent, row_height=_ROW_HEIGHT, empty=empty)
        self.setItemDelegate(RowDelegate(self, _paint, lambda *_: _ROW_HEIGHT))
        self.widths(_DONE_WIDTH, 0, _PLACE_WIDTH, _REASON_WIDTH)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)

    def event(self, event: QEvent) -> bool:
        # The window behind removes projects by that key.
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in _GO_KEYS:
            self.asked_for_place.emit()
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == DONE:
            self.ticked.emit()

    def _double_clicked(self, index: QModelIndex) -> None:
        # The second of two quick clicks on a tick takes the first one back.
        if index.column() == DONE:
            self.ticked.emit()
        else:
            self.asked_for_place.emit()


def _paint(row: Row, index: Index) -> None:
    row.fill(tokens.PAPER, ruled=True)
    remark: Remark = index.data(_REMARK_ROLE)
    room = row.rect.adjusted(_EDGE, 0, -_EDGE, 0)
    column = index.column()
    if column == DONE:
        row.tick(room, ticked=remark.done)
        return
    color = tokens.SECOND_TEXT if remark.done or column == REASON else tokens.TEXT
    if column != PLACE:
        row.say(room, index.data(), color)
        return
    home, says = index.data(_PLACE_ROLE)
    upper, lower = halves(room.adjusted(0, tokens.STEP, 0, -tokens.STEP))
    if says:
        row.say(upper, says, color)
        row.say(lower, home, tokens.SECOND_TEXT, shrunk(row.font))
    else:
        row.say(room, home or "未指定", color if home else tokens.FAINT_TEXT)
