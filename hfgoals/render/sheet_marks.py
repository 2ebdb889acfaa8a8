"""Which cells of a Sheet get a mark, by which a file reads back to the same values; in Word these
are bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hfgoals.codec import bookmarks
from hfgoals.codec.marks import APART, BLANK, FURTHER, mark_of, telling, telling_row
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.address import Address
from hfgoals.model.fields import Part
from hfgoals.model.numbering import is_unclear, seal
from hfgoals.render.docx_xml import tag

_CODE = ("project", "code")
_LISTED: tuple[Part, ...] = ("subgoal", "safeguard")


def marks_of(sheet: Sheet, *, to_fill_in: bool = False) -> Iterator[str]:
    """The mark of every cell in order, "" mostly.

    Where others fill in the form a blank row is room for them, and nothing that comes back.
    """
    rows = frozenset[int]() if to_fill_in else _rows_without_text(sheet)
    label, project = _label_of_project(sheet) if to_fill_in else (None, "")
    blank = _blank_items(sheet)
    before: Cell | None = None
    for cell in sheet.cells:
        if to_fill_in and cell.tells:
            yield telling_row(cell.tells)
        elif cell.address is None:
            yield telling_row(project) if cell is label and project else ""
        elif cell.style == "level":
            yield "" if cell.text else BLANK if cell.row in rows else APART
        elif cell.style == "paragraph":
            yield _mark_of_paragraph(cell, cell.address, before)
        elif cell.address.part == "goal":
            yield _mark_of_goal(cell, to_fill_in=to_fill_in)
        else:
            yield BLANK if cell.address.row in blank and not to_fill_in else ""
        before = cell


def _label_of_project(sheet: Sheet) -> tuple[Cell | None, str]:
    """The label before the project's code, where nobody types, and the project's row id."""
    before: Cell | None = None
    for cell in sheet.cells:
        if cell.address is not None and (cell.address.part, cell.address.path) == _CODE:
            return before, cell.address.row
        before = cell
    return None, ""


def _rows_without_text(sheet: Sheet) -> frozenset[int]:
    filled = {
        row
        for cell in sheet.cells
        if cell.text and cell.address is not None
        for row in range(cell.row, cell.row + cell.rows)
    }
    return frozenset(range(len(sheet.rows))) - filled


def _blank_items(sheet: Sheet) -> frozenset[str]:
    """The rows of the overall part's lists that a table shows with nothing in them."""
    shown = [cell for cell in sheet.cells if cell.address and cell.address.part in _LISTED]
    filled = {cell.address.row for cell in shown if cell.address and cell.text}
    return frozenset(cell.address.row for cell in shown if cell.address) - filled


def _mark_of_goal(cell: Cell, *, to_fill_in: bool) -> str:
    """Sealed where the form's number could be taken for part of the text, or the text for it."""
    text = cell.kept or cell.text
    if not text:
        return "" if to_fill_in else BLANK
    return telling(seal(text)) if is_unclear(text) else ""


def _mark_of_paragraph(cell: Cell, address: Address, before: Cell | None) -> str:
    if before is not None and before.address is not None:
        if address == before.address:
            return FURTHER
        if address.part == "subgoal" and address.row == before.address.row:
            # Its label tells which text of the sub-goal it begins.
            return ""
    if cell.text:
        return APART
    return BLANK if cell.kept or address.part != "plan" else ""


class Marks:
    """What the cells of the Sheets must tell beside their texts, written where they stand."""

    def __init__(self, sheets: Sequence[Sheet], *, used: int) -> None:
        """``used`` bookmarks have their numbers already, from 1."""
        self._number = used
        self._messages: dict[int, list[str]] = {}
        self._texts: dict[int, str] = {}
        for sheet in sheets:
            for cell, mark in zip(sheet.cells, marks_of(sheet), strict=True):
                if mark or cell.kept or cell.text.isspace():
                    self._learn(cell, mark_of(mark))

    def _learn(self, cell: Cell, letter: str) -> None:
        before = after = ""
        if cell.kept:
            start = cell.kept.find(cell.text)
            before, after = cell.kept[:start], cell.kept[start + len(cell.text) :]
        told = bookmarks.messages(letter, before, after)
        if told is None:
            # Blanks of no use to anybody, but the user's: then they show.
            self._texts[id(cell)] = cell.kept
            told = [letter] if letter else []
        if cell.text.isspace():
            told.append(bookmarks.TEXT)
        self._messages[id(cell)] = told

    def text(self, cell: Cell) -> str:
        """What to write of the cell."""
        return self._texts.get(id(cell), cell.text)

    def before(self, cell: Cell) -> str:
        """The XML of the bookmarks that stand before the text of the cell; "" mostly."""
        return "".join(map(self._bookmark, self._messages.get(id(cell), ())))

    def _bookmark(self, message: str) -> str:
        self._number += 1
        name = bookmarks.name(self._number, message)
        start = tag("bookmarkStart", id=self._number, name=name)
        return start + tag("bookmarkEnd", id=self._number)
