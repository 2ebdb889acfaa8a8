"""Pages: where everything stands, ready to be drawn without further decisions.

All lengths are in mm from the top left corner of the paper; sizes of type are in points.
"""

from __future__ import annotations

from hfgoals.layout.sheet import Cell, Paper
from hfgoals.layout.styles import STYLES, Style
from hfgoals.lean import dataclass


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text at its place."""

    text: str
    x: float
    baseline: float
    face: str
    """A face of layout.faces.FACES: "serif", "serif-bold", "sans", "sans-bold"."""
    size: float
    spacing: float = 0.0
    """Added after every character, in mm: justified lines."""


@dataclass(frozen=True, slots=True)
class Box:
    """One cell, or the part of it that stands on this page."""

    x: float
    y: float
    width: float
    height: float
    cell: Cell
    lines: tuple[TextLine, ...] = ()
    framed: bool = True
    fill: str = ""
    """"#RRGGBB", "" for none."""
    continued: bool = False
    """Whether it began on an earlier page (a span re-opened, a row split, a repeated heading)."""
    style: Style = STYLES["value"]
    """The look of its text here: its size may be less than that of the cell's style."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form or document."""

    paper: Paper
    boxes: tuple[Box, ...]
    footer: tuple[TextLine, ...] = ()
    """What stands in the margins: at the foot mostly, at the head that it is incomplete."""
    sheet_title: str = ""
    """The title of the Sheet that begins on this page, for bookmarks; "" when none begins."""
