"""The program's own faces inside a PDF file.

reportlab cuts a TrueType font into pieces of 256 characters, which makes readers lose words when
they copy, and it describes characters beyond the first 65,536 wrongly. Here a face becomes one
composite font (Identity-H), subset to what is drawn, from which every character copies out right.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from threading import Lock
from typing import Any

from hfgoals.layout import metrics
from hfgoals.render.font_file import font_file

MISSING = "〓"
"""Stands, visibly, where no face has the character: the printers' mark for a missing type."""

_OTHERS: dict[str, tuple[str, ...]] = {
    "serif": ("sans", "serif-bold", "sans-bold"),
    "serif-bold": ("sans-bold", "serif", "sans"),
    "sans": ("serif", "sans-bold", "serif-bold"),
    "sans-bold": ("serif-bold", "sans", "serif"),
}
"""Where to look for a character that a face lacks. What none has is missing in every face."""
_INVISIBLE = frozenset(
    map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0100, 0xE01F0))))
"""Joiners, direction marks and variation selectors: nothing to see when a face lacks them."""
_ENTRIES_A_BLOCK = 100
"""The most entries that one block of a ToUnicode map may have (Adobe Technical Note 5014)."""
_SYMBOLIC = 4
_one_at_a_time = Lock()
"""A parsed font file keeps its reading position: two exports must not read it at once."""


def pieces(text: str, face: str) -> list[tuple[str, str]]:
    """The text in runs, each with the face that has all its characters; "" where none has."""
    return [(name, "".join(run)) for name, run in groupby(text, lambda char: _face_of(char, face))]


def _face_of(char: str, face: str) -> str:
    if metrics.has(face, char) or char in _INVISIBLE:
        return face
    return next((other for other in _OTHERS[face] if metrics.has(other, char)), "")


class Fonts:
    """The faces drawn with in one PDF document; each is read when first needed."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._embedded: dict[str, _Embedded] = {}
        self.missing: set[str] = set()
        """The characters asked for until now that no face has; they stand as 〓."""

    def runs(self, text: str, face: str) -> list[tuple[str, str]]:
        """The text as (name of the font in the file, string in hexadecimal) to be shown in turn."""
        font = self._font(face)
        try:
            return [(font.name, "".join(map(font.codes.__getitem__, text)))]
        except KeyError:
            return [self._run(name, run, face) for name, run in pieces(text, face)]

    def _run(self, name: str, run: str, face: str) -> tuple[str, str]:
        font = self._font(name or face)
        if not name:
            self.missing.update(run)
        # A character without type still copies out as what it is, only its looks are 〓.
        return font.name, "".join(font.substituted(char) for char in run)

    def _font(self, face: str) -> _Embedded:
        font = self._embedded.get(face)
        if font is None:
            font = _Embedded(face, self._document, len(self._embedded) + 1)
            self._embedded[face] = font
        return font


class _Codes(dict[str, str]):
    """Characters to their codes in hexadecimal, given out as they come. KeyError: not in the face.

    Code 0 is for "no such character" in every font.
    """

    def __init__(self, face: metrics.Face) -> None:
        super().__init__()
        self._face = face
        self.glyphs: list[int] = [0]
        """For every code the character whose glyph is drawn; 0 for "no such character"."""
        self.widthless: set[int] = set()
        """Codes that take no room."""

    def __missing__(self, char: str) -> str:
        if not self._face.has(char):
            raise KeyError(char)
        return self.give(char, ord(char))

    def give(self, char: str, glyph_of: int) -> str:
        """A code for the character, drawn with the glyph of that one."""
        code = self[char] = f"{len(self.glyphs):04X}"
        self.glyphs.append(glyph_of)
        return code


class _Embedded:
    """One face in one document. reportlab calls ``addObjects`` when all pages are drawn."""

    def __init__(self, face: str, document: Any, number: int) -> None:
        self._face = font_file(face)
        self.codes = _Codes(metrics.face_of(face))
        self.name = f"/F{number}"
        document.delayedFonts.append(self)

    def substituted(self, char: str) -> str:
        """The code of the character, or of a stand-in: nothing for a joiner, 〓 for a letter."""
        try:
            return self.codes[char]
        except KeyError:
            if char not in _INVISIBLE:
                return self.codes.give(char, ord(MISSING))
            self.codes.widthless.add(len(self.codes.glyphs))
            return self.codes.give(char, ord(" "))

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's name
        """Write the font into the document: outlines, widths and what the codes mean."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        tag = _tag(self.codes)
        base = f"{tag}+{self._face.name.decode('ascii')}"
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(base),
                "CIDSystemInfo": _registry(),
                "FontDescriptor": self._descriptor(document, base),
                "CIDToGIDMap": document.Reference(_stream(self._glyph_numbers())),
                "DW": 1000,
                "W": PDFArray(self._widths()),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(base),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(_to_unicode(self.codes))),
            }
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name.removeprefix("/")] = document.Reference(font)

    def _descriptor(self, document: Any, base: str) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        face = self._face
        with _one_at_a_time:
            outlines = face.makeSubset(self.codes.glyphs)
        descriptor = PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(base),
                "Flags": _SYMBOLIC,
                "FontBBox": PDFArray(face.bbox),
                "ItalicAngle": face.italicAngle,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "StemV": face.stemV,
                "FontFile2": document.Reference(_stream(outlines, Length1=len(outlines))),
            }
        )
        return document.Reference(descriptor)

    def _glyph_numbers(self) -> bytes:
        """For every code the number of its glyph in the subset, in the order makeSubset takes."""
        numbers = {0: 0}
        glyphs = [self._face.charToGlyph[char] for char in self.codes.glyphs]
        for glyph in glyphs:
            numbers.setdefault(glyph, len(numbers))
        return b"".join(numbers[glyph].to_bytes(2, "big") for glyph in glyphs)

    def _widths(self) -> list[Any]:
        """The widths other than 1000, in runs of neighbouring codes: [code [width …] …]."""
        from reportlab.pdfbase.pdfdoc import PDFArray

        runs: list[tuple[int, list[float]]] = []
        for code, char in enumerate(self.codes.glyphs):
            width = 0 if code in self.codes.widthless else self._face.getCharWidth(char)
            if width == 1000:
                continue
            if runs and runs[-1][0] + len(runs[-1][1]) == code:
                runs[-1][1].append(width)
            else:
                runs.append((code, [width]))
        return [part for code, widths in runs for part in (code, PDFArray(widths))]


def _stream(content: bytes, **entries: int) -> Any:
    """A compressed stream object."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress

    return PDFStream(PDFDictionary(entries), content, [PDFZCompress])


def _registry() -> Any:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFString

    return PDFDictionary(
        {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    )


def _tag(codes: _Codes) -> str:
    """Six capitals that tell this subset from others of the face, the same for the same text."""
    digest = hashlib.sha256("".join(codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(codes: _Codes) -> bytes:
    """The map by which readers copy and search: every code and its character in UTF-16."""
    entries = [
        f"<{code}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _ENTRIES_A_BLOCK):
        block = entries[start : start + _ENTRIES_A_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _utf16(char: str) -> str:
    return char.encode("utf-16-be").hex().upper()
