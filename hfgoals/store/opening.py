"""Making a new file and opening one: lock, look, verify, migrate; read-only where it must be."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from hfgoals.model.rows import flatten
from hfgoals.model.values import Book
from hfgoals.plain import NotPlain
from hfgoals.store import schema
from hfgoals.store.beside import check_beside, has_journal, not_a_journal, put_aside
from hfgoals.store.connection import allow_building, allow_writing, connect
from hfgoals.store.digests import Seal, StoredLine, line_of, record_line
from hfgoals.store.examine import Contents, examine
from hfgoals.store.faults import code_of, placing_trouble, reading_trouble, writing_trouble
from hfgoals.store.lock import FileLock, LockedElsewhere, NoLocks, acquire
from hfgoals.store.migrate import migrate
from hfgoals.store.placing import placing
from hfgoals.store.schema import APPLICATION_ID, SCHEMAS, VERSION
from hfgoals.store.snapshot import Snapshot
from hfgoals.store.store import Store
from hfgoals.trouble import CannotWrite, Trouble
from hfgoals.writing import clear_leftovers, must_suit_windows

_COPY = "要修改请用“另存副本”存成新文件。"


def create(path: Path, book: Book, beside: Iterable[StoredLine] = (), created: str = "") -> Store:
    """A new file that holds the Book and those lines, opened. It is there whole or not at all.

    ``created`` is when the workbook was made, where it is a copy.

    Raises CannotWrite when there is a file of that name already or it cannot be written.
    """
    # Before it is made whole: Windows makes a device of a device's name.
    must_suit_windows(path)
    path = _absolute(path)
    try:
        if os.path.lexists(path):
            raise FileExistsError(path)
        lock = acquire(path)
    except LockedElsewhere as error:
        raise CannotWrite(
            f"“{path.name}”正在别处使用（{error}）。", "", "请换一个文件名。"
        ) from None
    except OSError as error:
        raise placing_trouble(error, path) from error
    try:
        with placing(path) as temporary:
            build(temporary, book, beside, created)
        return _opened(path, lock, "")
    except BaseException:
        lock.release()
        raise


def open_file(path: Path, *, read_only: bool = False) -> Store:
    """The file, every record of it verified; read-only, with a reason, where writing cannot be.

    Raises FileMissing, NotOurs, Damaged, TooNew, or Trouble when the file cannot be read at all.
    The file is not changed then.
    """
    path = _absolute(path)
    schema.check_header(path)
    lock, reason = (None, "文件按只读方式打开。") if read_only else _claim(path)
    try:
        if lock is not None:
            clear_leftovers(path.parent)
        aside = "" if lock is None else _put_aside(path)
        store = _opened(path, lock, reason)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    store.put_aside = aside
    return store


def _put_aside(path: Path) -> str:
    """Save a file that only has the journal's name from SQLite; what to say of it."""
    check_beside(path)
    found = not_a_journal(path)
    if found is None:
        return ""
    try:
        kept = put_aside(found)
    except OSError as error:
        raise placing_trouble(error, found) from error
    return f"“{path.name}”旁边的“{found.name}”不是本程序的文件，已改名为“{kept.name}”，内容没有动。"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would show another name


def _claim(path: Path) -> tuple[FileLock | None, str]:
    """The right to write, or why there is none."""
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError:
        return None, f"文件设有写保护，现在只能查看。{_COPY}"
    try:
        return acquire(path), ""
    except LockedElsewhere as error:
        who = f"（{error}）" if str(error) else ""
        return None, f"文件已经在别处打开{who}，现在只能查看；那边关闭后重新打开即可修改。"
    except NoLocks:
        return None, (
            "文件所在的网络盘不能防止两个人同时修改，为免互相覆盖，现在只能查看；"
            "请复制到本机再编辑。"
        )
    except NotPlain as found:
        return None, (
            f"文件旁边的“{found.path.name}”{found}，程序没有碰它；"
            "删去它，或把文件单独复制到别的文件夹，再打开才能修改。"
        )
    except OSError:
        return None, f"文件所在的文件夹或磁盘不能写入，现在只能查看。{_COPY}"


