"""Which libraries the program files of Windows want: each is shipped, or is Windows' own."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

# What Qt, Python and the packages use of Windows 10 version 1809 and later.
_WINDOWS = frozenset(
    """
    advapi32 authz bcrypt comdlg32 d3d9 d3d11 d3d12 dnsapi dwmapi dwrite dxgi gdi32 imm32 iphlpapi
    kernel32 mpr msvcrt netapi32 ole32 oleaut32 secur32 setupapi shell32 shlwapi uiautomationcore
    user32 userenv uxtheme version winhttp winmm winspool.drv ws2_32 wtsapi32
    """.split()
)
_SETS = ("api-ms-win-", "ext-ms-win-")
_IMPORTS, _DELAYED = 1, 13
"""Places in the directory of a program file."""


class _File:
    """A PE file's parts: ``spot`` is where an address in memory is in the file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        (head,) = struct.unpack_from("<I", content, 0x3C)
        if content[:2] != b"MZ" or content[head : head + 4] != b"PE\0\0":
            raise ValueError("no program file of Windows")
        sections, optional = struct.unpack_from("<2xH12xH", content, head + 4)
        begins = head + 24
        (wide,) = struct.unpack_from("<H", content, begins)
        self._directory = begins + (112 if wide == 0x20B else 96)
        self._sections = [
            struct.unpack_from("<8xIIII", content, begins + optional + 40 * number)
            for number in range(sections)
        ]

    def directory(self, number: int) -> int | None:
        """Where that table begins; None when there is none."""
        address, size = struct.unpack_from("<II", self.content, self._directory + 8 * number)
        return self.spot(address) if size else None

    def spot(self, address: int) -> int:
        for size, begins, stored, place in self._sections:
            if begins <= address < begins + max(size, stored):
                return int(place + address - begins)
        raise ValueError("an address outside the file")

    def name(self, address: int) -> str:
        spot = self.spot(address)
        return self.content[spot : self.content.index(b"\0", spot)].decode("ascii").lower()


def wanted(content: bytes) -> frozenset[str]:
    """The names, in small letters, of the libraries that a program file wants, now or later.

    Raises ValueError for anything but a program file of Windows.
    """
    file = _File(content)
    return frozenset((*_table(file, _IMPORTS, 20, 12), *_table(file, _DELAYED, 32, 4)))


def _table(file: _File, number: int, width: int, name: int) -> Iterator[str]:
    spot = file.directory(number)
    while spot is not None:
        (address,) = struct.unpack_from("<I", file.content, spot + name)
        if not address:
            return
        yield file.name(address)
        spot += width


def missing(folder: Path) -> dict[str, list[str]]:
    """Libraries that are neither in the folder nor Windows', each with the files that want it."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".exe", ".dll", ".pyd"}]
    there = {path.name.lower() for path in files}
    lacking: dict[str, list[str]] = {}
    for path in files:
        for library in wanted(path.read_bytes()) - there:
            if library.removesuffix(".dll") not in _WINDOWS and not library.startswith(_SETS):
                lacking.setdefault(library, []).append(path.name)
    return lacking
