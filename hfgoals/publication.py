"""What may not be published unseen: personal information in the texts of the public version.

Before anything is written for publication every such piece is confirmed or blackened. A piece has
a code that stays the same as long as its place and its text do: what was confirmed is that very
piece, and one typed later is asked for anew. The workbook itself is never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from hfgoals.checks.text.personal import Personal, blackened, personal_in
from hfgoals.checks.where import Places, Where
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.fields import FIELDS, PART_OF, Field
from hfgoals.model.kinds import LINE, TARGET, TEXTS
from hfgoals.model.rows import CHILDREN, children_of, with_children
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import Trouble

EVERY: Final = "all"
"""In place of codes: all pieces."""
_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LONG: Final = 5


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the user decided about pieces, by their codes or EVERY; confirmed goes before."""

    confirmed: frozenset[str] = frozenset()
    blackened: frozenset[str] = frozenset()


UNDECIDED: Final = Clearance()


@dataclass(frozen=True, slots=True)
class Exposed:
    """One piece that the public version would show."""

    code: str
    address: Address
    where: Where
    piece: Personal
    context: str
    """The whole text that it stands in."""


class NotCleared(Trouble):
    """Pieces that nobody decided about; nothing was written."""

    def __init__(self, pieces: tuple[Exposed, ...]) -> None:
        super().__init__(
            f"公开的文本里有{len(pieces)}处像个人信息。",
            "没有导出任何文件，工作簿没有改动。",
            "请逐处核对：可以公开的确认，不能公开的涂黑，也可以先在工作簿里删去。",
        )
        self.pieces = pieces


def exposed(
    book: Book, years: Collection[int] = (), projects: Collection[str] = ()
) -> tuple[Exposed, ...]:
    """All pieces in the texts of these years (all when empty), in the order of the form.

    With ids of projects, only those that stand in one of them or in the unit's name.
    """
    return tuple(
        found
        for plan in book.years
        if not years or plan.year in years
        for found in _of_plan(book, plan, projects)
    )


def cleared(
    book: Book,
    clearance: Clearance,
    years: Collection[int] = (),
    projects: Collection[str] = (),
) -> Book:
    """The book as it may be published: what is to be blackened is. Raises NotCleared."""
    pieces = exposed(book, years, projects)
    left = [each for each in pieces if not _among(each, clearance.confirmed)]
    undecided = tuple(each for each in left if not _among(each, clearance.blackened))
    if undecided:
        raise NotCleared(undecided)
    hidden: dict[tuple[str, str], list[Personal]] = {}
    for each in left:
        hidden.setdefault((each.address.row, each.address.path), []).append(each.piece)
    return _without(book, hidden) if hidden else book


def _among(each: Exposed, codes: Collection[str]) -> bool:
    return EVERY in codes or each.code in codes


def _of_plan(book: Book, plan: AnnualPlan, projects: Collection[str]) -> Iterator[Exposed]:
    places = Places(plan)
    wanted = [each for each in plan.projects if not projects or each.id in projects]
    roots: list[Any] = [book.unit]
    roots += wanted if projects else [plan]
    for row in (each for root in roots for each in _subtree(root)):
        row_id = getattr(row, "id", UNIT_ROW)
        for field in _published(row):
            text = field.text(row)
            address = Address(PART_OF[type(row)], row_id, field.path)
            seen: list[str] = []
            for piece in personal_in(text):
                seen.append(piece.text)
                code = _code(row_id, field.path, piece.text, str(seen.count(piece.text)))
                yield Exposed(code, address, places.where(address), piece, text)


def _subtree(row: Any) -> Iterator[Any]:
    yield row
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        for child in children_of(row, path):
            yield from _subtree(child)


def _published(row: Any) -> Iterator[Field]:
    """Its fields of free text that the public version shows; codes are the bureau's."""
    for field in FIELDS[PART_OF[type(row)]]:
        signed = field.path.startswith("signatures.")
        if field.kind in (LINE, *TEXTS, TARGET) and field.path != "code" and not signed:
            yield field


def _code(*parts: str) -> str:
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest())
    letters = []
    for _ in range(_LONG):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def _without(book: Book, hidden: dict[tuple[str, str], list[Personal]]) -> Book:
    unit = _row_without(book.unit, UNIT_ROW, hidden)
    years = tuple(_tree_without(plan, hidden) for plan in book.years)
    return Book(unit, years, book.sample)


def _tree_without(row: Any, hidden: dict[tuple[str, str], list[Personal]]) -> Any:
    row = _row_without(row, row.id, hidden)
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        rows = tuple(_tree_without(child, hidden) for child in children_of(row, path))
        row = with_children(row, path, rows)
    return row


def _row_without(row: Any, row_id: str, hidden: dict[tuple[str, str], list[Personal]]) -> Any:
    for field in FIELDS[PART_OF[type(row)]]:
        pieces = hidden.get((row_id, field.path))
        if pieces:
            row = field.put(row, blackened(field.text(row), tuple(pieces)))
    return row
