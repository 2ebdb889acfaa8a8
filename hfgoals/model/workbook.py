"""The one place that holds state: the Book in hand, with named steps back and forth.

A Book is immutable and shares what did not change with the Book before, so a step keeps both and
undo is exact by construction: nothing has to be reversed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from hfgoals.lean import dataclass
from hfgoals.model.edits import Edit, applied
from hfgoals.model.rows import Changes, difference
from hfgoals.model.values import Book
from hfgoals.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Step:
    """One named change, from one Book to the next. ``name`` is Chinese: 修改指标值."""

    name: str
    before: Book
    after: Book
    merge_key: str = ""
    at: float = 0.0
    """When it was taken, in seconds since 1970, UTC; 0 where that does not matter."""

    @property
    def changes(self) -> Changes:
        """The rows to write and to remove when this step is taken."""
        return difference(self.before, self.after)


Listener = Callable[[Step], None]

LEAST_STEPS: Final = 2_000
_MOST_BYTES: Final = 64 << 20
_BYTES_A_STEP, _BYTES_A_PROJECT = 2_000, 8
"""What a step holds that the Book beside it does not: new rows, and a new list of the projects."""


def _bytes_of(step: Step) -> int:
    before = {id(plan) for plan in step.before.years}
    listed = sum(len(plan.projects) for plan in step.after.years if id(plan) not in before)
    return _BYTES_A_STEP + _BYTES_A_PROJECT * listed


class Workbook:
    """An open Book. Listeners hear every step taken, undone or redone, as the change it makes."""

    def __init__(
        self,
        book: Book,
        least_steps: int = LEAST_STEPS,
        most_bytes: int = _MOST_BYTES,
        may_be_taken: Callable[[Step], object] | None = None,
    ) -> None:
        """Every step can be undone; only of more than ``least_steps`` that together hold more than
        ``most_bytes`` or so the oldest are forgotten. ``may_be_taken`` raises for a step that is
        not allowed; nothing is changed then.
        """
        self._book = book
        self._may_be_taken = may_be_taken or (lambda _: None)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._listeners: list[Listener] = []
        self._least_steps, self._most_bytes = least_steps, most_bytes
        self._bytes = 0

    @property
    def book(self) -> Book:
        """The present state; safe to hand to other threads."""
        return self._book

    @property
    def undo_name(self) -> str | None:
        """The name of the step that undo would take back."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """The name of the step that redo would take again."""
        return self._undone[-1].name if self._undone else None

    @property
    def why_no_undo(self) -> Trouble | None:
        """What stands against taking back the last step; None when nothing does."""
        return self._against(self._done, "before")

    @property
    def why_no_redo(self) -> Trouble | None:
        """What stands against taking the step again; None when nothing does."""
        return self._against(self._undone, "after")

    def _against(self, steps: Sequence[Step], side: Literal["before", "after"]) -> Trouble | None:
        if not steps:
            return None
        try:
            self._may_be_taken(Step(steps[-1].name, self._book, getattr(steps[-1], side)))
        except Trouble as trouble:
            return trouble
        return None

    @property
    def done(self) -> Sequence[Step]:
        """The steps that undo would take back, the last one first."""
        return self._done[::-1]

    @property
    def undone(self) -> Sequence[Step]:
        """The steps that redo would take again, the next one first."""
        return self._undone[::-1]

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell the listener of every step from now on; call the result to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, name: str, edits: Iterable[Edit], merge_key: str = "") -> Step | None:
        """Take one named step; None when the edits change nothing.

        Steps that follow each other with the same merge_key (one run of typing in one field) become
        one to undo. Raises FieldError or UnknownRow and changes nothing then.
        """
        return self.replace(name, applied(self._book, edits), merge_key)

    def replace(self, name: str, book: Book, merge_key: str = "") -> Step | None:
        """Take one named step to a Book made elsewhere from the present one."""
        if book == self._book:
            return None
        step = Step(name, self._book, book, merge_key, time.time())
        self._may_be_taken(step)
        last = self._done[-1] if self._done else None
        if merge_key and last is not None and last.merge_key == merge_key and not self._undone:
            self._done[-1] = Step(name, last.before, book, merge_key, step.at)
        else:
            self._done.append(step)
            self._bytes += _bytes_of(step)
            self._forget_oldest()
        self._undone.clear()
        self._take(step)
        return step

    def undo(self, count: int = 1) -> Step | None:
        """Take back the last steps, as one; None when there is none.

        Raises what ``may_be_taken`` raises, and changes nothing then.
        """
        return self._go(self._done, self._undone, count, "撤销")

    def redo(self, count: int = 1) -> Step | None:
        """Take again the steps undone last, as one; as ``undo``."""
        return self._go(self._undone, self._done, count, "恢复")

    def _go(self, taken: list[Step], left: list[Step], count: int, word: str) -> Step | None:
        moved = taken[-count:][::-1]
        if not moved:
            return None
        last = moved[-1]
        target = last.before if taken is self._done else last.after
        told = (
            f"{word}“{last.name}”"
            if len(moved) == 1
            else f"{word}到“{last.name}”（{len(moved)} 步）"
        )
        step = Step(told, self._book, target)
        self._may_be_taken(step)
        del taken[-len(moved) :]
        left.extend(moved)
        bytes_moved = sum(map(_bytes_of, moved))
        self._bytes += -bytes_moved if taken is self._done else bytes_moved
        self._take(step)
        return step

    def _forget_oldest(self) -> None:
        at = 0
        while len(self._done) - at > self._least_steps and self._bytes > self._most_bytes:
            self._bytes -= _bytes_of(self._done[at])
            at += 1
        del self._done[:at]

    def _take(self, step: Step) -> None:
        self._book = step.after
        for listener in tuple(self._listeners):
            listener(step)
