"""Edits: what a key, a paste, an import or a repair proposes. Pure; see workbook.py for steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.blanks import blank_row
from hfgoals.model.disclosure import Report
from hfgoals.model.fields import PART_OF, Part
from hfgoals.model.numbering import NUMBERED, listed
from hfgoals.model.policy import Policy
from hfgoals.model.rows import CHILDREN, OF_STAGES, children_of, with_children
from hfgoals.model.stages import Result, Stage
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project, Safeguard, SubGoal

Row = (
    AnnualPlan | SubGoal | Safeguard | Project | Goal | Indicator | Report | Policy | Stage | Result
)

_MADE_WHEN_FILLED: Final[tuple[Part, ...]] = ("report", *OF_STAGES)
"""Rows that are there once anything is filled in."""


@dataclass(frozen=True, slots=True)
class SetText:
    """Fill one field with the text as it would stand on the form.

    A number that the form itself prints before it goes; several numbered lines of a project's goal
    become several goals (numbering.py).
    """

    address: Address
    text: str


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a row, with its children, under a parent ("" for a plan) at an index; -1 is the end.

    A text that brings a number for the list it comes into loses it (numbering.py).
    """

    parent: str
    row: Row
    index: int = -1


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away a row with its children."""

    row: str


@dataclass(frozen=True, slots=True)
class Move:
    """Move a row among its siblings to an index counted without it."""

    row: str
    index: int


Edit = SetText | Insert | Remove | Move


_TRAILS: dict[str, list[tuple[str, int]]] = {}
"""Where rows stood when they were last looked for. Only ever a guess, of whichever book."""
_MOST_TRAILS = 1000


class UnknownRow(KeyError):
    """An edit names a row that the Book does not hold."""


def applied(book: Book, edits: Iterable[Edit]) -> Book:
    """The Book after the edits, in their order.

    Raises FieldError when a text does not fit its field, UnknownRow when a row is not there.
    """
    for edit in edits:
        book = _applied(book, edit)
    return book


def _applied(book: Book, edit: Edit) -> Book:
    match edit:
        case SetText(address, text):
            return _put(book, address, text)
        case Insert(parent, row, index):
            return _inserted(book, parent, row, index)
        case Remove(row_id):
            return _resited(book, row_id, lambda rows, at: rows[:at] + rows[at + 1 :])
        case Move(row_id, index):
            return _resited(book, row_id, lambda rows, at: _moved(rows, at, index))


def _put(book: Book, address: Address, text: str) -> Book:
    """The Book with that text in its field; a numbered list of goals becomes as many rows."""
    put = address.field.put
    if address.part in _MADE_WHEN_FILLED:
        book = _with_blank(book, address.row)
    if (address.part, address.path) not in NUMBERED:
        return rebuilt(book, address.row, lambda row: put(row, text))
    *_, (_, at) = trail(book, address.row)
    first, *more = listed(address.part, put(find(book, address.row), text), at + 1)
    book = rebuilt(book, address.row, lambda _: first)
    if not more:
        return book
    return _resited(book, address.row, lambda rows, at: (*rows[: at + 1], *more, *rows[at + 1 :]))


def _with_blank(book: Book, row_id: str) -> Book:
    """The Book that holds that row, where this is the first text put into it."""
    try:
        trail(book, row_id)
    except UnknownRow:
        blank = blank_row(book, row_id)
        return book if blank is None else _inserted(book, *blank, -1)
    return book


def find(book: Book, row_id: str) -> Any:
    """The row of that id (the Unit for UNIT_ROW; a blank report, Stage or Result where none is
    filled in yet).

    Raises UnknownRow.
    """
    if row_id == UNIT_ROW:
        return book.unit
    row: Any = book
    try:
        steps = trail(book, row_id)
    except UnknownRow:
        blank = blank_row(book, row_id)
        if blank is None:
            raise
        return blank[1]
    for path, index in steps:
        row = children_of(row, path)[index]
    return row


def text_at(book: Book, address: Address) -> str:
    """The text that stands at the address. Raises UnknownRow."""
    return address.field.text(find(book, address.row))


def trail(book: Book, row_id: str) -> list[tuple[str, int]]:
    """The way from the Book to a row, as (path, index) steps. Raises UnknownRow."""
    # Steps of the same row follow each other: the next look is where the last one found it.
    known = _TRAILS.get(row_id)
    if known is not None and _leads_to(book, known, row_id):
        return known
    for index, plan in enumerate(book.years):
        found = _search(plan, row_id)
        if found is not None:
            if len(_TRAILS) >= _MOST_TRAILS:
                _TRAILS.clear()
            _TRAILS[row_id] = steps = [("years", index), *found]
            return steps
    raise UnknownRow(row_id)


def _leads_to(book: Book, steps: list[tuple[str, int]], row_id: str) -> bool:
    row: Any = book
    for path, index in steps:
        rows = children_of(row, path)
        if index >= len(rows):
            return False
        row = rows[index]
    return bool(row.id == row_id)


def _search(row: Any, row_id: str) -> list[tuple[str, int]] | None:
    if row.id == row_id:
        return []
    below = [(path, part, children_of(row, path)) for path, part in CHILDREN[PART_OF[type(row)]]]
    for path, _, rows in below:
        if row_id in (ids := list(map(_id, rows))):
            return [(path, ids.index(row_id))]
    for path, part, rows in below:
        for index, child in enumerate(rows if CHILDREN[part] else ()):
            found = _search(child, row_id)
            if found is not None:
                return [(path, index), *found]
    return None


_id = attrgetter("id")


def rebuilt(book: Book, row_id: str, change: Callable[[Any], Any]) -> Book:
    if row_id == UNIT_ROW:
        unit = change(book.unit)
        return book if unit == book.unit else replace(book, unit=unit)
    rebuilt: Book = _along(book, trail(book, row_id), change)
    return _in_order(rebuilt)


def _along(row: Any, steps: list[tuple[str, int]], change: Callable[[Any], Any]) -> Any:
    if not steps:
        changed = change(row)
        return row if changed == row else changed
    (path, index), *rest = steps
    rows = children_of(row, path)
    inner = _along(rows[index], rest, change)
    if inner is rows[index]:
        return row
    return with_children(row, path, (*rows[:index], inner, *rows[index + 1 :]))


def _inserted(book: Book, parent: str, row: Row, index: int) -> Book:
    if isinstance(row, AnnualPlan):
        return _in_order(replace(book, years=(*book.years, row)))
    part = PART_OF[type(row)]

    def taken_in(owner: Any) -> Any:
        path = next(path for path, child in CHILDREN[PART_OF[type(owner)]] if child == part)
        rows = children_of(owner, path)
        at = len(rows) if index < 0 else min(index, len(rows))
        new = listed(part, row, at + 1)
        return with_children(owner, path, (*rows[:at], *new, *rows[at:]))

    return rebuilt(book, parent, taken_in)


def _resited(
    book: Book, row_id: str, change: Callable[[tuple[Any, ...], int], tuple[Any, ...]]
) -> Book:
    *above, (path, index) = trail(book, row_id)
    resited: Book = _along(
        book,
        above,
        lambda owner: with_children(owner, path, change(children_of(owner, path), index)),
    )
    return resited


def _moved(rows: tuple[Any, ...], at: int, index: int) -> tuple[Any, ...]:
    others = rows[:at] + rows[at + 1 :]
    index = max(0, min(index, len(others)))
    return (*others[:index], rows[at], *others[index:])


def _in_order(book: Book) -> Book:
    years = tuple(sorted(book.years, key=lambda plan: plan.year))
    return book if years == book.years else replace(book, years=years)
