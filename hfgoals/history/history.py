"""One file's history: every step told in its log, states kept by name, years that are locked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from hfgoals.history import log, versions
from hfgoals.history.log import Entry, Log, entry_of
from hfgoals.history.versions import Version
from hfgoals.model.rows import difference
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.model.workbook import Step
from hfgoals.store import Besides, Store
from hfgoals.trouble import Trouble, YearLocked

KEPT_STEP = "保存版本“{}”"
UNLOCK_STEP = "解除锁定"


class History:
    """Used by one thread at a time, in the order of the steps; ``check`` by any."""

    def __init__(self, store: Store, who: str, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        self._log = Log(store, now)
        self._locks = dict(versions.locks_of(store.setting(versions.LOCKS)))
        self.who = who
        """The name that the log tells from now on."""

    def check(self, step: Step) -> None:
        """Raises YearLocked for a step that would change a year that was handed in."""
        for plan_id in self._locks:
            before, after = (_plan(book, plan_id) for book in (step.before, step.after))
            if before is not None and before is not after and before != after:
                self.refuse(plan_id, step.before, step.name)

    def refuse(self, plan_id: str, book: Book, step: str) -> None:
        """Raises YearLocked when that year of the Book is locked."""
        plan = _plan(book, plan_id)
        if plan is None or plan_id not in self._locks:
            return
        version = self.lock_of(plan_id)
        name = f"（{version.name}）" if version is not None else ""
        raise YearLocked(
            f"{plan.year} 年度已报送{name}并锁定，“{step}”没有进行。",
            "没有改动任何内容。",
            "确需修改请先解除锁定（菜单“版本”），写明理由。",
        )

    def beside(self, step: Step) -> Callable[[], Besides]:
        """What goes into the file beside a step taken now; found out once, when it is asked for."""
        at, who = self._now(), self.who
        found: list[Besides] = []

        def told() -> Besides:
            if not found:
                found.append(self._log.beside(entry_of(step, who, at)))
            return found[0]

        return told

    def take(self, name: str, after: Book) -> None:
        """Write one step from what the file held when it was opened.

        Raises YearLocked, and as Store.write does.
        """
        self.check(Step(name, self._store.book, after))
        self.mend(name, after)

    def mend(self, name: str, after: Book) -> None:
        """The same, also in a year that was handed in: what it lost by damage comes back.

        Raises as Store.write does.
        """
        step = Step(name, self._store.book, after)
        changes = difference(step.before, after)
        entry = entry_of(step, self.who, self._now())
        self._put(entry, lambda beside: self._store.write(changes, beside))

    def keep(
        self, name: str, book: Book, plan: AnnualPlan, *, submitted: bool = False, note: str = ""
    ) -> Version:
        """Keep the year as it is under a name; ``submitted`` locks it.

        Raises as Store.write does.
        """
        now = self._now()
        # A version that was told to have failed may be there after all, under the next key.
        self._reached()
        key = versions.next_key(self._store)
        made = Version(key, name, int(now), self.who, plan.year, plan.id, submitted, note)
        entry = Entry(int(now), self.who, KEPT_STEP.format(name), reason=note)
        told, content = versions.told(made), versions.content_of(plan, book)
        self._put(
            entry,
            lambda beside: self._store.add_version(made.key, told, content, beside),
            {**self._locks, plan.id: made.key} if submitted else self._locks,
        )
        return made

    def unlock(self, plan: AnnualPlan, reason: str) -> None:
        """Let a year be changed again. Raises as Store.write does."""
        entry = Entry(int(self._now()), self.who, f"{UNLOCK_STEP}：{plan.year} 年度", reason=reason)
        locks = {key: value for key, value in self._locks.items() if key != plan.id}
        self._put(entry, self._store.write_beside, locks)

    def _put(
        self,
        entry: Entry,
        write: Callable[[Besides], None],
        locks: dict[str, str] | None = None,
    ) -> None:
        """Write an entry, what it tells of and what is locked then, all of it or nothing."""
        beside = self._log.beside(entry)
        locks = self._locks if locks is None else locks
        if locks != self._locks:
            beside = replace(beside, lines=(*beside.lines, versions.line_of_locks(locks)))
        try:
            write(beside)
        except Trouble:
            self._log.forget()
            if not self._reached():
                raise
        except BaseException:
            self._log.forget()
            raise
        self._locks = locks

    def _reached(self) -> bool:
        """Whether what failed last is in the file after all. Raises as Store.write does."""
        reached = self._store.reached()
        if reached:
            self._log.forget()
            self._locks = dict(versions.locks_of(self._store.setting(versions.LOCKS)))
        return reached

    def is_locked(self, plan_id: str) -> bool:
        """Whether that year was handed in and not unlocked since."""
        return plan_id in self._locks

    def lock_of(self, plan_id: str) -> Version | None:
        """The version that was handed in, of a locked year."""
        key = self._locks.get(plan_id)
        return next((each for each in self.versions if each.key == key), None)

    @property
    def versions(self) -> tuple[Version, ...]:
        """The states kept by name, the oldest first."""
        return versions.versions_of(self._store)

    def book_of(self, version: Version) -> Book:
        """The unit and the year as they were. Raises Damaged."""
        return versions.book_of(self._store, version)

    @property
    def entries(self) -> Iterator[Entry]:
        """The change log, the oldest entry first. Raises Damaged."""
        return log.entries_of(self._store)


def _plan(book: Book, plan_id: str) -> AnnualPlan | None:
    return next((plan for plan in book.years if plan.id == plan_id), None)
