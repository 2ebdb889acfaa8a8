"""Pages made by hand: what the writers draw, without the layout."""

from __future__ import annotations

from hfgoals.layout.pages import Box, Page, TextLine
from hfgoals.layout.sheet import Cell, Paper
from hfgoals.model.address import Address

NAME = Address("project", "p1", "name")
BASIS = Address("indicator", "i1", "basis")


def line(text: str, x: float, baseline: float, face: str = "serif", **more: float) -> TextLine:
    """A line of text; size and spacing may be named."""
    return TextLine(text, x, baseline, face, more.get("size", 10.5), more.get("spacing", 0.0))


def box(
    row: int, column: int, text: str, face: str = "serif", address: Address | None = None
) -> Box:
    """A framed box of 40 x 10 mm at its place in a table, one line in it."""
    x, y = 19.0 + 40 * column, 40.0 + 10 * row
    fill = "#F2F4F8" if face.startswith("sans") else ""
    cell = Cell(row, column, text=text, address=address)
    return Box(x, y, 40, 10, cell, (line(text, x + 2, y + 6.5, face),), fill=fill)


def page(*boxes: Box, title: str = "1.新怀来报绩效目标表", number: str = "第 1 页 共 1 页") -> Page:
    """A page with a heading over the boxes and a footer."""
    heading = Box(
        19, 20, 172, 12, Cell(0, 0, text=title), (line(title, 60, 28, "serif-bold"),), framed=False
    )
    return Page(Paper(), (heading, *boxes), (line(number, 95, 285, size=9),), title)
