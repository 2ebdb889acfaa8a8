"""分值/权重 of indicators: equal shares that add up exactly, and what the rows come to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.values import Indicator

WHOLE: Final = Decimal(100)
"""All points of a project, those of 预算执行率 included."""
MOST_PLACES: Final = 2


def shares(points: Decimal, count: int, places: int = 0) -> tuple[Decimal, ...]:
    """The points in so many equal shares, by largest remainder: they differ by one unit of the last
    of ``places`` decimals at most, the larger ones first, and add up to the very points.

    More decimals are taken, up to two, where the points have them or a share would be nothing.
    Raises ValueError for points that are negative or have more than two decimals.
    """
    if points < 0 or points.quantize(Decimal("0.01")) != points:
        raise ValueError(f"{points} are no points")
    if not count:
        return ()
    unit = Decimal(1).scaleb(-places)
    while places < MOST_PLACES and (points % unit or 0 < points < count * unit):
        places += 1
        unit = Decimal(1).scaleb(-places)
    each, rest = divmod(int(points / unit), count)
    return tuple((each + (number < rest)) * unit for number in range(count))


@dataclass(frozen=True, slots=True)
class WeightSums:
    """What the weights of a project come to."""

    levels: tuple[tuple[str, Decimal], ...]
    """The sum of each 一级指标 in the order in which they come; "" for rows without one."""
    blank: int
    """The rows that have something filled in but no weight."""

    @property
    def total(self) -> Decimal:
        """All of them together; 预算执行率 has no row."""
        return sum((points for _, points in self.levels), Decimal(0))


def weight_sums(rows: Iterable[Indicator]) -> WeightSums:
    """What the weights of these rows come to."""
    levels: dict[str, Decimal] = {}
    blank = 0
    for row in rows:
        level = "".join(row.level1.split())
        levels[level] = levels.get(level, Decimal(0)) + (row.weight or 0)
        blank += row.weight is None and bool(row.name.strip() or row.target.text.strip())
    return WeightSums(tuple(levels.items()), blank)


def shown_points(points: Decimal) -> str:
    """The points without idle noughts: 12.5, 50."""
    return f"{points.normalize():f}"
