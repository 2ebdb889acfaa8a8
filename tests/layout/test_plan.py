"""What each row of a Sheet holds, how high it is, and how much text goes into how much room."""

from __future__ import annotations

import pytest

from hfgoals.layout.plan import plan_of
from hfgoals.layout.sheet import Cell, Row
from tests.layout.picture import sheet_of

TALL = Row(table=1, least=10.0)
ROOM = Row(least=10.0)


def test_as_many_lines_fit_as_their_height_says() -> None:
    text = "\n".join("一二三四五")
    ((content,),) = plan_of(sheet_of([TALL], [Cell(0, 0, text=text)])).own
    assert len(content.lines) == 5
    heights = [content.height(first) for first in range(7)]
    assert heights == sorted(heights, reverse=True)
    assert heights[5:] == [0.0, 0.0]
    for first, height in enumerate(heights[:5]):
        assert content.fitting(height) == 5 - first
        assert content.fitting(height - 0.05) == 4 - first
    assert content.fitting(0.0) == 0


@pytest.mark.parametrize(
    ("row", "cells", "gap"),
    [
        (ROOM, [], True),
        (Row(least=10.0, page_break=True), [], False),
        (TALL, [], False),
        (ROOM, [Cell(1, 0, text="字")], False),
        (ROOM, [Cell(0, 0, rows=2, text="字")], False),
        (ROOM, [Cell(0, 0, text="字")], True),
    ],
)
def test_a_row_is_a_gap_when_it_is_nothing_but_room(
    row: Row, cells: list[Cell], *, gap: bool
) -> None:
    assert plan_of(sheet_of([TALL, row], cells)).is_gap(1) == gap


def test_a_row_is_as_high_as_it_must_be_and_its_text_needs() -> None:
    long = Cell(1, 0, text="\n".join("一二三四五"))
    plan = plan_of(sheet_of([TALL, Row(table=1), TALL], [Cell(0, 0, text="字"), long]))
    ((content,),) = plan.own[1:2]
    assert plan.heights[0] == plan.heights[2] == 10.0
    assert content.height() <= plan.heights[1] < content.height() + 0.1
