"""Styles: how the text of a cell looks and stands, by name. Sizes in points, room in mm.

The usual sizes of official Chinese forms: 小二 18, 三号 16, 四号 14, 小四 12, 五号 10.5.
To add one: a line in STYLES; the Excel and PDF writers follow it by themselves.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from hfgoals.lean import dataclass

MM_PER_POINT = 25.4 / 72
"""One point of type in mm."""

TINT = "#F2F4F8"
"""The ground of labels and headings, on paper and on the screen."""
TO_FILL = "#FFF2CC"
"""The ground of what is left to be written by hand."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks and where it stands in its cell."""

    face: str = "serif"
    """A key of layout.faces.FACES."""
    size: float = 10.5
    """In points."""
    align: Literal["left", "center", "right", "justify"] = "left"
    valign: Literal["top", "center", "bottom"] = "center"
    fill: str = ""
    """"#RRGGBB", "" for none."""
    leading: float = 1.3
    """From line to line, as a multiple of the size."""
    padding: float = 1.3
    """Room in mm at the left and at the right."""
    before: float = 1.25
    """Room in mm above the text."""
    after: float = 1.25
    """Room in mm below the text."""
    indent: float = 0.0
    """How far the first line of every paragraph is moved in, in em."""
    leader: str = ""
    """What fills the last line up to the edge: the dots of a table of contents."""

    @property
    def em(self) -> float:
        """The size in mm."""
        return self.size * MM_PER_POINT

    @property
    def pitch(self) -> float:
        """From line to line in mm."""
        return self.size * self.leading * MM_PER_POINT


@dataclass(frozen=True, slots=True)
class Density:
    """How closely a form is set."""

    size: float = 10.5
    """The points that texts of tables have at most."""
    room: float = 1.0
    """What is left of the room above and below texts."""
    least: float = 1.0
    """What is left of the least heights of rows."""


NORMAL = Density()

_VALUE = Style()
_LABEL = Style("sans", align="center", fill=TINT)
_RUNNING = Style(size=12, align="justify", valign="top", leading=1.65, padding=0, before=0, after=0)

STYLES: dict[str, Style] = {
    # ---- tables
    "value": _VALUE,
    "value-center": replace(_VALUE, align="center"),
    "number": replace(_VALUE, align="right"),
    "percent": replace(_VALUE, align="center"),
    "count": replace(_VALUE, align="center"),
    "exact": replace(_VALUE, align="center"),
    "sum": replace(_VALUE, align="center"),
    "amount": replace(_VALUE, align="center"),
    "tick-label": replace(_LABEL, size=9, padding=0.4),
    "note": Style(size=9, padding=0.5, before=0, after=0.6),
    "level": replace(_VALUE, align="center"),
    "given": replace(_VALUE, fill=TINT),
    "given-center": replace(_VALUE, align="center", fill=TINT),
    "label": _LABEL,
    "head": replace(_LABEL, face="sans-bold"),
    "group": replace(_LABEL, align="left"),
    # ---- long lists, beyond the forms
    "listed": replace(_VALUE, size=9),
    "listed-center": replace(_VALUE, size=9, align="center"),
    "listed-number": replace(_VALUE, size=9, align="right"),
    "listed-top": replace(_VALUE, size=9, valign="top"),
    "listed-top-center": replace(_VALUE, size=9, valign="top", align="center"),
    "listed-top-number": replace(_VALUE, size=9, valign="top", align="right"),
    "listed-head": replace(_LABEL, size=9, face="sans-bold"),
    # ---- bars of figures, beyond the forms
    "bar": Style("sans", 6, fill="#5F7FB8", before=0, after=0),
    "bar-even": Style("sans", 6, fill="#CBD3E1", before=0, after=0),
    "bar-label": Style("sans", 9, before=0, after=0),
    # ---- around tables
    "title": Style(
        "serif-bold", 16, "center", leading=1.4, padding=0, before=0, after=4.0, valign="top"
    ),
    "title-above": Style("serif-bold", 16, "center", leading=1.4, padding=0, before=0, after=0),
    "caption": Style(padding=0.5, before=0, after=1.2, valign="bottom"),
    "caption-right": Style(align="right", padding=0.5, before=0, after=1.2, valign="bottom"),
    "caption-center": Style(align="center", padding=0.5, before=0, after=1.2, valign="bottom"),
    "signature": Style(padding=0.5, before=1.0, after=1.0),
    "section": Style("sans-bold", 12, leading=1.4, padding=0.5, before=4.0, after=1.5),
    # ---- running text
    "part": Style("serif-bold", 18, "center", leading=1.6, padding=0, before=0, after=1.5),
    "heading1": Style("sans-bold", 14, leading=1.5, padding=0, before=4.0, after=1.5, indent=2),
    "heading2": Style("serif-bold", 12, leading=1.65, padding=0, before=1.5, after=0, indent=2),
    "paragraph": replace(_RUNNING, indent=2),
    # ---- left to be written by hand
    "to-fill": replace(_RUNNING, indent=2, fill=TO_FILL),
    "to-fill-in": replace(_VALUE, size=9, align="center", padding=0.3, fill=TO_FILL),
    "closing": replace(_RUNNING, align="right"),
    # ---- cover and contents
    "contents-title": Style("serif-bold", 18, "center", padding=0, before=0, after=8.0),
    "contents": Style(size=12, padding=0, before=1.2, after=1.2, valign="top", leader="·"),
    "contents-number": Style(
        size=12, align="right", padding=0, before=1.2, after=1.2, valign="bottom"
    ),
    "cover-title": Style("serif-bold", 26, "center", leading=1.6, padding=0, before=0, after=1.0),
    "cover-line": Style(size=14, padding=16.0, leading=1.5, before=1.0, after=1.0),
}


@lru_cache(maxsize=1 << 8)
def style_in(name: str, density: Density) -> Style:
    """The style of that name in a form set so closely; titles and running text keep their size.

    Raises KeyError when there is none of that name.
    """
    style = STYLES[name]
    if density == NORMAL:
        return style
    size = min(style.size, density.size) if style.size <= NORMAL.size else style.size
    room = density.room
    return replace(style, size=size, before=style.before * room, after=style.after * room)


@lru_cache(maxsize=1 << 8)
def of_size(style: Style, size: float) -> Style:
    """The style in another size; the same object for the same."""
    return style if size == style.size else replace(style, size=size)
