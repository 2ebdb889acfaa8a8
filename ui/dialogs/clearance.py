"""The dialog before a publication: what looks like personal information, place by place.

Nothing is decided until the user does: each place is confirmed or blackened, and the file is
written when all are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hfgoals.publication import Clearance, Exposed
from ui.dialogs.form import FormDialog
from ui.kit import tokens
from ui.kit.fitting import room_for
from ui.kit.layouts import in_row
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.rows import Index, strong
from ui.kit.table import Table, TableModel
from ui.kit.tokens import STEP

PLACE, TEXT, KIND, DECISION = range(4)
CONFIRM, BLACKEN = "确认公开", "涂黑"
_UNDECIDED = "—"
_BEFORE, _AFTER = 12, 10
_WIDTH, _SHOWN_ROWS = 220 * STEP, 8


class ClearanceDialog(FormDialog):
    """Gives back a Clearance that decides about every piece."""

    def __init__(self, pieces: Sequence[Exposed], accept: str, parent: QWidget) -> None:
        super().__init__(
            "公开前核对个人信息",
            f"要公开的文字里有 {len(pieces)} 处像个人信息。逐处选好再导出；"
            "涂黑只在导出的文件里，工作簿不改动。在表里按 G 确认公开、H 涂黑，Ctrl+A 选中全部。",
            accept,
            parent,
        )
        self.setMinimumWidth(min(_WIDTH, room_for(self).width()))
        self.model = _PieceModel(pieces, self)
        self.table = _PieceTable(self.model, "像个人信息的地方", self)
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.table.widths(66 * STEP, 0, 24 * STEP, 22 * STEP)
        shown = min(len(pieces), _SHOWN_ROWS)
        rows = self.table.verticalHeader().defaultSectionSize() * shown
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + rows + STEP)
        self.confirm = self._deciding(f"{CONFIRM}(&G)", CONFIRM)
        self.blacken = self._deciding(f"{BLACKEN}(&H)", BLACKEN)
        self.table.decided.connect(self._decide)
        self._left = PlainLabel("", "second", wraps=True)
        self.fields.addRow(self.table)
        below = QWidget(self)
        in_row(self.confirm, self.blacken, (self._left, 1), on=below, margins=0, gap=2 * STEP)
        self.fields.addRow(below)
        self.table.selectRow(0)
        self.table.setFocus()
        self._tell_left()

    @property
    def clearance(self) -> Clearance:
        """What was decided."""
        return Clearance(self.model.codes(CONFIRM), self.model.codes(BLACKEN))

    def refusal(self) -> str:
        return f"请逐处选“{CONFIRM}”或“{BLACKEN}”。" if self.model.undecided else ""

    def accept(self) -> None:
        super().accept()
        if self.model.undecided:
            self._go_on(-1)

    def _deciding(self, name: str, decision: str) -> QPushButton:
        button = QPushButton(name, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._decide(decision))
        return button

    def _decide(self, decision: str) -> None:
        rows = self.table.rows()
        self.model.decide(rows, decision)
        self._tell_left()
        if rows:
            self._go_on(rows[-1])

    def _go_on(self, row: int) -> None:
        """Take the next row in hand that is not decided, from the top again behind the last."""
        left = self.model.undecided
        following = [each for each in left if each > row] or left
        if following:
            index = self.model.index(following[0], PLACE)
            rows = QItemSelectionModel.SelectionFlag.Rows
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)
        else:
            self.accept_button.setFocus()

    def _tell_left(self) -> None:
        left = len(self.model.undecided)
        self._left.setText(f"还有 {left} 处没有选。" if left else "都选好了。")


class _PieceTable(Table):
    decided = Signal(str)
    """With CONFIRM or BLACKEN, about the rows selected."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        said = {Qt.Key.Key_G: CONFIRM, Qt.Key.Key_H: BLACKEN}.get(Qt.Key(event.key()))
        if said is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        else:
            self.decided.emit(said)


class _PieceModel(TableModel):
    heads = ("位置", "文字", "像什么", "处理")
    _rows: Sequence[Exposed]

    def __init__(self, pieces: Sequence[Exposed], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = pieces
        self._decided: dict[str, str] = {}

    @property
    def undecided(self) -> list[int]:
        """The rows that nothing was decided about."""
        return [row for row, each in enumerate(self._rows) if each.code not in self._decided]

    def codes(self, decision: str) -> frozenset[str]:
        """The pieces of which that was decided."""
        return frozenset(code for code, said in self._decided.items() if said == decision)

    def decide(self, rows: Iterable[int], decision: str) -> None:
        """Decide about these rows."""
        for row in rows:
            self._decided[self._rows[row].code] = decision
            self.dataChanged.emit(self.index(row, PLACE), self.index(row, DECISION))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        piece, column = self._rows[index.row()], index.column()
        decision = self._decided.get(piece.code, _UNDECIDED)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (_short_place(piece), _around(piece), piece.piece.kind, decision)[column]
        if role == Qt.ItemDataRole.ForegroundRole and column in (PLACE, KIND):
            return QColor(tokens.SECOND_TEXT)
        if role == Qt.ItemDataRole.FontRole and column == DECISION and decision != _UNDECIDED:
            return strong(QApplication.font())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{_place(piece)}\n{piece.context}")
        return None


def _short_place(piece: Exposed) -> str:
    number = piece.where.number
    return f"{f'项目 {number}' if number is not None else '整体'}　{piece.where.says}"


def _place(piece: Exposed) -> str:
    return f"{piece.where.home}　{piece.where.says}"


def _around(piece: Exposed) -> str:
    """The piece in brackets, with a little of the text before and behind it."""
    text, start, end = piece.context, piece.piece.start, piece.piece.end
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    before = f"…{before}" if start > _BEFORE else before
    after = f"{after}…" if end + _AFTER < len(text) else after
    return " ".join(f"{before}【{piece.piece.text}】{after}".split())
