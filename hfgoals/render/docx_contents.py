"""目录 as a contents field: its entries stand in it already, with the page numbers of the print.

Word renews it when the user asks for it, from the headings 标题 1 and 标题 2. Nothing is renewed,
or asked, when the document is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.render.docx_blocks import WordLine, blocks_of
from hfgoals.render.docx_styles import CONTENTS, paragraph_style, word_of
from hfgoals.render.docx_xml import FIELD_END, TAB, escaped, field, field_begin, runs, tag

_INSTRUCTION = r'TOC \o "1-2" \h \z \u'
_BLANKS = " \u3000"
_DEEPEST = len(CONTENTS)


class Bookmarks:
    """The marks by which contents entries find their headings."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.contents = next(filter(_is_contents, sheets), None)
        """The Sheet that lists the headings of the others; None when there is none."""
        headings = _headings(sheets) if self.contents is not None else ()
        self._numbers = {id(cell): number for number, cell in enumerate(headings, 1)}

    def __len__(self) -> int:
        return len(self._numbers)

    def around(self, cell: Cell, content: str) -> str:
        """The XML of a heading's runs with its mark; that of anything else as it is."""
        number = self._numbers.get(id(cell))
        if number is None:
            return content
        start = tag("bookmarkStart", id=number, name=name_of(number))
        return start + content + tag("bookmarkEnd", id=number)


def name_of(number: int) -> str:
    """The name of the mark of a heading, counted from 1, as Word itself would name it."""
    return f"_Toc{100_000_000 + number}"


def contents(sheet: Sheet, bookmarks: Bookmarks, *, new_page: bool) -> str:
    """The 目录 as a block that Word knows as such, with its title."""
    title = [cell for cell in sheet.cells if cell.style == "contents-title"]
    paragraphs = [_title(cell, new_page=new_page and not index) for index, cell in enumerate(title)]
    paragraphs += _entries(sheet, len(bookmarks))
    gallery = tag("docPartGallery", val="Table of Contents") + tag("docPartUnique")
    properties = tag("sdtPr", tag("docPartObj", gallery))
    return tag("sdt", properties, tag("sdtContent", *paragraphs))


def _is_contents(sheet: Sheet) -> bool:
    return any(cell.style == "contents" for cell in sheet.cells)


def _headings(sheets: Iterable[Sheet]) -> Iterator[Cell]:
    """The headings of the first and second level, in their order."""
    for sheet in sheets:
        for block in blocks_of(sheet):
            if isinstance(block, WordLine) and 0 < word_of(block.style).level <= _DEEPEST:
                yield block.cells[0]


def _title(cell: Cell, *, new_page: bool) -> str:
    breaks = tag("pageBreakBefore") if new_page else ""
    return tag("p", tag("pPr", paragraph_style(cell.style), breaks), runs(cell.text))


def _entries(sheet: Sheet, headings: int) -> Iterator[str]:
    numbers = {cell.row: cell.text for cell in sheet.cells if cell.style == "contents-number"}
    entries = [cell for cell in sheet.cells if cell.style == "contents"]
    for index, cell in enumerate(entries):
        marked = index + 1 if len(entries) == headings else 0
        entry = _entry(cell.text.strip(_BLANKS), numbers.get(cell.row, ""), marked)
        begin = field_begin(_INSTRUCTION) if not index else ""
        end = FIELD_END if index == len(entries) - 1 else ""
        style = CONTENTS[cell.text.startswith(tuple(_BLANKS))]
        yield tag("p", tag("pPr", paragraph_style(style)), begin, entry, end)


def _entry(text: str, page: str, heading: int) -> str:
    if not heading:
        return runs(text) + TAB + runs(page)
    number = field(rf"PAGEREF {name_of(heading)} \h", runs(page))
    linked = runs(text) + TAB + number
    return (
        f'<w:hyperlink w:anchor="{escaped(name_of(heading))}" w:history="1">{linked}</w:hyperlink>'
    )
