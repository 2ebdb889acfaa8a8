"""What every column of a table gets at least, when not all can have what their texts want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


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
