"""PDF: Pages drawn as they stand, without further decisions.

The same Pages give the same bytes. Texts stand in the file in the order of the boxes, so that they
are read out and copied in the order of the form. A place of an edge is drawn once however many
boxes share it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from hfgoals.layout.pages import Box, Page, TextLine
from hfgoals.model.address import Address
from hfgoals.progress import Report
from hfgoals.render.fonts import MISSING, Fonts
from hfgoals.writing import atomic_target

_CREATOR = "绩效目标填报"
_POINTS_PER_MM = 72 / 25.4
_FRAME = 0.5
"""The width of frames in points."""
_SAME_PLACE = 0.02
"""Edges this near, in mm, are one: places are sums of floats."""
_Segments = dict[float, list[tuple[float, float]]]
"""Stretches of line (from, to) by the place they have in common."""


def write_pdf(
    pages: Sequence[Page],
    target: Path,
    *,
    title: str,
    author: str,
    keywords: str = "",
    report: Report | None = None,
) -> tuple[str, ...]:
    """Write the pages into one file, with a bookmark where each form begins.

    Returns what the user should know, in Chinese: a sentence per field with characters that cannot
    be printed (they stand as 〓). Raises CannotWrite when the target cannot be written, and
    whatever ``report`` raises; an older file is then still there.
    """
    with atomic_target(target) as path, path.open("wb") as file:
        canvas = _new_canvas(file, title, author, keywords)
        fonts = Fonts(canvas._doc)
        notes = _Notes()
        for number, page in enumerate(pages):
            if report is not None:
                report(number, len(pages))
            _add(canvas, page, _drawn(page, fonts), number)
            notes.look_at(page, fonts.missing)
        canvas.save()
    if report is not None:
        report(len(pages), len(pages))
    return notes.sentences()


def _new_canvas(file: Any, title: str, author: str, keywords: str) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFInfo
    from reportlab.pdfgen.canvas import Canvas

    class PlainCanvas(Canvas):  # type: ignore[misc]
        """A canvas that does not begin every page with Helvetica, which is not embedded."""

        def _make_preamble(self) -> None:
            self._preamble = ""

    class Undated(PDFInfo):  # type: ignore[misc]
        """The properties without a time of writing."""

        def format(self, document: Any) -> Any:
            from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFString

            shown = {
                "Title": self.title,
                "Author": self.author,
                "Keywords": keywords,
                "Creator": self.creator,
                "Producer": self.producer,
            }
            entries = {name: PDFString(text) for name, text in shown.items() if text}
            return PDFDictionary(entries).format(document)

    canvas = PlainCanvas(file, invariant=1, pageCompression=1, pdfVersion=(1, 5), lang="zh-CN")
    canvas._doc.info = Undated()
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(_CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _add(canvas: Any, page: Page, content: str, number: int) -> None:
    """Put one page of drawing operators into the document."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

    canvas.setPageSize((page.paper.width * _POINTS_PER_MM, page.paper.height * _POINTS_PER_MM))
    if page.sheet_title:
        key = f"sheet{number}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(page.sheet_title, key)
        canvas.showOutline()
    name = canvas._doc.thisPageName()
    canvas.showPage()
    # Compressed here and now, so that a thousand pages do not wait in memory; by itself reportlab
    # would also blow them up by a quarter, as printable characters.
    entries = PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])})
    stream = PDFStream(entries, zlib.compress(content.encode("ascii")))
    canvas._doc.idToObject[name].Contents = canvas._doc.Reference(stream)


def _drawn(page: Page, fonts: Fonts) -> str:
    """The operators that draw the page: fills, then frames, then texts."""
    height = page.paper.height
    operators = [*_fills(page.boxes, height), *_frames(page.boxes, height)]
    operators += _texts((line for box in page.boxes for line in box.lines), height, fonts)
    operators += _texts(page.footer, height, fonts)
    return "\n".join(operators)


def _fills(boxes: Iterable[Box], height: float) -> list[str]:
    scale = _POINTS_PER_MM
    operators: list[str] = []
    colour = ""
    for box in boxes:
        if not box.fill:
            continue
        if box.fill != colour:
            colour = box.fill
            red, green, blue = (value / 255 for value in bytes.fromhex(colour.removeprefix("#")))
            operators.append(f"{red:.3f} {green:.3f} {blue:.3f} rg")
        bottom = (height - box.y - box.height) * scale
        operators.append(
            f"{box.x * scale:.2f} {bottom:.2f} "
            f"{box.width * scale:.2f} {box.height * scale:.2f} re f"
        )
    return operators


