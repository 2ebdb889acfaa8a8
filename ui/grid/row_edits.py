"""Rows of a form that grows (indicators, goals): what the row commands propose. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, Move, Remove, UnknownRow, find
from hfgoals.model.fields import ROW_TYPES, Part
from hfgoals.model.identity import new_id
from hfgoals.model.rows import children_of, held_at
from hfgoals.model.values import Book, Indicator
from ui.grid.geometry import GROWING, Board
from ui.grid.selection import Selection
from ui.grid.writing import Proposal


def part_in_hand(selection: Selection) -> Part | None:
    """The growing part that the cell in hand belongs to."""
    address, board = selection.address, selection.board
    if address is None or board is None or address.part not in GROWING:
        return None
    # A form may show rows of a list that grows elsewhere.
    elsewhere = GROWING[address.part].listed and address.part not in board.lists
    return None if elsewhere else address.part


def rows_in_hand(selection: Selection) -> list[str]:
    """The ids of the rows that the range touches, all of the part of the cell in hand."""
    board, part = selection.board, part_in_hand(selection)
    if board is None or part is None:
        return []
    rows, _ = selection.span
    of_part = set(board.rows_of(part))
    return [board.items[row] for row in rows if row in of_part and row in board.items]


def siblings(book: Book, board: Board, part: Part) -> list[Any]:
    """The rows of that part on the form, in their order."""
    owner = find(book, board.sheet.owner)
    return list(children_of(owner, held_at(owner, part)))


def insert(
    book: Book, board: Board, part: Part, beside: str, *, below: bool, path: str = ""
) -> Proposal:
    """A fresh row above or below another ("" for the end); an indicator keeps its levels.

    It leads to the field of that path in it, or to the one that is filled in first.
    """
    rows = siblings(book, board, part)
    at = next((at for at, row in enumerate(rows) if row.id == beside), len(rows) - 1)
    model = rows[at] if rows else None
    fresh = _like(part, model)
    index = at + 1 if below else max(at, 0)
    landed = Address(part, fresh.id, path or GROWING[part].first)
    return Proposal(f"增加{board.word(part)}", (Insert(board.sheet.owner, fresh, index),), landed)


def _like(part: Part, model: Any) -> Any:
    if isinstance(model, Indicator):
        return Indicator(level1=model.level1, level2=model.level2)
    return ROW_TYPES[part]()


def remove(book: Book, board: Board, part: Part, ids: Sequence[str], path: str) -> Proposal:
    """Take the rows away; the row that moves up in their place is in hand then."""
    rows = [row.id for row in siblings(book, board, part)]
    rest = [row for row in rows if row not in ids]
    at = min(rows.index(ids[0]), len(rest) - 1)
    landed = Address(part, rest[at], path) if rest else None
    return Proposal(f"删除{board.word(part)}", tuple(Remove(row_id) for row_id in ids), landed)


def duplicate(book: Book, board: Board, part: Part, ids: Sequence[str], path: str) -> Proposal:
    """Copies of the rows, below the last of them."""
    rows = siblings(book, board, part)
    chosen = [row for row in rows if row.id in ids]
    index = rows.index(chosen[-1]) + 1
    copies = [replace(row, id=new_id()) for row in chosen]
    edits = tuple(
        Insert(board.sheet.owner, row, index + number) for number, row in enumerate(copies)
    )
    return Proposal(f"复制{board.word(part)}", edits, Address(part, copies[0].id, path))


def can_shift(book: Book, board: Board, part: Part, ids: Sequence[str], *, down: bool) -> bool:
    """Whether there is a row to change places with.

    Behind another tab a form is kept as it was: what it is of, or its rows, may be gone.
    """
    try:
        rows: list[str] = [row.id for row in siblings(book, board, part)]
    except UnknownRow:
        return False
    if not ids or not set(rows).issuperset(ids):
        return False
    return rows[-1] != ids[-1] if down else rows[0] != ids[0]


def shift(book: Book, board: Board, part: Part, ids: Sequence[str], *, down: bool) -> Proposal:
    """The rows one place up or down, together."""
    rows = [row.id for row in siblings(book, board, part)]
    first, last = rows.index(ids[0]), rows.index(ids[-1])
    move = Move(rows[last + 1], first) if down else Move(rows[first - 1], last)
    return Proposal(f"{'下移' if down else '上移'}{board.word(part)}", (move,))


def carry(book: Book, board: Board, part: Part, ids: Sequence[str], before: int) -> Proposal:
    """The rows to stand before the row that is now at that index."""
    rows = [row.id for row in siblings(book, board, part)]
    rest = [row for row in rows if row not in ids]
    index = len([row for row in rows[:before] if row not in ids])
    wanted = [*rest[:index], *ids, *rest[index:]]
    edits: list[Edit] = []
    if wanted != rows:
        for at, row in enumerate(wanted):
            if rows[at] != row:
                rows.remove(row)
                rows.insert(at, row)
                edits.append(Move(row, at))
    return Proposal(f"移动{board.word(part)}", tuple(edits))
