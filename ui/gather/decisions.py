"""What the user has decided about each field that differs; the wizard's one place for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from hfgoals.merging.deciding import Dispute, Offer, Verdicts
from hfgoals.model.address import Address
from hfgoals.model.kinds import FieldError

State = Literal["undecided", "kept", "taken", "own", "wrong"]


@dataclass(frozen=True, slots=True)
class TakenAll:
    """What taking the sources' texts in one go left alone."""

    several: int = 0
    """The sources differ among themselves."""
    own: int = 0
    """The user wrote a text."""


class Decisions(QObject):
    """Every change is told with the addresses concerned."""

    changed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disputes: dict[Address, Dispute] = {}
        self._texts: dict[Address, str] = {}
        self._drafts: dict[Address, str] = {}
        self._refusals: dict[Address, str] = {}

    def start(self, disputes: Iterable[Dispute]) -> None:
        """Decide about these; what was decided before holds where it still can."""
        before, self._disputes = self._disputes, {each.address: each for each in disputes}
        for kept in (self._texts, self._drafts, self._refusals):
            for address in [each for each in kept if each not in self._disputes]:
                del kept[address]
        for address, text in list(self._texts.items()):
            dispute = self._disputes[address]
            was_own = before[address].offer_of(text) is None and text != before[address].held
            if not (was_own or text == dispute.held or dispute.offer_of(text)):
                del self._texts[address]
        self.changed.emit(list(self._disputes))

    @property
    def verdicts(self) -> Verdicts:
        """The text for each field decided."""
        return dict(self._texts)

    @property
    def undecided(self) -> int:
        """How many fields are not decided."""
        return len(self._disputes) - len(self._texts)

    @property
    def wrong(self) -> list[Dispute]:
        """The fields with a text of the user's that they cannot take."""
        return [self._disputes[address] for address in self._refusals]

    def state(self, dispute: Dispute) -> State:
        """Whose text the field shall hold."""
        if dispute.address in self._refusals:
            return "wrong"
        text = self._texts.get(dispute.address)
        if text is None:
            return "undecided"
        if text == dispute.held:
            return "kept"
        return "own" if dispute.offer_of(text) is None else "taken"

    def offer(self, dispute: Dispute) -> Offer | None:
        """The offer that was taken."""
        text = self._texts.get(dispute.address)
        return dispute.offer_of(text) if text is not None and text != dispute.held else None

    def draft(self, dispute: Dispute) -> str | None:
        """What the user wrote last, taken or not; None when nothing was written."""
        return self._drafts.get(dispute.address)

    def refusal(self, dispute: Dispute) -> str:
        """Why the user's text cannot be taken; "" when it can."""
        return self._refusals.get(dispute.address, "")

    def keep(self, dispute: Dispute) -> None:
        """Keep what the workbook holds."""
        self._put(dispute, dispute.held)

    def take(self, dispute: Dispute, offer: Offer) -> None:
        """Take a source's text."""
        self._put(dispute, offer.text)

    def write(self, dispute: Dispute, text: str) -> None:
        """Take a text of the user's own, or remember why it cannot be."""
        self._drafts[dispute.address] = text
        kind = dispute.address.field.kind
        try:
            self._put(dispute, kind.format(kind.parse(text)))
        except FieldError as error:
            self._texts.pop(dispute.address, None)
            self._refusals[dispute.address] = str(error)
            self.changed.emit([dispute.address])

    def keep_all(self, disputes: Iterable[Dispute]) -> TakenAll:
        """Keep what the workbook holds in all these; texts of the user's own stay."""
        return self._put_all((each, each.held) for each in disputes)

    def take_all(self, disputes: Iterable[Dispute]) -> TakenAll:
        """Take the sources' texts where they are of one mind; texts of the user's own stay."""
        listed = list(disputes)
        alike = [each for each in listed if len(each.offers) == 1]
        told = self._put_all((each, each.offers[0].text) for each in alike)
        return TakenAll(len(listed) - len(alike), told.own)

    def _put(self, dispute: Dispute, text: str) -> None:
        self._texts[dispute.address] = text
        self._refusals.pop(dispute.address, None)
        self.changed.emit([dispute.address])

    def _put_all(self, texts: Iterable[tuple[Dispute, str]]) -> TakenAll:
        own, put = 0, []
        for dispute, text in texts:
            if self.state(dispute) in ("own", "wrong"):
                own += 1
                continue
            self._texts[dispute.address] = text
            put.append(dispute.address)
        self.changed.emit(put)
        return TakenAll(own=own)
