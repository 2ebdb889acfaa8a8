"""抢救: what is missing beside what can still be read of it and what a backup has; what to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from hfgoals.history.filling import GONE, Gap, Offer
from hfgoals.store.told import SalvageReport
from ui.damage.losses import parted, summary_of
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.excerpt import HELD_TINT, MarkedText
from ui.kit.fitting import Dialog, begin_with
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.plain import PlainLabel
from ui.kit.rows import Index, Row, TickDelegate, halves, is_ticked, shrunk
from ui.kit.table import Table, TableModel

PLACE, REST, OFFERED = range(3)
"""The columns."""
_GAP_ROLE: Final = Qt.ItemDataRole.UserRole
_CHECK: Final = Qt.ItemDataRole.CheckStateRole
_ROW_HEIGHT: Final = 11 * tokens.STEP
_EDGE: Final = 3 * tokens.STEP
_PLACE_WIDTH: Final = 92 * tokens.STEP
_FULL_HEIGHT: Final = 30 * tokens.STEP
_SIZE: Final = QSize(1100, 660)
_SIDE: Final = 6 * tokens.STEP


class GapModel(TableModel):
    """What is missing, each ticked where it is to be taken from a backup."""

    heads = ("缺失处", "残存的文字（未必正确）", "备份中的值")
    ticked_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ticked: set[int] = set()

    def show(self, gaps: Sequence[Gap]) -> None:
        """Show these, those that are ticked again where they are the same."""
        before = {self._rows[at].where for at in self._ticked}
        self.beginResetModel()
        self._rows = tuple(gaps)
        self._ticked = {at for at, gap in enumerate(gaps) if gap.offers and gap.where in before}
        self.endResetModel()
        self.ticked_changed.emit()

    def gap(self, row: int) -> Gap | None:
        """The one in that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def taken(self) -> tuple[Offer, ...]:
        """What the ticked ones are to be filled with: the newest that there is."""
        return tuple(self._rows[at].offers[0] for at in sorted(self._ticked))

    @property
    def offered(self) -> int:
        """For how many there is something to take."""
        return sum(bool(gap.offers) for gap in self._rows)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick all that were surely there and that a backup has, or none."""
        sure = (at for at, gap in enumerate(self._rows) if gap.sure and gap.offers)
        self._ticked = set(sure) if ticked else set()
        if self._rows:
            last = self.index(len(self._rows) - 1, OFFERED)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked_changed.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        gap: Gap = self._rows[index.row()]
        if role == _GAP_ROLE:
            return gap
        if role == _CHECK and index.column() == PLACE:
            return Qt.CheckState.Checked if index.row() in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return (gap.where, gap.remains, gap.offers[0].text if gap.offers else "")[
                index.column()
            ]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not self._rows[index.row()].offers:
            return False
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        (self._ticked.add if ticked else self._ticked.discard)(index.row())
        whole_row = self.index(index.row(), PLACE), self.index(index.row(), OFFERED)
        self.dataChanged.emit(*whole_row)
        self.ticked_changed.emit()
        return True


class SalvageDialog(Dialog):
    """Accepted, ``taken`` is what to put in for what is missing.

    ``compare`` asks for another copy of the workbook, and gives the gaps beside what that has, too;
    None when the user thought better of it.
    """

    def __init__(
        self,
        report: SalvageReport,
        gaps: Sequence[Gap],
        compare: Callable[[], Sequence[Gap] | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("抢救")
        self._compare = compare
        self.model = GapModel(self)
        self.table = Table(
            self.model, "缺失处", self, row_height=_ROW_HEIGHT, empty="没有缺失，内容可以全部抢救。"
        )
        self.table.setItemDelegate(TickDelegate(self.table, _paint))
        self.table.widths(_PLACE_WIDTH, 0, 0)
        self._rest = MarkedText("残存文字的全文", self)
        self._offer = MarkedText("备份中的全文", self)
        self._counted = PlainLabel("", "second")
        self.all = push_button("全部采用备份的值", lambda: self.model.tick_all(ticked=True))
        self.none = push_button("全不采用", lambda: self.model.tick_all(ticked=False), role="link")
        self.accept_button: QPushButton = push_button("存成新文件…", self.accept, role="primary")
        self.accept_button.setDefault(True)
        self._lay_out(summary_of(report))
        self.model.ticked_changed.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(self._show_in_hand)
        self._show(gaps)
        begin_with(self, _SIZE)

    @property
    def taken(self) -> tuple[Offer, ...]:
        """What was ticked."""
        return self.model.taken

    def _lay_out(self, summary: str) -> None:
        said = PlainLabel(
            f"{summary}没有采用的缺失处在新文件里空着。备份里是当时的内容，此后的修改不在其中，"
            "采用后请核对。损坏的文件不会改动。",
            "second",
            wraps=True,
        )
        above = in_row((self._counted, 1), self.none, self.all, gap=2 * tokens.STEP)
        cards = [
            on_card(PlainLabel(head, "second"), text, margins=(_EDGE, 8, _EDGE, 4), gap=tokens.STEP)
            for head, text in (("残存的文字", self._rest), ("备份中的值", self._offer))
        ]
        for card in cards:
            card.setFixedHeight(_FULL_HEIGHT)
            card.setFrameShape(QFrame.Shape.NoFrame)
        full = in_row(*((card, 1) for card in cards), margins=0, gap=_EDGE)
        foot = in_row(
            push_button("对照另一个副本…", self._compare_more),
            ...,
            self.accept_button,
            push_button("取消", self.reject),
            gap=2 * tokens.STEP,
        )
        parts = (said, above, (self.table, 1), full, foot)
        in_column(*parts, on=self, margins=_SIDE, gap=3 * tokens.STEP)

    def _compare_more(self) -> None:
        gaps = self._compare()
        if gaps is not None:
            self._show(gaps)

    def _show(self, gaps: Sequence[Gap]) -> None:
        self.model.show(gaps)
        if gaps:
            self.table.selectRow(0)
        self._show_in_hand(self.table.currentIndex())

    def _count(self) -> None:
        offered, taken = self.model.offered, len(self.model.taken)
        has = f"备份或副本里有 {offered} 处" if offered else "没有备份或副本可以对照"
        chosen = f"，已采用 {taken} 处" if offered else ""
        self._counted.setText(f"缺失 {self.model.rowCount()} 处，{has}{chosen}。")
        self.all.setEnabled(bool(offered))
        self.none.setEnabled(bool(taken))

    def _show_in_hand(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        gap = self.model.gap(current.row())
        self._rest.show_text("" if gap is None else gap.remains, (), HELD_TINT)
        told = [] if gap is None else [f"{_named(each)}\n{each.text}" for each in gap.offers]
        self._offer.show_text("\n\n".join(told), (), HELD_TINT)


def _named(offer: Offer) -> str:
    return f"{offer.source.name} {offer.source.when}"


def _paint(row: Row, index: Index) -> None:
    row.fill(tokens.PAPER, ruled=True)
    gap: Gap = index.data(_GAP_ROLE)
    room = row.rect.adjusted(_EDGE, tokens.STEP, -_EDGE, -tokens.STEP)
    upper, lower = halves(room)
    small = shrunk(row.font)
    if index.column() == PLACE:
        if gap.offers:
            room = row.tick(room, ticked=is_ticked(index))
            upper, lower = halves(room)
        home, line = parted(gap.where)
        told = "　".join(filter(None, (home, "" if gap.sure else GONE)))
        row.say(upper if told else room, line)
        row.say(lower, told, tokens.SECOND_TEXT, small)
    elif index.column() == REST:
        text = " ".join(gap.remains.split())
        row.say(room, text or "（读不出来）", tokens.TEXT if text else tokens.FAINT_TEXT)
    elif gap.offers:
        row.say(upper, " ".join(gap.offers[0].text.split()))
        row.say(lower, _named(gap.offers[0]), tokens.SECOND_TEXT, small)
    else:
        row.say(room, "（没有）", tokens.FAINT_TEXT)
