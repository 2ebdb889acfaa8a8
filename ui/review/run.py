"""One check of a whole year beside the window."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, Signal

from hfgoals.checks import Checker, Finding
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.progress import Report
from ui.tasks import Task


class CheckRun(QObject):
    """Uses the checker on a thread of its own; nobody else may use it before the end.

    Exactly one of ``done``, ``failed`` and ``cancelled`` follows, unless it was stopped.
    """

    progress = Signal(int, int)
    done = Signal(object)
    """The findings."""
    failed = Signal(object)
    """A Trouble: the program's own fault."""
    cancelled = Signal()

    def __init__(self, checker: Checker, book: Book, plan: AnnualPlan, parent: QObject) -> None:
        super().__init__(parent)
        self.plan = plan
        self.seconds = 0.0
        """How long it took."""
        self._live = True

        def work(report: Report) -> tuple[Finding, ...]:
            began = monotonic()
            findings = checker.check(book, plan, report)
            self.seconds = monotonic() - began
            return findings

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
