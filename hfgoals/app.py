"""One open workbook: the values, their file and the state of saving, for window and command line.

Every step taken gets a ticket and is handed to a writer thread; ``saving`` says "saved" only when
the file holds the step of the last ticket. It is worked out whenever it is asked for: what the
writer's thread tells may be overtaken by a step taken meanwhile.
"""

from __future__ import annotations

import dataclasses
import datetime
import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, Literal

from hfgoals.backups import Keeper, Reason, Standing
from hfgoals.history.history import History
from hfgoals.history.versions import Version
from hfgoals.lean import dataclass
from hfgoals.model.edits import Edit
from hfgoals.model.rows import Changes
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.model.workbook import Step, Workbook
from hfgoals.store import Besides, SalvageReport, Store, Writer, create, login_name, open_file
from hfgoals.trouble import CannotWrite, ReadOnlyFile, Trouble

_CATCHING_UP: Final = "另存副本时补上没有存进原文件的修改"
_FROM_MEMORY: Final = "原文件已读不到，副本取自程序里的内容，连同版本、修改记录和锁定。"


@dataclass(frozen=True, slots=True)
class Saving:
    """How the file stands to what is on the screen."""

    state: Literal["saved", "saving", "failed", "read_only"]
    at: datetime.datetime | None = None
    """When the file last took a step, in local time; None before the first."""
    trouble: Trouble | None = None
    """Why the last writing failed."""


SavingListener = Callable[[], None]
"""Called on either thread when ``saving`` may have changed; whoever shows it asks on his own."""


