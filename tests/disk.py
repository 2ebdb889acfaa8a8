"""Stands between SQLite and the disk: every call is counted, and one can be refused.

SQLite is given a file system of its own (VFS) that hands all on to the real one. On Linux only,
where Python's sqlite3 and we can meet in the same library.
"""

from __future__ import annotations

import ctypes
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from typing import Any, Final, Literal

_POINTER: Final = ctypes.sizeof(c_void_p)
# A name is handed on where it lies: SQLite keeps it, and more lies behind it.
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_MOVE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_CUT = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        ("others", c_void_p * 14),
    )


class _Methods(Structure):
    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", _MOVE),
        ("write", _MOVE),
        ("truncate", _CUT),
        ("sync", _SYNC),
        ("others", c_void_p * 13),
    )


Kind = Literal["open", "write", "cut", "sync", "delete"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that SQLite did to a file of that name."""

    kind: Kind
    name: str
    at: int = 0
    """Where it was written; how long it is after being cut; whether a deletion is durable."""
    data: bytes = b""


@dataclass
class Disk:
    """What SQLite asked of the disk, and which of it is refused."""

    calls: int = 0
    """How often it was asked to open, read, write, cut, sync or delete."""
    refused_at: int = 0
    """The call that is refused, counted from 1; 0 for none."""
    code: int = sqlite3.SQLITE_IOERR
    lasting: bool = False
    """Whether what writes is refused from then on, as by a disk that is full."""
    told: Callable[[], None] | None = None
    """Called before every call."""
    record: list[Change] | None = None
    """What was done to the files, in its order, once this is a list."""

    def refuse(self, at: int, code: int, *, lasting: bool) -> None:
        """Refuse that call from now."""
        self.calls, self.refused_at, self.code, self.lasting = 0, at, code, lasting

    def heal(self) -> None:
        """Refuse nothing more."""
        self.refused_at = 0

    def _done(self, kind: Kind, name: str, at: int = 0, data: bytes = b"") -> None:
        if self.record is not None:
            self.record.append(Change(kind, name, at, data))

    def _asked(self, *, writes: bool) -> int:
        self.calls += 1
        if self.told is not None:
            self.told()
        now = self.calls == self.refused_at and (writes or not self.lasting)
        since = self.lasting and writes and 0 < self.refused_at < self.calls
        return self.code if now or since else sqlite3.SQLITE_OK


@contextmanager
def watched() -> Iterator[Disk]:
    """Files that SQLite opens meanwhile are on a disk that is watched.

    Raises OSError where that cannot be done.
    """
    library = ctypes.CDLL("libsqlite3.so.0")
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = [c_char_p]
    disk = Disk()
    real = library.sqlite3_vfs_find(None)
    ours = _Vfs()
    ctypes.memmove(ctypes.byref(ours), real, ctypes.sizeof(_Vfs))
    ours.name = b"watched"
    _stand_before(disk, real.contents, ours)
    _KEPT.append(ours)
    library.sqlite3_vfs_register(ctypes.byref(ours), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_register(real, 1)
        library.sqlite3_vfs_unregister(ctypes.byref(ours))


def can_be_watched() -> bool:
    """Whether Python's SQLite is the library that we reach."""
    with suppress(OSError, AttributeError), watched() as disk:
        connection = sqlite3.connect("")
        connection.execute("PRAGMA temp_store=FILE")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("CREATE TABLE x AS SELECT zeroblob(200000)")
        connection.close()
        return disk.calls > 0
    return False


_KEPT: list[Any] = []
"""SQLite may come back to these as long as the process lives."""


def _stand_before(disk: Disk, real: _Vfs, ours: _Vfs) -> None:
    really_open, really_delete = real.open, real.delete
    made: dict[int, _Methods] = {}
    names: dict[int, str] = {}

    def opened(vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        refused = disk._asked(writes=False)
        if refused:
            # SQLite closes what it could not open only if it has methods.
            ctypes.memset(file, 0, _POINTER)
            return sqlite3.SQLITE_CANTOPEN
        answer = really_open(vfs, name, file, flags, out)
        held = c_void_p.from_address(file)
        if answer == sqlite3.SQLITE_OK and held.value:
            if held.value not in made:
                made[held.value] = _methods(disk, _Methods.from_address(held.value), names)
            held.value = ctypes.addressof(made[held.value])
            names[file] = os.fsdecode(ctypes.string_at(name)) if name else ""
            disk._done("open", names[file])
        return int(answer)

    def deleted(vfs: int, name: int, durably: int) -> int:
        answer = disk._asked(writes=True) or int(really_delete(vfs, name, durably))
        if answer == sqlite3.SQLITE_OK:
            disk._done("delete", os.fsdecode(ctypes.string_at(name)), durably)
        return answer

    ours.open, ours.delete = _OPEN(opened), _DELETE(deleted)
    _KEPT.append((ours.open, ours.delete, made))


def _methods(disk: Disk, real: _Methods, names: dict[int, str]) -> _Methods:
    ours = _Methods()
    ctypes.memmove(ctypes.byref(ours), ctypes.byref(real), ctypes.sizeof(_Methods))
    read, write, cut, sync = real.read, real.write, real.truncate, real.sync

    def reading(*asked: int) -> int:
        return disk._asked(writes=False) or int(read(*asked))

    def writing(file: int, data: int, length: int, at: int) -> int:
        answer = disk._asked(writes=True) or int(write(file, data, length, at))
        if answer == sqlite3.SQLITE_OK and disk.record is not None:
            disk._done("write", names[file], at, ctypes.string_at(data, length))
        return answer

    def cutting(file: int, length: int) -> int:
        answer = disk._asked(writes=True) or int(cut(file, length))
        if answer == sqlite3.SQLITE_OK:
            disk._done("cut", names[file], length)
        return answer

    def syncing(file: int, how: int) -> int:
        answer = disk._asked(writes=True) or int(sync(file, how))
        if answer == sqlite3.SQLITE_OK:
            disk._done("sync", names[file])
        return answer

    ours.read, ours.write = _MOVE(reading), _MOVE(writing)
    ours.truncate, ours.sync = _CUT(cutting), _SYNC(syncing)
    _KEPT.append((ours.read, ours.write, ours.truncate, ours.sync))
    return ours
