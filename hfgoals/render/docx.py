"""Word: the Sheets as a text to go on working with, its tables and headings real ones.

Forms are tables with merged cells and repeated headings; 目录 is a contents field that holds
already what it would find. Everything the user wrote is plain text, of any length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from hfgoals.layout.breaking import lines
from hfgoals.layout.paragraphs import in_paragraphs
from hfgoals.layout.plan import plan_of
from hfgoals.layout.sheet import Cell, Paper, Sheet, foot_of, keywords_of
from hfgoals.layout.styles import MM_PER_POINT, Style
from hfgoals.progress import Report
from hfgoals.render.docx_blocks import Block, Gap, WordLine, WordTable, blocks_of
from hfgoals.render.docx_contents import Bookmarks, contents
from hfgoals.render.docx_parts import Section, package, put, section_properties
from hfgoals.render.docx_styles import look_of, paragraph_style, size_beside, spacing, texts
from hfgoals.render.docx_tables import table
from hfgoals.render.docx_xml import DECLARATION, RELATIONS, TAB, WORD, tag, twips
from hfgoals.render.sheet_marks import Marks
from hfgoals.writing import atomic_target

_LEAST: Final = MM_PER_POINT
"""The height of a paragraph that is there only because Word wants one, in mm."""
_MOST: Final = 1584 * MM_PER_POINT
"""The highest that Word lets a line be, in mm."""


def write_docx(
    sheets: Sequence[Sheet],
    target: Path,
    *,
    title: str,
    author: str,
    report: Report | None = None,
) -> None:
    """Write one document of the Sheets, each beginning a new page.

    The same Sheets give the same bytes. Page numbers in a Sheet of contents are taken as they
    are. Raises CannotWrite when the target cannot be written, and whatever ``report`` raises; an
    older file is then still there.
    """
    sheets = [in_paragraphs(sheet) for sheet in sheets]
    numbers = _sections(sheets)
    about = (title, author, keywords_of(sheets), tuple(numbers))
    with atomic_target(target) as path, package(path, *about) as archive:
        put(archive, "word/document.xml", _document(sheets, numbers, report))
    if report is not None:
        report(len(sheets), len(sheets))


def _document(
    sheets: Sequence[Sheet], numbers: Mapping[Section, int], report: Report | None
) -> Iterator[str]:
    yield f'{DECLARATION}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>'
    bookmarks = Bookmarks(sheets)
    marks = Marks(sheets, used=len(bookmarks))
    for number, sheet in enumerate(sheets):
        if report is not None:
            report(number, len(sheets))
        before = sheets[number - 1] if number else None
        opens = before is None or _section(before) != _section(sheet)
        if before is not None and opens:
            yield _filler(_LEAST, section=_properties(before, numbers))
        yield from _Writer(sheet, bookmarks, marks, new_page=not opens).pieces()
    last = sheets[-1] if sheets else None
    if last is None or _ends_in_table(last):
        yield _filler(_LEAST)
    yield section_properties(Paper(), 0) if last is None else _properties(last, numbers)
    yield "</w:body></w:document>"


def _section(sheet: Sheet) -> Section:
    return sheet.paper, sheet.footer, foot_of(sheet), sheet.incomplete


def _sections(sheets: Sequence[Sheet]) -> dict[Section, int]:
    """The sections with their numbers; one without page numbers where there are no Sheets."""
    found = dict.fromkeys(map(_section, sheets)) or {(Paper(), False, "", ""): None}
    return {section: number for number, section in enumerate(found)}


def _properties(sheet: Sheet, numbers: Mapping[Section, int]) -> str:
    number, headed = numbers[_section(sheet)], bool(sheet.incomplete)
    return section_properties(sheet.paper, number, headed=headed)


def _ends_in_table(sheet: Sheet) -> bool:
    blocks = [block for block in blocks_of(sheet) if not isinstance(block, Gap)]
    return not blocks or isinstance(blocks[-1], WordTable)


class _Writer:
    """Writes one Sheet, from block to block."""

    def __init__(self, sheet: Sheet, bookmarks: Bookmarks, marks: Marks, *, new_page: bool) -> None:
        self._sheet = sheet
        self._bookmarks = bookmarks
        self._marks = marks
        self._new_page = new_page
        """Whether the next paragraph begins a page."""
        self._gap = 0.0
        """The room to leave above it, in mm."""
        self._after_table = False
        self._plan = plan_of(sheet)

    def pieces(self) -> Iterator[str]:
        """The XML of the blocks, in their order."""
        if self._bookmarks.contents is self._sheet:
            yield contents(self._sheet, self._bookmarks, new_page=self._new_page)
            return
        for block in blocks_of(self._sheet):
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Gap):
            self._gap += block.height
            return
        if isinstance(block, WordTable):
            if self._gap or self._new_page or self._after_table:
                yield _filler(max(self._gap, _LEAST), new_page=self._new_page)
            yield table(self._plan, block.rows, block.cells, self._marks, framed=block.framed)
        else:
            yield self._line(block)
        self._gap, self._new_page = 0.0, False
        self._after_table = isinstance(block, WordTable)

    def _line(self, line: WordLine) -> str:
        row, first = self._sheet.rows[line.row], line.cells[0]
        look = self._look(first, line.style)
        size = size_beside(line.style, look)
        breaks = self._new_page or row.page_break
        properties = tag(
            "pPr",
            paragraph_style(line.style),
            tag("keepNext") if row.keep_with_next else "",
            tag("pageBreakBefore") if breaks else "",
            self._room(first, line.style, look, row.least),
        )
        said = TAB.join(texts(line.style, self._marks.text(cell), size) for cell in line.cells)
        marked = self._marks.before(first) + self._bookmarks.around(first, said)
        return tag("p", properties, marked)

    def _look(self, cell: Cell, style: str) -> Style:
        """How the layout sets the paragraph, which may be in a style that only Word has."""
        own = self._plan.styles[cell.row, cell.column]
        return look_of(style) if own == look_of(cell.style) else own

    def _room(self, cell: Cell, style: str, look: Style, least: float) -> str:
        """The room around the text where it is not the style's."""
        spare = 0.0
        if least:
            room = sum(self._sheet.columns[cell.column :][: cell.columns]) - 2 * look.padding
            count = len(lines(cell.text, room, look.face, look.size, look.indent * look.em))
            spare = max(0.0, least - count * look.pitch - look.before - look.after)
        if not self._gap and not spare and look == look_of(style):
            return ""
        return spacing(look, self._gap + look.before + spare / 2, look.after + spare / 2)


def _filler(height: float, *, section: str = "", new_page: bool = False) -> str:
    """A paragraph without text, of that height in mm."""
    # Word takes no higher line; what is more is left out.
    line = max(1, twips(min(height, _MOST)))
    properties = tag(
        "pPr",
        tag("keepNext") if not section and height > _LEAST else "",
        tag("pageBreakBefore") if new_page else "",
        tag("spacing", before=0, after=0, line=line, lineRule="exact"),
        tag("rPr", tag("sz", val=2)),
        section,
    )
    return tag("p", properties)
