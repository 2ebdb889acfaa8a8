"""Which libraries a program file of Windows asks for."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from installer.building import libraries

BASE = 0x1000
"""Where the only section is in memory; in the file it begins at 0x200."""


def table(names: list[str], width: int, place: int, texts: dict[str, int]) -> bytes:
    """A table of imports: entries that end with an empty one, each with the address of a name."""
    entries = b""
    for name in names:
        entry = bytearray(width)
        struct.pack_into("<I", entry, place, texts[name])
        entries += entry
    return entries + bytes(width)


def program(now: list[str], later: list[str]) -> bytes:
    """A program file for 64 bits that wants these libraries at its start, and those later."""
    first, second = 20 * (len(now) + 1), 32 * (len(later) + 1)
    texts, body, at = {}, b"", BASE + first + second
    for name in now + later:
        texts[name] = at + len(body)
        body += name.encode("ascii") + b"\0"
    section = table(now, 20, 12, texts) + table(later, 32, 4, texts) + body
    directory = bytearray(16 * 8)
    if now:
        struct.pack_into("<II", directory, 8 * 1, BASE, first)
    if later:
        struct.pack_into("<II", directory, 8 * 13, BASE + first, second)
    optional = struct.pack("<H110x", 0x20B) + directory
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    head += b"PE\0\0" + struct.pack("<HH12xHH", 0x8664, 1, len(optional), 0) + optional
    head += b".rdata\0\0" + struct.pack("<IIII16x", len(section), BASE, len(section), 0x200)
    return head.ljust(0x200, b"\0") + section


@pytest.mark.parametrize(
    ("now", "later"),
    [
        ([], []),
        (["KERNEL32.dll"], []),
        ([], ["ICUUC.dll"]),
        (["KERNEL32.dll", "Qt6Core.dll"], ["d3d12.dll"]),
    ],
)
def test_all_that_is_wanted_now_or_later_is_told(now: list[str], later: list[str]) -> None:
    assert libraries.wanted(program(now, later)) == {name.lower() for name in now + later}


@pytest.mark.parametrize("content", [b"", b"MZ", b"\x7fELF" + bytes(100), b"MZ" + bytes(100)])
def test_anything_else_is_no_program_file(content: bytes) -> None:
    with pytest.raises((ValueError, struct.error)):
        libraries.wanted(content)


def test_what_is_neither_shipped_nor_windows_own_is_missing(tmp_path: Path) -> None:
    wants = ["Qt6Core.dll", "USER32.dll", "api-ms-win-crt-heap-l1-1-0.dll", "WINSPOOL.DRV"]
    (tmp_path / "python").mkdir()
    (tmp_path / "hfg.exe").write_bytes(program([*wants, "icuuc.dll"], []))
    (tmp_path / "python" / "a.pyd").write_bytes(program([], ["icuuc.dll"]))
    (tmp_path / "python" / "qt6core.dll").write_bytes(program([], []))
    assert libraries.missing(tmp_path) == {"icuuc.dll": ["hfg.exe", "a.pyd"]}
