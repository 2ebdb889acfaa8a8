"""Looks of worksheet cells, each made once for a workbook, and how texts are stored in them."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from hfgoals.layout.styles import STYLES, Style, of_size

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

SERIF, SANS = "宋体", "黑体"
"""Faces that Chinese Windows and WPS always have; users' machines lack the bundled ones."""
GENERAL, TEXT = "General", "@"


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell looks like: a style of the layout, framed or not, and its number format."""

    style: str
    framed: bool
    number_format: str = TEXT
    quoted: bool = False
    """Whether Excel shall treat the content as typed after an apostrophe: text, come what may."""
    unlocked: bool = False
    """Whether it may be changed in a protected worksheet."""
    size: float = 0.0
    """In points, where it is not that of the style."""


class Looks:
    """The looks of one workbook. Style objects are shared: fresh ones are several times slower."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[Look, Any] = {}

    def style_array(self, look: Look) -> Any:
        """What openpyxl's Cell takes as its ``style_array``."""
        made = self._made.get(look)
        if made is None:
            made = self._made[look] = self._make(look)
        return made

    def _make(self, look: Look) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Border, PatternFill, Protection, Side

        style = STYLES[look.style]
        if look.size:
            style = of_size(style, look.size)
        pattern = WriteOnlyCell(self._workbook.worksheets[0])
        pattern.font = _font(style)
        pattern.alignment = _alignment(style)
        pattern.number_format = look.number_format
        if style.fill:
            pattern.fill = PatternFill("solid", f"FF{style.fill.removeprefix('#')}")
        if look.framed:
            side = Side("thin", "FF000000")
            pattern.border = Border(side, side, side, side)
        if look.unlocked:
            pattern.protection = Protection(locked=False)
        made = copy(pattern._style)  # type: ignore[attr-defined]
        made.quotePrefix = int(look.quoted)
        return made


def _font(style: Style) -> Font:
    from openpyxl.styles import Font

    name = SANS if style.face.startswith("sans") else SERIF
    return Font(name=name, size=style.size, bold=style.face.endswith("bold"))


def _alignment(style: Style) -> Alignment:
    from openpyxl.styles import Alignment

    horizontal = "left" if style.align == "justify" else style.align
    return Alignment(horizontal=horizontal, vertical=style.valign, wrap_text=True)


LONGEST_TEXT: Final = 32_767
"""UTF-16 units in one cell."""
_LONGEST_SHOWN_AS_TEXT = 255
"""Old Excel shows ##### for longer texts in cells of the format "@"."""
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def units(text: str) -> int:
    """The length of the text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_format(text: str) -> str:
    """The number format of a cell with that text."""
    return TEXT if len(text) <= _LONGEST_SHOWN_AS_TEXT else GENERAL


def stored(text: str) -> str:
    """The text as it must stand in the file to be the same when read."""
    # Excel reads _x0041_ in a stored text as the letter A.
    return _ESCAPE_LIKE.sub("_x005F_", text)
