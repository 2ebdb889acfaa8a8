"""Tables of a Word document: rows of a Sheet with merged cells, on a grid of their own edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from hfgoals.layout.plan import Plan
from hfgoals.layout.sheet import Cell, Row, Sheet
from hfgoals.layout.styles import Style, style_in
from hfgoals.render.docx_styles import paragraph_style, size_beside, spacing, texts, word_of
from hfgoals.render.docx_xml import sized, tag, twips
from hfgoals.render.sheet_marks import Marks

_FRAME = 4
"""The width of frames, in eighths of a point."""
_SIDES = ("top", "left", "bottom", "right")
_TALL = 0.6
"""Rows higher than this share of a page are broken rather than moved to the next."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands in one row from one grid column on: a cell, its going on, or nothing."""

    cell: Cell | None
    span: int
    """How many grid columns it takes."""
    width: int
    """In twips."""
    continues: bool = False
    """Whether it goes on from the row above."""


def table(plan: Plan, rows: range, cells: Sequence[Cell], marks: Marks, *, framed: bool) -> str:
    """These rows of the Sheet as one table; ``cells`` are those that begin in the rows."""
    sheet = plan.sheet
    edges = _edges(sheet, cells)
    base = style_in(cells[0].style if cells else "value", sheet.density)
    places = _places(sheet, rows, cells, edges)
    inner = sheet.paper.height - sheet.paper.top - sheet.paper.bottom
    made = [_properties(edges, base, framed=framed)]
    repeats = True
    for number in rows:
        row = sheet.rows[number]
        # Word repeats only rows from the first of a table on.
        repeats = repeats and row.heading
        splits = row.splits or plan.heights[number] > inner * _TALL
        written = [_cell(place, row, plan, base, marks) for place in places[number]]
        made.append(_row(row, written, repeats=repeats, splits=splits))
    return tag("tbl", *made)


def _edges(sheet: Sheet, cells: Sequence[Cell]) -> dict[int, int]:
    """The sheet columns at which cells of the table begin or end, with their places in twips."""
    used = {0, len(sheet.columns)}
    for cell in cells:
        used |= {cell.column, cell.column + cell.columns}
    return {column: twips(sum(sheet.columns[:column])) for column in sorted(used)}


def _places(
    sheet: Sheet, rows: range, cells: Sequence[Cell], edges: dict[int, int]
) -> dict[int, list[_Place]]:
    """For every row what stands in it, from the left to the right without a hole."""
    at: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, rows.stop)):
            at[row, cell.column] = cell
    return {row: list(_across(row, at, edges, len(sheet.columns))) for row in rows}


def _across(
    row: int, at: dict[tuple[int, int], Cell], edges: dict[int, int], end: int
) -> Iterator[_Place]:
    columns = list(edges)
    following = dict(pairwise(columns))
    order = {column: index for index, column in enumerate(columns)}
    column = 0
    while column < end:
        cell = at.get((row, column))
        last = following[column] if cell is None else column + cell.columns
        span, width = order[last] - order[column], edges[last] - edges[column]
        yield _Place(cell, span, width, cell is not None and cell.row < row)
        column = last


def _properties(edges: dict[int, int], base: Style, *, framed: bool) -> str:
    places = list(edges.values())
    frame = tag("tblBorders", *map(_line, (*_SIDES, "insideH", "insideV"))) if framed else ""
    properties = tag(
        "tblPr",
        tag("tblW", w=places[-1], type="dxa"),
        tag("jc", val="center"),
        frame,
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", _margins(base)),
    )
    grid = (tag("gridCol", w=right - left) for left, right in pairwise(places))
    return properties + tag("tblGrid", *grid)


def _line(side: str) -> str:
    return tag(side, val="single", sz=_FRAME, space=0, color="000000")


def _margins(style: Style) -> str:
    rooms = (style.before, style.padding, style.after, style.padding)
    return "".join(
        tag(side, w=twips(room), type="dxa") for side, room in zip(_SIDES, rooms, strict=True)
    )


def _row(row: Row, cells: Sequence[str], *, repeats: bool, splits: bool) -> str:
    properties = tag(
        "trPr",
        "" if splits else tag("cantSplit"),
        tag("trHeight", val=twips(row.least), hRule="atLeast") if row.least else "",
        tag("tblHeader") if repeats else "",
    )
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(place: _Place, row: Row, plan: Plan, base: Style, marks: Marks) -> str:
    cell = place.cell
    style = cell.style if cell is not None else "value"
    look = base if cell is None else plan.styles[cell.row, cell.column]
    merged = ""
    if cell is not None and cell.rows > 1:
        merged = "continue" if place.continues else "restart"
    empty = cell is None or place.continues
    shape = (place.width, place.span, merged)
    properties = _cell_properties(*shape, style, look, base, framed=cell is not None)
    paragraph = _paragraph_properties(style, look, keeps=row.keep_with_next, breaks=row.page_break)
    content = ""
    if cell is not None and not empty:
        content = marks.before(cell) + texts(style, cell.text, size_beside(style, look))
    return f"<w:tc>{properties}<w:p>{paragraph}{content}</w:p></w:tc>"


@lru_cache(maxsize=1 << 10)
def _cell_properties(
    width: int, span: int, merged: str, style: str, look: Style, base: Style, *, framed: bool
) -> str:
    own = (look.before, look.padding, look.after)
    return tag(
        "tcPr",
        tag("tcW", w=width, type="dxa"),
        tag("gridSpan", val=span) if span > 1 else "",
        tag("vMerge", val=merged) if merged else "",
        "" if framed else tag("tcBorders", *(tag(side, val="nil") for side in _SIDES)),
        _ground(style, look),
        "" if own == (base.before, base.padding, base.after) else _cell_margins(style, look),
        tag("vAlign", val=look.valign),
    )


def _ground(style: str, look: Style) -> str:
    if not look.fill or word_of(style).prompts:
        return ""
    return tag("shd", val="clear", color="auto", fill=look.fill.lstrip("#"))


def _cell_margins(style: str, look: Style) -> str:
    # The paragraphs of other styles bring their room with them.
    zero = Style(padding=0, before=0, after=0)
    return tag("tcMar", _margins(look if word_of(style).in_cell else zero))


@lru_cache(maxsize=1 << 8)
def _paragraph_properties(style: str, look: Style, *, keeps: bool, breaks: bool) -> str:
    size = size_beside(style, look)
    room = (0.0, 0.0) if word_of(style).in_cell else (look.before, look.after)
    return tag(
        "pPr",
        paragraph_style(style),
        tag("keepNext") if keeps else "",
        tag("pageBreakBefore") if breaks else "",
        spacing(look, *room) if size else "",
        sized(size) if size else "",
    )
