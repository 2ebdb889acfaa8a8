"""Where pages end, drawn in letters: five rows of 10 mm stand on a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.layout.flow import endless, flow
from hfgoals.layout.metrics import width
from hfgoals.layout.pages import Page
from hfgoals.layout.plan import plan_of
from hfgoals.layout.sheet import Cell, Paper, Row, Sheet, keywords_of
from hfgoals.layout.styles import STYLES, TINT
from tests.layout.picture import PAPER, drawing, filled, pictures, sheet_of

ROW = Row(table=1, least=10.0)
KEPT = Row(table=1, least=10.0, keep_with_next=True)
HEAD = Row(table=1, least=10.0, heading=True)
GAP = Row(least=10.0)
LINE = STYLES["value"].pitch
ROOM = STYLES["value"].before + STYLES["value"].after


def lines_of(page: Page, cell: Cell) -> list[str]:
    return [line.text for box in page.boxes if box.cell == cell for line in box.lines]


def test_rows_follow_one_another_and_a_full_page_is_followed_by_the_next() -> None:
    sheet = sheet_of([ROW] * 7, filled("ABCDEFG"))
    assert pictures(flow([sheet])) == drawing("""
        AAAA
        BBBB
        CCCC
        DDDD
        EEEE

        FFFF
        GGGG
        ----
        ----
        ----
    """)


def test_heading_rows_are_repeated_on_top_of_every_further_page_of_their_table() -> None:
    rows = [HEAD, *[ROW] * 9, Row(table=2, least=10.0)]
    pages = flow([sheet_of(rows, filled("HABCDEFGIJK"))])
    assert pictures(pages) == drawing("""
        HHHH
        AAAA
        BBBB
        CCCC
        DDDD

        hhhh
        EEEE
        FFFF
        GGGG
        IIII

        hhhh
        JJJJ
        KKKK
        ----
        ----
    """)


def test_a_table_after_another_page_break_shows_no_foreign_heading() -> None:
    rows = [HEAD, *[ROW] * 4, Row(table=2, least=10.0)]
    assert pictures(flow([sheet_of(rows, filled("HABCDK"))])).splitlines()[-5] == "KKKK"


def test_a_span_is_closed_at_the_page_end_and_opened_again_with_its_text() -> None:
    span = Cell(2, 0, 5, 1, "S")
    beside = [Cell(row, 1, 1, 3, text) for row, text in enumerate("CDEFG", 2)]
    pages = flow([sheet_of([ROW] * 8, [*filled("AB"), span, *beside, *filled("Z", 7)])])
    assert pictures(pages) == drawing("""
        AAAA
        BBBB
        SCCC
        SDDD
        SEEE

        sFFF
        sGGG
        ZZZZ
        ----
        ----
    """)
    assert [lines_of(page, span) for page in pages] == [["S"], ["S"]]


def test_heading_and_span_go_on_together() -> None:
    span = Cell(1, 0, 5, 1, "S")
    beside = [Cell(row, 1, 1, 3, text) for row, text in enumerate("ABCDE", 1)]
    pages = flow([sheet_of([HEAD, *[ROW] * 5], [*filled("H"), span, *beside])])
    assert pictures(pages[1:]) == drawing("""
        hhhh
        sEEE
        ----
        ----
        ----
    """)


def test_the_last_row_of_a_page_is_made_high_enough_for_a_span_that_is_closed_there() -> None:
    span = Cell(4, 0, 2, 1, "字\n字", "level")
    beside = [Cell(4, 1, 1, 3, "E"), Cell(5, 1, 1, 3, "F")]
    rows = [ROW, ROW, ROW, Row(table=1, least=7.5), ROW, ROW]
    first, second = flow([sheet_of(rows, [*filled("ABCD"), span, *beside])])
    need = 2 * LINE + ROOM
    assert 10 < need < 12.5
    assert [round(box.height, 3) for box in first.boxes[-2:]] == [round(need, 3)] * 2
    assert [round(box.height, 3) for box in second.boxes] == [round(need, 3)] * 2
    assert lines_of(first, span) == lines_of(second, span) == ["字", "字"]


def test_rows_kept_with_the_next_go_to_its_page() -> None:
    rows = [ROW, ROW, ROW, KEPT, KEPT, ROW]
    assert pictures(flow([sheet_of(rows, filled("ABCDEF"))])) == drawing("""
        AAAA
        BBBB
        CCCC
        ----
        ----

        DDDD
        EEEE
        FFFF
        ----
        ----
    """)


def test_a_heading_is_never_alone_at_the_foot() -> None:
    rows = [*[Row(least=10.0)] * 4, HEAD, ROW]
    assert pictures(flow([sheet_of(rows, filled("ABCDHE"))])).splitlines()[-5:-3] == [
        "HHHH",
        "EEEE",
    ]


def test_a_chain_longer_than_a_page_is_broken_where_the_page_ends() -> None:
    pages = flow([sheet_of([KEPT] * 7, filled("ABCDEFG"))])
    assert pictures(pages).splitlines()[6:8] == ["FFFF", "GGGG"]


def test_a_gap_vanishes_at_the_top_of_a_further_page_only() -> None:
    rows = [GAP, *[ROW] * 4, GAP, GAP, ROW]
    cells = [*filled("ABCD", 1), *filled("E", 7)]
    assert pictures(flow([sheet_of(rows, cells)])) == drawing("""
        ----
        AAAA
        BBBB
        CCCC
        DDDD

        EEEE
        ----
        ----
        ----
        ----
    """)


def test_gaps_at_the_end_make_no_page() -> None:
    assert len(flow([sheet_of([*[ROW] * 5, GAP, GAP], filled("ABCDE"))])) == 1


def test_a_row_can_begin_a_new_page() -> None:
    rows = [ROW, Row(table=1, least=10.0, page_break=True), ROW]
    pages = flow([sheet_of(rows, filled("ABC"))])
    assert [[box.cell.text for box in page.boxes] for page in pages] == [["A"], ["B", "C"]]


@pytest.mark.parametrize("splits", [True, False])
def test_only_a_row_that_may_be_broken_or_fits_on_no_page_is_broken(splits: bool) -> None:
    row = Row(table=1, splits=splits)
    cell = Cell(3, 0, 1, 4, "\n".join("一二三四五六"))
    pages = flow([sheet_of([*[ROW] * 3, row], [*filled("ABC"), cell])])
    first, second = (lines_of(page, cell) for page in pages)
    assert "".join(first + second) == "一二三四五六"
    assert bool(first) == splits
    assert [box.continued for box in pages[1].boxes] == [splits]


def test_a_row_higher_than_a_page_is_broken_beside_an_open_span() -> None:
    long = Cell(1, 1, 1, 3, "\n".join(str(number) for number in range(30)))
    span = Cell(0, 0, 2, 1, "S")
    head = Cell(0, 1, 1, 3, "H")
    pages = flow([sheet_of([KEPT, ROW], [span, head, long])])
    found = [lines_of(page, long) for page in pages]
    assert [line for page in found for line in page] == [str(number) for number in range(30)]
    assert len(pages) > 2
    assert all(found)
    assert [lines_of(page, span) for page in pages] == [["S"]] * len(pages)
    assert [box.continued for page in pages for box in page.boxes if box.cell == span] == (
        [False] + [True] * (len(pages) - 1)
    )


def test_a_long_text_in_a_span_goes_on_and_is_not_repeated() -> None:
    span = Cell(0, 0, 3, 2, "\n".join(str(number) for number in range(40)))
    beside = [Cell(row, 2, 1, 2, text) for row, text in enumerate("ABC")]
    pages = flow([sheet_of([ROW] * 3, [span, *beside])])
    found = [line for page in pages for line in lines_of(page, span)]
    assert found == [str(number) for number in range(40)]


def test_no_single_line_is_left_at_a_foot_or_carried_to_a_top() -> None:
    for above in range(8):
        for count in range(2, 14):
            cell = Cell(1, 0, 1, 4, "\n".join("字" * count), "paragraph")
            rows = [Row(least=above * 5.0 + 5.0), Row(splits=True)]
            pages = flow([sheet_of(rows, [*filled("A"), cell])])
            shares = [len(lines_of(page, cell)) for page in pages]
            assert sum(shares) == count
            assert 1 not in shares


def test_a_text_that_goes_on_fills_its_page_but_for_what_the_next_page_wants() -> None:
    most = int((50.0 - ROOM) / LINE)
    for count, expected in ((most, most), (most + 1, most - 1), (most + 2, most), (40, most)):
        cell = Cell(0, 0, 1, 4, "\n".join("字" * count))
        (first, *_) = flow([sheet_of([Row(table=1, splits=True)], [cell])])
        assert len(lines_of(first, cell)) == expected


def test_spans_push_their_last_row() -> None:
    span = Cell(0, 0, 2, 1, "\n".join("字" * 6))
    sheet = sheet_of([ROW, ROW, ROW], [span, Cell(0, 1, 1, 3, "a"), Cell(1, 1, 1, 3, "b")])
    assert plan_of(sheet).heights == pytest.approx((10.0, 6 * LINE + ROOM - 10.0, 10.0))


def test_the_screen_gets_one_page_as_high_as_the_rows() -> None:
    sheet = sheet_of([HEAD, *[ROW] * 9], filled("HABCDEFGIJ"))
    page = endless(sheet)
    assert page.paper.height == pytest.approx(100.0 + PAPER.top + PAPER.bottom)
    assert (page.paper.width, page.paper.left, page.footer) == (60.0, 10.0, ())
    assert [box.cell.text for box in page.boxes] == list("HABCDEFGIJ")
    assert not any(box.continued for box in page.boxes)


def test_every_sheet_begins_a_page_and_pages_are_counted_through() -> None:
    plain = sheet_of([ROW], filled("A"))
    numbered = Sheet("form", "二", (40.0,), (ROW,) * 6, tuple(
        Cell(row, 0, text=str(row)) for row in range(6)), PAPER)  # fmt: skip
    pages = flow([plain, numbered, Sheet("form", "空", (40.0,), (), (), PAPER)])
    assert [page.sheet_title for page in pages] == ["表", "二", "", "空"]
    titles = [page.sheet_title for page in flow([plain, numbered, plain])]
    assert titles == ["表", "二", "", "表"]
    feet = ["".join(line.text for line in page.footer) for page in pages]
    assert feet == ["", "第 2 页 共 4 页", "第 3 页 共 4 页", "第 4 页 共 4 页"]
    assert all(
        PAPER.height - PAPER.bottom < line.baseline < PAPER.height
        for page in pages
        for line in page.footer
    )


def test_the_code_stands_at_the_right_edge_and_moves_nothing() -> None:
    plain = sheet_of([ROW] * 9, filled("ABCDEFGHI"))
    for sheet in (plain, replace(plain, footer=True)):
        without, coded = flow([sheet]), flow([replace(sheet, code="1DBJV-CFTLD")])
        assert [page.boxes for page in coded] == [page.boxes for page in without]
        assert len(coded) == 2
        for page, before in zip(coded, without, strict=True):
            *others, code = page.footer
            assert tuple(others) == before.footer
            assert code.text == "核对码 1DBJV-CFTLD"
            right = code.x + width(code.text, code.face, code.size)
            assert right == pytest.approx(PAPER.width - PAPER.right)
            for line in others:
                assert line.baseline == code.baseline


def test_keywords_are_codes_each_once_and_no_more_than_are_shown() -> None:
    sheet = sheet_of([ROW], filled("A"))
    coded = [replace(sheet, code=code) for code in ("B", "", "A", "B")]
    assert keywords_of(coded) == "B; A"
    many = [replace(sheet, code=f"{number:05d}-00000") for number in range(99)]
    told = keywords_of(many)
    assert len(told) <= 255
    assert told.split("; ") == [each.code for each in many][: told.count(";") + 1]
    assert told.count(";") > 10


def test_boxes_have_frame_and_ground_of_their_row_and_style() -> None:
    cells = [Cell(0, 0, text="题", style="title"), Cell(1, 0, text="签", style="label")]
    title, label = flow([sheet_of([Row(), ROW], cells)])[0].boxes
    assert (title.framed, title.fill) == (False, "")
    assert (label.framed, label.fill) == (True, TINT)


def test_lines_stand_at_the_sides_and_heights_that_the_style_says() -> None:
    def line(style: str) -> tuple[float, float, float]:
        sheet = sheet_of([Row(table=1, least=40.0)], [Cell(0, 0, 1, 4, "字", style)])
        ((box,),) = (page.boxes for page in flow([sheet]))
        (text,) = box.lines
        return text.x - box.x, text.baseline - box.y, STYLES[style].em

    x, baseline, em = line("value-center")
    assert x == pytest.approx(20 - em / 2)
    assert baseline == pytest.approx(20 + 0.38 * em)
    x, _, em = line("number")
    assert x == pytest.approx(40 - em - STYLES["number"].padding)
    x, baseline, em = line("paragraph")
    assert x == pytest.approx(2 * em)
    assert baseline < 10


def test_running_text_is_spread_to_the_edge_but_for_its_last_line() -> None:
    paper = Paper()
    text = "围绕中心工作，开展有计划、有重点、有深度的宣传报道（2022年完成48期以上）。" * 9
    sheet = Sheet(
        "f", "t", (172.0,), (Row(splits=True),), (Cell(0, 0, text=text, style="paragraph"),)
    )
    ((box,),) = (page.boxes for page in flow([sheet]))
    from hfgoals.layout.metrics import width

    ends = [
        line.x + width(line.text, line.face, line.size) + line.spacing * (len(line.text) - 1)
        for line in box.lines
    ]
    assert ends[:-1] == pytest.approx([paper.width - paper.right] * (len(ends) - 1))
    assert box.lines[-1].spacing == 0
    assert [line.x > paper.left for line in box.lines] == [True] + [False] * (len(ends) - 1)


def test_contents_are_led_to_their_numbers() -> None:
    sheet = Sheet("f", "t", (155.0,), (Row(),), (Cell(0, 0, text="项目", style="contents"),))
    text, dots = flow([sheet])[0].boxes[0].lines
    assert text.text == "项目"
    assert set(dots.text) == {STYLES["contents"].leader}
    assert text.baseline == dots.baseline
    assert dots.x > text.x + 2 * STYLES["contents"].em
