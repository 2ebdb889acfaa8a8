"""What a program wants of the system it runs on: the libraries, and how new they have to be.

Every ELF file says for each library which versions of its symbols it uses. A system whose libraries
are older does not start the program, so the newest of them decide where it runs at all.
"""

from __future__ import annotations

import platform
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_FLOORS: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    # UOS 20 and Debian 10: glibc 2.28, and the libraries of GCC 8.
    "x86_64": {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11), "GCC": (7, 0, 0)},
    # Kylin V10 and Debian 11: Qt itself wants no less there.
    "aarch64": {"GLIBC": (2, 31), "GLIBCXX": (3, 4, 28), "CXXABI": (1, 3, 12), "GCC": (7, 0, 0)},
}
FLOOR = _FLOORS.get(platform.machine(), _FLOORS["x86_64"])
"""The newest of each that the oldest system has which this machine's builds are for."""

_MAGIC = b"\x7fELF\x02\x01"
_LOAD, _DYNAMIC = 1, 2
_NEEDED, _STRINGS, _SONAME, _VERNEED, _VERNEEDNUM = 1, 5, 14, 0x6FFFFFFE, 0x6FFFFFFF


class NotElf(Exception):
    """No 64-bit little-endian ELF file."""


@dataclass(frozen=True, slots=True)
class Wants:
    """What one ELF file takes from others."""

    libraries: tuple[str, ...] = ()
    versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Versions of symbols by library, such as ``GLIBC_2.17`` of ``libc.so.6``."""
    name: str = ""
    """By which others want this one."""


@dataclass(frozen=True, slots=True)
class TooNew:
    """A file that wants something newer than the floor."""

    file: Path
    library: str
    version: str


def wants(content: bytes) -> Wants:
    """What the file takes from libraries. Raises NotElf."""
    if not content.startswith(_MAGIC):
        raise NotElf
    try:
        return _wants(content)
    except (struct.error, LookupError, ValueError) as error:
        raise NotElf("damaged") from error


def files(folder: Path) -> Iterator[tuple[Path, Wants]]:
    """Every ELF file in the folder, by its path there, in order of the paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(_MAGIC)) != _MAGIC:
                    continue
            yield path.relative_to(folder), wants(path.read_bytes())


def too_new(folder: Path, floor: Mapping[str, tuple[int, ...]] = FLOOR) -> Iterator[TooNew]:
    """Whatever a system at the floor lacks. What the folder brings itself does not count."""
    found = list(files(folder))
    brought = {path.name for path, _ in found} | {wanted.name for _, wanted in found}
    for path, wanted in found:
        for library, versions in wanted.versions.items():
            for version in versions if library not in brought else ():
                kind, _, number = version.partition("_")
                if kind in floor and _numbers(number) > floor[kind]:
                    yield TooNew(path, library, version)


def newest(folder: Path) -> dict[str, str]:
    """For each kind of version that is wanted (GLIBC, GLIBCXX) the newest."""
    best: dict[str, str] = {}
    for _, wanted in files(folder):
        for versions in wanted.versions.values():
            for version in versions:
                kind, _, number = version.partition("_")
                if kind in FLOOR:
                    best[kind] = max(best.get(kind, "0"), number, key=_numbers)
    return best


def from_system(folder: Path) -> set[str]:
    """The libraries that the folder's files want and the folder does not bring."""
    found = list(files(folder))
    brought = {path.name for path, _ in found} | {wanted.name for _, wanted in found}
    return {library for _, wanted in found for library in wanted.libraries} - brought


def _numbers(text: str) -> tuple[int, ...]:
    """Newer than all for GLIBC_PRIVATE: that is of one build of the library, for nobody else."""
    try:
        return tuple(int(part) for part in text.split("."))
    except ValueError:
        return (1 << 16,)


def _wants(content: bytes) -> Wants:
    segments = list(_segments(content))
    dynamic = next((each for each in segments if each[0] == _DYNAMIC), None)
    if dynamic is None:
        return Wants()
    _, start, _, size = dynamic
    entries = [
        struct.unpack_from("<qQ", content, place) for place in range(start, start + size, 16)
    ]
    only = dict(entries)

    def place(address: int) -> int:
        for kind, offset, loaded, length in segments:
            if kind == _LOAD and loaded <= address < loaded + length:
                return offset + address - loaded
        raise NotElf("an address outside all segments")

    strings = place(only[_STRINGS])

    def text(offset: int) -> str:
        begin = strings + offset
        return content[begin : content.index(b"\0", begin)].decode("ascii")

    libraries = tuple(text(value) for tag, value in entries if tag == _NEEDED)
    versions: dict[str, tuple[str, ...]] = {}
    if _VERNEED in only:
        at = place(only[_VERNEED])
        for _ in range(only[_VERNEEDNUM]):
            _, count, library, first, following = struct.unpack_from("<HHIII", content, at)
            versions[text(library)] = tuple(_versions(content, at + first, count, text))
            at += following
    return Wants(libraries, versions, text(only[_SONAME]) if _SONAME in only else "")


def _versions(content: bytes, at: int, count: int, text: Callable[[int], str]) -> Iterator[str]:
    for _ in range(count):
        _, _, _, name, following = struct.unpack_from("<IHHII", content, at)
        yield text(name)
        at += following


def _segments(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Kind, place in the file, address when loaded, length in the file; of each segment."""
    (table,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    for index in range(count):
        kind, _, offset, address, _, length = struct.unpack_from(
            "<IIQQQQ", content, table + index * size
        )
        yield kind, offset, address, length
