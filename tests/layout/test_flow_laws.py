"""What holds for every Sheet, however odd: nothing is lost, nothing lies on anything else."""

from __future__ import annotations

from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.layout.flow import endless, flow
from hfgoals.layout.pages import Box, Page
from hfgoals.layout.plan import plan_of
from hfgoals.layout.sheet import Cell, Paper, Row, Sheet
from tests.budget import tried

PAPER = Paper(width=120.0, height=130.0, left=10.0, right=10.0, top=15.0, bottom=15.0)
COLUMNS = (20.0, 30.0, 50.0)
CELL_STYLES = ("value", "value-center", "number", "label", "level", "paragraph", "title")
NEAR = 1e-3


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Short texts mostly, now and then one that fills pages; every part is told apart."""
    count = draw(st.sampled_from([0, 1, 1, 2, 3, 5, 12, 60, 150]))
    return draw(st.sampled_from(["", "\n"])).join(f"第{number}句。" for number in range(count))


@st.composite
def row_of(draw: st.DrawFn) -> Row:
    def seldom() -> bool:
        return draw(st.integers(0, 5)) == 0

    return Row(
        table=draw(st.sampled_from([0, 1, 1, 2])),
        heading=seldom(),
        splits=seldom(),
        keep_with_next=seldom(),
        least=draw(st.sampled_from([0.0, 8.5, 8.5, 30.0, 150.0])),
        page_break=draw(st.integers(0, 15)) == 0,
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    rows = draw(st.lists(row_of(), max_size=14))
    cells: list[Cell] = []
    for column in range(len(COLUMNS)):
        row = 0
        while row < len(rows):
            height = min(draw(st.sampled_from([1, 1, 1, 2, 4])), len(rows) - row)
            if draw(st.integers(0, 7)):
                style = draw(st.sampled_from(CELL_STYLES))
                cells.append(Cell(row, column, height, 1, draw(texts()), style))
            row += height
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Sheet("form", "表", COLUMNS, tuple(rows), tuple(cells), PAPER)


def parts_of(pages: tuple[Page, ...], cell: Cell) -> list[Box]:
    return [box for page in pages for box in page.boxes if box.cell == cell]


def _once_then_whole(found: list[list[str]], at: int, expected: list[str]) -> bool:
    """Whether the first parts show the lines once, and each from ``at`` on shows all of them."""
    return list(chain(*found[:at])) == expected and all(each == expected for each in found[at:])


@tried(50)
@given(sheets())
def test_every_line_stands_somewhere_and_once_but_for_repeats(sheet: Sheet) -> None:
    pages = flow([sheet])
    assert len(flow([sheet, sheet])) == 2 * len(pages)
    whole = endless(sheet)
    assert len(whole.boxes) == len(sheet.cells)
    for box in whole.boxes:
        expected = [line.text for line in box.lines]
        parts = parts_of(pages, box.cell)
        found = [[line.text for line in part.lines] for part in parts]
        assert parts
        shown = [any(each.cell == box.cell for each in page.boxes) for page in pages]
        assert len(parts) == sum(shown)
        assert not parts[0].continued
        assert all(part.continued for part in parts[1:])
        if box.cell.rows > 1 or sheet.rows[box.cell.row].heading:
            assert any(_once_then_whole(found, at, expected) for at in range(1, len(found) + 1))
        else:
            assert list(chain(*found)) == expected


@tried(50)
@given(sheets())
def test_everything_stands_between_the_margins_and_nothing_on_anything_else(sheet: Sheet) -> None:
    bottom = PAPER.height - PAPER.bottom + NEAR
    for page in flow([sheet]):
        for column in range(len(COLUMNS)):
            boxes = [box for box in page.boxes if box.cell.column == column]
            for above, below in pairwise(boxes):
                assert above.y + above.height <= below.y + NEAR
        for box in page.boxes:
            assert box.y >= PAPER.top - NEAR
            assert box.y + box.height <= bottom
            for line in box.lines:
                em = box.style.em
                assert box.y - NEAR <= line.baseline - 0.88 * em
                assert line.baseline + 0.12 * em <= box.y + box.height + NEAR
                assert box.x - NEAR <= line.x <= box.x + box.width


@given(st.lists(st.tuples(st.booleans(), st.floats(5.0, 60.0)), min_size=1, max_size=30))
def test_kept_rows_end_a_page_only_when_all_above_are_kept_too(
    shape: list[tuple[bool, float]],
) -> None:
    rows = tuple(Row(keep_with_next=kept, least=least) for kept, least in shape)
    cells = tuple(Cell(row, 0, text=str(row)) for row in range(len(rows)))
    pages = flow([Sheet("form", "表", COLUMNS, rows, cells, PAPER)])
    assert [box.cell for page in pages for box in page.boxes] == list(cells)
    for page in pages[:-1]:
        kept = [rows[box.cell.row].keep_with_next for box in page.boxes]
        assert not kept[-1] or all(kept)


@tried(20)
@given(sheets())
def test_on_the_screen_rows_are_as_high_as_said(sheet: Sheet) -> None:
    heights = plan_of(sheet).heights
    for box in endless(sheet).boxes:
        first, last = box.cell.row, box.cell.row + box.cell.rows
        assert abs(box.y - PAPER.top - sum(heights[:first])) < NEAR
        assert abs(box.height - sum(heights[first:last])) < NEAR


@tried(13)
@given(sheets(), st.floats(1.0, 40.0))
def test_on_paper_far_too_small_nothing_is_lost_and_it_ends(sheet: Sheet, height: float) -> None:
    paper = Paper(120.0, height + 20.0, 10.0, 10.0, 10.0, 10.0)
    small = Sheet(sheet.form, sheet.title, sheet.columns, sheet.rows, sheet.cells, paper)
    pages = flow([small])
    for box in endless(small).boxes:
        expected = [line.text for line in box.lines]
        found = [line.text for part in parts_of(pages, box.cell) for line in part.lines]
        assert found[: len(expected)] == expected
