"""The thread that makes backups of one open workbook while somebody works in it.

What the file holds is taken between two steps, in milliseconds; looking it through, compressing
and writing it is this thread's. Whatever goes wrong here is told and never stands in the way.
"""

from __future__ import annotations

import atexit
import datetime
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final
from weakref import WeakSet

from hfgoals.backups.backup import Reason
from hfgoals.backups.shelf import Shelf
from hfgoals.lean import dataclass
from hfgoals.store import Store
from hfgoals.store.schema import VERSION
from hfgoals.store.whole import version_of
from hfgoals.trouble import Damaged, Trouble

EVERY: Final = datetime.timedelta(minutes=30)
"""Of work in which something changed."""
_ENDING_SECONDS: Final = 10.0
"""How long the program's end waits for backups under way; one broken off leaves nothing behind."""
_BEFORE_SECONDS: Final = 5.0
"""How long a step that replaces much waits for its backup: a dead network drive stops no work."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an open workbook stands to its backups."""

    at: datetime.datetime | None = None
    """When the last one was made that is known of; None before the first."""
    trouble: str = ""
    """Why the last attempt failed, or where it went instead; "" when all is well."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    data: bytes
    path: Path
    reason: Reason
    at: datetime.datetime
    created: str = ""


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


class Keeper:
    """Makes backups when they are due. ``told`` is called, on its thread, when that changed.

    The shelf is asked for at each: the user may choose another folder meanwhile.
    """

    def __init__(
        self,
        told: Callable[[], None] = lambda: None,
        shelf: Callable[[], Shelf] = Shelf.own,
        *,
        clock: Callable[[], datetime.datetime] = _now,
        every: datetime.timedelta = EVERY,
    ) -> None:
        self._shelf = shelf
        self._told = told
        self._clock = clock
        self._every = every
        self._changed = threading.Condition()
        self._queue: deque[_Wanted] = deque()
        self._standing = Standing()
        self._day: datetime.date | None = None
        self._due: float | None = None
        """When, by the monotonic clock, what has changed since the last one is to be kept."""
        self._last = float("-inf")
        self._store: Store | None = None
        self._closing = False
        self._thread: threading.Thread | None = None

    @property
    def standing(self) -> Standing:
        """How the workbook stands to its backups."""
        with self._changed:
            return self._standing

    def before_upgrade(self, path: Path) -> None:
        """Keep a file of an older version as it is, before it is brought to this one."""
        if not 0 < version_of(path) < VERSION:
            return
        try:
            data = path.read_bytes()
        except OSError:
            # Whoever opens it next says so.
            return
        self._want(_Wanted(data, path, "upgrade", self._clock()))

    def before_step(self, store: Store, reason: Reason | None = None) -> None:
        """Called where no step is being written; keeps what the file holds if that is due.

        A step that replaces much is not written before its backup is there, unless that takes long.
        """
        now = self._clock()
        with self._changed:
            first = self._day != now.date()
        if first or reason is not None:
            taken = self._take(store, reason or "opened", now)
            if taken and reason is not None:
                self.wait(_BEFORE_SECONDS)

    def after_step(self, store: Store) -> None:
        """Something has changed in the file."""
        with self._changed:
            self._store = store
            if self._due is None:
                self._due = max(self._last, 0.0) + self._every.total_seconds()
                self._changed.notify_all()
        self._start()

    def close(self) -> None:
        """Finish what was begun, without waiting for it; the store may be closed from now on."""
        with self._changed:
            self._closing = True
            self._store = None
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is under way; False when that takes longer than so many seconds."""
        end = time.monotonic() + seconds
        with self._changed:
            while self._queue and time.monotonic() < end:
                self._changed.wait(max(0.0, end - time.monotonic()))
            return not self._queue

    def _take(self, store: Store, reason: Reason, now: datetime.datetime) -> bool:
        try:
            data = store.whole()
        except Trouble as trouble:
            # About the file itself: whoever writes the step into it tells the user.
            _log.warning("the workbook could not be taken for a backup: %s", trouble)
            return False
        with self._changed:
            self._day, self._last, self._due = now.date(), time.monotonic(), None
        self._want(_Wanted(data, store.path, reason, now, store.created))
        return True

    def _want(self, wanted: _Wanted) -> None:
        with self._changed:
            self._queue.append(wanted)
            self._changed.notify_all()
        self._start()

    def _start(self) -> None:
        with self._changed:
            if self._thread is None:
                # A daemon: a dead network drive must not keep the program from ending.
                self._thread = threading.Thread(
                    target=self._run, name="hfgoals-backup", daemon=True
                )
                self._thread.start()
                _RUNNING.add(self)

    def _run(self) -> None:
        while True:
            with self._changed:
                while not (self._queue or self._closing or self._is_due()):
                    left = None if self._due is None else self._due - time.monotonic()
                    self._changed.wait(left)
                if self._closing and not self._queue:
                    return
                wanted = self._queue[0] if self._queue else None
                store = self._store
            if wanted is None:
                self._take_timed(store)
                continue
            try:
                self._tell(self._made(wanted))
            finally:
                with self._changed:
                    self._queue.popleft()
                    self._changed.notify_all()

    def _is_due(self) -> bool:
        return self._due is not None and self._due <= time.monotonic()

    def _take_timed(self, store: Store | None) -> None:
        with self._changed:
            self._due = None
        try:
            if store is not None and not self._take(store, "timed", self._clock()):
                with self._changed:
                    self._due = time.monotonic() + self._every.total_seconds()
        except ValueError:
            # Closed a moment ago: the state is in the file, the next opening keeps it.
            if not self._closing:
                raise

    def _made(self, wanted: _Wanted) -> Standing:
        """Make that one; how things stand then."""
        before = self.standing
        try:
            lately = self._kept_lately(wanted) if wanted.reason == "opened" else None
            if lately is not None:
                return Standing(lately)
            backup, told = self._shelf().add(wanted.data, wanted.path, wanted.reason, wanted.at)
        except Trouble as trouble:
            if wanted.reason == "upgrade" and isinstance(trouble, Damaged):
                # Whoever opens it says so; or it is just being written to elsewhere.
                return before
            return Standing(before.at, _said(trouble))
        except Exception:  # noqa: BLE001 - it must not end the thread; it is logged and told
            _log.exception("a backup could not be made")
            return Standing(before.at, "没能备份：程序内部出错，详情见日志。填报照常保存。")
        return Standing(backup.at, told)

    def _kept_lately(self, wanted: _Wanted) -> datetime.datetime | None:
        """When, a little earlier the same day, the workbook was worked in and backed up."""
        kept = self._shelf().of(wanted.path, wanted.created)
        lately = (
            each.at
            for each in (kept.backups if kept is not None else ())
            if each.reason in ("opened", "timed")
            and each.brief.created == wanted.created
            and each.at.date() == wanted.at.date()
            and datetime.timedelta() <= wanted.at - each.at < self._every
        )
        return next(lately, None)

    def _tell(self, standing: Standing) -> None:
        with self._changed:
            if standing == self._standing:
                return
            self._standing = standing
            # Under the lock: whoever has closed it is told nothing any more.
            if not self._closing:
                self._told()


def kept_before(store: Store, reason: Reason, shelf: Shelf | None = None) -> str:
    """Keep what the file holds, at once; a sentence when that failed or went elsewhere, else ""."""
    try:
        data = store.whole()
        return (shelf or Shelf.own()).add(data, store.path, reason, _now())[1]
    except Trouble as trouble:
        return _said(trouble)


def _said(trouble: Trouble) -> str:
    if isinstance(trouble, Damaged):
        return f"{trouble.what}这次没有备份；以前的备份都还在，可以“从备份恢复”。"
    return f"没能备份：{trouble.what}填报照常保存，不受影响。"


_RUNNING: Final[WeakSet[Keeper]] = WeakSet()


@atexit.register
def _finish() -> None:
    end = time.monotonic() + _ENDING_SECONDS
    for keeper in tuple(_RUNNING):
        keeper.close()
        keeper.wait(max(0.0, end - time.monotonic()))
