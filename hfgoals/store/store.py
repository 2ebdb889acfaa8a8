"""One open .hfg file: every step is one transaction, durable when ``write`` returns."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from hfgoals.lean import dataclass
from hfgoals.model.rows import Changes
from hfgoals.model.values import Book
from hfgoals.places import real
from hfgoals.plain import NotPlain
from hfgoals.store import schema
from hfgoals.store.beside import check_beside
from hfgoals.store.connection import allow_building, allow_writing, connect
from hfgoals.store.digests import (
    SEAL_KEY,
    Key,
    Seal,
    StoredLine,
    digest_of,
    line_of,
    record_line,
)
from hfgoals.store.examine import Contents, examine
from hfgoals.store.faults import placing_trouble, reading_trouble, writing_trouble
from hfgoals.store.known import Known, Written
from hfgoals.store.lock import FileLock, LockedElsewhere, acquire
from hfgoals.store.placing import placing
from hfgoals.store.snapshot import Snapshot
from hfgoals.store.told import SalvageReport
from hfgoals.trouble import CannotWrite, Damaged, ReadOnlyFile, Trouble


def _putting(table: str) -> str:
    key, *others = schema.COLUMNS[table]
    marks = ", ".join("?" * (len(others) + 1))
    updates = ", ".join(f"{column} = excluded.{column}" for column in others)
    return f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {updates}"


_PUT = {table: _putting(table) for table in schema.TABLES}
_REMOVE = {of: f"DELETE FROM {of} WHERE {key} = ?" for of, (key, *_) in schema.COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Besides:
    """Lines of other tables that go into the file together with a step, and those that leave it."""

    lines: tuple[StoredLine, ...] = ()
    removed: tuple[Key, ...] = ()


NOTHING_BESIDE: Final = Besides()


class Store:
    """Made by ``create`` and ``open_file``. One thread writes at a time; calls wait their turn.

    ``book`` is what the file held when it was opened; later steps do not change it.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        contents: Contents,
        lock: FileLock | None,
        read_only_reason: str,
        snapshot: Snapshot | None = None,
    ) -> None:
        self.path = path
        self.book: Book = contents.book
        self.created = contents.created
        """When the workbook was made, as the file and its copies say."""
        self.read_only = lock is None
        self.read_only_reason = read_only_reason
        self.put_aside = ""
        """What was given another name so that SQLite does not delete it, as a sentence."""
        self.damage: SalvageReport | None = None
        """What is lost, of a file that is damaged and only looked at."""
        self._connection: sqlite3.Connection | None = connection
        self._lock = lock
        self._snapshot = snapshot
        self._known = Known(contents)
        self._doubtful: Written | None = None
        self._closed = False
        self._guard = threading.RLock()
        self._left = self._stamp()

    def write(self, changes: Changes, beside: Besides = NOTHING_BESIDE) -> None:
        """Put one step into the file, with lines of other tables; durable when this returns.

        Raises ReadOnlyFile, CannotWrite (full, pulled out, deleted, in use) or Damaged; the file
        holds every step before it then, and the same step may be written again.
        """
        lines = [record_line(placed) for placed in changes.written]
        removed = [("record", row_id) for row_id in changes.removed]
        self._commit([*lines, *beside.lines], [*removed, *beside.removed])

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting kept in the file (a JSON value), or the default; also for what is no JSON."""
        with self._guard:
            text = self._known.settings.get(key)
        try:
            return default if text is None else json.loads(text)
        except (ValueError, RecursionError):
            return default

    def put_setting(self, key: str, value: Any) -> None:
        """Keep a JSON value in the file; durable when this returns. Raises as ``write`` does."""
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        # Half a letter, which a window may hold, is no text of a file.
        text = text.encode(errors="replace").decode()
        with self._guard:
            if self._known.settings.get(key) == text:
                return
            self._commit([line_of("setting", key, text)], [])

    @property
    def versions(self) -> dict[str, str]:
        """What is told of each state that was given a name, as JSON text by its key."""
        with self._guard:
            return dict(self._known.versions)

    def add_version(self, key: str, about: str, content: bytes, beside: Besides) -> None:
        """Keep a state under a key that is not used yet; durable when this returns.

        Raises as ``write`` does, and ValueError for a key that is used: versions never change.
        """
        with self._guard:
            if key in self._known.versions:
                raise ValueError("a version is never written over")
            line = line_of("version", key, about, content)
            self._commit([line, *beside.lines], beside.removed)

    def reached(self) -> bool:
        """Whether the step that failed last is in the file after all, and stays there.

        A disk may complain of what it has done. Raises as ``write`` does.
        """
        with self._guard:
            if self._doubtful is None:
                return False
            # What is written behind it is there only when it is, too.
            self._commit([], [], again=True)
            return self._doubtful is None

    def beside(self) -> tuple[tuple[StoredLine, ...], int]:
        """As Known.beside tells."""
        with self._guard:
            return self._known.beside()

    def write_beside(self, beside: Besides) -> None:
        """Put lines into the file that belong to no step; durable when this returns.

        Raises as ``write`` does.
        """
        self._commit(beside.lines, beside.removed)

    def content(self, table: Literal["version", "entry"], key: str) -> bytes:
        """The content of that line. Raises Damaged when it is no longer what was written."""
        with self._guard:
            columns = ", ".join(schema.COLUMNS[table][1:-1])
            try:
                found = self._connected().execute(
                    f"SELECT {columns} FROM {table} WHERE key = ?", (key,)
                )
                told: tuple[bytes, ...] = found.fetchone() or ()
            except sqlite3.Error as error:
                self._disconnect()
                raise reading_trouble(error, self.path) from error
            if digest_of(table, key.encode(), *told) != self._known.digests.get((table, key)):
                raise schema.damaged(self.path, ["保留的旧状态损坏"])
            return told[-1]

    @property
    def entries(self) -> list[str]:
        """The keys of the change log's lines, in order."""
        with self._guard:
            return sorted(key for table, key in self._known.digests if table == "entry")

    def save_copy(self, path: Path, *, replace: bool = False) -> None:
        """Write a copy of all that the file holds; there whole or not at all.

        Raises CannotWrite when there is a file of that name already (unless told to replace it),
        when it is open elsewhere, is this very file, or cannot be written; Damaged when the file
        no longer holds what was saved.
        """
        if self.damage is not None:
            raise self._no_copy()
        path = Path(path).absolute()
        if real(path) == real(self.path):
            raise CannotWrite("副本不能与原文件同名。", "原文件没有改动。", "请换一个文件名。")
        with self._guard, _locked(path), placing(path, replace=replace) as temporary:
            source = self._connected()
            with contextlib.closing(connect(temporary, "rwc")) as copy, _unchanging(source):
                if not self.read_only:
                    self._agree(source)
                allow_building(copy)
                source.backup(copy)
                # SQLite copies pages as they are, whoever spoilt them.
                self._compare(copy)

    def _no_copy(self) -> CannotWrite:
        return CannotWrite(
            f"“{self.path.name}”已损坏，不能另存副本：副本里看不出缺了什么。",
            "损坏的文件没有改动。",
            "请用“抢救”存成新文件，缺了什么会逐处列出。",
        )

    def check(self) -> None:
        """Read the file from the disk again if it was touched since this store left it.

        Another program, or a failing disk, may write over parts of it and leave the seal alone.
        Raises Damaged when it does not hold what was saved, Trouble when it cannot be read.
        """
        with self._guard:
            untouched = self._closed or self.read_only or self._doubtful is not None
            stamp = self._stamp()
            # That it is gone is told by the next step.
            if untouched or stamp in ((), self._left):
                return
            try:
                with contextlib.closing(connect(self.path, "ro")) as connection:
                    self._compare(connection)
            except sqlite3.Error as error:
                raise reading_trouble(error, self.path) from error
            self._left = stamp

    def _compare(self, connection: sqlite3.Connection) -> None:
        """Make sure that a file holds what this store knows to be saved."""
        contents = examine(connection, self.path)
        # Who only looks may have another writing on meanwhile.
        moved_on = not self.read_only and contents.digests != self._known.digests
        if contents.problems or moved_on:
            named = "；".join(contents.problems[:3]) or "有的内容不是最后保存的"
            raise Damaged(
                f"“{self.path.name}”与最后保存的不一致，可能是磁盘故障，或被别的程序改动：{named}。",
                "已填报的内容都还在程序里。",
                "请马上用“另存副本”存到别处，再从那里继续。",
            )

    def _stamp(self) -> tuple[int, ...]:
        """What tells, without reading it, that the file on the disk was touched."""
        try:
            found = self.path.stat()
        except OSError:
            return ()
        return found.st_mtime_ns, found.st_size, found.st_ino

    def whole(self) -> bytes:
        """All that the file holds, as the bytes of a file: whole.py reads them.

        Takes milliseconds, in which no step is written. Raises CannotWrite where another program
        has changed the file, Damaged and Trouble where it cannot be read.
        """
        if self.damage is not None:
            raise self._no_copy()
        with self._guard:
            try:
                source = self._connected()
                with contextlib.closing(sqlite3.connect(":memory:")) as copy, _unchanging(source):
                    if not self.read_only:
                        self._agree(source)
                    source.backup(copy)
                    return copy.serialize()
            except sqlite3.Error as error:
                self._disconnect()
                raise reading_trouble(error, self.path) from error

    def close(self) -> None:
        """Let go of the file and its lock; harmless when done twice."""
        with self._guard:
            self._closed = True
            self._disconnect()
            if self._lock is not None:
                self._lock.release()
            if self._snapshot is not None:
                self._snapshot.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _commit(
        self, lines: Sequence[StoredLine], removed: Sequence[Key], *, again: bool = False
    ) -> None:
        with self._guard:
            if self.read_only:
                raise ReadOnlyFile(
                    f"“{self.path.name}”是以只读方式打开的，不能修改。", self.read_only_reason
                )
            if not lines and not removed and not again:
                return
            try:
                self._hold_lock()
                connection = self._connected()
                # SQLite makes its journal now, through a link if one has come to lie there.
                check_beside(self.path)
                connection.execute("BEGIN IMMEDIATE")
                self._agree(connection)
                if self._stamp()[2:] == self._left[2:]:
                    self.check()
                if again and self._doubtful is not None:
                    connection.execute("ROLLBACK")
                    return
                written = self._known.with_lines(lines, removed)
                _put(connection, lines, removed, written.seal)
                self._doubtful = written
                connection.execute("COMMIT")
                self._left = self._stamp()
            except sqlite3.Error as error:
                self._disconnect()
                raise writing_trouble(error, self.path) from error
            except Trouble:
                self._disconnect()
                raise
            self._take(written)

    def _agree(self, connection: sqlite3.Connection) -> None:
        """Make sure that the file is still as this store left it, before a step goes on top."""
        found = connection.execute("SELECT value FROM meta WHERE key = ?", (SEAL_KEY,)).fetchone()
        kept = found[0].decode() if found else ""
        if kept == self._known.seal.line.columns[1]:
            return
        if self._doubtful is not None and kept == self._doubtful.seal.line.columns[1]:
            # The commit that failed had reached the disk after all.
            self._take(self._doubtful)
            return
        raise CannotWrite(
            f"没能保存到“{self.path.name}”：这个文件已被别的程序改动或换成了另一个文件。",
            "那个文件没有改动，没存进去的修改还在程序里。",
            "请另存副本到别处。",
        )

    def _take(self, written: Written) -> None:
        self._known.take(written)
        self._doubtful = None

    def _connected(self) -> sqlite3.Connection:
        """The connection; a new one after a failure, when the file may have come and gone."""
        if self._closed:
            raise ValueError("the store is closed")
        if self._connection is None:
            self._connection = self._reconnected()
        return self._connection

    def _reconnected(self) -> sqlite3.Connection:
        connection = connect(self.path, "rw")
        try:
            schema.check_tables(connection, self.path)
            allow_writing(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _hold_lock(self) -> None:
        """Hold a lock that others see: somebody may have deleted the hidden file."""
        if self._closed:
            raise ValueError("the store is closed")
        if self._lock is not None and self._lock.holds():
            return
        try:
            if self._lock is not None:
                self._lock.release()
            self._lock = acquire(self.path)
        except LockedElsewhere as error:
            raise CannotWrite(
                f"没能保存到“{self.path.name}”：文件已在别处打开（{error}）。",
                "没存进去的修改还在程序里。",
                "请在那边关闭后重试，或另存副本到别处。",
            ) from None
        except NotPlain as found:
            raise CannotWrite(
                f"没能保存到“{self.path.name}”：旁边的“{found.path.name}”{found}。",
                "程序没有碰它，没存进去的修改还在程序里。",
                "请删去它后重试，或另存副本到别处。",
            ) from found
        except OSError as error:
            raise CannotWrite(
                f"没能保存到“{self.path.name}”：文件所在的文件夹不能写入，或已经不在。",
                "没存进去的修改还在程序里。",
                "请检查磁盘或U盘后重试，或另存副本到别处。",
            ) from error

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # Closing rolls back; a file that is gone cannot be let go of more properly.
            with contextlib.suppress(sqlite3.Error):
                connection.close()


def _put(
    connection: sqlite3.Connection, lines: Sequence[StoredLine], removed: Sequence[Key], seal: Seal
) -> None:
    for line in lines:
        connection.execute(_PUT[line.table], line.stored)
    for table, key in removed:
        connection.execute(_REMOVE[table], (key,))
    _, value = seal.line.columns
    connection.execute(
        "UPDATE meta SET value = ?, digest = ? WHERE key = ?", (value, seal.line.digest, SEAL_KEY)
    )


@contextmanager
def _unchanging(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold SQLite's read lock: ``backup`` would wait without end for one who has the file."""
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT key FROM meta").fetchone()
        yield
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep others from opening the file at that path while it is being put there."""
    try:
        lock = acquire(path)
    except LockedElsewhere as error:
        raise CannotWrite(
            f"“{path.name}”正在别处使用（{error}）。", "那个文件没有改动。", "请换一个文件名。"
        ) from None
    except OSError as error:
        raise placing_trouble(error, path) from error
    try:
        yield
    finally:
        lock.release()
