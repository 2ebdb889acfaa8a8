"""SQLite's pages read without SQLite: every line that the bytes of a file still hold, sound or not.

For a damaged file only. Nothing in it is believed: how far a line can be trusted is told by its
digest, and whether it is the present one by where it stands (docs/file-format.md, "Salvage").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.patterns import pattern
from hfgoals.store.digests import Key, StoredLine, digest_of
from hfgoals.store.schema import PAGE_SIZE, SCHEMAS

_INTERIOR, _LEAF, _TABLE_LEAF = 0x02, 0x0A, 0x0D
_SCHEMA_AT: Final = 100
"""Where the first page's own header begins, behind that of the file."""
_MOST_LOCAL: Final = (PAGE_SIZE - 12) * 64 // 255 - 23
_LEAST_LOCAL: Final = (PAGE_SIZE - 12) * 32 // 255 - 23
_LONGEST: Final = 64_000_000
_DIGEST_BYTES: Final = 32
_FIRST_ROOT: Final = 2
"""The page where the records' tree begins in every file of ours: it is the first table made."""
_WORK_PER_BYTE, _WORK_AT_LEAST, _WORK_PER_TRY = 12, 64_000_000, 1000
"""How much is looked at before a file is given up as made to keep us busy; in bytes hashed."""

_COLUMN = pattern(r"^ +\w+ (TEXT|INTEGER|BLOB) ", re.MULTILINE)
_VARINT: Final = b"[\x80-\xff]{0,3}[\x00-\x7f]"
_SIZES: Final = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of a value by its serial type, below those of texts and blobs."""

Value = bytes | int


class Standing(IntEnum):
    """How sure it is that a line is the present one, from the surest down."""

    PRESENT = 3
    """In its tree, or on a page that is known not to be free."""
    LIKELY = 2
    """On a page cut off from its tree, or whose own list of lines is broken."""
    STALE = 1
    """In room that is free: deleted, moved or changed since."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the bytes have it; ``columns`` without the digest."""

    tables: tuple[str, ...]
    """Those whose digest holds; where none does, ``sound`` is False and these have such columns."""
    columns: tuple[Value, ...]
    digest: bytes
    standing: Standing
    sound: bool

    @property
    def key(self) -> Key:
        """The line's name; what of it is no text is replaced."""
        return self.tables[0], readable(self.columns[0])

    @property
    def stored(self) -> StoredLine:
        """A sound line as it is stored. Raises UnicodeDecodeError for a text that is none."""
        columns: list[str | int | bytes] = [
            each.decode() if kind == "TEXT" and isinstance(each, bytes) else each
            for kind, each in zip(_TYPES[self.tables[0]], self.columns, strict=False)
        ]
        return StoredLine(self.tables[0], tuple(columns), self.digest)


class TooMuch(Exception):
    """The file would keep us busy without end."""


def _shapes() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The tables with a digest by the types of their columns, in any version."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for tables in SCHEMAS.values():
        for table, statement in tables.items():
            types = tuple(_COLUMN.findall(statement))
            known = found.get(types, ())
            if types[-1] == "BLOB" and table not in known:
                found[types] = (*known, table)
    return found


_TABLES: Final = _shapes()
_TYPES: Final = {table: types for types, tables in _TABLES.items() for table in tables}


def _pattern() -> re.Pattern[bytes]:
    """How the head of a line begins: its own length, then the type and length of each column."""
    serial = {"TEXT": _VARINT, "BLOB": _VARINT, "INTEGER": b"[\x01-\x06\x08\x09]"}
    heads = (b"".join(serial[each] for each in types[:-1]) for types in _TABLES)
    digest = re.escape(bytes((12 + 2 * _DIGEST_BYTES,)))
    return pattern(b"[\x04-\x14](?=(?:" + b"|".join(heads) + b")" + digest + b")", re.DOTALL)


_HEAD: Final = _pattern()


