"""The reader of ELF files, on small ones that are made here and on a real one."""

import _struct
import struct
import sys
from pathlib import Path

import pytest

from installer.building.symbols import NotElf, from_system, newest, too_new, wants

_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="ELF files are Linux's")


def _elf(libraries: dict[str, list[str]], name: str = "") -> bytes:
    """A shared library that wants these versions of these libraries, and nothing else."""
    texts = bytearray(b"\0")

    def text(word: str) -> int:
        texts.extend(word.encode() + b"\0")
        return len(texts) - len(word) - 1

    wanted = bytearray()
    entries = [(1, text(library)) for library in libraries]
    entries += [(14, text(name))] if name else []
    versioned = [(library, versions) for library, versions in libraries.items() if versions]
    for number, (library, versions) in enumerate(versioned, 1):
        following = 16 + 16 * len(versions) if number < len(versioned) else 0
        wanted += struct.pack("<HHIII", 1, len(versions), text(library), 16, following)
        for index, version in enumerate(versions, 1):
            wanted += struct.pack("<IHHII", 0, 0, 0, text(version), 16 * (index < len(versions)))
    # All is loaded 4096 higher than it lies in the file.
    start = 64 + 2 * 56
    strings, table = 4096 + start, 4096 + start + len(texts)
    entries += [(5, strings), (0x6FFFFFFE, table), (0x6FFFFFFF, len(versioned)), (0, 0)]
    dynamic = b"".join(struct.pack("<qQ", *entry) for entry in entries)
    place = start + len(texts) + len(wanted)
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack(
        "<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0
    )
    end = place + len(dynamic)
    segments = struct.pack("<IIQQQQQQ", 1, 5, 0, 4096, 4096, end, end, 4096)
    segments += struct.pack(
        "<IIQQQQQQ", 2, 6, place, 4096 + place, 0, len(dynamic), len(dynamic), 8
    )
    return header + segments + bytes(texts) + bytes(wanted) + dynamic


def test_tells_libraries_and_versions_apart() -> None:
    found = wants(
        _elf({"libc.so.6": ["GLIBC_2.17", "GLIBC_2.28"], "libz.so.1": []}, "libours.so.1")
    )

    assert found.libraries == ("libc.so.6", "libz.so.1")
    assert found.versions == {"libc.so.6": ("GLIBC_2.17", "GLIBC_2.28")}
    assert found.name == "libours.so.1"


def test_finds_whatever_is_above_the_floor(tmp_path: Path) -> None:
    # 2.4 is older than 2.28, as number by number, not letter by letter.
    (tmp_path / "fine.so").write_bytes(_elf({"libc.so.6": ["GLIBC_2.4", "GLIBC_2.28"]}))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "new").write_bytes(
        _elf({"libm.so.6": ["GLIBC_2.29"], "libstdc++.so.6": ["GLIBCXX_3.4.26"]})
    )
    (tmp_path / "private.so").write_bytes(_elf({"libc.so.6": ["GLIBC_PRIVATE"]}))
    (tmp_path / "text.so").write_text("no library")

    found = {(str(each.file), each.version) for each in too_new(tmp_path)}

    assert found == {
        ("folder/new", "GLIBC_2.29"),
        ("folder/new", "GLIBCXX_3.4.26"),
        ("private.so", "GLIBC_PRIVATE"),
    }
    assert newest(tmp_path)["GLIBCXX"] == "3.4.26"


def test_what_the_folder_brings_is_not_the_systems(tmp_path: Path) -> None:
    # A library is wanted by the name inside, whatever its file is called.
    (tmp_path / "libqt.so.6.9.3").write_bytes(_elf({"libc.so.6": []}, "libqt.so.6"))
    (tmp_path / "program").write_bytes(_elf({"libqt.so.6": ["GLIBC_9.9"], "libz.so.1": []}))

    assert from_system(tmp_path) == {"libc.so.6", "libz.so.1"}
    assert not list(too_new(tmp_path))


@_LINUX
def test_reads_what_a_compiler_made() -> None:
    path = Path(getattr(_struct, "__file__", sys.executable))

    found = wants(path.read_bytes())

    assert "libc.so.6" in found.libraries or "libc.so.6" in found.versions
    assert all(version for versions in found.versions.values() for version in versions)


@pytest.mark.parametrize("content", [b"", b"MZ", b"\x7fELF\x01\x01" + bytes(100)])
def test_refuses_what_is_none(content: bytes) -> None:
    with pytest.raises(NotElf):
        wants(content)


def test_refuses_what_is_cut_off() -> None:
    whole = _elf({"libc.so.6": ["GLIBC_2.17"]})

    for length in range(6, len(whole) - 16, 7):
        with pytest.raises(NotElf):
            wants(whole[:length])
