"""reportlab's view of a face that looks things up in the font file when they are asked for.

By itself it turns all characters, widths and places of outlines of a face into Python's objects
before the first of them is drawn, which takes a hundred times as long as drawing one form.
"""

from __future__ import annotations

import struct
from functools import cache
from io import BufferedReader
from mmap import ACCESS_READ, mmap
from typing import Any

from hfgoals.layout.faces import FACES
from hfgoals.layout.metrics import Face, face_of
from hfgoals.paths import resource

_SPACE, _FIXED_SPACE = 0x20, 0xA0
_PLACES_ARE_LONG = 50
"""Where the table head says in which form loca has the places of outlines."""
_MEASURED = 34
"""Where the table hhea says how many glyphs have a width of their own."""


class _Glyphs:
    """Glyphs by character, as reportlab's dictionary of them."""

    def __init__(self, face: Face) -> None:
        self._face = face

    def __contains__(self, code: int) -> bool:
        return self[code] != 0

    def __getitem__(self, code: int) -> int:
        return self._face.glyph(_SPACE if code == _FIXED_SPACE else code)


class _Metrics:
    """Width and left side bearing of every glyph, as reportlab's list of them."""

    def __init__(self, hmtx: bytes, measured: int) -> None:
        self._hmtx = hmtx
        self._measured = measured

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        width, bearing = struct.unpack_from(">HH", self._hmtx, 4 * min(glyph, self._measured - 1))
        if glyph >= self._measured:
            # Those beyond the measured ones share the width of the last.
            (bearing,) = struct.unpack_from(">H", self._hmtx, 2 * (glyph + self._measured))
        return width, bearing


class _Places:
    """Where outlines begin, as reportlab's list of them."""

    def __init__(self, loca: bytes, *, long: bool) -> None:
        self._loca = loca
        self._entry, self._unit = (struct.Struct(">I"), 1) if long else (struct.Struct(">H"), 2)

    def __getitem__(self, glyph: int) -> int:
        (place,) = self._entry.unpack_from(self._loca, glyph * self._entry.size)
        return int(place) * self._unit


class _Outlines:
    """The table glyf, of which reportlab cuts the outlines that it wants: no copy of the rest."""

    def __init__(self, data: mmap, start: int) -> None:
        self._data = data
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


@cache
def font_file(face: str) -> Any:
    """The face of that name in FACES as reportlab's TTFontFace. Raises KeyError, OSError."""
    from reportlab.pdfbase.ttfonts import TTFontFace

    class LookedUp(TTFontFace):  # type: ignore[misc]
        def readFile(self, file: BufferedReader) -> None:  # noqa: N802 - reportlab's name
            self.filename = file.name
            self._ttf_data = mmap(file.fileno(), 0, access=ACCESS_READ)
            self._pos = 0

        def extractInfo(self, _: int = 1) -> None:  # noqa: N802 - reportlab's name
            super().extractInfo(charInfo=0)
            (measured,) = struct.unpack_from(">H", self.get_table("hhea"), _MEASURED)
            (long,) = struct.unpack_from(">H", self.get_table("head"), _PLACES_ARE_LONG)
            self.charToGlyph = _Glyphs(face_of(face))
            self.hmetrics = _Metrics(self.get_table("hmtx"), measured)
            self.glyphPos = _Places(self.get_table("loca"), long=bool(long))

        def getCharWidth(self, code: int) -> Any:  # noqa: N802 - reportlab's name
            return self._pdfScale(self.hmetrics[self.charToGlyph[code]][0])

        def get_table(self, tag: str) -> Any:
            if tag == "glyf":
                return _Outlines(self._ttf_data, self.get_table_pos(tag)[0])
            return super().get_table(tag)

    with resource("fonts", FACES[face]).open("rb") as file:
        return LookedUp(file)
