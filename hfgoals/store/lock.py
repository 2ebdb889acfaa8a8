"""One writer per file: an operating-system lock on a hidden file beside the .hfg.

The system lets go of the lock when its holder ends, however it ends, so a lock file that a crash
left behind locks nothing. Its text says who works on the file, for the message to the second.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

_FAR_OFF = 1 << 30
"""Windows locks bytes against reading: lock one that the text never reaches."""


class LockedElsewhere(Exception):
    """Somebody else holds the lock; ``str()`` names who, where and since when, as far as known."""


@dataclass(slots=True)
class FileLock:
    """A lock that is held until ``release``."""

    path: Path
    descriptor: int

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
                self.path.unlink()
            elif _same(self.path, descriptor):
                self.path.unlink()
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.close(descriptor)


def lock_path(path: Path) -> Path:
    """The hidden file whose lock stands for the .hfg file."""
    real = path.resolve()
    return real.with_name(f".{real.name}.lock")


def acquire(path: Path) -> FileLock:
    """The lock for that .hfg file, whether or not the file is there yet.

    Raises LockedElsewhere, or OSError when the folder takes no lock file.
    """
    beside = lock_path(path)
    while True:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            if not _lock(descriptor):
                raise LockedElsewhere(_holder(beside))
            # The holder before takes the file away when it ends: a lock on a file that is gone
            # from its folder keeps nobody out.
            if _same(beside, descriptor):
                _sign(descriptor)
                _hide(beside)
                return FileLock(beside, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _same(beside: Path, descriptor: int) -> bool:
    try:
        there = beside.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(descriptor)
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


def _sign(descriptor: int) -> None:
    now = datetime.datetime.now().astimezone()
    signature = {
        "user": os.environ.get("USERNAME") or os.environ.get("USER") or "",
        "host": platform.node(),
        "since": now.isoformat(timespec="seconds"),
        "process": os.getpid(),
    }
    os.ftruncate(descriptor, 0)
    os.write(descriptor, json.dumps(signature, ensure_ascii=False).encode())


def _holder(beside: Path) -> str:
    """Who holds the lock, in words; "" when the lock file does not tell."""
    try:
        signature = json.loads(beside.read_bytes()[:2000])
        since = datetime.datetime.fromisoformat(str(signature["since"]))
        user, host = str(signature["user"])[:60], str(signature["host"])[:60]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    who = f"用户“{user}”" if user else "另一个程序窗口"
    where = f"在电脑“{host}”上" if host else ""
    return f"{who}{where}，自 {since:%m月%d日 %H:%M} 起"


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR_OFF, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _hide(beside: Path) -> None:
        ctypes.windll.kernel32.SetFileAttributesW(str(beside), 2)

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _hide(beside: Path) -> None:
        # The dot hides it. In a shared folder the next user must be able to lock it too.
        with contextlib.suppress(OSError):
            beside.chmod(0o666)
