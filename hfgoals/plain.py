"""Opening files whose names anybody could have chosen before us.

A folder that came from elsewhere may hold links and pipes under the names that the program uses.
Whatever is opened here is a plain file with a single name, and no link was followed to it.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TextIO

# Windows lacks the first two: there the looks before and after opening must do.
_CAREFUL = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class NotPlain(OSError):
    """There is something at the path that is no plain file, or has a second name elsewhere.

    ``str()`` says what, in Chinese.
    """

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(errno.EINVAL, what, str(path))
        self.path = path
        self.what = what

    def __str__(self) -> str:
        return self.what


def open_plain(path: Path, flags: int = os.O_RDONLY) -> int:
    """A descriptor of the plain file at the path; with O_CREAT it is made when nothing is there.

    Raises NotPlain, and OSError as os.open does. Nothing was read or changed then.
    """
    while True:
        try:
            _must_be_plain(path.lstat(), path)
            descriptor = os.open(path, flags & ~os.O_CREAT | _CAREFUL)
        except FileNotFoundError:
            if not flags & os.O_CREAT:
                raise
        else:
            break
        try:
            descriptor = os.open(path, flags | os.O_EXCL | _CAREFUL, 0o666)
        except FileExistsError:
            continue
        break
    try:
        # Another may have taken its place since the first look.
        _must_be_plain(os.fstat(descriptor), path)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def added_to(path: Path) -> TextIO:
    """A text file whose end is written on, made when missing. Raises as open_plain does."""
    descriptor = open_plain(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")


def _must_be_plain(found: os.stat_result, path: Path) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise NotPlain(path, "是一个指向别处的链接")
    if stat.S_ISDIR(found.st_mode):
        raise NotPlain(path, "是一个文件夹")
    if not stat.S_ISREG(found.st_mode):
        raise NotPlain(path, "不是普通文件")
    if found.st_nlink > 1:
        raise NotPlain(path, "与别处的一个文件是同一个文件")
