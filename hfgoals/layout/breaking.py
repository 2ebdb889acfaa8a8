"""Breaking text into lines by the rules of Chinese typesetting.

A text is gone through once, greedily; what belongs together in it, hfgoals.layout.pieces says. No
character is lost or added: joined, the lines are the text without its line feeds. Blanks at which
a line ends stay at its end and hang over the edge.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from hfgoals.layout.metrics import face_of
from hfgoals.layout.pieces import BLANKS, BOUND, FREE, SPLIT, TIED, WEAK, levels_of
from hfgoals.layout.styles import MM_PER_POINT


class Line(NamedTuple):
    """One line of a text."""

    text: str
    """With the blanks that hang at its end."""
    width: float
    """In mm, without hanging blanks."""
    ends: bool
    """Whether a paragraph ends here: such a line is not spread."""


def lines(
    text: str, width_mm: float, face: str, size: float, indent: float = 0.0
) -> tuple[str, ...]:
    """The text in lines of at most that width, at least one.

    ``"".join(lines) == text.replace("\\n", "")``. ``indent`` mm are kept free at the first line
    of every paragraph. A line is wider only where a single character, with what may not be parted
    from it, does not fit.
    """
    return tuple(line.text for line in broken(text, width_mm, face, size, indent))


@lru_cache(maxsize=1 << 16)
def broken(
    text: str, width_mm: float, face: str, size: float, indent: float = 0.0
) -> tuple[Line, ...]:
    """The lines of ``lines`` with their widths; kept for the next layout of the same text."""
    em = size * MM_PER_POINT
    made: list[Line] = []
    widths = face_of(face).widths
    for paragraph in text.split("\n"):
        advances = [widths[character] * em for character in paragraph]
        if not paragraph or sum(advances) <= width_mm - indent:
            made.append(_line(paragraph, advances, 0, len(paragraph), ends=True))
        else:
            made.extend(_paragraph(paragraph, advances, width_mm, indent))
    return tuple(made)


def _paragraph(text: str, advances: list[float], room: float, indent: float) -> list[Line]:
    levels = levels_of(text)
    made: list[Line] = []
    start, length = 0, len(text)
    while start < length:
        end = _line_end(text, advances, levels, start, room - (0 if made else indent))
        made.append(_line(text, advances, start, end, ends=end == length))
        start = end
    return made


def _line_end(text: str, advances: list[float], levels: bytes, start: int, room: float) -> int:
    """Where the line that begins at ``start`` ends: at the best break before the edge."""
    room += 1e-6
    used = 0.0
    best = [start] * (FREE + 1)
    for at in range(start, len(text)):
        if at > start:
            best[levels[at]] = at
        used += advances[at]
        if used > room and text[at] not in BLANKS:
            for level in (FREE, WEAK, TIED):
                if best[level] > start:
                    return best[level]
            if best[BOUND] > start and _solid(advances, levels, best[BOUND]) <= room:
                return best[BOUND]
            return best[SPLIT] if best[SPLIT] > start else max(at, start + 1)
    return len(text)


def _solid(advances: list[float], levels: bytes, start: int) -> float:
    """The width from there to where a number or word ends."""
    end = start + 1
    while end < len(levels) and levels[end] == SPLIT:
        end += 1
    return sum(advances[start:end])


def _line(text: str, advances: list[float], start: int, end: int, *, ends: bool) -> Line:
    last = end
    while last > start and text[last - 1] in BLANKS:
        last -= 1
    return Line(text[start:end], sum(advances[start:last]), ends)
