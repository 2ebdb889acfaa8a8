"""The goals of a project as one numbered text, and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_NUMBERED = re.compile(r"\s*[（(]?(\d{1,3})\s*[.．、)）]\s*(?!\d)(.*)")


def numbered(goals: Sequence[str]) -> str:
    """The goals, each behind its number, a paragraph each."""
    return "\n".join(f"{number}.{goal}" for number, goal in enumerate(goals, 1))


def split(text: str, whole: Collection[int] = ()) -> tuple[str, ...]:
    """The goals of a numbered text. A line with the next number begins one, unless it is one of
    the lines (from 1) named in ``whole``; others go on with the goal above.
    """
    goals: list[str] = []
    for line, paragraph in enumerate(text.split("\n") if text else (), 1):
        rest = None if line in whole else _behind(paragraph, len(goals) + 1)
        if rest is not None or not goals:
            goals.append(paragraph if rest is None else rest)
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
            if inside and _behind(paragraph, number + 1) is not None:
                found.append(line)
    return tuple(found)


def _behind(paragraph: str, number: int) -> str | None:
    """What follows that number at the beginning of the paragraph; None when it is not there."""
    mark = f"{number}."
    if paragraph.startswith(mark):
        return paragraph.removeprefix(mark)
    found = _NUMBERED.fullmatch(paragraph)
    return found[2] if found is not None and int(found[1]) == number else None