def _frames(boxes: Sequence[Box], height: float) -> list[str]:
    framed = [box for box in boxes if box.framed]
    if not framed:
        return []
    ends = [(box, box.x + box.width, box.y + box.height) for box in framed]
    columns = _snapped([box.x for box in framed] + [right for _, right, _ in ends])
    rows = _snapped([box.y for box in framed] + [bottom for _, _, bottom in ends])
    across: _Segments = {}
    down: _Segments = {}
    for box, right, bottom in ends:
        x1, x2, y1, y2 = columns[box.x], columns[right], rows[box.y], rows[bottom]
        for y in (y1, y2):
            across.setdefault(y, []).append((x1, x2))
        for x in (x1, x2):
            down.setdefault(x, []).append((y1, y2))
    scale = _POINTS_PER_MM
    operators = [f"0 G {_FRAME} w 2 J"]
    for y, stretches in across.items():
        at = f"{(height - y) * scale:.2f}"
        for start, end in _joined(stretches):
            operators.append(f"{start * scale:.2f} {at} m {end * scale:.2f} {at} l")
    for x, stretches in down.items():
        at = f"{x * scale:.2f}"
        for start, end in _joined(stretches):
            top, bottom = (height - start) * scale, (height - end) * scale
            operators.append(f"{at} {top:.2f} m {at} {bottom:.2f} l")
    operators.append("S")
    return operators


def _snapped(places: list[float]) -> dict[float, float]:
    """Every place and the one it counts as: neighbours that differ by a rounding are one."""
    ordered = sorted(set(places))
    snapped = {ordered[0]: ordered[0]}
    for before, place in pairwise(ordered):
        snapped[place] = snapped[before] if place - before < _SAME_PLACE else place
    return snapped


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches with those that touch or overlap made one."""
    stretches.sort()
    joined = [stretches[0]]
    for start, end in stretches:
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _texts(lines: Iterable[TextLine], height: float, fonts: Fonts) -> list[str]:
    scale = _POINTS_PER_MM
    operators = ["BT 0 g"]
    selected: tuple[str, float] = ("", 0.0)
    spacing = 0.0
    for line in lines:
        if not line.text:
            continue
        if line.spacing != spacing:
            spacing = line.spacing
            operators.append(f"{spacing * scale:.4f} Tc")
        operators.append(f"1 0 0 1 {line.x * scale:.2f} {(height - line.baseline) * scale:.2f} Tm")
        for font, codes in fonts.runs(line.text, line.face):
            if (font, line.size) != selected:
                selected = (font, line.size)
                operators.append(f"{font} {line.size:g} Tf")
            operators.append(f"<{codes}> Tj")
    # Character spacing outlives the text object.
    operators.append("0 Tc ET" if spacing else "ET")
    return operators if len(operators) > 2 else []


class _Notes:
    """Collects, field by field, the characters that cannot be printed."""

    def __init__(self) -> None:
        self._title = ""
        self._found: dict[tuple[str, Address | None], dict[str, None]] = {}
        """For every field, or fixed text (None), of a form its characters, in their order."""

    def look_at(self, page: Page, missing: set[str]) -> None:
        """Take note of what the page lacks; pages come in their order."""
        self._title = page.sheet_title or self._title
        if not missing:
            return
        for box in page.boxes:
            for line in box.lines:
                for char in filter(missing.__contains__, line.text):
                    self._found.setdefault((self._title, box.cell.address), {})[char] = None

    def sentences(self) -> tuple[str, ...]:
        """One sentence per field.

        Titles and contents repeat what stands in a field; only what no field has is told of them.
        """
        in_fields = {
            char for (_, address), found in self._found.items() if address for char in found
        }
        told: list[str] = []
        for (title, address), found in self._found.items():
            shown = [char for char in found if address or char not in in_fields]
            if shown:
                label = address.field.label if address else "表中文字"
                told.append(_sentence(title, label, shown))
        return tuple(told)


def _sentence(title: str, label: str, chars: list[str]) -> str:
    form = f"“{title}”的" if title else ""
    listed = "、".join(f"“{char}”" for char in chars)
    return f"{form}“{label}”中的{listed}打印不出来，在 PDF 中显示为“{MISSING}”，请换字。"
