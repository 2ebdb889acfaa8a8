"""From Sheets to Pages: which cell stands on which page, and where its lines stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf

from hfgoals.layout.breaking import Line
from hfgoals.layout.metrics import width
from hfgoals.layout.pages import Box, Page, TextLine
from hfgoals.layout.paging import Part, paged
from hfgoals.layout.pieces import BLANKS
from hfgoals.layout.plan import Content, plan_of
from hfgoals.layout.sheet import Paper, Sheet, foot_of

_ABOVE_BASELINE = 0.88
"""What of the square of a Chinese character stands above the baseline."""
_WIDEST_SPREAD = 0.25
"""The most, in em, that is put between two characters to fill a line; lines that need more (a
long word went to the next) stay as they are."""
_FOOTER_FACE, _FOOTER_SIZE = "serif", 9.0
_FOOTER_ABOVE_EDGE = 11.0
"""How far above the paper's edge page numbers stand, in mm."""
_HEAD_FACE, _HEAD_SIZE = "sans-bold", 10.5
_HEAD_BELOW_EDGE = 13.0
"""How far below the paper's edge it stands that a page is incomplete, in mm."""
_ENDLESS = inf


def flow(sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """The pages of all the Sheets, each Sheet beginning a new one; at least one page a Sheet.

    Page numbers count all the pages from 1, and are drawn for Sheets with ``footer``; at the right
    edge stands the code of a Sheet that has one. Every line
    of every cell stands between the margins, once; what fits on no page stands beyond them.
    """
    pages = [(sheet, page) for sheet in sheets for page in _pages(sheet)]
    return tuple(
        replace(page, footer=_footer(sheet, number, len(pages)))
        for number, (sheet, page) in enumerate(pages, 1)
    )


def endless(sheet: Sheet) -> Page:
    """The whole Sheet on one page, as high as it must be: for the screen. No page number."""
    plan = plan_of(sheet)
    (parts,) = paged(plan, _ENDLESS)
    paper = sheet.paper
    height = paper.top + sum(plan.heights) + paper.bottom
    return Page(replace(paper, height=height), _boxes(sheet, parts), sheet_title=sheet.title)


def _pages(sheet: Sheet) -> list[Page]:
    pages = paged(plan_of(sheet), _inner_height(sheet.paper))
    return [
        Page(sheet.paper, _boxes(sheet, parts), sheet_title="" if number else sheet.title)
        for number, parts in enumerate(pages)
    ]


def _inner_height(paper: Paper) -> float:
    return paper.height - paper.top - paper.bottom


def _boxes(sheet: Sheet, parts: Iterable[Part]) -> tuple[Box, ...]:
    """The boxes of a page, those above first, of the same height from left to right."""
    top = sheet.paper.top
    return tuple(
        Box(
            part.content.left,
            top + part.top,
            part.content.width,
            part.height,
            part.content.cell,
            _text_lines(part, top + part.top),
            sheet.rows[part.content.cell.row].table > 0,
            part.content.style.fill,
            part.continued,
            part.content.style,
        )
        for part in sorted(parts, key=lambda part: (part.top, part.content.left))
    )


def _text_lines(part: Part, top: float) -> tuple[TextLine, ...]:
    content = part.content
    style = content.style
    baseline = top + style.before + _lowered(part)
    baseline += (style.pitch - style.em) / 2 + _ABOVE_BASELINE * style.em
    made: list[TextLine] = []
    for number in range(part.first, part.end):
        line = content.lines[number]
        text = line.text.rstrip(BLANKS)
        if text:
            starts = number == 0 or content.lines[number - 1].ends
            x, spacing = _across(content, line, text, starts=starts)
            made.append(TextLine(text, x, baseline, style.face, style.size, spacing))
        baseline += style.pitch
    if style.leader and made and part.end == len(content.lines):
        made.extend(_leader(content, made[-1]))
    return tuple(made)


def _leader(content: Content, last: TextLine) -> Iterator[TextLine]:
    """The dots from the end of the last line to the edge, below those of the lines above."""
    style = content.style
    dot = width(style.leader, style.face, style.size)
    edge = content.left + content.width - style.padding
    room = edge - last.x - width(last.text, style.face, style.size)
    count = int((room - style.em / 2) / dot)
    if count > 0:
        yield replace(last, text=style.leader * count, x=edge - count * dot, spacing=0.0)


def _lowered(part: Part) -> float:
    """How far the lines are moved down in a part that has room to spare."""
    content = part.content
    whole = part.end - part.first == len(content.lines)
    if content.style.valign == "top" or not whole:
        return 0.0
    spare = max(0.0, part.height - content.height())
    return spare / 2 if content.style.valign == "center" else spare


def _across(content: Content, line: Line, text: str, *, starts: bool) -> tuple[float, float]:
    """Where the line begins, and what is put between its characters."""
    style = content.style
    indent = style.indent * style.em if starts else 0.0
    x = content.left + style.padding + indent
    spare = content.room - indent - line.width
    if style.align == "center":
        return x + spare / 2, 0.0
    if style.align == "right":
        return x + spare, 0.0
    if style.align == "justify" and not line.ends and len(text) > 1:
        spacing = spare / (len(text) - 1)
        if 0 < spacing <= _WIDEST_SPREAD * style.em:
            return x, spacing
    return x, 0.0


def _footer(sheet: Sheet, number: int, count: int) -> tuple[TextLine, ...]:
    """Page number and code, or that the page is incomplete; then that stands above it, too."""
    lines = [(f"第 {number} 页 共 {count} 页", 0.5)] if sheet.footer else []
    lines += [(told, 1.0)] if (told := foot_of(sheet)) else []
    foot = tuple(_foot_line(sheet.paper, text, share) for text, share in lines)
    return (_head_line(sheet.paper, sheet.incomplete), *foot) if sheet.incomplete else foot


def _head_line(paper: Paper, text: str) -> TextLine:
    """A line above the form, in the middle."""
    left = paper.left + (paper.inner_width - width(text, _HEAD_FACE, _HEAD_SIZE)) / 2
    baseline = min(_HEAD_BELOW_EDGE, paper.top - 2.0)
    return TextLine(text, left, baseline, _HEAD_FACE, _HEAD_SIZE)


def _foot_line(paper: Paper, text: str, share: float) -> TextLine:
    """A line at the foot, that share of the spare room at its left."""
    spare = paper.inner_width - width(text, _FOOTER_FACE, _FOOTER_SIZE)
    baseline = paper.height - min(_FOOTER_ABOVE_EDGE, paper.bottom / 2)
    return TextLine(text, paper.left + spare * share, baseline, _FOOTER_FACE, _FOOTER_SIZE)
