"""A thread that puts steps into the file, so that typing never waits for the disk."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from hfgoals.model.rows import Changes
from hfgoals.store.store import NOTHING_BESIDE, Besides, Store
from hfgoals.trouble import CannotWrite, Trouble

logger = logging.getLogger(__name__)

Due = Changes | Callable[[], tuple[Changes, Besides]]
"""What to write, or how to find it out: a step of ten thousand rows takes its time. A function is
asked again after a failure."""


class Writer:
    """Writes steps in their order, one transaction each.

    ``saved(ticket)`` is called once the file durably holds that step and all before it;
    ``failed(trouble)`` when a step could not be written. Both are called on the writer's thread.
    After a failure every step waits; ``retry``, the next ``submit`` or ``flush`` tries again.
    """

    def __init__(
        self, store: Store, saved: Callable[[int], None], failed: Callable[[Trouble], None]
    ) -> None:
        self._store = store
        self._saved = saved
        self._failed = failed
        self._steps: deque[tuple[int, Due]] = deque()
        self._changed = threading.Condition()
        self._last = 0
        self._resting = False  # after a failure, until somebody asks to try again
        self._closing = False
        # A daemon: a program that ends without close() must not hang on a dead disk.
        self._thread = threading.Thread(target=self._run, name="hfgoals-writer", daemon=True)
        self._thread.start()

    def submit(self, changes: Due) -> int:
        """Queue one step and return at once with its ticket; tickets count up from 1.

        A function is called on the writer's thread.
        """
        with self._changed:
            if self._closing:
                raise ValueError("the writer is closed")
            self._last += 1
            self._steps.append((self._last, changes))
            self._resting = False
            self._changed.notify_all()
            return self._last

    @property
    def waiting(self) -> int:
        """How many steps the file does not hold yet."""
        with self._changed:
            return len(self._steps)

    def retry(self) -> None:
        """Try again to write what is waiting."""
        with self._changed:
            self._resting = False
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait until the file holds all that was submitted so far.

        False when that fails or takes longer than ``timeout`` seconds, and when called from a
        callback while steps are waiting.
        """
        with self._changed:
            self._resting = False
            self._changed.notify_all()
            if threading.current_thread() is self._thread:
                return not self._steps
            upto = self._last
            deadline = time.monotonic() + timeout
            while self._steps and self._steps[0][0] <= upto:
                left = deadline - time.monotonic()
                if self._resting or left <= 0 or not self._thread.is_alive():
                    return False
                self._changed.wait(left)
            return True

    def close(self, timeout: float = 30.0) -> bool:
        """Write what is left and end the thread; False when steps remain that could not be written.

        Harmless when done twice. The store stays open.
        """
        complete = self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout)
        return complete and not self._steps

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._closing and (self._resting or not self._steps):
                    self._changed.wait()
                if self._closing:
                    return
                ticket, changes = self._steps[0]
            trouble = self._attempt(changes)
            if trouble is not None:
                # Before it is told: whoever hears of it may ask at once to try again.
                with self._changed:
                    self._resting = True
            self._tell(ticket, trouble)
            with self._changed:
                if trouble is None:
                    self._steps.popleft()
                self._changed.notify_all()

    def _attempt(self, changes: Due) -> Trouble | None:
        try:
            self._store.write(*(changes() if callable(changes) else (changes, NOTHING_BESIDE)))
        except Trouble as trouble:
            return trouble
        except Exception as error:
            # A fault of ours must not end the thread: nobody would hear that nothing is saved.
            logger.exception("a step could not be written")
            return CannotWrite(
                f"没能保存：程序内部出错（{type(error).__name__}）。",
                "已经保存的内容不受影响，没存进去的修改还在程序里。",
                "请重试；仍然不行时请另存副本，并把日志交给维护人员。",
            )
        return None

    def _tell(self, ticket: int, trouble: Trouble | None) -> None:
        try:
            if trouble is None:
                self._saved(ticket)
            else:
                self._failed(trouble)
        except Exception:
            # A listener that is gone (the window was closed) must not stop the saving.
            logger.exception("a listener failed")
