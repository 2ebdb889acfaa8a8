"""Deciding field by field what a gathered Book shall hold where workbook and sources differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hfgoals.merging.gathering import Conflict, Gathered
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.edits import UnknownRow
from hfgoals.model.fields import FIELDS, PART_OF, Field
from hfgoals.model.rows import CHILDREN, children_of, flatten, with_children
from hfgoals.model.values import Book

Verdicts = Mapping[Address, str]
"""The text that each decided field shall hold; a field that is not there keeps what it holds."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that stands in one or more of the sources instead."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field about which the workbook and the sources differ: all its conflicts together."""

    address: Address
    held: str
    """What the gathered Book holds."""
    holder: str
    """The source that it came from; "" when it was in the workbook before."""
    offers: tuple[Offer, ...]
    """The other texts, each once, in the order of the sources."""
    owner: str
    """The id of the project, or of the plan for the overall part, or UNIT_ROW."""
    year: int | None
    project: str
    row: str

    @property
    def label(self) -> str:
        """The field's name on the form."""
        return self.address.field.label

    def offer_of(self, text: str) -> Offer | None:
        """The offer with that text, as far as anybody sees."""
        sought = text.strip()
        return next((each for each in self.offers if each.text.strip() == sought), None)


def disputes(result: Gathered) -> tuple[Dispute, ...]:
    """What there is to decide in a Book gathered with our side preferred, in the forms' order."""
    by_field: dict[Address, list[Conflict]] = {}
    for conflict in result.conflicts:
        by_field.setdefault(conflict.address, []).append(conflict)
    if not by_field:
        return ()
    ranks = _ranks(result.book, {address.row for address in by_field})
    found = [_dispute(each, ranks[each[0].address.row][1]) for each in by_field.values()]
    return tuple(sorted(found, key=lambda each: _place(each, ranks)))


def decided(result: Gathered, verdicts: Verdicts) -> Book:
    """The gathered Book with those fields as decided; the very same when that changes nothing.

    Raises FieldError for a text that its field cannot take, UnknownRow for a row that is not there.
    """
    by_row: dict[str, list[tuple[Field, str]]] = {}
    for address, text in verdicts.items():
        by_row.setdefault(address.row, []).append((address.field, text))
    book = result.book
    unit = _put(book.unit, by_row.pop(UNIT_ROW, []))
    years = tuple(_below(plan, by_row) for plan in book.years)
    if by_row:
        raise UnknownRow(next(iter(by_row)))
    if unit is book.unit and all(new is old for new, old in zip(years, book.years, strict=True)):
        return book
    return replace(book, unit=unit, years=years)


def _dispute(conflicts: list[Conflict], owner: str) -> Dispute:
    first = conflicts[0]
    texts: dict[str, tuple[str, list[str]]] = {}
    for each in conflicts:
        texts.setdefault(each.theirs.strip(), (each.theirs, []))[1].append(each.source)
    offers = tuple(Offer(text, tuple(dict.fromkeys(names))) for text, names in texts.values())
    return Dispute(
        first.address, first.ours, first.holder, offers,
        owner, first.year, first.project, first.row,
    )  # fmt: skip


def _ranks(book: Book, wanted: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The place among all rows and the owner of each of the rows wanted."""
    ranks: dict[str, tuple[int, str]] = {}
    sought = frozenset(wanted)
    owner = UNIT_ROW
    for place, row in enumerate(flatten(book)):
        # The overall part's rows stand before the first project of their year.
        if row.part in ("plan", "project"):
            owner = row.id
        if row.id in sought:
            ranks[row.id] = (place, owner)
    return ranks


def _place(dispute: Dispute, ranks: Mapping[str, tuple[int, str]]) -> tuple[int, int]:
    address = dispute.address
    return ranks[address.row][0], FIELDS[address.part].index(address.field)


def _below(row: Any, by_row: dict[str, list[tuple[Field, str]]]) -> Any:
    """The row with what is decided about it and all below it; takes these off ``by_row``."""
    changed = _put(row, by_row.pop(row.id, []))
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        if not by_row:
            break
        rows = children_of(row, path)
        below = tuple(_below(each, by_row) for each in rows)
        if any(new is not old for new, old in zip(below, rows, strict=True)):
            changed = with_children(changed, path, below)
    return changed


def _put(row: Any, texts: Iterable[tuple[Field, str]]) -> Any:
    changed = row
    for field, text in texts:
        if field.text(changed) != text:
            changed = field.put(changed, text)
    return changed if changed != row else row
