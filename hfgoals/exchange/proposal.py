"""What reading a source gives: a proposal to look at. Nothing here writes to a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from hfgoals.exchange.note import Note
from hfgoals.model.dating import dated
from hfgoals.model.reasons import Reason
from hfgoals.model.values import AnnualPlan, Book, Unit

if TYPE_CHECKING:
    from hfgoals.exchange.foreign.understanding import Understanding


NAME_YEAR: Final = "请指明年度。"
"""How a note ends that asks for the year, when a source does not tell it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a source holds for one year of one unit."""

    unit: Unit
    year: int | None
    """The budget year, None when the source does not say or contradicts itself."""
    plan: AnnualPlan
    """Its year is 0 while ``year`` is None."""
    notes: tuple[Note, ...] = ()
    ours: bool = False
    """Whether the source tells that the program wrote it: there is no other way to read it."""
    reasons: tuple[Reason, ...] = ()
    """Why findings are kept, of a workbook that others filled in."""
    returned: bool = False
    """Whether it was handed out for what came of the targets: these themselves are only shown."""
    understanding: Understanding | None = field(default=None, compare=False, repr=False)
    """What became of each cell, to look at and correct; None for a source in the standard form."""

    def of_year(self, year: int) -> Proposal:
        """The same as of that year, which is no longer asked for."""
        notes = tuple(note for note in self.notes if not note.message.endswith(NAME_YEAR))
        kept = notes if self.year is None else self.notes
        return replace(self, year=year, plan=dated(replace(self.plan, year=year)), notes=kept)

    @property
    def of_policies(self) -> bool:
        """Whether it holds nothing but policies, which are of no single year."""
        return bool(self.plan.policies) and replace(self.plan, policies=()).is_blank

    def for_book(self, book: Book) -> Proposal:
        """The same for the latest year of that Book, where it is of no single one."""
        return self.of_year(book.years[-1].year) if self.of_policies and book.years else self

    @property
    def unread(self) -> tuple[Note, ...]:
        """The notes about what was not taken in."""
        return tuple(note for note in self.notes if note.unread)
