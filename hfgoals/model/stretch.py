"""A stretch of a text and what it would become, to be shown before it is changed."""

from __future__ import annotations

from collections.abc import Iterable

from hfgoals.lean import dataclass
from hfgoals.model.address import Address


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters of one field's text, and what would stand there instead."""

    address: Address
    before: str
    after: str
    start: int
    end: int
    """Where ``before`` stands in the field's text."""
    sure: bool
    """Whether it is surely meant; else the user had better look."""
    why: str = ""
    """Why it is not sure, in Chinese."""
    text: str = ""
    """The whole text of the field."""

    def around(self, letters: int = 24) -> tuple[str, str]:
        """What stands before and after it, on one line; "…" where it goes on."""
        left, right = self.text[: self.start], self.text[self.end :]
        shown_left = left if len(left) <= letters else f"…{left[-letters:]}"
        shown_right = right if len(right) <= letters else f"{right[:letters]}…"
        return " ".join(shown_left.split("\n")), " ".join(shown_right.split("\n"))


def with_stretches(text: str, stretches: Iterable[Stretch]) -> str:
    """The text with each stretch as it would become.

    Raises ValueError where another text stands than the stretch says.
    """
    # From the end: an earlier place stays where it is whatever is put behind it.
    for each in sorted(set(stretches), key=lambda each: each.start, reverse=True):
        if text[each.start : each.end] != each.before:
            raise ValueError(f"no {each.before!r} at {each.start} of {each.address}")
        text = f"{text[: each.start]}{each.after}{text[each.end :]}"
    return text
