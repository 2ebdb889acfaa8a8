"""Bookmarks that do not show, by which a Word document of ours reads back to the same values."""

from __future__ import annotations

from collections.abc import Sequence

from hfgoals.codec import bookmarks
from hfgoals.codec.marks import mark_of
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.render.docx_xml import tag
from hfgoals.render.sheet_marks import marks_of


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
