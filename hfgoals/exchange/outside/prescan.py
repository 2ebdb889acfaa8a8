"""Looking at a package before anything in it is read: entries, sizes, names, kind.

Runs in the child. Nothing is unpacked to the disk; a part is read only by its exact name.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

LARGEST_FILE = 64 * 1024 * 1024
"""In bytes. A workbook of 1,000 forms has 3 MB."""
LARGEST_PART = 128 * 1024 * 1024
"""In bytes, unpacked."""
MOST_ENTRIES = 20_000
_LARGEST_DIRECTORY = 4 * 1024 * 1024
_HIGHEST_RATIO = 250
_SMALL_ENOUGH = 4 * 1024 * 1024
"""A part up to this size may be packed at any ratio: styles and blank sheets pack very well."""
_BLOCK = 256 * 1024
_TAIL = 66_000
_END = b"PK\x05\x06"

TOO_LARGE = "里的内容多得不正常，超出了可以安全读取的范围。"
_BOMB = "里有压缩得不正常的内容，可能是恶意文件，没有打开。"
_BROKEN = "已经损坏，打不开。"
ASK_FOR_ANOTHER = "请向提供者另要一份，或用 WPS、Office 打开核对后另存一份再读入。"


class Refused(Exception):
    """The file is not read on; ``what`` follows its name in a sentence."""

    def __init__(self, what: str, advice: str = ASK_FOR_ANOTHER) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


class Parts(Protocol):
    """What holds the parts of a document, packed or not."""

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, without a slash in front."""

    def blocks(self, name: str) -> Iterator[bytes]:
        """The part, block by block. Raises Refused; KeyError when there is none."""


class Package:
    """The parts of an Office file, each read in blocks and never more than its limit.

    Raises Refused when the package is broken, too large or packed beyond reason.
    """

    def __init__(self, file: BinaryIO) -> None:
        _check_directory(file)
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise Refused(_BROKEN) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            self._check(entry)
        if sum(entry.file_size for entry in self._entries.values()) > 4 * LARGEST_PART:
            raise Refused(TOO_LARGE)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/").lstrip("/")
        if name in self._entries:
            raise Refused(f"里的“{name}”出现了两次，不知道该读哪一个。")
        if entry.flag_bits & 1:
            raise Refused("的内容加了密码，读不出来。", "请先去掉密码，再读入。")
        packed = max(entry.compress_size, 1)
        if entry.file_size > _SMALL_ENOUGH and entry.file_size > _HIGHEST_RATIO * packed:
            raise Refused(_BOMB)
        self._entries[name] = entry

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, without a slash in front."""
        return frozenset(self._entries)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The unpacked part, block by block. Raises Refused; KeyError when there is none."""
        read = 0
        try:
            with self._archive.open(self._entries[name]) as stream:
                while block := stream.read(_BLOCK):
                    read += len(block)
                    if read > LARGEST_PART:
                        raise Refused(TOO_LARGE)
                    yield block
        except KeyError:
            raise
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
            raise Refused(_BROKEN) from error
        except Exception as error:
            # zlib, lzma and bz2 each have an error of their own.
            if type(error).__module__ in ("zlib", "_lzma", "lzma", "bz2", "_bz2"):
                raise Refused(_BROKEN) from error
            raise


def opened(path: Path) -> BinaryIO:
    """The file, open for reading. Raises Refused when it is too large, OSError."""
    file = path.open("rb")
    if file.seek(0, 2) > LARGEST_FILE:
        file.close()
        raise Refused("超过 64 MB，不会是绩效目标表。", "请选择绩效目标文件本身。")
    file.seek(0)
    return file


def _check_directory(file: BinaryIO) -> None:
    """The list of entries has a length of its own; it is looked at before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Refused(_BROKEN)
    _, _, _, entries, length = struct.unpack_from("<4H L", tail, at + 4)
    if entries > MOST_ENTRIES or length > _LARGEST_DIRECTORY:
        raise Refused(TOO_LARGE)
    file.seek(0)
