"""The field in hand at full length: the workbook's text, the source's, and one of one's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hfgoals.merging.comparing import differing
from hfgoals.merging.deciding import Dispute, Offer
from ui.gather.choice import Choice
from ui.gather.decisions import Decisions
from ui.kit.excerpt import HELD_TINT, OFFER_TINT
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel, PlainLabel
from ui.kit.tokens import STEP

_MOST_NAMED = 3
_KEYS = "按 1、2、3 或 ←、→ 选择，回车到下一处未决定的"


class ChoicePane(QWidget):
    """Shows one field that differs and takes what the user decides about it."""

    left = Signal()
    """Esc or Ctrl+Enter in the text of one's own: back to the list."""

    def __init__(self, decisions: Decisions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decisions = decisions
        self._dispute: Dispute | None = None
        self._at = 0
        self._place = ElidedLabel("", "section")
        self._refused = PlainLabel("", "error")
        self._keys = PlainLabel(_KEYS, "second")
        self.held = Choice("1", "保留本工作簿", self)
        self.offered = Choice("2", "采用来源", self)
        self.own = Choice("3", "自己写", self)
        self.own.text.setReadOnly(False)
        self.own.text.setPlaceholderText("在这里输入要采用的内容")
        self._lay_out()
        self.held.chosen.connect(lambda: self.choose(0))
        self.offered.chosen.connect(lambda: self.choose(1))
        self.own.chosen.connect(lambda: self.choose(2))
        self.offered.whose.activated.connect(self._pick)
        self.own.text.textChanged.connect(self._typed)
        self.own.text.installEventFilter(self)
        decisions.changed.connect(lambda _: self._show_state())

    def show_dispute(self, dispute: Dispute | None) -> None:
        """Show another field, or none."""
        self._dispute = dispute
        for each in (self.held, self.offered, self.own, self._keys):
            each.setVisible(dispute is not None)
        if dispute is None:
            self._place.setText("")
            self._refused.hide()
            return
        self._place.setText(" ".join(part for part in (dispute.row, dispute.label) if part))
        self.held.title.setText(
            f"保留已并入的：{dispute.holder}" if dispute.holder else "保留本工作簿"
        )
        taken = self._decisions.offer(dispute)
        self._at = dispute.offers.index(taken) if taken is not None else 0
        self._list_offers(dispute)
        self._show_offer()
        blocked = QSignalBlocker(self.own.text)
        self.own.text.setPlainText(self._decisions.draft(dispute) or "")
        blocked.unblock()
        self._show_state()

    def choose(self, which: int) -> None:
        """Decide: 0 for the workbook's text, 1 for the source's, 2 to write one's own."""
        dispute = self._dispute
        if dispute is None:
            return
        if which == 0:
            self._decisions.keep(dispute)
        elif which == 1:
            self._decisions.take(dispute, dispute.offers[self._at])
        else:
            self._write(dispute)

    def take_or_turn(self) -> None:
        """Take the source's text; when it is taken already, the next source's."""
        dispute = self._dispute
        if dispute is None:
            return
        if self._decisions.offer(dispute) is dispute.offers[self._at]:
            self._pick((self._at + 1) % len(dispute.offers))
        else:
            self.choose(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Escape or (enter and control):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(3 * STEP)
        for each in (self.held, self.offered, self.own):
            row.addWidget(each, 1)
        head = in_row((self._place, 1), self._refused, self._keys)
        in_column(head, (row, 1), on=self, margins=0, gap=2 * STEP)

    def _list_offers(self, dispute: Dispute) -> None:
        several = len(dispute.offers) > 1
        self.offered.whose.setVisible(several)
        self.offered.title.setText("采用来源" if several else f"采用 {_named(dispute.offers[0])}")
        if several:
            self.offered.whose.clear()
            self.offered.whose.addItems([_named(each) for each in dispute.offers])

    def _show_offer(self) -> None:
        dispute = self._dispute
        if dispute is None:
            return
        offer = dispute.offers[self._at]
        if len(dispute.offers) > 1:
            self.offered.whose.setCurrentIndex(self._at)
        ours, theirs = differing(dispute.held, offer.text)
        self.held.show_text(dispute.held, ours, HELD_TINT)
        self.offered.show_text(offer.text, theirs, OFFER_TINT)

    def _pick(self, at: int) -> None:
        self._at = at
        self._show_offer()
        self.choose(1)

    def _write(self, dispute: Dispute) -> None:
        if self._decisions.draft(dispute) is not None:
            self._decisions.write(dispute, self.own.text.toPlainText())
        elif not self.own.text.toPlainText():
            blocked = QSignalBlocker(self.own.text)
            self.own.text.setPlainText(dispute.held)
            blocked.unblock()
            self.own.text.selectAll()
        self.own.text.setFocus()

    def _typed(self) -> None:
        if self._dispute is not None:
            self._decisions.write(self._dispute, self.own.text.toPlainText())

    def _show_state(self) -> None:
        dispute = self._dispute
        if dispute is None:
            return
        state = self._decisions.state(dispute)
        here = self._decisions.offer(dispute) is dispute.offers[self._at]
        self.held.show_chosen(chosen=state == "kept")
        self.offered.show_chosen(chosen=state == "taken" and here)
        self.own.show_chosen(chosen=state in ("own", "wrong"))
        refusal = self._decisions.refusal(dispute)
        self._refused.setText(refusal)
        self._refused.setVisible(bool(refusal))
        self._keys.setVisible(not refusal)


def _named(offer: Offer) -> str:
    names = "、".join(offer.sources[:_MOST_NAMED])
    return f"{names} 等 {len(offer.sources)} 个" if len(offer.sources) > _MOST_NAMED else names
