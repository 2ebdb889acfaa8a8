"""Blocks of texts as Excel and WPS put them on the clipboard, and one of them into a form. Pure.

Pasting is one step, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, SetText, find
from hfgoals.model.fields import FIELDS, ROW_TYPES, with_texts
from hfgoals.model.numbering import joined
from hfgoals.model.rows import children_of, held_at
from hfgoals.model.text import single_line
from hfgoals.model.values import Book, Indicator
from ui.grid.geometry import GROWING, NEW_ROW, Board, Place, Point
from ui.grid.selection import Selection
from ui.grid.writing import (
    CannotTake,
    Proposal,
    addresses_taken,
    taken_by_fields,
    write,
)

Block = list[list[str]]
_NAME = "粘贴"
_LEVELS = ("level1", "level2")


def paste(book: Book, selection: Selection, block: Block) -> Proposal:
    """Put the block from the cell in hand on; one value fills the whole range.

    Rows beyond the last indicator (or goal) are added. Raises CannotTake and names the place when
    a field refuses its value or the block does not fit.
    """
    board, place, point = selection.board, selection.place, selection.point
    if board is None or place is None or point is None:
        return Proposal(_NAME, ())
    if len(block) == 1 and len(block[0]) == 1:
        return _one_value(book, board, selection, block[0][0])
    upper = _upper_left(selection)
    first = board.at(upper)
    if first is not None and first.address.part in GROWING:
        return _into_rows(book, board, first.address_in(upper.row), block)
    return _into_places(board, upper, block)


def _one_value(book: Book, board: Board, selection: Selection, text: str) -> Proposal:
    taken = addresses_taken(book, selection)
    taken_by_fields(board, ((address, text) for address in taken), _NAME)
    if taken[0].row == NEW_ROW:
        made = write(board, taken[:1], text)
        return Proposal(_NAME, made.edits, made.lands_on)
    return Proposal(_NAME, tuple(SetText(each, text) for each in taken if each.row != NEW_ROW))


def _upper_left(selection: Selection) -> Point:
    rows, columns = selection.span
    return Point(rows.start, columns.start)


def _into_rows(book: Book, board: Board, start: Address, block: Block) -> Proposal:
    shown = {each.address.path for each in board.places if each.address.part == start.part}
    fields = tuple(each for each in FIELDS[start.part] if each.path in shown)
    from_field = [field.path for field in fields].index(start.path)
    fields = fields[from_field:]
    if [single_line(value).strip() for value in block[0]] == [field.label for field in fields][
        : len(block[0])
    ]:
        block = block[1:]
    if any(value.strip() for row in block for value in row[len(fields) :]):
        wide = max(len(row) for row in block)
        raise CannotTake(
            f"要粘贴的内容有{wide}列，从“{fields[0].label}”起只有{len(fields)}列，放不下。"
            "没有粘贴任何内容。"
        )
    paths = [field.path for field in fields]
    if start.part == "goal":
        whole = joined([row[0] for row in block])
        block = [[text] for text, row in zip(whole, block, strict=True) if text or not row[0]]
    owner = find(book, board.sheet.owner)
    rows = children_of(owner, held_at(owner, start.part))
    ids = [row.id for row in rows]
    at = ids.index(start.row) if start.row in ids else len(ids)
    edits: list[Edit] = []
    above = rows[at - 1] if at else None
    lands_on: Address | None = None
    for number, values in enumerate(_continued(block, paths)):
        row = rows[at + number] if at + number < len(rows) else None
        pairs = list(zip(paths, values, strict=False))
        taken_by_fields(
            board, ((Address(start.part, start.row, path), text) for path, text in pairs), _NAME
        )
        if row is not None:
            edits += [SetText(Address(start.part, row.id, path), text) for path, text in pairs]
            above = with_texts(row, dict(pairs))
        elif any(text.strip() for text in values):
            above = with_texts(_fresh(start, above), dict(pairs))
            edits.append(Insert(board.sheet.owner, above))
            lands_on = lands_on or Address(start.part, above.id, start.path)
    return Proposal(_NAME, tuple(edits), lands_on if start.row == NEW_ROW else start)


def _continued(block: Block, paths: list[str]) -> Iterator[list[str]]:
    """The block's rows; a blank 一级 or 二级 continues the one above, merged where it came from."""
    above: list[str] = []
    for values in block:
        filled = [
            above[at] if path in _LEVELS and not text.strip() and at < len(above) else text
            for at, (path, text) in enumerate(zip(paths, values, strict=False))
        ]
        yield filled
        if any(text.strip() for text in values):
            above = filled


