"""One check of a whole year beside the window."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hfgoals.model.uncollected import lasting, uncollected
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.progress import Report
from ui.tasks import Task

if TYPE_CHECKING:
    from hfgoals.checks import Checker
    from ui.review.listing import Sections

_MANY = 200
"""So many projects are hundreds of thousands of values."""


class CheckRun(QObject):
    """Uses the checker on a thread of its own; nobody else may use it before the end.

    Exactly one of ``done``, ``failed`` and ``cancelled`` follows, unless it was stopped.
    """

    progress = Signal(int, int)
    done = Signal(object)
    """The findings, as Sections."""
    failed = Signal(object)
    """A Trouble: the program's own fault."""
    cancelled = Signal()

    def __init__(
        self,
        checker: Callable[[], Checker],
        book: Book,
        plan: AnnualPlan,
        before: Sections,
        parent: QObject,
    ) -> None:
        """``checker`` is asked for on that thread; ``before``: what was found at the last look."""
        super().__init__(parent)
        self.plan = plan
        self.seconds = 0.0
        """How long it took."""
        self._live = True

        def work(report: Report) -> Sections:
            from ui.review.listing import listed

            began = monotonic()
            many = len(plan.projects) >= _MANY
            with lasting() if many else uncollected():
                found = checker().check_by_owner(book, plan, report)
                sections = listed(plan, found, before)
            self.seconds = monotonic() - began
            return sections

        self._task = Task(work, self)
        self._task.progress.connect(self._progress)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._cancelled)

    def start(self) -> None:
        """Begin."""
        self._task.start()

    def cancel(self) -> None:
        """Ask it to end soon."""
        self._task.cancel()

    def stop(self) -> None:
        """Give it up and wait until the checker is free again; nothing is told any more."""
        self._live = False
        self._task.cancel()
        self._task.wait()
        self.deleteLater()

    def _progress(self, done: int, total: int) -> None:
        if self._live:
            self.progress.emit(done, total)

    def _done(self, findings: object) -> None:
        if self._live:
            self.done.emit(findings)

    def _failed(self, trouble: object) -> None:
        if self._live:
            self.failed.emit(trouble)

    def _cancelled(self) -> None:
        if self._live:
            self.cancelled.emit()
