"""The dropdown of the cell being edited: what it offers, and what the user took from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent

from hfgoals.model.address import Address
from hfgoals.model.department import department_of
from hfgoals.model.values import Project
from hfgoals.trouble import Trouble
from ui.document import Document
from ui.grid import offers
from ui.grid.cell_editor import CellEditor

if TYPE_CHECKING:
    from ui.grid.popup import OfferPopup


class Dropdown(QObject):
    """Ties the list of offers to one editor."""

    text_taken = Signal()
    """An offer for this cell alone stands in the editor now."""
    step_taken = Signal(object)
    """An offer that fills several cells was taken: its Proposal."""

    def __init__(self, document: Document, editor: CellEditor) -> None:
        super().__init__(editor)
        self._document = document
        self._editor = editor
        self._popup: OfferPopup | None = None
        self._own: Address | None = None
        self._owner = ""
        self._hint: Callable[[], str] = str

    def take_cell(self, own: Address, owner: str, hint: Callable[[], str]) -> None:
        """Serve the cell of that address on a form of that owner, a project or the year; ``hint``
        says what is special about it, or ""."""
        self._own, self._owner, self._hint = own, owner, hint

    @property
    def held(self) -> offers.Offer | None:
        """The offer that Enter would take."""
        return self._popup.highlighted if self._popup is not None else None

    def meant(self, text: str) -> str:
        """What the text is taken as: the list, as long as it is open, says so of bare numbers."""
        popup = self._popup
        shown = popup.offers.meant if popup is not None and popup.isVisible() else ""
        return shown or text

    def typed(self) -> None:
        """The text changed: show what fits it."""
        if self._popup is not None:
            self._popup.clear_highlight()
        self.show(typed=True)

    def show(self, *, typed: bool) -> None:
        """Open the list, or close it when there is nothing to offer."""
        place = self._place()
        if place is None:
            return
        try:
            found = offers.offers_for(place, self._editor.text, typed=typed)
        except Trouble as trouble:
            self._document.refused.emit(str(trouble))
            return
        if not found.items and not found.signs:
            self.close()
            return
        if not (typed or found.several or found.signs):
            # What is typed now looks for something else.
            self._editor.selectAll()
        hint = self._hint()
        shown = replace(found, hint=hint) if hint else found
        highlight = "" if typed or found.several else self._editor.text
        self._list().show_offers(shown, self._cell(), highlight)

    def close(self) -> None:
        """Close the list."""
        if self._popup is not None:
            self._popup.close_offers()

    def follow(self) -> None:
        """The editor moved or grew."""
        if self._popup is not None:
            self._popup.move_to(self._cell())

    def key(self, event: QKeyEvent) -> bool:
        """Deal with a key typed in the editor; False when it is none of the list's."""
        if self._popup is not None and self._popup.key(event):
            return True
        if opens_offers(event) and self._place() is not None:
            self.show(typed=False)
            return True
        return False

    def remark(self, text: str) -> str:
        """A soft word on a text that is taken; "" for none."""
        place = self._place()
        if place is None or place.address.path != "level1":
            return ""
        try:
            return offers.stray_level2(place, text)
        except Trouble:
            # Opening the list said so already; the text itself is fine.
            return ""

    def _place(self) -> offers.Place | None:
        plan, project, own = self._document.plan, self._document.project, self._own
        if plan is None or own is None or not offers.offers_something(own):
            return None
        if self._owner == plan.id:
            project = department_of(plan) if own.part == "indicator" else project
        return offers.Place(plan, project or Project(), own)

    def _list(self) -> OfferPopup:
        window = self._editor.window()
        if self._popup is None or self._popup.parentWidget() is not window:
            if self._popup is not None:
                self._popup.deleteLater()
            from ui.grid.popup import OfferPopup

            self._popup = OfferPopup(window)
            # The window outlives the table; the list is not to.
            self.destroyed.connect(self._popup.deleteLater)
            self._popup.chosen.connect(self._chosen)
            self._popup.sign_chosen.connect(self._sign)
        return self._popup

    def _cell(self) -> QRect:
        corner = self._editor.mapTo(self._editor.window(), QPoint(-1, -1))
        return QRect(corner, self._editor.size())

    def _chosen(self, offer: offers.Offer) -> None:
        place = self._place()
        if place is None or self._popup is None:
            return
        self._editor.settle()
        shown = self._popup.offers
        if shown.several:
            self._editor.replace_text(offers.ticked(self._editor.text, offer), typing=False)
            self.show(typed=False)
        elif offer.part:
            self._editor.replace_text(offers.with_unit(self._editor.text, offer.text))
            self.close()
        elif (step := offers.taking(place, offer)) is not None:
            self.step_taken.emit(step)
        else:
            self._editor.replace_text(offer.text, typing=False)
            self.text_taken.emit()

    def _sign(self, sign: str) -> None:
        self._editor.settle()
        self._editor.replace_text(offers.with_sign(self._editor.text, sign))


def opens_offers(event: QKeyEvent) -> bool:
    """F4 or Alt+Down."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down)