class Session:
    """A workbook with its file. Used by one thread, which alone takes steps and asks for saving."""

    def __init__(
        self,
        store: Store,
        told: SavingListener | None = None,
        who: str = "",
        keeper: Keeper | None = None,
    ) -> None:
        """``who`` is the name that the change log tells, the login's without one; ``keeper`` makes
        backups, without one there are none.
        """
        self._store = store
        self._history = History(store, who or login_name())
        self._keeper = keeper
        self._told = told
        self._guard = threading.Lock()
        self._issued = self._held = 0
        self._waiting: deque[tuple[int, Book]] = deque()
        """The steps that the file does not hold yet: the ticket, and the Book before it."""
        self._held_at: datetime.datetime | None = None
        self._trouble: Trouble | None = None
        self._reason: Reason | None = None
        self.workbook = Workbook(store.book, may_be_taken=self._history.check)
        self._writer = None if store.read_only else Writer(store, self._saved, self._failed)
        self.workbook.subscribe(self._submit)

    @classmethod
    def open(
        cls,
        path: Path,
        told: SavingListener | None = None,
        who: str = "",
        keeper: Keeper | None = None,
    ) -> Session:
        """The workbook in that file. Raises Trouble (FileMissing, NotOurs, Damaged, TooNew)."""
        if keeper is None:
            return cls(open_file(path), told, who)
        keeper.before_upgrade(path)
        try:
            return cls(open_file(path), told, who, keeper)
        except Trouble:
            keeper.close()
            raise

    @classmethod
    def create(
        cls,
        path: Path,
        book: Book,
        told: SavingListener | None = None,
        who: str = "",
        keeper: Keeper | None = None,
    ) -> Session:
        """A new file holding that Book. Raises Trouble when it cannot be written or is there."""
        return cls(create(path, book), told, who, keeper)

    @property
    def path(self) -> Path:
        """The .hfg file."""
        return self._store.path

    @property
    def standing(self) -> Standing:
        """How the workbook stands to its backups."""
        return Standing() if self._keeper is None else self._keeper.standing

    @property
    def created(self) -> str:
        """When the workbook was made, as its file says; its copies say the same."""
        return self._store.created

    @property
    def book(self) -> Book:
        """The present state; safe to hand to other threads."""
        return self.workbook.book

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._writer is None

    @property
    def put_aside(self) -> str:
        """What beside the file was given another name when it was opened; "" mostly."""
        return self._store.put_aside

    @property
    def read_only_reason(self) -> str:
        """Why, as a sentence; "" when changes are taken."""
        return self._store.read_only_reason

    @property
    def damage(self) -> SalvageReport | None:
        """What is lost, of a file that is damaged and only looked at; None mostly."""
        return self._store.damage

    @property
    def saving(self) -> Saving:
        """How the file stands just now to the steps taken so far."""
        if self.read_only:
            return Saving("read_only")
        with self._guard:
            if self._trouble is not None:
                return Saving("failed", self._held_at, self._trouble)
            state: Literal["saved", "saving"] = "saved" if self._held == self._issued else "saving"
            return Saving(state, self._held_at)

    def apply(self, name: str, edits: Iterable[Edit], merge_key: str = "") -> Step | None:
        """Take one named step; see Workbook.apply. Raises ReadOnlyFile and YearLocked too."""
        self._must_be_writable()
        return self.workbook.apply(name, edits, merge_key)

    def replace(self, name: str, book: Book, keep: Reason | None = None) -> Step | None:
        """Take one named step to a Book made from the present one.

        ``keep``: a backup of what is there is made before, for that reason. Raises ReadOnlyFile and
        YearLocked.
        """
        self._must_be_writable()
        self._reason = keep
        # What another file held may be a sample; this one stays what it is.
        book = dataclasses.replace(book, sample=self.book.sample)
        try:
            return self.workbook.replace(name, book)
        finally:
            self._reason = None

    @property
    def history(self) -> History:
        """Versions and the change log, for reading; all that was typed so far is in them."""
        self.flush()
        return self._history

    @property
    def who(self) -> str:
        """The name that the change log tells of the steps taken here."""
        return self._history.who

    @who.setter
    def who(self, name: str) -> None:
        self._history.who = name

    def is_locked(self, plan_id: str) -> bool:
        """Whether that year was handed in and may not be changed."""
        return self._history.is_locked(plan_id)

    def refuse(self, plan_id: str, name: str) -> None:
        """Raise what stands against a step of that name in that year: ReadOnlyFile, YearLocked."""
        self._must_be_writable()
        self._history.refuse(plan_id, self.book, name)

    def keep_version(
        self, name: str, plan: AnnualPlan, *, submitted: bool = False, note: str = ""
    ) -> Version:
        """Keep a year of the present state under a name; locked from now on when ``submitted``.

        Raises ReadOnlyFile and CannotWrite.
        """
        return self._settled().keep(name, self.book, plan, submitted=submitted, note=note)

    def unlock(self, plan: AnnualPlan, reason: str) -> None:
        """Let a year that was handed in be changed again. Raises ReadOnlyFile and CannotWrite."""
        self._settled().unlock(plan, reason)

    def _settled(self) -> History:
        """The history, once the file holds every step before."""
        self._must_be_writable()
        if not self.flush():
            raise self.saving.trouble or CannotWrite(
                "还有修改没能存进文件，这一步没有进行。", "修改还在程序里。", "请先处理保存的问题。"
            )
        return self._history

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting kept in the file."""
        return self._store.setting(key, default)

    def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting in the file; a read-only file keeps none."""
        if not self.read_only:
            self._store.put_setting(key, value)

    def save_copy(self, path: Path) -> str:
        """Write a copy with everything typed so far, also what the file itself could not take.

        What is to be said of it, as a sentence; "" mostly. Raises CannotWrite, and for a damaged
        one: its copy would not say what is lost.
        """
        saved, said = self.flush(), ""
        if self.damage is not None:
            self._store.save_copy(path)
            return said
        try:
            self._store.save_copy(path)
        except Trouble:
            # What spoilt the file meanwhile does not reach the copy, nor what keeps it from being
            # read. Where it is the copy that cannot be written, this is told again.
            with self._guard:
                held = self._waiting[0][1] if self._waiting else self.book
            beside, missing = self._store.beside()
            create(path, held, beside, self.created).close()
            saved, said = False, _FROM_MEMORY
            if missing:
                said = f"{said[:-1]}，但有 {missing} 条版本或修改记录没能带上。"
        if not saved:
            self._catch_up(path)
        return said

    def _catch_up(self, path: Path) -> None:
        """Bring a copy of what the file holds to what is on the screen."""
        try:
            with open_file(path) as copy:
                if copy.book != self.book:
                    History(copy, self.who).take(_CATCHING_UP, self.book)
        except Trouble:
            path.unlink(missing_ok=True)
            raise

    def check_file(self) -> None:
        """See whether the file still holds what was saved; may take a while, for any thread.

        Raises Damaged, and Trouble when it cannot be read.
        """
        self._store.check()

    def retry(self) -> None:
        """Try again to write what could not be written."""
        if self._writer is not None:
            with self._guard:
                self._trouble = None
            self._tell()
            self._writer.retry()

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until the file holds every step; False when it does not within the seconds given."""
        return self._writer is None or self._writer.flush(timeout)

    def close(self) -> None:
        """Write what is left and let go of the file."""
        if self._writer is not None:
            self._writer.close()
        if self._keeper is not None:
            self._keeper.close()
        self._store.close()

    def _must_be_writable(self) -> None:
        if self.read_only:
            way = "另存副本" if self.damage is None else "抢救"
            raise ReadOnlyFile(
                "这个文件是以只读方式打开的，不能修改。",
                self.read_only_reason,
                f"要修改请用“{way}”存成新文件。",
            )

    def _submit(self, step: Step) -> None:
        if self._writer is None:
            return
        reason = self._reason

        beside = self._history.beside(step)

        def due() -> tuple[Changes, Besides]:
            # On the writer's thread, before the step is in the file.
            if self._keeper is not None:
                self._keeper.before_step(self._store, reason)
            return step.changes, beside()

        # Under the guard: the ticket may come back before it is known here.
        with self._guard:
            self._issued = self._writer.submit(due)
            self._waiting.append((self._issued, step.before))
            self._trouble = None
        self._tell()

    def _saved(self, ticket: int) -> None:
        now = datetime.datetime.now().astimezone()
        with self._guard:
            self._held, self._held_at, self._trouble = ticket, now, None
            while self._waiting and self._waiting[0][0] <= ticket:
                self._waiting.popleft()
        if self._keeper is not None:
            self._keeper.after_step(self._store)
        self._tell()

    def _failed(self, trouble: Trouble) -> None:
        with self._guard:
            self._trouble = trouble
        self._tell()

    def _tell(self) -> None:
        if self._told is not None:
            self._told()