def _opened(path: Path, lock: FileLock | None, reason: str) -> Store:
    try:
        if not has_journal(path):
            return _loaded(path, path, lock, reason, None)
        return _recovered(path, lock, reason)
    except sqlite3.Error as error:
        raise reading_trouble(error, path) from error


def _recovered(path: Path, lock: FileLock | None, reason: str) -> Store:
    """Open a file that has a journal beside it: another's step under way, or a killed one's."""
    if lock is None:
        try:
            return _loaded(path, path, None, reason, None)
        except sqlite3.OperationalError as error:
            if code_of(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
            # The journal is a killed writer's; only in a copy may it be rolled back from here.
            reason += "上次保存时程序意外中断，看到的是中断前最后一次存好的内容。"
    snapshot = _snapshot(path)
    try:
        store = _loaded(path, snapshot.path, None, reason, snapshot)
    except BaseException:
        snapshot.remove()
        raise
    if lock is None:
        return store
    # All is well after rolling back the copy, so SQLite may do the same to the file.
    store.close()
    return _loaded(path, path, lock, reason, None)


def _snapshot(path: Path) -> Snapshot:
    try:
        return Snapshot.take(path)
    except OSError as error:
        raise Trouble(
            f"“{path.name}”上次保存时中断，检查时无法建立临时副本。",
            "文件没有改动。",
            "请检查临时文件夹所在的磁盘是否已满。",
        ) from error


def _loaded(
    path: Path, source: Path, lock: FileLock | None, reason: str, snapshot: Snapshot | None
) -> Store:
    connection = connect(source, "rw" if lock is not None or snapshot is not None else "ro")
    try:
        contents = _sound(connection, path)
        if contents.version > schema.VERSION or contents.unknown:
            reason = f"文件由更新版本的程序保存，这个版本只能查看。{reason}"
        elif lock is not None:
            if contents.version < schema.VERSION:
                contents, reason = _upgraded(connection, path, contents)
            allow_writing(connection)
        if reason and lock is not None:
            lock.release()
            lock = None
        return Store(path, connection, contents, lock, reason, snapshot)
    except BaseException:
        connection.close()
        raise


def _upgraded(
    connection: sqlite3.Connection, path: Path, contents: Contents
) -> tuple[Contents, str]:
    """The contents at this version, or the old ones with the reason why they stay as they are."""
    try:
        migrate(connection, path, contents.version)
        return _sound(connection, path), ""
    except CannotWrite as trouble:
        why = trouble.what
    except sqlite3.Error as error:
        why = writing_trouble(error, path).what
    return contents, f"旧版文件需要先升级才能修改，但没有成功：{why}{_COPY}"


def _sound(connection: sqlite3.Connection, path: Path) -> Contents:
    contents = examine(connection, path)
    if contents.problems:
        raise schema.damaged(path, contents.problems)
    return contents


def build(path: Path, book: Book, beside: Iterable[StoredLine] = (), created: str = "") -> None:
    """Write a file that holds the Book and lines of tables that are none of the Book's.

    The path must be free. Raises sqlite3.Error.
    """
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    meta = {
        "format": "hfgoals",
        "version": str(VERSION),
        "sample": "1" if book.sample else "0",
        "created": created or now,
    }
    records = sorted((record_line(placed) for placed in flatten(book)), key=lambda line: line.key)
    lines = [*(line_of("meta", key, value) for key, value in meta.items()), *records, *beside]
    seal = Seal.over({line.key: line.digest for line in lines})
    if seal.lines != len(lines):
        raise ValueError("row ids must be unique within a Book")
    with contextlib.closing(connect(path, "rwc")) as connection:
        allow_building(connection)
        lay_out(connection, VERSION)
        fill(connection, [*lines, seal.line])
        connection.execute("COMMIT")


def lay_out(connection: sqlite3.Connection, version: int) -> None:
    """Begin a transaction that makes the empty tables of that version."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version={version}")
    for statement in SCHEMAS[version].values():
        connection.execute(statement)


def fill(connection: sqlite3.Connection, lines: Iterable[StoredLine]) -> None:
    """Put these lines into their tables. Raises sqlite3.Error."""
    for line in lines:
        marks = ", ".join("?" * len(line.stored))
        connection.execute(f"INSERT INTO {line.table} VALUES ({marks})", line.stored)
