"""缺损之处: what a damaged workbook has lost, to turn to each place."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from hfgoals.store.told import LOSSES, Loss, SalvageReport
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.fitting import Dialog, begin_with
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.kit.rows import Index, Row, RowDelegate, halves, shrunk
from ui.kit.table import Table, TableModel

PLACE, REST = range(2)
"""The columns."""
ROW_HEIGHT: Final = 11 * tokens.STEP
EDGE: Final = 3 * tokens.STEP
PLACE_WIDTH: Final = 96 * tokens.STEP
_LOSS_ROLE: Final = Qt.ItemDataRole.UserRole
_SIZE: Final = QSize(960, 560)
_SIDE: Final = 6 * tokens.STEP


class LossModel(TableModel):
    """The losses in the order in which they are told."""

    heads = ("缺损之处", "残存的文字（未必正确）")

    def __init__(self, losses: tuple[Loss, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = losses

    def loss(self, row: int) -> Loss | None:
        """The loss of that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        loss: Loss = self._rows[index.row()]
        if role == _LOSS_ROLE:
            return loss
        if role == Qt.ItemDataRole.DisplayRole:
            return (loss.where, loss.text)[index.column()]
        return None


class LossesDialog(Dialog):
    """Accepted, ``wanted`` is the id of the row to turn to; ``salvaging`` is the other answer."""

    def __init__(self, report: SalvageReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("缺损之处")
        self.wanted = ""
        self.salvaging = False
        self.model = LossModel(report.losses, self)
        empty = "没有发现缺损：内容逐条核对完整。"
        self.table = Table(self.model, "缺损之处", self, row_height=ROW_HEIGHT, empty=empty)
        self.table.setItemDelegate(RowDelegate(self.table, _paint, lambda *_: ROW_HEIGHT))
        self.table.widths(PLACE_WIDTH, 0)
        self.table.activated.connect(lambda _: self._turn())
        self.turn = push_button("转到此处", self._turn, role="primary")
        self.turn.setDefault(True)
        said = PlainLabel(summary_of(report), "second", wraps=True)
        foot = in_row(
            push_button("抢救到新文件…", self._salvage),
            ...,
            self.turn,
            push_button("关闭", self.reject),
            gap=2 * tokens.STEP,
        )
        in_column(said, (self.table, 1), foot, on=self, margins=_SIDE, gap=3 * tokens.STEP)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        if report.losses:
            self.table.selectRow(0)
        self._offer()
        begin_with(self, _SIZE)

    def _offer(self) -> None:
        loss = self.model.loss(self.table.currentIndex().row())
        self.turn.setEnabled(loss is not None and bool(loss.row))

    def _turn(self) -> None:
        loss = self.model.loss(self.table.currentIndex().row())
        if loss is not None and loss.row:
            self.wanted = loss.row
            self.accept()

    def _salvage(self) -> None:
        self.salvaging = True
        self.reject()


def summary_of(report: SalvageReport) -> str:
    """What is left and what is not, in a sentence or two."""
    if report.whole:
        return f"共 {report.saved} 行，逐条核对无误，没有缺失。"
    count = len(report.losses)
    absent = f"，比原来少 {report.absent} 条记录" if report.absent else ""
    left = "其余的都核对无误。" if report.certain else "其余的逐条核对过，但可能混有以前的内容。"
    return f"完好 {report.saved} 行，缺损或存疑 {count} 处{absent}。{left}"


def parted(where: str) -> tuple[str, str]:
    """A place in words as its project and the row there, so that neither hides the other."""
    home, of, line = where.rpartition("”的")
    return (f"{home}”", line) if of else ("", where)


def _paint(row: Row, index: Index) -> None:
    row.fill(tokens.PAPER, ruled=True)
    loss: Loss = index.data(_LOSS_ROLE)
    room = row.rect.adjusted(EDGE, tokens.STEP, -EDGE, -tokens.STEP)
    if index.column() == PLACE:
        upper, lower = halves(room)
        home, line = parted(loss.where)
        told = "　".join(filter(None, (LOSSES[loss.kind], home)))
        row.say(upper, line)
        row.say(lower, told, tokens.SECOND_TEXT, shrunk(row.font))
    else:
        text = " ".join(loss.text.split())
        row.say(room, text or "（读不出来）", tokens.TEXT if text else tokens.FAINT_TEXT)
