"""The goals of a project as one numbered text, and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from hfgoals.model.numbering import behind, is_unclear, printed, unnumbered

_NUMBERED = re.compile(r"\s*[（(]?(\d{1,3})\s*[.．、)）]\s*(?!\d)(.*)")


def numbered(goals: Sequence[str]) -> str:
    """The goals, each behind its number, a paragraph each."""
    return "\n".join(printed(number, goal) for number, goal in enumerate(goals, 1))


def split(text: str, whole: Collection[int] = (), ours: bool = False) -> tuple[str, ...]:
    """The goals of a numbered text. A line with the next number begins one, unless it is one of
    the lines (from 1) named in ``whole``; others go on with the goal above.

    1.5万元 is no such line, unless the text is known to be one of ``numbered``.
    """
    goals: list[str] = []
    for line, paragraph in enumerate(text.split("\n") if text else (), 1):
        rest = None if line in whole else _behind(paragraph, len(goals) + 1, ours=ours)
        if rest is not None or not goals:
            own = rest is None and not ours and line not in whole
            first = unnumbered(paragraph, 1, rising=True) if own else paragraph
            goals.append(first if rest is None else rest)
        else:
            goals[-1] += f"\n{paragraph}"
    return tuple(goals)


def lookalikes(goals: Sequence[str]) -> tuple[int, ...]:
    """The lines of ``numbered(goals)`` that look as if they began a goal and do not."""
    found: list[int] = []
    line = 0
    for number, goal in enumerate(goals, 1):
        for inside, paragraph in enumerate(goal.split("\n")):
            line += 1
            if inside and _behind(paragraph, number + 1, ours=True) is not None:
                found.append(line)
    return tuple(found)


def needs_seal(goals: Sequence[str]) -> bool:
    """Whether a number of ``numbered`` could be taken for part of a goal."""
    return any(is_unclear(printed(number, goal)) for number, goal in enumerate(goals, 1))


def _behind(paragraph: str, number: int, *, ours: bool) -> str | None:
    """What follows that number at the beginning of the paragraph; None when it is not there."""
    rest = behind(paragraph, number)
    if rest is not None:
        return rest if ours or not is_unclear(paragraph) else None
    found = _NUMBERED.fullmatch(paragraph)
    return found[2] if found is not None and int(found[1]) == number else None
