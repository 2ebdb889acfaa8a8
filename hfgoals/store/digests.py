"""Digests: one SHA-256 for every line of the file, and a seal over all lines together.

A digest tells when a line is not what was written; the seal tells when a whole line is lost or
added. The seal is the number of lines and the sum of their digests modulo 2**256: it does not
depend on their order and follows a change without reading the other lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from hfgoals.lean import dataclass
from hfgoals.model.rows import PlacedRow
from hfgoals.store import content

SEAL_KEY = "seal"
"""The line of `meta` that holds the seal; the seal covers every line but this one."""
Key = tuple[str, str]
"""Names a line: its table and its primary key."""


def digest_of(table: str, *columns: bytes) -> bytes:
    """The SHA-256 over the table's name and every other column, each with its length before it."""
    parts = [b"%d:%b" % (len(column), column) for column in columns]
    return sha256(table.encode() + b"|" + b"".join(parts)).digest()


def digest_of_record(
    row_id: bytes, part: bytes, parent: bytes, position: int, content: bytes
) -> bytes:
    """The same for the table of records, of which there are tens of thousands."""
    at = b"%d" % position
    return sha256(
        b"record|%d:%b%d:%b%d:%b%d:%b%d:%b"
        % (
            len(row_id),
            row_id,
            len(part),
            part,
            len(parent),
            parent,
            len(at),
            at,
            len(content),
            content,
        )
    ).digest()


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line of a table as it is stored; the digest is its last column."""

    table: str
    columns: tuple[str | int | bytes, ...]
    digest: bytes

    @property
    def key(self) -> Key:
        """The line's name."""
        return self.table, str(self.columns[0])

    @property
    def stored(self) -> tuple[str | int | bytes, ...]:
        """All columns in the order of the table."""
        return (*self.columns, self.digest)


def line_of(table: str, *columns: str | int | bytes) -> StoredLine:
    """The line with its digest. Raises UnicodeEncodeError for text that is no text (surrogates)."""
    plain = (each if isinstance(each, bytes) else str(each).encode() for each in columns)
    return StoredLine(table, columns, digest_of(table, *plain))


def record_line(placed: PlacedRow) -> StoredLine:
    """The record of a row at its place."""
    text = content.written(placed.part, placed.row)
    return line_of(
        "record", placed.id, content.part_name(placed), placed.parent, placed.position, text
    )


@dataclass(frozen=True, slots=True)
class Seal:
    """The number of lines and the sum of their digests modulo 2**256."""

    lines: int = 0
    total: int = 0

    @classmethod
    def over(cls, digests: Mapping[Key, bytes]) -> Seal:
        """The seal of these lines."""
        total = sum(int.from_bytes(digest, "big") for digest in digests.values())
        return cls(len(digests), total % 2**256)

    @classmethod
    def told(cls, text: str) -> Seal:
        """The seal that a sound file keeps as this text."""
        lines, _, total = text.partition(":")
        return cls(int(lines), int(total, 16))

    def changed(self, before: Mapping[Key, bytes], now: Mapping[Key, bytes | None]) -> Seal:
        """The seal after lines took new digests (None: removed); ``before`` holds the old ones."""
        lines, total = self.lines, self.total
        for key, digest in now.items():
            old = before.get(key)
            if old is not None:
                lines, total = lines - 1, total - int.from_bytes(old, "big")
            if digest is not None:
                lines, total = lines + 1, total + int.from_bytes(digest, "big")
        return Seal(lines, total % 2**256)

    @property
    def line(self) -> StoredLine:
        """The line of `meta` that keeps this seal."""
        return line_of("meta", SEAL_KEY, f"{self.lines}:{self.total:064x}")
