"""Advance widths of the program's own faces, read straight from the TrueType files.

Only the four tables that tell widths are read, once a face: about 5 ms, no font library.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from functools import cache
from io import BufferedReader

from hfgoals.layout.faces import FACES
from hfgoals.layout.styles import MM_PER_POINT
from hfgoals.paths import resource

_DIRECTORY_ENTRY = struct.Struct(">4sIII")
_FULL, _BASIC = 12, 4
"""Formats of character maps: all of Unicode, and its first 65,536 characters."""


class Face:
    """What the layout needs to know of one face; lengths in em."""

    def __init__(self, data: BufferedReader) -> None:
        tables = _tables(data)
        head, hhea = _read(data, tables[b"head"]), _read(data, tables[b"hhea"])
        (units,) = struct.unpack_from(">H", head, 18)
        ascent, descent = struct.unpack_from(">hh", hhea, 4)
        (self._measured,) = struct.unpack_from(">H", hhea, 34)
        self.ascent: float = ascent / units
        """From the baseline up to the highest stroke."""
        self.descent: float = -descent / units
        """From the baseline down to the lowest stroke."""
        self._units: int = units
        self._metrics = _big_endian("H", _read(data, tables[b"hmtx"])[: self._measured * 4])
        self._glyphs = _character_map(_read(data, tables[b"cmap"]))
        self.widths = _Widths(self)
        """The advance width of every character, one em for those that the face lacks."""

    def glyph(self, code: int) -> int:
        """The number of the glyph of a character given by its code; 0 when the face lacks it."""
        return self._glyphs.glyph(code)

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for the character."""
        return self.glyph(ord(character)) != 0

    def advance(self, character: str) -> float:
        """The advance width of the character in em; 1 when the face lacks it."""
        glyph = self.glyph(ord(character))
        if not glyph:
            return 1.0
        # Glyphs beyond the measured ones share the width of the last.
        advance: int = self._metrics[2 * min(glyph, self._measured - 1)]
        return advance / self._units


class _Widths(dict[str, float]):
    """Widths of characters in em, looked up in the face when first asked for."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        width = self[character] = self._face.advance(character)
        return width


@cache
def face_of(face: str) -> Face:
    """The face of that name in FACES, read when first asked for. Raises KeyError, OSError."""
    with resource("fonts", FACES[face]).open("rb") as data:
        return Face(data)


def width(text: str, face: str, size: float) -> float:
    """The width in mm of the text in one line, at a size in points."""
    return sum(map(face_of(face).widths.__getitem__, text)) * size * MM_PER_POINT


def has(face: str, character: str) -> bool:
    """Whether the face can draw the character."""
    return face_of(face).has(character)


# ---------------------------------------------------------------- the file


def _tables(data: BufferedReader) -> dict[bytes, tuple[int, int]]:
    (count,) = struct.unpack(">4xH6x", data.read(12))
    entries = _DIRECTORY_ENTRY.iter_unpack(data.read(count * _DIRECTORY_ENTRY.size))
    return {name: (offset, length) for name, _, offset, length in entries}


def _read(data: BufferedReader, place: tuple[int, int]) -> bytes:
    data.seek(place[0])
    return data.read(place[1])


def _big_endian(kind: str, data: bytes) -> array[int]:
    numbers: array[int] = array(kind, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


# ---------------------------------------------------------------- characters to glyphs


class _Groups:
    """Ranges of characters that have ranges of glyphs: format 12."""

    def __init__(self, cmap: bytes, at: int) -> None:
        (count,) = struct.unpack_from(">I", cmap, at + 12)
        groups = list(struct.iter_unpack(">III", cmap[at + 16 : at + 16 + 12 * count]))
        self._starts = [start for start, _, _ in groups]
        self._groups = groups

    def glyph(self, code: int) -> int:
        found = bisect_right(self._starts, code) - 1
        if found < 0:
            return 0
        start, end, glyph = self._groups[found]
        return glyph + code - start if code <= end else 0


class _Segments:
    """Segments of the first 65,536 characters: format 4."""

    def __init__(self, cmap: bytes, at: int) -> None:
        length, _, twice = struct.unpack_from(">HHH", cmap, at + 2)
        words = _big_endian("H", cmap[at : at + length // 2 * 2])
        count = twice // 2
        self._count = count
        self._words = words
        self._ends = words[7 : 7 + count]
        self._starts = words[8 + count : 8 + 2 * count]
        self._deltas = words[8 + 2 * count : 8 + 3 * count]
        self._offsets_at = 8 + 3 * count

    def glyph(self, code: int) -> int:
        found = bisect_right(self._ends, code - 1)
        if found >= self._count or code < self._starts[found]:
            return 0
        offset = self._words[self._offsets_at + found]
        if not offset:
            return (code + self._deltas[found]) & 0xFFFF
        # The offset counts bytes from the place where it stands itself.
        glyph = self._words[self._offsets_at + found + offset // 2 + code - self._starts[found]]
        return (glyph + self._deltas[found]) & 0xFFFF if glyph else 0


def _character_map(cmap: bytes) -> _Groups | _Segments:
    (count,) = struct.unpack_from(">2xH", cmap)
    maps: dict[int, int] = {}
    for _, _, at in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count]):
        (form,) = struct.unpack_from(">H", cmap, at)
        maps[form] = at
    if _FULL in maps:
        return _Groups(cmap, maps[_FULL])
    if _BASIC in maps:
        return _Segments(cmap, maps[_BASIC])
    raise ValueError("the face has no character map of format 12 or 4")