def _fresh(start: Address, above: object) -> object:
    if isinstance(above, Indicator):
        return Indicator(level1=above.level1, level2=above.level2)
    return ROW_TYPES[start.part]()


def _into_places(board: Board, start: Point, block: Block) -> Proposal:
    values: list[tuple[Address, str]] = []
    rows = [row for row in board.filled_rows if row >= start.row]
    for number, texts in enumerate(block):
        places = _places_from(board, rows[number], start.column) if number < len(rows) else []
        if len(texts) > len(places) and any(text.strip() for text in texts[len(places) :]):
            first = board.at(start)
            label = first.address.field.label if first is not None else ""
            raise CannotTake(
                f"要粘贴的内容有{len(block)}行{len(texts)}列，从“{label}”起放不下。"
                "没有粘贴任何内容。"
            )
        values += [
            (place.address, text)
            for place, text in zip(places, texts, strict=False)
            if place.address.part not in GROWING
        ]
        if any(place.address.part in GROWING for place in places[: len(texts)]):
            raise CannotTake("要粘贴的内容超出了这一部分表格。没有粘贴任何内容。")
    taken_by_fields(board, values, _NAME)
    return Proposal(_NAME, tuple(SetText(address, text) for address, text in values))


def _places_from(board: Board, row: int, column: int) -> list[Place]:
    return [place for place in board.columns_of(row) if place.right > column and place.top == row]


def format_block(rows: Sequence[Sequence[str]]) -> str:
    """Tab-separated text; values with tabs, quotes or line breaks are quoted as Excel does."""
    return "".join("\t".join(_quoted(value) for value in row) + "\r\n" for row in rows)


def parse_block(text: str) -> Block:
    """The rows and values of tab-separated text; a last line break ends the last row.

    Rows may differ in length. An unfinished quotation is taken as it stands.
    """
    rows: Block = []
    row: list[str] = []
    at = 0
    while True:
        value, at = _value(text, at)
        row.append(value)
        if at < len(text) and text[at] == "\t":
            at += 1
            continue
        rows.append(row)
        row = []
        if text.startswith("\r\n", at):
            at += 2
        elif at < len(text):
            at += 1
        if at >= len(text):
            return rows


def _value(text: str, at: int) -> tuple[str, int]:
    if text[at : at + 1] == '"':
        quoted = _quotation(text, at)
        if quoted is not None:
            return quoted
    end = at
    while end < len(text) and text[end] not in "\t\r\n":
        end += 1
    return text[at:end], end


def _quotation(text: str, at: int) -> tuple[str, int] | None:
    """The value in quotation marks from there, and where it ends; None when it is no whole one."""
    parts: list[str] = []
    start = at + 1
    while True:
        end = text.find('"', start)
        if end < 0:
            return None
        parts.append(text[start:end])
        if text[end + 1 : end + 2] != '"':
            break
        parts.append('"')
        start = end + 2
    if end + 1 < len(text) and text[end + 1] not in "\t\r\n":
        return None
    return "".join(parts).replace("\r\n", "\n"), end + 1


def _quoted(value: str) -> str:
    if any(mark in value for mark in '\t\r\n"'):
        return '"' + value.replace('"', '""') + '"'
    return value
