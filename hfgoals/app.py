"""One open workbook: the values, their file and the state of saving, for window and command line.

Every step taken gets a ticket and is handed to a writer thread; ``saving`` says "saved" only when
the file holds the step of the last ticket. It is worked out whenever it is asked for: what the
writer's thread tells may be overtaken by a step taken meanwhile.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from hfgoals.model.edits import Edit
from hfgoals.model.values import Book
from hfgoals.model.workbook import Step, Workbook
from hfgoals.store import Store, Writer, create, open_file
from hfgoals.trouble import Damaged, ReadOnlyFile, Trouble


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

    def __init__(self, store: Store, told: SavingListener | None = None) -> None:
        self._store = store
        self._told = told
        self._guard = threading.Lock()
        self._issued = self._held = 0
        self._held_at: datetime.datetime | None = None
        self._trouble: Trouble | None = None
        self.workbook = Workbook(store.book)
        self._writer = None if store.read_only else Writer(store, self._saved, self._failed)
        self.workbook.subscribe(self._submit)

    @classmethod
    def open(cls, path: Path, told: SavingListener | None = None) -> Session:
        """The workbook in that file. Raises Trouble (FileMissing, NotOurs, Damaged, TooNew)."""
        return cls(open_file(path), told)

    @classmethod
    def create(cls, path: Path, book: Book, told: SavingListener | None = None) -> Session:
        """A new file holding that Book. Raises Trouble when it cannot be written or is there."""
        return cls(create(path, book), told)

    @property
    def path(self) -> Path:
        """The .hfg file."""
        return self._store.path

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
        """Take one named step; see Workbook.apply. Raises ReadOnlyFile too."""
        self._must_be_writable()
        return self.workbook.apply(name, edits, merge_key)

    def replace(self, name: str, book: Book) -> Step | None:
        """Take one named step to a Book made from the present one. Raises ReadOnlyFile."""
        self._must_be_writable()
        return self.workbook.replace(name, book)

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting kept in the file."""
        return self._store.setting(key, default)

    def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting in the file; a read-only file keeps none."""
        if not self.read_only:
            self._store.put_setting(key, value)

    def save_copy(self, path: Path) -> None:
        """Write a copy with everything typed so far, also what the file itself could not take.

        Raises CannotWrite.
        """
        if self.flush():
            # What spoilt the file meanwhile does not reach the copy: all of it is here, too.
            with suppress(Damaged):
                self._store.save_copy(path)
                return
        create(path, self.book).close()

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
        self._store.close()

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyFile(
                "这个文件是以只读方式打开的，不能修改。",
                self.read_only_reason,
                "要修改请用“另存副本”存成新文件。",
            )

    def _submit(self, step: Step) -> None:
        if self._writer is None:
            return
        # Under the guard: the ticket may come back before it is known here.
        with self._guard:
            self._issued = self._writer.submit(lambda: step.changes)
            self._trouble = None
        self._tell()

    def _saved(self, ticket: int) -> None:
        now = datetime.datetime.now().astimezone()
        with self._guard:
            self._held, self._held_at, self._trouble = ticket, now, None
        self._tell()

    def _failed(self, trouble: Trouble) -> None:
        with self._guard:
            self._trouble = trouble
        self._tell()

    def _tell(self) -> None:
        if self._told is not None:
            self._told()
