"""The paragraphs and tables of a Word document in their order, out of what the child told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from hfgoals.exchange.origin import Origin
from hfgoals.exchange.tables import Table, table_of

_PAGE = re.compile(r"(.*?)(?:[\s.．…·‥•＿_—-]{2,}|\t|\s)\d{1,4}\s*", re.DOTALL)
_MOST_CONTENTS = 3_000
_MOST_CAPTIONS, _LONGEST_CAPTION = 6, 80


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph outside all tables."""

    number: int
    """Among all that hold a text, from 1; a blank one has that of the paragraph above."""
    text: str
    level: int = 0
    """Of outline, from 1; 0 for text."""
    letters: str = ""
    """Of marks (hfgoals.codec.marks)."""
    before: str = ""
    after: str = ""
    """Blanks that belong to the text and do not show."""
    line: int = 0
    """Which line of a text it is; 0 in a document."""

    @property
    def blank(self) -> bool:
        """Whether nothing can be read in it."""
        return not self.text.strip()

    @property
    def bare(self) -> str:
        """The text without any blanks."""
        return "".join(self.text.split())

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"第{self.line}行" if self.line else f"第{self.number}段"


@dataclass(frozen=True, slots=True)
class WordTable:
    """One table, as a Table of its own and as the plain values it was made of."""

    number: int
    """Among all tables of the document, from 1."""
    table: Table
    plain: dict[str, Any]

    @property
    def starts(self) -> list[list[int]]:
        """For every row the columns in which its cells begin."""
        found: list[list[int]] = self.plain["starts"]
        return found

    def counts(self, above: int = 0) -> dict[int, int]:
        """How many cells each row has, below so many others, where only their order is known."""
        starts = self.starts if self.plain.get("ordered") else ()
        return {above + row: len(cells) for row, cells in enumerate(starts, 1)}


Block = Paragraph | WordTable


def blocks_of(answer: dict[str, Any]) -> list[Block]:
    """The blocks of the document, without a table of contents typed by hand."""
    blocks: list[Block] = []
    title, texts, tables = "", 0, 0
    captions: list[str] = []
    for plain in answer["blocks"]:
        if "table" in plain:
            tables += 1
            blocks.append(_table(plain["table"], tables, title, tuple(captions[-_MOST_CAPTIONS:])))
            title, captions = "", []
            continue
        texts += bool(plain["text"].strip())
        letters, before, after = plain.get("marks", ("", "", ""))
        level = plain.get("level", 0)
        blocks.append(Paragraph(texts, plain["text"], level, letters, before, after))
        title = plain["text"].strip() or title
        if 0 < len(plain["text"].strip()) <= _LONGEST_CAPTION:
            captions.append(plain["text"].strip())
    return _without_contents(blocks)


def document_tables(answer: dict[str, Any]) -> list[Table]:
    """Every table of the document; its origin's title is the paragraph above it, "" for none."""
    return [block.table for block in blocks_of(answer) if isinstance(block, WordTable)]


def _table(plain: dict[str, Any], number: int, title: str, captions: tuple[str, ...]) -> WordTable:
    origin = InTable(title[:200], number, 0, plain["starts"], captions=captions)
    cells = ((row, column, text, letters) for row, column, text, letters in plain["cells"])
    merges = ((top, left, bottom, right) for top, left, bottom, right in plain["merges"])
    return WordTable(number, table_of(origin, cells, merges), plain)


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """Lines below 目录 with page numbers, or up to where the first of them comes again."""
    start = next(
        (
            at
            for at, block in enumerate(blocks)
            if isinstance(block, Paragraph) and block.bare == "目录" and not block.letters
        ),
        None,
    )
    if start is None:
        return list(blocks)
    end = _repeated(blocks, start + 1) or start + 1
    while end < len(blocks):
        block = blocks[end]
        if isinstance(block, WordTable) or not (block.blank or _PAGE.fullmatch(block.text)):
            break
        end += 1
    return [*blocks[:start], *blocks[end:]]


