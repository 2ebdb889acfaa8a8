"""Widths of a table's columns after what stands in them, near those of the standard form.

The standard widths are left only where that saves height, and within each column's limits. The
same texts give the same widths.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations
from math import ceil
from typing import Final, NamedTuple

from hfgoals.layout.metrics import face_of
from hfgoals.layout.pieces import FREE, WEAK, levels_of, pieces_of
from hfgoals.layout.styles import STYLES

_STEPS: Final = (8, 4, 2)
"""The whole mm that one column gives to another at a time, tried in this order."""
_OFF_STANDARD: Final = 0.03
"""What a mm more or less than the standard must save in height: tables shall not differ idly."""
_OUT_OF_LINE: Final = 4.0
"""What an edge must save that stands beside, and not below, one of the table above."""
_BESIDE: Final = 4
"""The half mm within which an edge counts as beside another."""
_SHRUNK: Final = 2.4
"""The height in mm that a number which would have to shrink counts for, and every em it lacks."""
_EASE: Final = 0.35
"""The em by which a number shall have more room than it needs: Word may set it a little wider."""
_EQUAL: Final = 0.01
"""What is saved in mm must be more, or the search would turn in circles."""
_PLACE = re.compile(b"[%c%c]" % (WEAK, FREE))
"""In levels: where a line may end."""


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
    """Goes from the standard widths from one exchange between columns to the next."""

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
        texts = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
        self._least = [
            _needed(column, own) if column.spans else column.least
            for column, own in zip(columns, texts, strict=True)
        ]
        high = {
            number: _Heights(column, texts[number], least_height)
            for number, column in enumerate(columns)
            if not column.spans
        }
        # Rows that are low whatever happens are left out: there is nothing to save.
        counted = [
            row for row in range(len(rows)) if any(each.grows(row) for each in high.values())
        ]
        for each in high.values():
            each.leave(counted)
        self._heights = high

    def found(self) -> tuple[float, ...]:
        """The widths from which no exchange saves anything more."""
        widths = tuple(column.standard for column in self._columns)
        better: tuple[float, ...] | None = widths
        while better is not None:
            widths = better
            better = self._better(widths, givers=1) or self._better(widths, givers=2)
        return widths

    def _better(self, widths: tuple[float, ...], *, givers: int) -> tuple[float, ...] | None:
        """The widths after the exchange that saves most; None when none saves anything."""
        heights = {number: each.at(widths[number]) for number, each in self._heights.items()}
        now = sum(map(max, *heights.values())) + self._looks(widths)
        saved, best = _EQUAL, None
        for taker, each in self._heights.items():
            most = self._columns[taker].most - widths[taker]
            for step in _STEPS:
                if step > most or step % givers:
                    continue
                wider = {**heights, taker: each.at(widths[taker] + step)}
                # The most that it can come to, whoever gives.
                if now - sum(map(max, *wider.values())) <= saved:
                    continue
                for giving, changed in self._exchanges(widths, taker, step, givers):
                    narrower = {
                        giver: self._heights[giver].at(changed[giver])
                        for giver in giving
                        if giver in heights
                    }
                    left = now - sum(map(max, *{**wider, **narrower}.values()))
                    if left > saved and (left := left - self._looks(changed)) > saved:
                        saved, best = left, changed
        return best

    def _exchanges(
        self, widths: tuple[float, ...], taker: int, step: int, givers: int
    ) -> Iterator[tuple[tuple[int, ...], tuple[float, ...]]]:
        """Which columns can give equal shares of so much, and the widths then."""
        share = step // givers
        able = [
            number
            for number, width in enumerate(widths)
            if number != taker and width - share >= self._least[number]
        ]
        for giving in combinations(able, givers):
            changed = list(widths)
            changed[taker] += step
            for giver in giving:
                changed[giver] -= share
            yield giving, tuple(changed)

    def _looks(self, widths: Sequence[float]) -> float:
        """What stands for a worse look, in mm of height."""
        cost = edge = 0.0
        for width, column in zip(widths, self._columns, strict=True):
            cost += abs(width - column.standard) * _OFF_STANDARD
            edge += width
            cost += self._beside.get(edge, 0.0)
        return cost


class _Heights:
    """How high the texts of a column make their rows, in mm."""

    def __init__(self, column: Column, texts: Sequence[str], least: float) -> None:
        self._style = STYLES[column.style]
        self._narrow = self._room(column.least)
        self._least = least
        self._texts = [_measured(text, self._style.face) for text in texts]
        self._known: dict[float, list[float]] = {}

    def grows(self, row: int) -> bool:
        """Whether the text of that row is ever higher than the least."""
        return not self._is_low(self._texts[row], self._narrow)

    def leave(self, rows: Sequence[int]) -> None:
        """Count these rows alone from now on."""
        self._texts = [self._texts[row] for row in rows]

    def at(self, width: float) -> list[float]:
        """By row, when the column is so wide."""
        known = self._known.get(width)
        if known is None:
            room = self._room(width)
            known = self._known[width] = [self._height(each, room) for each in self._texts]
        return known

    def _room(self, width: float) -> float:
        return (width - 2 * self._style.padding) / self._style.em

    def _is_low(self, text: _Measured, room: float) -> bool:
        return text.longest + _EASE <= room and len(text.paragraphs) == 1

    def _height(self, text: _Measured, room: float) -> float:
        if self._is_low(text, room):
            return self._least
        style = self._style
        lines = sum(_count(ends, room) for ends in text.paragraphs)
        height = max(self._least, style.before + lines * style.pitch + style.after)
        lacking = text.widest + _EASE - room
        return height if lacking <= 0 else height + _SHRUNK * (1 + lacking)


class _Measured(NamedTuple):
    """A text in em."""

    paragraphs: tuple[tuple[float, ...], ...]
    """How far it is, in each, from the beginning to every place where a line may end."""
    longest: float
    """The longest paragraph."""
    widest: float
    """The widest piece that must stay whole."""


@lru_cache(maxsize=1 << 14)
def _measured(text: str, face: str) -> _Measured:
    widths = face_of(face).widths
    paragraphs = []
    for paragraph in text.split("\n"):
        reached = list(accumulate(map(widths.__getitem__, paragraph)))
        places = [place.start() - 1 for place in _PLACE.finditer(levels_of(paragraph))]
        paragraphs.append((*map(reached.__getitem__, places), *reached[-1:]))
    longest = max(paragraph[-1] if paragraph else 0.0 for paragraph in paragraphs)
    widest = max((whole for whole, _ in pieces_of(text, face)), default=0.0)
    return _Measured(tuple(paragraphs), longest, widest)


def _count(ends: Sequence[float], room: float) -> int:
    """The lines of a paragraph; blanks at their ends and what is too wide are not looked at."""
    lines, start = 1, 0.0
    while ends and ends[-1] - start > room:
        at = bisect_right(ends, start + room) - 1
        # What does not fit a line goes over its edge here; it will get smaller type.
        start = ends[at] if at >= 0 and ends[at] > start else ends[at + 1]
        lines += start < ends[-1]
    return lines


def _needed(column: Column, texts: Sequence[str]) -> float:
    """The least width at which every text has no more lines than at the standard width."""
    style = STYLES[column.style]
    room = (column.standard - 2 * style.padding) / style.em
    longest = max((_measured(text, style.face).longest for text in texts), default=0.0)
    return max(column.least, ceil(min(longest, room) * style.em + 2 * style.padding))