class Pages:
    """The bytes of one file as pages, numbered from 1."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._count = -(-len(data) // PAGE_SIZE)
        self._work = max(_WORK_AT_LEAST, _WORK_PER_BYTE * len(data))
        self._reached: set[int] = set()
        self._chained: set[int] = set()
        """Pages that a line goes on in, which have no lines of their own."""
        self._free, self._knows_free = self._free_pages()
        for root in (*self._roots(), _FIRST_ROOT):
            self._reach(root)

    def lines(self) -> Iterator[Line]:
        """Every line with a digest that the file holds, those in order first. Raises TooMuch."""
        seen: set[int] = set()
        broken: set[int] = set()
        for page in range(1, self._count + 1):
            yield from self._listed(page, seen, broken)
        for found in _HEAD.finditer(self._data):
            at = found.start()
            if at in seen:
                continue
            page = at // PAGE_SIZE + 1
            cut = page in broken and page not in self._chained
            line = self._line(at, Standing.LIKELY if cut else Standing.STALE)
            if line is not None and line.sound:
                yield line

    def _listed(self, page: int, seen: set[int], broken: set[int]) -> Iterator[Line]:
        """The lines that the page's own list names."""
        start = (page - 1) * PAGE_SIZE
        starts = self._cells(page)
        if starts is None:
            if page > 1 and page not in self._free:
                broken.add(page)
            return
        standing = Standing.STALE
        if page in self._reached or (self._knows_free and page not in self._free):
            standing = Standing.PRESENT
        elif page not in self._free:
            standing = Standing.LIKELY
        interior = self._data[start] == _INTERIOR
        for cell in starts:
            at = self._after_varint(cell + 4 if interior else cell)
            line = None if cell >= start + PAGE_SIZE else self._line(at, standing)
            if line is None:
                broken.add(page)
                continue
            seen.add(at)
            yield line

    def _cells(self, page: int) -> list[int] | None:
        """Where in the file the page's cells begin; None for a page that is none of a tree."""
        start = (page - 1) * PAGE_SIZE
        head = self._data[start : start + 12]
        if len(head) < 12 or head[0] not in (_INTERIOR, _LEAF):
            return None
        first = start + (12 if head[0] == _INTERIOR else 8)
        count = int.from_bytes(head[3:5], "big")
        if count > PAGE_SIZE // 2 - 6:
            return None
        return [start + self._number(first + 2 * each, 2) for each in range(count)]

    # ------------------------------------------------------------- one line
    def _line(self, at: int, standing: Standing) -> Line | None:
        """The line whose head is there; None where there is none of ours."""
        self._spend(_WORK_PER_TRY)
        end = (at // PAGE_SIZE + 1) * PAGE_SIZE
        if at >= min(end, len(self._data)):
            return None
        head = self._data[at : at + 32]
        serials: list[int] = []
        to, position = head[0], 1
        while position < to <= len(head):
            value, position = _varint(head, position)
            serials.append(value)
        types = tuple(_type_of(serial) for serial in serials)
        tables = _TABLES.get(types)
        if position != to or tables is None:
            return None
        sizes = [_size_of(serial) for serial in serials]
        payload, chain = self._payload(at, to + sum(sizes), end)
        if not payload or sizes[-1] != _DIGEST_BYTES:
            return None
        columns: list[Value] = []
        for serial, kind, size in zip(serials[:-1], types[:-1], sizes[:-1], strict=True):
            part = payload[to : to + size]
            columns.append(_whole(serial, part) if kind == "INTEGER" else part)
            to += size
        line = _judged(tables, tuple(columns), payload[to:], standing)
        if line.sound:
            self._chained.update(chain)
        return line

    def _payload(self, at: int, size: int, end: int) -> tuple[bytes, list[int]]:
        """All bytes of a line, none when they are not to be had, and the pages it goes on in."""
        chain: list[int] = []
        if size > min(_LONGEST, len(self._data)):
            return b"", chain
        self._spend(size)
        if size <= _MOST_LOCAL:
            return self._data[at : min(at + size, end)], chain
        local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (PAGE_SIZE - 4)
        if local > _MOST_LOCAL:
            local = _LEAST_LOCAL
        if at + local + 4 > end:
            return b"", chain
        parts, left = [self._data[at : at + local]], size - local
        page = self._number(at + local, 4)
        while left > 0:
            if not 1 < page <= self._count:
                return b"", chain
            chain.append(page)
            start = (page - 1) * PAGE_SIZE
            part = self._data[start + 4 : start + min(PAGE_SIZE, left + 4)]
            parts.append(part)
            left -= PAGE_SIZE - 4
            page = self._number(start, 4)
        return b"".join(parts), chain

    # ------------------------------------------------------------- where pages belong
    def _roots(self) -> list[int]:
        """Where the trees begin, as far as the page of the schema can still be read."""
        head = self._data[_SCHEMA_AT : _SCHEMA_AT + 8]
        if len(head) < 8 or head[0] != _TABLE_LEAF:
            return []
        roots = []
        for each in range(min(int.from_bytes(head[3:5], "big"), 100)):
            at = self._after_varint(self._after_varint(self._number(_SCHEMA_AT + 8 + 2 * each, 2)))
            serials: list[int] = []
            position = at + 1
            while len(serials) < 5 and position < PAGE_SIZE:
                serial, position = _varint(self._data, position)
                serials.append(serial)
            # type, name, tbl_name, rootpage, sql
            body = at + self._number(at, 1) + sum(_size_of(serial) for serial in serials[:3])
            if len(serials) == 5 and 1 <= serials[3] <= 4:
                roots.append(self._number(body, _size_of(serials[3])))
        return roots

    def _reach(self, root: int) -> None:
        """Mark every page of the tree that begins there."""
        waiting = [root]
        while waiting:
            page = waiting.pop()
            cells = self._cells(page) if 1 < page <= self._count else None
            if cells is None or page in self._reached or page in self._free:
                continue
            self._reached.add(page)
            start = (page - 1) * PAGE_SIZE
            if self._data[start] == _INTERIOR:
                waiting.append(self._number(start + 8, 4))
                waiting.extend(self._number(cell, 4) for cell in cells)

    def _free_pages(self) -> tuple[set[int], bool]:
        """The pages that the file's header lists as free, and whether that list is whole."""
        free: set[int] = set()
        trunk, wanted = self._number(32, 4), self._number(36, 4)
        while 1 < trunk <= self._count and trunk not in free:
            free.add(trunk)
            start = (trunk - 1) * PAGE_SIZE
            listed = self._number(start + 4, 4)
            if listed > PAGE_SIZE // 4 - 2:
                return free, False
            free.update(self._number(start + 8 + 4 * each, 4) for each in range(listed))
            trunk = self._number(start, 4)
        sound = trunk == 0 and len(free) == wanted and self._number(28, 4) == self._count
        return free, sound

    # ------------------------------------------------------------- numbers
    def _number(self, at: int, size: int) -> int:
        return int.from_bytes(self._data[at : at + size], "big")

    def _after_varint(self, at: int) -> int:
        return _varint(self._data, at)[1]

    def _spend(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            raise TooMuch


def _judged(
    tables: tuple[str, ...], columns: tuple[Value, ...], digest: bytes, standing: Standing
) -> Line:
    plain = [b"%d" % each if isinstance(each, int) else each for each in columns]
    held = tuple(table for table in tables if digest_of(table, *plain) == digest)
    return Line(held or tables, columns, digest, standing, bool(held))


def readable(value: Value) -> str:
    """What can be read of a value."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and what follows it; missing bytes count as 0."""
    value = 0
    for byte in data[at : at + 8]:
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | (data[at] if at < len(data) else 0), at + 1


def _type_of(serial: int) -> str:
    if serial >= 12:
        return "TEXT" if serial % 2 else "BLOB"
    return "INTEGER" if 1 <= serial <= 6 or serial in (8, 9) else ""


def _size_of(serial: int) -> int:
    return (serial - 12) // 2 if serial >= 12 else _SIZES[min(serial, 9)]


def _whole(serial: int, part: bytes) -> int:
    return serial - 8 if serial >= 8 else int.from_bytes(part, "big", signed=True)
