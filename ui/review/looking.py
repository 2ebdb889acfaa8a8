"""When the rules look: soon after every step, and beside the window where it takes a while."""

from __future__ import annotations

from operator import is_
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hfgoals.model.values import AnnualPlan, Project, Unit
from ui.document import Document
from ui.review.run import CheckRun

if TYPE_CHECKING:
    from hfgoals.checks import Checker, CheckSettings
    from ui.review.listing import Sections

WAIT_MS = 120
"""After a step, before the rules look again: a run of steps is looked at once."""
_FEW = 60
"""So many projects are looked at in a blink; more of them on a thread."""
_BLINK_SECONDS = 0.05
"""What took longer than this is done on a thread the next time."""


class Looking(QObject):
    """Owns the checker of the year in hand. Looks first as soon as the window is idle.

    The rules themselves are imported then, where they look: on a thread of their own.
    """

    found = Signal(object, object)
    """An AnnualPlan and its findings, as Sections."""
    no_year = Signal()
    """There is no year to look at."""
    progressed = Signal()
    """A look beside the window began, went on or ended: see ``progress``."""
    failed = Signal(object)
    """A Trouble."""

    def __init__(self, document: Document, parent: QObject, *, waits: bool = False) -> None:
        """``waits``: it does not look by itself before ``begin``."""
        super().__init__(parent)
        self.progress: tuple[int, int] | None = None
        """(done, total) projects of a look beside the window."""
        self._document = document
        self._settings: CheckSettings | None = None
        self._checker: Checker | None = None
        self._run: CheckRun | None = None
        self._again = False
        self._waits = waits
        self._seen: tuple[Project, ...] = ()
        self._sections: Sections = {}
        self._unit: Unit | None = None
        self._seconds = 0.0
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.look)
        document.changed.connect(self.soon)
        document.year_changed.connect(self.soon)
        self.soon()

    @property
    def settings(self) -> CheckSettings:
        """What the rules go by."""
        if self._settings is None:
            from hfgoals.checks import SETTING, CheckSettings

            self._settings = CheckSettings.from_json(self._document.session.setting(SETTING))
        return self._settings

    def use(self, settings: CheckSettings) -> None:
        """Go by other settings at the next look."""
        self._end()
        before, self._settings = self.settings, settings
        if (settings.off, settings.thresholds) != (before.off, before.thresholds):
            self._unit = None
        if self._checker is not None:
            self._checker.use(settings)

    def forget(self) -> None:
        """Look at the next time as if for the first."""
        self._end()
        self._checker = None
        self._unit = None

    def soon(self) -> None:
        """Look in a moment."""
        if not self._waits and not self._timer.isActive():
            self._timer.start()

    def begin(self) -> None:
        """Wait no longer."""
        self._waits = False
        self.soon()

    def stop(self) -> None:
        """Give up; the next step begins anew."""
        self._timer.stop()
        self._end()

    def now(self) -> None:
        """Look at once; back when it is done."""
        self.stop()
        plan = self._document.plan
        if plan is None:
            self.no_year.emit()
            return
        from ui.review.listing import listed

        began = monotonic()
        found = self._made().check_by_owner(self._document.book, plan)
        sections = listed(plan, found, self._sections)
        self._seconds = monotonic() - began
        self._tell(plan, sections)

    def look(self) -> None:
        """Look: at once where that is a blink, else beside the window."""
        if self._run is not None:
            # It has the checker for itself; the window does not wait for it.
            self._again = True
            self._run.cancel()
            return
        plan = self._document.plan
        if plan is None or (self._fresh(plan) <= _FEW and self._seconds <= _BLINK_SECONDS):
            self.now()
            return
        run = CheckRun(self._made, self._document.book, plan, self._sections, self)
        run.done.connect(self._run_done)
        run.progress.connect(self._run_progressed)
        run.failed.connect(self._run_failed)
        run.cancelled.connect(self._run_cancelled)
        self._run = run
        self._run_progressed(0, len(plan.projects))
        run.start()

    def _made(self) -> Checker:
        """The checker; called by whoever has it for himself, on the window's thread or a run's."""
        if self._checker is None:
            from hfgoals.checks import Checker

            self._checker = Checker(self.settings)
        return self._checker

    def _fresh(self, plan: AnnualPlan) -> int:
        """How many projects have to be looked at as a whole; the very first time all and more."""
        if self._unit is not self._document.book.unit:
            return _FEW + 1
        if len(self._seen) == len(plan.projects):
            return sum(not same for same in map(is_, self._seen, plan.projects))
        return len(set(map(id, plan.projects)) - set(map(id, self._seen)))

    def _run_done(self, sections: Sections) -> None:
        run, again, plan = self._run, self._again, self._document.plan
        self._end()
        if run is None:
            return
        if again or plan is None or plan.id != run.plan.id:
            self.look()
            return
        self._seconds = run.seconds
        self._tell(run.plan, sections)

    def _run_failed(self, trouble: object) -> None:
        self._end()
        self.failed.emit(trouble)

    def _run_cancelled(self) -> None:
        again = self._again
        self._end()
        if again:
            self.look()

    def _run_progressed(self, done: int, total: int) -> None:
        self.progress = (done, total)
        self.progressed.emit()

    def _end(self) -> None:
        run, self._run, self._again, self.progress = self._run, None, False, None
        if run is not None:
            run.stop()
            self.progressed.emit()

    def _tell(self, plan: AnnualPlan, sections: Sections) -> None:
        self._seen, self._sections = plan.projects, sections
        self._unit = self._document.book.unit
        self.found.emit(plan, sections)
