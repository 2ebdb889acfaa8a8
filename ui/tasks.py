"""Long jobs beside the window: a plain function on its own thread, its result back on the window's.

The function gets a ``report(done, total)`` that raises Cancelled once the user has stopped it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from hfgoals.progress import Report
from hfgoals.trouble import Cancelled, OutOfMemory, Trouble

Work = Callable[[Report], Any]

_LOOK_MS = 8
"""Between two looks at a job: nobody notices, and it costs nothing worth saying."""
_LOOKS_A_STEP = 4
"""Progress is told with every so many looks: more would keep the window busy with nothing else."""
_NOWHERE = (-1, -1)
_log = logging.getLogger(__name__)


class Task(QObject):
    """One job under way. Exactly one of ``done``, ``failed`` and ``cancelled`` follows."""

    progress = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    """A Trouble, or the program's own fault as a Trouble saying so."""
    cancelled = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = _Job(work)
        # Whoever asked may go at any moment, and the task with him. So the job's thread knows
        # nothing of Qt's objects, not even whether they are still there: the task looks at it.
        self._thread = threading.Thread(target=self._job.run, name="task", daemon=True)
        self._clock = QTimer(self, interval=_LOOK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._look)
        self._looks = 0
        self._heard = _NOWHERE

    def start(self) -> None:
        """Begin."""
        self._clock.start()
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._job.stop.set()

    def wait(self, seconds: float = 30.0) -> None:
        """Block until the job is over; what it told last is heard later, as ever."""
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _look(self) -> None:
        self._looks += 1
        # In this order: nothing is reported once the outcome is there.
        outcome, at = self._job.outcome, self._job.at
        if at != self._heard and (outcome is not None or self._looks % _LOOKS_A_STEP == 1):
            self._heard = at
            self.progress.emit(*at)
            # Whoever heard it may have let go of the task, or have waited in a loop of his own.
            if not isValid(self) or not self._clock.isActive():
                return
        if outcome is not None:
            self._clock.stop()
            name, *what = outcome
            getattr(self, name).emit(*what)


class _Job:
    """The work on a thread of its own, and how far it is."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.stop = threading.Event()
        self.at = _NOWHERE
        """What was reported last."""
        self.outcome: tuple[Any, ...] | None = None
        """The name of the signal to be sent and what goes with it, once it is over."""

    def run(self) -> None:
        self.outcome = self._run()

    def _run(self) -> tuple[Any, ...]:
        try:
            return "done", self._work(self._report)
        except Cancelled:
            return ("cancelled",)
        except Trouble as trouble:
            return "failed", trouble
        except MemoryError:
            return "failed", OutOfMemory()
        except Exception:  # noqa: BLE001 - the thread's end; it is logged and told
            _log.exception("a task failed")
            return "failed", Trouble(
                "程序出了差错，这件事没有做完。",
                "已填报的内容都还在。",
                "请再试一次；如仍不行，请把日志（帮助→打开日志文件夹）发给开发者。",
            )

    def _report(self, done: int, total: int) -> None:
        if self.stop.is_set():
            raise Cancelled
        self.at = (done, total)