def _repeated(blocks: Sequence[Block], start: int) -> int | None:
    """Where a line that stood since ``start`` comes again: the contents end before it."""
    seen: set[str] = set()
    for at in range(start, min(len(blocks), start + _MOST_CONTENTS)):
        block = blocks[at]
        if isinstance(block, WordTable):
            return None
        if block.blank:
            continue
        entry = _entry(block)
        if entry in seen:
            return at
        seen.add(entry)
    return None


def _entry(block: Paragraph) -> str:
    found = _PAGE.fullmatch(block.text)
    return "".join((found[1] if found else block.text).split())


@dataclass(frozen=True, slots=True)
class InTable(Origin):
    """A table of the document, which may be part of a longer one made for reading."""

    above: int = 0
    """How many rows of the longer one stand above it."""
    starts: Sequence[Sequence[int]] = field(default=(), compare=False, repr=False)
    """For each of its rows the grid columns in which its cells begin."""

    def place(self, row: int, column: int) -> str:
        """第3个表格第7行第2列: as one counts the rows and the cells in a row."""
        own = row - self.above
        starts = self.starts[own - 1] if 0 < own <= len(self.starts) else ()
        counted = max(1, bisect_right(starts, column)) if starts else column
        return f"{self.name}第{own}行第{counted}列"

    def below(self, rows: int, starts: Sequence[Sequence[int]] = ()) -> Self:
        """The same with so many rows of the longer one above it."""
        return replace(self, above=rows, starts=starts or self.starts)


@dataclass(frozen=True, slots=True)
class InText(Origin):
    """Paragraphs of the document, a row each; the title tells them from others."""

    paragraphs: Mapping[int, Paragraph] = field(default_factory=dict, compare=False, repr=False)
    """By their rows."""

    @property
    def name(self) -> str:
        """What it is called."""
        return "正文"

    def place(self, row: int, column: int) -> str:
        """第12段."""
        del column
        return self.paragraphs[row].place if row in self.paragraphs else f"第{row}段"

    def line(self, row: int, column: int) -> int:
        """The line of a text."""
        del column
        return (row in self.paragraphs and self.paragraphs[row].line) or row


@dataclass(frozen=True, slots=True)
class InProse(Origin):
    """Projects listed in paragraphs: the label of one, and what stands behind it."""

    @property
    def name(self) -> str:
        """What it is called."""
        return "正文"

    def place(self, row: int, column: int) -> str:
        """第4段, of what stands behind its label 第4段第2格."""
        return f"第{row}段第{column}格" if column > 1 else f"第{row}段"


class Stack:
    """Blocks one below the other, as the rows of one Table; every cell keeps its own place."""

    def __init__(self, title: str) -> None:
        """``title`` tells this one from others."""
        self._title = title
        self.paragraphs: dict[int, Paragraph] = {}
        """By their rows."""
        self._origins: dict[int, Origin] = {}
        self._cells: list[tuple[int, int, str, str]] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._counts: dict[int, int] = {}
        self._rows = 0

    def add_paragraph(self, block: Paragraph, *texts: tuple[int, str]) -> None:
        """A row with these texts in these columns."""
        self._rows += 1
        self.paragraphs[self._rows] = block
        self._cells += [(self._rows, column, text, block.letters) for column, text in texts]

    def add_table(self, block: WordTable, moved: Mapping[int, int] | None = None) -> None:
        """The rows of a table, its columns ``moved`` to others."""
        above, to = self._rows, moved or {}
        for row, column, text, letters in block.plain["cells"]:
            self._cells.append((row + above, to.get(column, column), text, letters))
        for top, left, bottom, right in block.plain["merges"]:
            end = to.get(right + 1, right + 1 + to.get(left, left) - left) - 1
            start = to.get(left, left)
            self._merges.append((top + above, start, bottom + above, max(start, end)))
        self._rows += len(block.starts)
        starts = [[to.get(each, each) for each in line] for line in block.starts]
        origin = block.table.origin.below(above, starts)
        self._origins |= dict.fromkeys(range(above + 1, self._rows + 1), origin)
        self._counts |= block.counts(above)

    def table(self) -> Table:
        """All of them."""
        text = InText(self._title, 0, self.paragraphs)
        table = table_of(text, self._cells, self._merges, origins=self._origins)
        table.counts = self._counts
        return table
