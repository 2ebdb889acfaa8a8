"""Widths of a table's columns after what stands in them, near those of the standard form.

The standard widths are left only where that saves height, and within each column's limits. The
same texts give the same widths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from hfgoals.layout.metrics import face_of
from hfgoals.layout.pieces import widest_pieces
from hfgoals.layout.styles import STYLES

_STEPS: Final = (8, 4, 2, 1)
"""The whole mm that one column gives to another at a time, tried in this order."""
_LOST: Final = 0.5
"""The em that a line which is not the last stays short of its room, more or less."""
_OFF_STANDARD: Final = 0.03
"""What a mm more or less than the standard must save in height: tables shall not differ idly."""
_OUT_OF_LINE: Final = 4.0
"""What an edge must save that stands beside, and not below, one of the table above."""
_BESIDE: Final = 4
"""The half mm within which an edge counts as beside another."""
_SHRUNK: Final = 2.4
"""The height in mm that a number which would have to shrink counts for."""
_EASE: Final = 0.35
"""The em by which a number shall have more room than it needs: Word may set it a little wider."""
_EQUAL: Final = 0.01
"""What is saved in mm must be more, or the search would turn in circles."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its widths in mm and the style of its texts."""

    standard: float
    least: float
    most: float
    style: str = "value"
    spans: bool = False
    """Cells over several rows: they make no row higher, but each text wants to stay in as many
    lines as it has at the standard width."""


@lru_cache(maxsize=1 << 10)
def adapted(
    columns: tuple[Column, ...],
    rows: tuple[tuple[str, ...], ...],
    least_height: float,
    above: tuple[float, ...] = (),
) -> tuple[float, ...]:
    """The widths in mm of the columns for these texts by row; their sum is that of the standard.

    ``least_height`` is that of a row. ``above``: where the table above has its edges, in mm from
    the left; ours stand just below them or well beside, unless that would cost much height.
    """
    return _Search(columns, rows, least_height, above).found()


class _Search:
    """Goes from the standard widths from one exchange between two columns to the next."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        least_height: float,
        above: Sequence[float],
    ) -> None:
        self._columns = columns
        self._beside = {
            edge + aside: _OUT_OF_LINE
            for edge in above
            for half in range(-_BESIDE, _BESIDE + 1)
            if (aside := half / 2) and edge + aside not in above
        }
        """What an edge costs there; widths go by half mm at the finest."""
        self._heights: list[_Heights] = []
        self._least: list[float] = []
        for number, column in enumerate(columns):
            texts = [row[number] for row in rows]
            self._heights.append(_Heights(column, texts, least_height))
            self._least.append(_needed(column, texts) if column.spans else column.least)

    def found(self) -> tuple[float, ...]:
        """The widths from which no exchange saves anything more."""
        widths = tuple(column.standard for column in self._columns)
        better: tuple[float, ...] | None = widths
        while better is not None:
            widths, better = better, self._better(better)
        return widths

    def _better(self, widths: tuple[float, ...]) -> tuple[float, ...] | None:
        """The widths after the exchange that saves most; None when none saves anything."""
        heights = [each.at(width) for each, width in zip(self._heights, widths, strict=True)]
        now, looks = sum(map(max, *heights)), self._looks(widths)
        saved, best = _EQUAL, None
        for taker, column in enumerate(self._columns):
            others = heights[:taker] + heights[taker + 1 :]
            for step in () if column.spans else _STEPS:
                width = widths[taker] + step
                if width > column.most:
                    continue
                wider = self._heights[taker].at(width)
                # The most that it can come to, whoever gives.
                if now - sum(map(max, wider, *others)) + looks <= saved:
                    continue
                for giver, changed in self._exchanges(widths, taker, step):
                    narrower = self._heights[giver].at(changed[giver])
                    rest = (each for at, each in enumerate(heights) if at not in (giver, taker))
                    left = now - sum(map(max, wider, narrower, *rest)) + looks
                    if left > saved and (left := left - self._looks(changed)) > saved:
                        saved, best = left, changed
        return best

    def _exchanges(
        self, widths: tuple[float, ...], taker: int, step: int
    ) -> Iterator[tuple[int, tuple[float, ...]]]:
        """Who can give so much, and the widths then."""
        for giver, width in enumerate(widths):
            if giver != taker and width - step >= self._least[giver]:
                changed = list(widths)
                changed[giver] -= step
                changed[taker] += step
                yield giver, tuple(changed)

    def _looks(self, widths: Sequence[float]) -> float:
        """What stands for a worse look, in mm of height."""
        cost = edge = 0.0
        for width, column in zip(widths, self._columns, strict=True):
            cost += abs(width - column.standard) * _OFF_STANDARD
            edge += width
            cost += self._beside.get(edge, 0.0)
        return cost


class _Heights:
    """About how high the texts of a column make their rows, in mm."""

    def __init__(self, column: Column, texts: Sequence[str], least: float) -> None:
        self._style = STYLES[column.style]
        self._least = least
        self._texts = [_measured(text, self._style.face) for text in texts]
        self._known: dict[float, list[float]] = {}
        self._never = [0.0] * len(texts) if column.spans else None

    def at(self, width: float) -> list[float]:
        """By row, when the column is so wide."""
        if self._never is not None:
            return self._never
        known = self._known.get(width)
        if known is None:
            room = (width - 2 * self._style.padding) / self._style.em
            known = self._known[width] = [self._height(text, room) for text in self._texts]
        return known

    def _height(self, text: tuple[tuple[float, ...], float, float], room: float) -> float:
        paragraphs, longest, widest = text
        if longest + _EASE <= room and len(paragraphs) == 1:
            return self._least
        lines = 0
        for paragraph in paragraphs:
            lines += 1 if paragraph <= room else ceil(paragraph / (room - _LOST))
        style = self._style
        height = style.before + lines * style.pitch + style.after
        return max(self._least, height) + (_SHRUNK if widest + _EASE > room else 0.0)


@lru_cache(maxsize=1 << 14)
def _measured(text: str, face: str) -> tuple[tuple[float, ...], float, float]:
    """The widths of the paragraphs in em, of the longest, and of what must stay whole."""
    widths = face_of(face).widths
    paragraphs = tuple(sum(map(widths.__getitem__, line)) for line in text.split("\n"))
    return paragraphs, max(paragraphs), widest_pieces(text, face)[0]


def _needed(column: Column, texts: Sequence[str]) -> float:
    """The least width at which every text has no more lines than at the standard width."""
    style = STYLES[column.style]
    room = (column.standard - 2 * style.padding) / style.em
    longest = max((_measured(text, style.face)[1] for text in texts), default=0.0)
    return max(column.least, ceil(min(longest, room) * style.em + 2 * style.padding))
