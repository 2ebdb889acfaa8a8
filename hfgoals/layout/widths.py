"""Widths of a table's columns after what stands in them, near those of the standard form.

The standard widths are left only where that saves height, and within each column's limits; before
all, every column gets what its numbers need to stay whole (hfgoals.layout.widths). The same texts
give the same widths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, combinations, product
from math import ceil
from typing import Final, NamedTuple

from hfgoals.layout.metrics import face_of
from hfgoals.layout.pieces import FREE, LEAST_SIZE, WEAK, levels_of, pieces_of
from hfgoals.layout.styles import MM_PER_POINT, STYLES
from hfgoals.lean import dataclass
from hfgoals.patterns import pattern

_STEPS: Final = ((8, 4, 2), (12, 6))
"""The whole mm that one column gives to another at a time, tried in this order: the second only
where the first save nothing more, which they may when it takes two of them at once."""
_OFF_STANDARD: Final = 0.03
"""What a mm more or less than the standard must save in height: tables shall not differ idly."""
_OUT_OF_LINE: Final = 4.0
"""What an edge must save that stands beside, and not below, one of the table above."""
_BESIDE: Final = 4
"""The half mm within which an edge counts as beside another."""
_SHRUNK: Final = 0.6
"""The height in mm that a number which would have to shrink counts for, and every em it lacks."""
_BROKEN: Final = 0.25
"""The height in mm that a line counts for even where another column makes the row so high."""
_EASE: Final = 0.35
"""The em by which a number shall have more room than it needs: Word may set it a little wider."""
_EQUAL: Final = 0.01
"""What is saved in mm must be more, or the search would turn in circles."""
_PLACE = pattern(b"[%c%c]" % (WEAK, FREE))
"""In levels: where a line may end."""
_MEETING = pattern("(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")
_SPACED: Final = 0.25
"""The em by which some programs part Chinese from Latin letters and digits, though told not to:
what is one line in print shall be one there."""


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
        self._least = _least(columns, texts)
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
        widths = self._first()
        better: tuple[float, ...] | None = widths
        while better is not None:
            widths = better
            tried = (self._better(widths, *way) for way in product(_STEPS, (1, 2)))
            better = next(filter(None, tried), None)
        return widths

    def _first(self) -> tuple[float, ...]:
        """The standard widths; what a column lacks of its least, those with most room give."""
        widths = [
            max(column.standard, least)
            for column, least in zip(self._columns, self._least, strict=True)
        ]
        over = sum(widths) - sum(column.standard for column in self._columns)
        while over > _EQUAL:
            spare, giver = max(
                (width - least, number)
                for number, (width, least) in enumerate(zip(widths, self._least, strict=True))
            )
            share = min(over, spare, 1.0)
            widths[giver] -= share
            over -= share
        return tuple(widths)

    def _better(
        self, widths: tuple[float, ...], steps: Sequence[int], givers: int
    ) -> tuple[float, ...] | None:
        """The widths after the exchange that saves most; None when none saves anything."""
        heights = {number: each.at(widths[number]) for number, each in self._heights.items()}
        now = _cost(heights) + self._looks(widths)
        saved, best = _EQUAL, None
        for taker, each in self._heights.items():
            most = self._columns[taker].most - widths[taker]
            for step in steps:
                if step > most or step % givers:
                    continue
                wider = {**heights, taker: each.at(widths[taker] + step)}
                # The most that it can come to, whoever gives.
                if now - _cost(wider) <= saved:
                    continue
                for giving, changed in self._exchanges(widths, taker, step, givers):
                    narrower = {
                        giver: self._heights[giver].at(changed[giver])
                        for giver in giving
                        if giver in heights
                    }
                    left = now - _cost({**wider, **narrower})
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


class _Rows(NamedTuple):
    """What the texts of a column cost at one width, in mm."""

    heights: list[float]
    """Of the rows, as far as it is this column that makes them so high."""
    besides: float
    """For numbers that shrink and broken lines, however high the rows are."""


def _cost(columns: dict[int, _Rows]) -> float:
    heights: float = sum(map(max, *(each.heights for each in columns.values())))
    return heights + sum(each.besides for each in columns.values())


class _Heights:
    """How high the texts of a column make their rows, in mm."""

    def __init__(self, column: Column, texts: Sequence[str], least: float) -> None:
        self._style = STYLES[column.style]
        self._narrow = self._room(column.least)
        self._least = least
        self._texts = [_measured(text, self._style.face) for text in texts]
        most = _least_size_room(column)
        self._pieces = [_widest(text, most) for text in self._texts]
        self._known: dict[float, _Rows] = {}

    def grows(self, row: int) -> bool:
        """Whether the text of that row is ever higher than the least."""
        return not self._is_low(self._texts[row], self._narrow)

    def leave(self, rows: Sequence[int]) -> None:
        """Count these rows alone from now on."""
        self._texts = [self._texts[row] for row in rows]
        self._pieces = [self._pieces[row] for row in rows]

    def at(self, width: float) -> _Rows:
        """When the column is so wide."""
        known = self._known.get(width)
        if known is None:
            room = self._room(width)
            lines = [self._lines(each, room) for each in self._texts]
            lacking = [piece + _EASE - room for piece in self._pieces if piece + _EASE > room]
            besides = _SHRUNK * (len(lacking) + sum(lacking)) + _BROKEN * (sum(lines) - len(lines))
            known = self._known[width] = _Rows(list(map(self._height, lines)), besides)
        return known

    def _room(self, width: float) -> float:
        return (width - 2 * self._style.padding) / self._style.em

    def _is_low(self, text: _Measured, room: float) -> bool:
        return text.longest + _EASE <= room and len(text.paragraphs) == 1

    def _lines(self, text: _Measured, room: float) -> int:
        if self._is_low(text, room):
            return 1
        smallest = room * self._style.size / LEAST_SIZE
        return sum(
            max(_count(ends, room, smallest), 1 + (spaced > room))
            for ends, spaced in zip(text.paragraphs, text.spaced, strict=True)
        )

    def _height(self, lines: int) -> float:
        style = self._style
        return max(self._least, style.before + lines * style.pitch + style.after)


class _Measured(NamedTuple):
    """A text in em."""

    paragraphs: tuple[tuple[float, ...], ...]
    """How far it is, in each, from the beginning to every place where a line may end."""
    spaced: tuple[float, ...]
    """How long each is where Chinese is parted from Latin."""
    longest: float
    """The longest of them."""
    pieces: tuple[tuple[float, float], ...]
    """Those that shall stay whole, with and without their units."""


@lru_cache(maxsize=1 << 14)
def _measured(text: str, face: str) -> _Measured:
    widths = face_of(face).widths
    paragraphs = []
    spaced = []
    for paragraph in text.split("\n"):
        reached = list(accumulate(map(widths.__getitem__, paragraph)))
        places = [place.start() - 1 for place in _PLACE.finditer(levels_of(paragraph))]
        paragraphs.append((*map(reached.__getitem__, places), *reached[-1:]))
        spaced.append(sum(reached[-1:]) + _SPACED * len(_MEETING.findall(paragraph)))
    pieces = tuple(pieces_of(text, face))
    return _Measured(tuple(paragraphs), tuple(spaced), max(spaced), pieces)


def _widest(text: _Measured, most: float) -> float:
    """The em of the widest piece that stays whole in so much room; 0 when none does."""
    kept = (whole if whole <= most else bare for whole, bare in text.pieces)
    return max((piece for piece in kept if piece <= most), default=0.0)


def _count(ends: Sequence[float], room: float, smallest: float) -> int:
    """The lines of a paragraph; blanks at their ends are not looked at.

    What is too wide for a line goes over its edge, it will get smaller type; ``smallest`` is the
    em that a line holds of the smallest: what is too wide even then is broken.
    """
    lines, start = 1, 0.0
    while ends and ends[-1] - start > room:
        at = bisect_right(ends, start + room) - 1
        if at < 0 or ends[at] <= start:
            at += 1
            lines += ceil((ends[at] - start) / smallest) - 1
        start = ends[at]
        lines += start < ends[-1]
    return lines


def _smallest(column: Column) -> float:
    """The em in mm of the smallest type that its texts shrink to."""
    return min(STYLES[column.style].size, LEAST_SIZE) * MM_PER_POINT


def _least_size_room(column: Column) -> float:
    """The em that the column holds in the smallest type when it is widest."""
    return (column.most - 2 * STYLES[column.style].padding) / _smallest(column)


def _demand(number: int, column: Column, piece: float) -> Demand:
    """The width at which the smallest type keeps the piece whole; the least if nothing does."""
    if piece > _least_size_room(column):
        return Demand(number, column.least)
    needed = ceil(piece * _smallest(column) + 2 * STYLES[column.style].padding)
    return Demand(number, min(column.most, float(needed)))


def _least(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """The least widths: numbers stay whole first, then with their units, then no text of a level
    takes more lines than at the standard width."""
    bare: list[Demand] = []
    whole: list[Demand] = []
    levels: list[Demand] = []
    for number, (column, own) in enumerate(zip(columns, texts, strict=True)):
        face = STYLES[column.style].face
        pieces = {piece for text in own for piece in pieces_of(text, face)}
        whole += (_demand(number, column, width) for width, _ in pieces)
        bare += (_demand(number, column, width) for _, width in pieces)
        if column.spans:
            levels.append(Demand(number, _needed(column, own)))
    total = sum(column.standard for column in columns)
    return floors([column.least for column in columns], (bare, whole, levels), total)


def _needed(column: Column, texts: Sequence[str]) -> float:
    """The least width at which every text has no more lines than at the standard width."""
    style = STYLES[column.style]
    room = (column.standard - 2 * style.padding) / style.em
    longest = max((_measured(text, style.face).longest for text in texts), default=0.0)
    return max(column.least, ceil(min(longest, room) * style.em + 2 * style.padding))


class Demand(NamedTuple):
    """A width that a column shall have at least, in mm."""

    column: int
    width: float


def floors(
    least: Sequence[float], demands: Sequence[Sequence[Demand]], total: float
) -> tuple[float, ...]:
    """The least widths in mm, raised to the demands as far as their sum stays within ``total``.

    Those of an earlier group come before those of a later one; within a group those that lack
    less come first, so that as many as possible are met.
    """
    widths = list(least)
    for group in demands:
        left = sorted(set(group), key=lambda demand: (demand.width - least[demand.column], demand))
        for column, width in left:
            raised = max(widths[column], width)
            if sum(widths) - widths[column] + raised <= total:
                widths[column] = raised
    return tuple(widths)
