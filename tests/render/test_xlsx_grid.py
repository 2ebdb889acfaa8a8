from __future__ import annotations

from hfgoals.layout.pages import Box, Page, TextLine
from hfgoals.layout.sheet import Cell, Paper, Row, Sheet
from hfgoals.render.xlsx_grid import grid_of

PAPER = Paper()


def box(cell: Cell, height: float, *lines: str, continued: bool = False) -> Box:
    texts = tuple(TextLine(line, 0, 0, "serif", 10.5) for line in lines)
    return Box(0, 0, 172, height, cell, texts, continued=continued)


def sheet_of(rows: tuple[Row, ...], *cells: Cell) -> Sheet:
    return Sheet("form", "表", (172.0,), rows, cells)


def test_a_row_on_one_page_is_one_worksheet_row() -> None:
    cell = Cell(0, 0, text="甲")
    grid = grid_of(sheet_of((Row(),), cell), [Page(PAPER, (box(cell, 8.0),))])
    assert [(row.height, row.page) for row in grid.rows] == [(8.0, 0)]
    assert grid.breaks == ()
    assert [piece.text for piece in grid.pieces(cell)] == ["甲"]


def test_a_row_too_high_for_excel_becomes_several() -> None:
    cell = Cell(0, 0, text="甲")
    grid = grid_of(sheet_of((Row(table=1),), cell), [Page(PAPER, (box(cell, 250.0),))])
    assert sum(row.height for row in grid.rows) == 250.0
    assert all(row.height * 72 / 25.4 * 1.03 <= 409 for row in grid.rows)
    (piece,) = grid.pieces(cell)
    assert (piece.first, piece.last) == (0, 1)


def test_running_text_over_two_pages_is_parted_where_the_page_ends() -> None:
    cell = Cell(0, 0, text="甲乙 丙丁")
    pages = [
        Page(PAPER, (box(cell, 10.0, "甲", "乙"),)),
        Page(PAPER, (box(cell, 6.0, "丙丁", continued=True),)),
    ]
    grid = grid_of(sheet_of((Row(splits=True),), cell), pages)
    assert grid.breaks == (0,)
    pieces = grid.pieces(cell)
    assert [piece.text for piece in pieces] == ["甲乙", " 丙丁"]
    assert [(piece.first, piece.last) for piece in pieces] == [(0, 0), (1, 1)]


def test_a_cell_whose_lines_do_not_tell_where_it_is_parted_stays_whole() -> None:
    cell = Cell(0, 0, text="甲乙")
    pages = [
        Page(PAPER, (box(cell, 200.0, "丙"),)),
        Page(PAPER, (box(cell, 6.0, "乙", continued=True),)),
    ]
    grid = grid_of(sheet_of((Row(table=1),), cell), pages)
    assert [row.page for row in grid.rows] == [0, 0, 1]
    assert grid.breaks == (1,)
    assert [piece.text for piece in grid.pieces(cell)] == ["甲乙"]


def test_repeated_headings_add_no_rows_and_gaps_vanish_at_page_breaks() -> None:
    head, first, second = Cell(0, 0, text="头"), Cell(1, 0, text="甲"), Cell(3, 0, text="乙")
    rows = (Row(table=1, heading=True), Row(table=1), Row(least=5.0), Row(table=1))
    pages = [
        Page(PAPER, (box(head, 8.0), box(first, 8.0))),
        Page(PAPER, (box(head, 8.0, continued=True), box(second, 8.0))),
    ]
    grid = grid_of(sheet_of(rows, head, first, second), pages)
    assert [row.source for row in grid.rows] == [0, 1, 2, 3]
    assert [row.page for row in grid.rows] == [0, 0, 0, 1]
    assert grid.rows[2].height < 1


def test_gaps_within_a_page_keep_their_height() -> None:
    first, second = Cell(0, 0, text="甲"), Cell(2, 0, text="乙")
    rows = (Row(), Row(least=5.0), Row())
    page = Page(PAPER, (box(first, 8.0), box(second, 8.0)))
    assert grid_of(sheet_of(rows, first, second), [page]).rows[1].height == 5.0


def test_a_span_over_two_pages_is_opened_again_on_the_second() -> None:
    level = Cell(0, 0, rows=2, text="产出指标")
    first, second = Cell(0, 1, text="甲"), Cell(1, 1, text="乙")
    pages = [
        Page(PAPER, (box(level, 8.0), box(first, 8.0))),
        Page(PAPER, (box(level, 8.0, continued=True), box(second, 8.0))),
    ]
    rows = (Row(table=1), Row(table=1))
    grid = grid_of(Sheet("form", "表", (22.0, 150.0), rows, (level, first, second)), pages)
    pieces = [(piece.first, piece.last, piece.text) for piece in grid.pieces(level)]
    assert pieces == [(0, 0, "产出指标"), (1, 1, "产出指标")]
