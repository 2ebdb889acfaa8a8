"""The tables of a web page as plain cells. Runs in the child.

Nothing a page refers to is ever fetched; scripts and styles are passed by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from hfgoals.exchange.older.looks import Looks, hides
from hfgoals.exchange.outside.aside import Aside, Piece
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused, opened
from hfgoals.exchange.xlsx.cells import Merge, PlainCell

_MOST_SPAN = 1_000
_MOST_COLUMNS = 16_384
_MOST_TABLES = 2_000
_MOST_TAGS = 400_000
"""1,000 forms saved as a page by Excel have about 300,000, and 75,000 cells."""
_MOST_CELLS = 100_000
_LONGEST_TITLE = 80
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "rt", "rp"})
"""Of these <rt>, how a word is said, is often not closed: the next of the kind closes it."""
_ASIDE = frozenset({"rt", "rp"})
_ENDS_ASIDE = frozenset({"rt", "rp", "rb", "td", "th", "tr", "table"})
_NO_TABLE = "是网页，里面没有表格。"
_NO_TEXT = "是网页，但读不出里面的文字。"
_SAVE_AS_XLSX = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（*.xlsx）”，再读入。"


def read_page(path: Path) -> dict[str, Any]:
    """The plain cells of all tables in the page. Raises Refused, OSError."""
    with opened(path) as file:
        return page_content([(file.read(), "")])


def page_content(pages: Sequence[tuple[bytes, str]]) -> dict[str, Any]:
    """The same of several pages, each with how it is encoded, as far as that was said elsewhere.

    Raises Refused.
    """
    reader = _PageReader()
    tags = 0
    for data, charset in pages:
        text = _decoded(data, charset)
        tags += text.count("<")
        if tags > _MOST_TAGS:
            raise Refused(TOO_LARGE)
        reader.styles.learn(text)
        try:
            # Behind the last tag the parser looks from each "<" to the end of the page in vain.
            end = text.rfind(">") + 1
            reader.feed(text[:end])
            reader.feed(text[end:].partition("<")[0])
            reader.end_page()
        except (AssertionError, ValueError) as error:
            raise Refused(_NO_TEXT, _SAVE_AS_XLSX) from error
    sheets = [table.plain(number) for number, table in enumerate(reader.tables, 1)]
    if not any(sheet["cells"] for sheet in sheets):
        raise Refused(_NO_TABLE, _SAVE_AS_XLSX)
    return {"title": reader.title, "macros": False, "links": False, "sheets": sheets}


def _decoded(data: bytes, charset: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4096])
    name = charset.lower() or (said[1].decode("ascii").lower() if said is not None else "")
    guesses = ["gb18030" if name.startswith("gb") else name, "utf-8-sig", "gb18030"]
    for guess in guesses:
        try:
            return data.decode(guess)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


@dataclass(slots=True)
class _Table:
    title: str
    cells: list[PlainCell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    row: int = 0
    column: int = 0
    aside: Aside = field(default_factory=Aside)
    taken: dict[int, int] = field(default_factory=dict)
    """The last row that a cell above takes, by column."""
    text: list[Piece] | None = None
    """Of the cell in hand."""
    spans: tuple[int, int] = (1, 1)
    columns: int = 0
    """Of those told of before its rows."""

    def begin_row(self, *, hidden: bool = False) -> None:
        self.end_cell()
        self.aside.hides_row = hidden
        self.row += 1
        self.column = 0

    def begin_cell(self, down: int, across: int) -> None:
        self.end_cell()
        self.row = max(self.row, 1)
        self.column += 1
        while self.taken.get(self.column, 0) >= self.row:
            self.column += 1
        if self.column + across > _MOST_COLUMNS:
            raise Refused(TOO_LARGE)
        self.text, self.spans = [], (down, across)

    def end_cell(self) -> None:
        if self.text is None:
            return
        pieces, self.text = self.text, None
        kept = self.aside.kept(self.row, self.column, pieces, struck=False)
        text = _tidy(kept or "")
        down, across = self.spans
        if text:
            self.aside.see(self.row, self.column)
            self.cells.append((self.row, self.column, text, ""))
        last_row, last_column = self.row + down - 1, self.column + across - 1
        if down > 1 or across > 1:
            self.merges.append((self.row, self.column, last_row, last_column))
        for column in range(self.column, last_column + 1):
            self.taken[column] = last_row
        self.column = last_column

    def add_column(self, times: int, *, hidden: bool) -> None:
        if hidden:
            numbers = range(self.columns + 1, self.columns + times + 1)
            self.aside.hidden_columns.update(numbers)
        self.columns += times

    def plain(self, number: int) -> dict[str, Any]:
        return {
            "title": self.title,
            "number": number,
            "hidden": False,
            "cells": self.cells,
            "merges": self.merges,
            "told": self.aside.told(),
        }


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.title = ""
        self.styles = Looks()
        self._open: list[_Table] = []
        self._unseen = ""
        self._in_title = False
        self._line: list[str] = []
        self._above = ""
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen and not (self._unseen in _ASIDE and tag in _ENDS_ASIDE):
            return
        self._unseen = ""
        given = dict(attrs)
        self.styles.begin(tag, given)
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "title":
            self._in_title = True
        elif tag == "table":
            self._begin_table()
        elif tag in ("tr", "td", "th") and self._open:
            if tag == "tr":
                self._open[-1].begin_row(hidden=hides(given))
            else:
                self._begin_cell(given)
        elif tag == "col" and self._open:
            self._open[-1].add_column(_span(given.get("span")), hidden=hides(given))
        elif tag in _BREAKS:
            self.handle_data("\x0b")

    def handle_endtag(self, tag: str) -> None:
        self.styles.end(tag)
        if self._unseen:
            over = tag == self._unseen or (self._unseen in _ASIDE and tag == "ruby")
            self._unseen = "" if over else self._unseen
        elif tag == "title":
            self._in_title = False
        elif tag == "table" and self._open:
            self._open.pop().end_cell()
            self._above = ""
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].end_cell()
        elif tag in _BREAKS and tag != "br":
            self.handle_data("\x0b")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._in_title:
            self.title = (self.title + data).strip()[:500]
        elif not self._open:
            self._take_line(data)
        elif self._open[-1].text is not None:
            self._open[-1].text.append((data, self.styles.struck))

    def end_page(self) -> None:
        """All that is still open ends with its page."""
        for table in self.tables:
            table.end_cell()
        self._open, self._unseen, self._in_title = [], "", False
        self.styles.end("table")

    def _begin_table(self) -> None:
        if len(self.tables) >= _MOST_TABLES:
            raise Refused(TOO_LARGE)
        self._take_line("\x0b")
        table = _Table(self._above if len(self._above) <= _LONGEST_TITLE else "")
        self.tables.append(table)
        self._above = ""
        self._open.append(table)

    def _begin_cell(self, given: dict[str, str | None]) -> None:
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise Refused(TOO_LARGE)
        self._open[-1].begin_cell(_span(given.get("rowspan")), _span(given.get("colspan")))

    def _take_line(self, data: str) -> None:
        """Text between tables: its last line is the title of the table below."""
        for number, piece in enumerate(data.split("\x0b")):
            if number:
                line = _tidy("".join(self._line))
                self._above, self._line = line or self._above, []
            self._line.append(piece)


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        return 1
    return min(max(int(digits), 1), _MOST_SPAN)


def _tidy(text: str) -> str:
    """The text as a browser shows it: runs of blanks are one, breaks stay."""
    lines = [re.sub(r"[ \t\r\n\f]+", " ", line).strip(" \u00a0") for line in text.split("\x0b")]
    return "\n".join(lines).strip("\n")
