"""One writer per file: an operating-system lock on a hidden file beside the .hfg.

The system lets go of the lock when its holder ends, however it ends, so a lock file that a crash
left behind locks nothing. Its text says who works on the file, for the message to the second.

Anything may lie at the lock's name in a folder from elsewhere. A link or a pipe is refused, and
a plain file that is none of our locks is locked as it is, neither written nor taken away.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import os
import socket
import sys
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.places import real
from hfgoals.plain import open_plain

_WRITTEN = frozenset({"user", "host", "since", "process"})
_LONGEST = 2000
"""Bytes of a lock's text that are looked at."""
_FAR_OFF = 1 << 30
"""Windows locks bytes against reading: lock one that the text never reaches."""


_HELD = frozenset(
    # Windows says 13, or 36 when it has tried in vain; wine and some network drives say 0. On Linux
    # a Windows share says EACCES for what is held, a disk of Linux EAGAIN.
    {0, errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK, errno.EPERM, 36}
)
_NO_LOCKS = frozenset(
    {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOTTY}
)


class NoLocks(OSError):
    """The drive knows no locks, as some network drives do: nobody can be kept out."""


class LockedElsewhere(Exception):
    """Somebody else holds the lock; ``str()`` names who, where and since when, as far as known."""


@dataclass(slots=True)
class FileLock:
    """A lock that is held until ``release``."""

    path: Path
    descriptor: int
    ours: bool
    """Whether the file is a lock of this program and no other file at that name."""

    def holds(self) -> bool:
        """Whether the lock file is still there for others to see."""
        try:
            return self.descriptor >= 0 and _same(self.path, self.descriptor)
        except OSError:
            return False

    def release(self) -> None:
        """Let go and take the lock file away; harmless when done twice."""
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor < 0:
            return
        # What cannot be taken away (the stick was pulled) is harmless where it lies. A lock file
        # that is no longer ours, because somebody deleted ours, stays.
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                os.close(descriptor)
                if self.ours:
                    self.path.unlink()
            elif self.ours and _same(self.path, descriptor):
                self.path.unlink()
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.close(descriptor)


def lock_path(path: Path) -> Path:
    """The hidden file whose lock stands for the .hfg file."""
    whole = real(path)
    return whole.with_name(f".{whole.name}.lock")


def acquire(path: Path) -> FileLock:
    """The lock for that .hfg file, whether or not the file is there yet.

    Raises LockedElsewhere, NotPlain for a link or the like at the lock's name, or OSError when the
    folder takes no lock file.
    """
    beside = lock_path(path)
    while True:
        descriptor = open_plain(beside, os.O_RDWR | os.O_CREAT)
        try:
            if not _lock(descriptor):
                raise LockedElsewhere(_holder(descriptor))
            # The holder before takes the file away when it ends: a lock on a file that is gone
            # from its folder keeps nobody out.
            if _same(beside, descriptor):
                ours = _is_lock(_text_of(descriptor))
                if ours:
                    _sign(descriptor)
                    _hide(beside, descriptor)
                return FileLock(beside, descriptor, ours)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _same(beside: Path, descriptor: int) -> bool:
    try:
        there = beside.lstat()
    except FileNotFoundError:
        return False
    here = os.fstat(descriptor)
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


def _text_of(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, _LONGEST + 1)


def _is_lock(text: bytes) -> bool:
    """Whether a lock of ours holds that: nothing yet, a power cut's zeros, or who it was."""
    if len(text) <= _LONGEST and not text.strip(b"\0"):
        return True
    try:
        signature = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(signature, dict) and signature.keys() == _WRITTEN


def login_name() -> str:
    """The name that the user of this machine is logged in by; "" where the system tells none."""
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""


def _sign(descriptor: int) -> None:
    now = datetime.datetime.now().astimezone()
    signature = {
        "user": login_name(),
        "host": socket.gethostname(),
        "since": now.isoformat(timespec="seconds"),
        "process": os.getpid(),
    }
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(signature, ensure_ascii=False).encode())


def _holder(descriptor: int) -> str:
    """Who holds the lock, in words; "" when the lock file does not tell."""
    try:
        signature = json.loads(_text_of(descriptor))
        since = datetime.datetime.fromisoformat(str(signature["since"]))
        user, host = str(signature["user"])[:60], str(signature["host"])[:60]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    who = f"用户“{user}”" if user else "另一个程序窗口"
    where = f"在电脑“{host}”上" if host else ""
    return f"{who}{where}，自 {since:%m}月{since:%d}日 {since:%H:%M} 起"


def _lock(descriptor: int) -> bool:
    """Whether the lock was free. Raises NoLocks, and OSError when the drive has gone."""
    try:
        _try_lock(descriptor)
    except OSError as error:
        if (error.errno or 0) in _HELD:
            return False
        if error.errno in _NO_LOCKS:
            raise NoLocks(error.errno, "这个网络盘不能给文件加锁") from error
        raise
    return True


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _HIDDEN = 2

    def _try_lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_OFF, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _hide(beside: Path, _descriptor: int) -> None:
        ctypes.windll.kernel32.SetFileAttributesW(
            wintypes.LPCWSTR(str(beside)), wintypes.DWORD(_HIDDEN)
        )

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _hide(_beside: Path, descriptor: int) -> None:
        # The dot hides it. In a shared folder the next user must be able to lock it too.
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, 0o666)
