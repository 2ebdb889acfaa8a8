"""Long jobs beside the window: a plain function on its own thread, its result back on the window's.

The function gets a ``report(done, total)`` that raises Cancelled once the user has stopped it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from hfgoals.progress import Report
from hfgoals.trouble import Cancelled, OutOfMemory, Trouble

Work = Callable[[Report], Any]

_OFTEN = 0.03
"""Seconds between two signals of progress."""
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
        self._work = work
        self._stop = threading.Event()
        self._told = float("-inf")
        self._thread = threading.Thread(target=self._run, name="task", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._stop.set()

    def wait(self, seconds: float = 30.0) -> None:
        """Block until the job is over."""
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        # A thousand signals at once would keep the window busy with nothing else.
        if done == total or now - self._told >= _OFTEN:
            self._told = now
            self._tell("progress", done, total)

    def _tell(self, name: str, *what: object) -> None:
        """Emit the signal of that name, from the job's thread."""
        # Whoever asked may have gone meanwhile, and the task with him: then nobody hears.
        if isValid(self):
            with suppress(RuntimeError):
                getattr(self, name).emit(*what)

    def _run(self) -> None:
        try:
            result = self._work(self._report)
        except Cancelled:
            self._tell("cancelled")
        except Trouble as trouble:
            self._tell("failed", trouble)
        except MemoryError:
            self._tell("failed", OutOfMemory())
        except Exception:  # noqa: BLE001 - the thread's end; it is logged and told
            _log.exception("a task failed")
            self._tell(
                "failed",
                Trouble(
                    "程序出了差错，这件事没有做完。",
                    "已填报的内容都还在。",
                    "请再试一次；如仍不行，请把日志（帮助→打开日志文件夹）发给开发者。",
                ),
            )
        else:
            self._tell("done", result)
