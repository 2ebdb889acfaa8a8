"""What typing, clearing, filling and pasting into a form propose, as named edits. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, SetText, find, text_at
from hfgoals.model.fields import FIELDS, ROW_TYPES, own_fields
from hfgoals.model.kinds import COUNTED, EXACT_MONEY, TICK_SIGN, FieldError
from hfgoals.model.stage_fields import ONE_TICKED
from hfgoals.model.values import Book
from ui.grid.geometry import GROWING, NEW_ROW, Board, Place, Point
from ui.grid.marks import Mark
from ui.grid.selection import Selection

ZEROED = (*COUNTED, EXACT_MONEY)
"""Kinds of numbers whose form wants a 0 where there is nothing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One step to take: its name for the undo list, its edits, and where it leads."""

    name: str
    edits: tuple[Edit, ...]
    lands_on: Address | None = None


class CannotTake(Exception):
    """The values do not fit where they should go; ``str()`` is the sentence for the user."""


def text_of(book: Book, address: Address) -> str:
    """The text that stands at an address; blank where the row is yet to be made."""
    return "" if address.row == NEW_ROW else text_at(book, address)


def place_name(board: Board, address: Address) -> str:
    """How to name a place to the user: “预算数”, 第3行“指标值”."""
    label = f"“{board.label(address)}”"
    if address.part not in GROWING:
        return label
    rows = board.rows_of(address.part)
    point = board.point_of(address)
    if point is None or point.row not in rows:
        return label
    number = rows.index(point.row) + 1
    return f"第{number}行{label}" if GROWING[address.part].listed else f"第{number}条{label}"


def refusal(address: Address, text: str) -> str:
    """Why the field there cannot take the text, as a sentence; "" when it can."""
    try:
        address.field.kind.parse(text)
    except FieldError as problem:
        return str(problem)
    return ""


def meant(book: Book, place: Place, row: int) -> tuple[Address, ...]:
    """The addresses that an edit of this cell changes.

    A merged cell stands for all its rows; but one reached from a row that is still blank, which
    took its levels over from the row above, changes that new row alone.
    """
    if not place.also:
        return place.addresses
    blank = [_is_blank(book, address.row) for address in place.addresses]
    own = place.address_in(row)
    if blank[place.addresses.index(own)] and not all(blank):
        return (own,)
    return place.addresses


def _is_blank(book: Book, row_id: str) -> bool:
    row = find(book, row_id)
    return not any(field.text(row) for field in own_fields("indicator"))


def write(board: Board, addresses: Sequence[Address], text: str) -> Proposal:
    """Put one text at one place, or at all places of a merged cell."""
    first = addresses[0]
    name = f"修改{board.label(first)}"
    if first.row == NEW_ROW:
        row = first.field.put(ROW_TYPES[first.part](), text)
        if not text.strip():
            return Proposal(name, ())
        landed = Address(first.part, row.id, first.path)
        return Proposal(name, (Insert(board.sheet.owner, row),), landed)
    return Proposal(name, tuple(SetText(address, text) for address in addresses))


def ticked(book: Book, address: Address) -> Proposal:
    """The tick there the other way; of ticks of which only one can hold, the others go."""
    on = not text_of(book, address)
    edits = [SetText(address, TICK_SIGN if on else "")]
    group, _, _ = address.path.rpartition(".")
    if on and group in ONE_TICKED:
        fields = (each for each in FIELDS[address.part] if each.path.startswith(f"{group}."))
        others = (replace(address, path=each.path) for each in fields)
        edits += [SetText(other, "") for other in others if other != address]
    return Proposal("打勾" if on else "取消打勾", tuple(edits))


def addresses_taken(book: Book, selection: Selection) -> list[Address]:
    """Every address of the range, row by row; of a single cell, all that it stands for."""
    board, place, point = selection.board, selection.place, selection.point
    if board is None or place is None or point is None:
        return []
    if not selection.ranged:
        return list(meant(book, place, point.row))
    rows, _ = selection.span
    taken = [
        each.address_in(row)
        for each in selection.places
        for row in range(max(each.top, rows.start), min(each.bottom, rows.stop))
    ]
    return list(dict.fromkeys(taken))


def clear(book: Book, selection: Selection) -> Proposal:
    """Blank every cell of the range."""
    taken = [each for each in addresses_taken(book, selection) if each.row != NEW_ROW]
    name = f"清空{taken[0].field.label}" if len({each.path for each in taken}) == 1 else "清空内容"
    return Proposal(name, tuple(SetText(address, "") for address in taken))


def block_of(book: Book, selection: Selection) -> list[list[str]]:
    """The texts of the range; a merged cell gives its text in every row."""
    board = selection.board
    if board is None or selection.place is None:
        return []
    if not selection.ranged:
        return [[text_of(book, selection.place.address)]]
    rows, columns = selection.span
    block = [
        [
            text_of(book, place.address_in(row))
            for place in board.columns_of(row)
            if place.left < columns.stop and place.right > columns.start
        ]
        for row in rows
    ]
    return [texts for texts in block if texts]


def fill_down(book: Book, selection: Selection) -> Proposal:
    """Repeat the topmost texts of the range below; of a single row, the row above it."""
    board = selection.board
    edits: list[SetText] = []
    if board is not None and selection.place is not None:
        rows, columns = selection.span
        filled = [row for row in board.filled_rows if rows.start <= row < rows.stop]
        if len(filled) == 1:
            above = [row for row in board.filled_rows if row < filled[0]]
            filled = above[-1:] + filled
        for left in columns:
            edits += _repeated(board, book, [Point(row, left) for row in filled])
    return Proposal("向下填充", tuple(edits))


def has_counts(board: Board) -> bool:
    """Whether the form asks for numbers that are 0 where there is nothing."""
    return any(place.address.field.kind in ZEROED for place in board.places)


def zeros(book: Book, selection: Selection) -> Proposal:
    """0 into every blank number of the range; of a single cell, of its table, or of all tables
    where it stands in none."""
    board, place = selection.board, selection.place
    places: Sequence[Place] = selection.places if selection.ranged else ()
    if board is not None and place is not None and not places:
        tables = {board.sheet.rows[each.top].table for each in board.places}
        own = board.sheet.rows[place.top].table
        tables &= {own} if own else tables
        places = [each for each in board.places if board.sheet.rows[each.top].table in tables]
    counted = [each.address for each in places if each.address.field.kind in ZEROED]
    blank = [each for each in counted if not text_of(book, each)]
    return Proposal("空白填 0", tuple(SetText(address, "0") for address in blank))


def _repeated(board: Board, book: Book, points: Iterable[Point]) -> list[SetText]:
    addresses: list[Address] = []
    for point in points:
        place = board.at(point)
        if place is not None and place.left == point.column and place.address.row != NEW_ROW:
            addresses.append(place.address_in(point.row))
    if not addresses:
        return []
    first = addresses[0]
    text = text_of(book, first)
    same = [each for each in addresses if (each.part, each.path) == (first.part, first.path)]
    return [SetText(each, text) for each in same[1:]]


def taken_by_fields(board: Board, values: Iterable[tuple[Address, str]], doing: str) -> None:
    """Raise CannotTake, naming the place, when a field refuses its value."""
    for address, text in values:
        reason = refusal(address, text)
        if reason:
            sentence = f"{place_name(board, address)}：{reason}没有{doing}任何内容。"
            raise CannotTake(sentence)


def describe(
    widgets: Iterable[QWidget], book: Book, selection: Selection, marks: Iterable[Mark] = ()
) -> None:
    """Name the widgets after the cell in hand, 指标值，第3行：≥95%; what its marks say is told with
    it."""
    board, address = selection.board, selection.address
    if board is None or address is None:
        name = "项目绩效目标表"
    else:
        rows = board.rows_of(address.part)
        row = selection.point.row if selection.point is not None else -1
        number = f"，第{rows.index(row) + 1}行" if address.part in GROWING and row in rows else ""
        name = f"{board.label(address)}{number}：{text_of(book, address) or '空白'}"
    said = " ".join(each.said for each in marks)
    for widget in widgets:
        widget.setAccessibleDescription(said)
        if name != widget.accessibleName():
            widget.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.NameChanged))
