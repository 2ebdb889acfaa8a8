"""Pages drawn in letters, for tests that compare where things stand.

Every box is filled with the first letter of its cell's text, small where it is continued; ``-`` is
paper. One letter stands for 10 mm across and 10 mm down.
"""

from __future__ import annotations

from collections.abc import Iterable

from hfgoals.layout.pages import Page
from hfgoals.layout.sheet import Cell, Paper, Row, Sheet

PAPER = Paper(width=60.0, height=70.0, left=10.0, right=10.0, top=10.0, bottom=10.0)
"""Room for five rows of 10 mm, 40 mm wide."""
_STEP = 10.0


def sheet_of(
    rows: Iterable[Row], cells: Iterable[Cell], columns: tuple[float, ...] = (10.0,) * 4
) -> Sheet:
    """A Sheet on PAPER, without page numbers."""
    return Sheet("form", "表", columns, tuple(rows), tuple(cells), PAPER, footer=False)


def filled(letters: str, start: int = 0) -> list[Cell]:
    """One cell a row, over all four columns, named by these letters."""
    return [Cell(row, 0, 1, 4, text) for row, text in enumerate(letters, start)]


def picture(page: Page) -> str:
    """The page between its margins."""
    paper = page.paper
    down = round((paper.height - paper.top - paper.bottom) / _STEP)
    drawn = [["-"] * round(paper.inner_width / _STEP) for _ in range(down)]
    for box in page.boxes:
        letter = box.cell.text[:1] or "_"
        letter = letter.lower() if box.continued else letter
        top, left = _step(box.y - paper.top), _step(box.x - paper.left)
        for row in drawn[top : _step(box.y - paper.top + box.height)]:
            for column in range(left, _step(box.x - paper.left + box.width)):
                assert row[column] == "-", "boxes lie on one another"
                row[column] = letter
    return "\n".join("".join(row) for row in drawn)


def pictures(pages: Iterable[Page]) -> str:
    """The pages one below the other, parted by an empty line."""
    return "\n\n".join(map(picture, pages))


def drawing(text: str) -> str:
    """A picture as it is written in a test."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _step(length: float) -> int:
    return round(length / _STEP)
