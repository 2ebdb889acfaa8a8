"""Where two texts differ, for marking it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

Spans = tuple[tuple[int, int], ...]
"""(start, end) of each stretch, in characters."""

_MOST_WORK: Final = 200_000
"""Where both middles multiply to more, they differ as a whole: it would take too long."""
_LEAST_ALIKE: Final = 2


def differing(one: str, other: str) -> tuple[Spans, Spans]:
    """The stretches of each that the other does not have; () for both when they are equal."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    middle, other_middle = one[start : len(one) - end], other[start : len(other) - end]
    if len(middle) * len(other_middle) > _MOST_WORK:
        blocks = [(0, len(middle), 0, len(other_middle))]
    else:
        blocks = _blocks(middle, other_middle)
    ours = tuple((start + a, start + b) for a, b, _, _ in blocks if b > a)
    theirs = tuple((start + c, start + d) for _, _, c, d in blocks if d > c)
    return ours, theirs


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def _blocks(one: str, other: str) -> list[tuple[int, int, int, int]]:
    """What differs; a single character alike between two differences only makes it restless."""
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and a - found[-1][1] < _LEAST_ALIKE:
            found[-1] = (found[-1][0], b, found[-1][2], d)
        else:
            found.append((a, b, c, d))
    return found
