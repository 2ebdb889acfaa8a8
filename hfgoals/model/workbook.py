"""The one place that holds state: the Book in hand, with named steps back and forth.

A Book is immutable and shares what did not change with the Book before, so a step keeps both and
undo is exact by construction: nothing has to be reversed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hfgoals.frozen import dataclass
from hfgoals.model.edits import Edit, applied
from hfgoals.model.rows import Changes, difference
from hfgoals.model.values import Book


@dataclass(frozen=True, slots=True)
class Step:
    """One named change, from one Book to the next. ``name`` is Chinese: 修改指标值."""

    name: str
    before: Book
    after: Book
    merge_key: str = ""

    @property
    def changes(self) -> Changes:
        """The rows to write and to remove when this step is taken."""
        return difference(self.before, self.after)


Listener = Callable[[Step], None]


class Workbook:
    """An open Book. Listeners hear every step taken, undone or redone, as the change it makes."""

    def __init__(
        self,
        book: Book,
        undo_limit: int = 500,
        may_be_taken: Callable[[Step], object] | None = None,
    ) -> None:
        """``may_be_taken`` raises for a step that is not allowed; nothing is changed then."""
        self._book = book
        self._may_be_taken = may_be_taken or (lambda _: None)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._listeners: list[Listener] = []
        self._limit = undo_limit

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
        step = Step(name, self._book, book, merge_key)
        self._may_be_taken(step)
        last = self._done[-1] if self._done else None
        if merge_key and last is not None and last.merge_key == merge_key and not self._undone:
            self._done[-1] = Step(name, last.before, book, merge_key)
        else:
            self._done.append(step)
            del self._done[: -self._limit]
        self._undone.clear()
        self._take(step)
        return step

    def undo(self) -> Step | None:
        """Take back the last step; None when there is none. Raises what ``may_be_taken`` raises."""
        if not self._done:
            return None
        step = self._done[-1]
        back = Step(f"撤销“{step.name}”", step.after, step.before)
        self._may_be_taken(back)
        self._undone.append(self._done.pop())
        self._take(back)
        return back

    def redo(self) -> Step | None:
        """Take again the step undone last; None when there is none."""
        if not self._undone:
            return None
        step = self._undone[-1]
        again = Step(f"恢复“{step.name}”", step.before, step.after)
        self._may_be_taken(again)
        self._done.append(self._undone.pop())
        self._take(again)
        return again

    def _take(self, step: Step) -> None:
        self._book = step.after
        for listener in tuple(self._listeners):
            listener(step)
